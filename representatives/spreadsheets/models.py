"""A list that has been read and waits to be confirmed."""

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
