"""A list that has been read and waits to be confirmed."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet


class ImportDraftQuerySet(VisibleQuerySet["ImportDraft"]):
    def _visible(self, scope: Any) -> "ImportDraftQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(
            municipality__in=scope.municipalities(Permission.REGISTRY_IMPORT), created_by=scope.user
        )


class ImportDraft(MunicipalRow):
    """The cleaned rows of one file, sealed, for at most a day. What was refused or held back is not in it."""

    class State(models.TextChoices):
        READY = "ready", _("Waits to be confirmed")
        IMPORTING = "importing", _("Being taken in")
        DONE = "done", _("Taken in")

    file_name = models.CharField(max_length=120)
    state = models.CharField(max_length=20, choices=State.choices, default=State.READY)
    content = EncryptedTextField(blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    job = models.ForeignKey("core.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[ImportDraftQuerySet] = ImportDraftQuerySet.as_manager()  # type: ignore[assignment]

    class Privacy:
        neutral = "id public_id municipality state created_at expires_at job".split()
        personal = "created_by file_name".split()
        special = ("content",)
        keep = "one day"


class OwnRunsQuerySet(VisibleQuerySet["Any"]):
    """Rows about imports of a municipality: seen by those who may import there."""

    def _visible(self, scope: Any) -> "OwnRunsQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.REGISTRY_IMPORT))


class ColumnChoice(MunicipalRow):
    """What a heading means in this municipality's lists, as somebody corrected it. An empty field is "leave it out"."""

    heading = models.CharField(max_length=200)
    field = models.CharField(max_length=30, blank=True)
    chosen_at = models.DateTimeField()

    objects: ClassVar[OwnRunsQuerySet] = OwnRunsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "heading"], name="column_choice_once_per_heading")
        ]

    class Privacy:
        neutral = "id public_id municipality heading field chosen_at".split()


class ImportRun(MunicipalRow):
    """One list that was taken in: counts, and for thirty days what is needed to undo it."""

    file_name = models.CharField(max_length=120)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    new = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OwnRunsQuerySet] = OwnRunsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-done_at", "-id")

    def can_be_undone(self, at: datetime) -> bool:
        """Whether it is early enough; what has been built on it is asked when somebody wants to."""
        return self.undone_at is None and at < self.undo_until

    class Privacy:
        neutral = "id public_id municipality done_at new updated undo_until undone_at".split()
        personal = "file_name done_by".split()
        keep = "a year"


class ImportedPerson(MunicipalRow):
    """A person whom a run brought in, or changed: then with the values before, sealed."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="people")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="+"
    )
    is_new = models.BooleanField()
    # JSON: {"fields": {name: value before}, "added": {"terms": [ids], …}}. Empty for a new person.
    before = EncryptedTextField(blank=True, default="")

    objects: ClassVar[OwnRunsQuerySet] = OwnRunsQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "representative"], name="imported_person_once_per_run")
        ]

    class Privacy:
        neutral = "id public_id municipality run is_new".split()
        personal = ("representative",)
        special = ("before",)
        keep = "thirty days"
        erase = "delete"
