"""What one facilitator passes to the next: people, promises, contacts, open steps."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet


class HandoverQuerySet(VisibleQuerySet["Any"]):
    def _visible(self, scope: Any) -> "HandoverQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.HANDOVER_WRITE))


class Handover(MunicipalRow):
    """One handover from one facilitator to another. Nothing moves before it is completed, and then all at once."""

    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # How things stand, in the words of who leaves: about the work, not about people's health.
    note = models.TextField(_("what the next one should know"), blank=True, max_length=4000)
    last_day_on = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[HandoverQuerySet] = HandoverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(from_user=None) | Q(to_user=None) | ~Q(from_user=F("to_user")),
                name="handover_is_between_two",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(cancelled_at=None), name="handover_ends_one_way"
            ),
            models.UniqueConstraint(
                fields=["municipality", "from_user"],
                condition=Q(completed_at=None, cancelled_at=None),
                name="handover_one_open_each",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality last_day_on created_at completed_at cancelled_at".split()
        personal = "from_user to_user note".split()
        keep = "a year after it is completed"

    @property
    def is_over(self) -> bool:
        """Whether it has been completed or cancelled; then it can only be read."""
        return self.completed_at is not None or self.cancelled_at is not None

    @property
    def sender(self) -> str:
        """Who hands over, by name; a dash when the account is gone."""
        return self.from_user.get_full_name() if self.from_user else "–"

    @property
    def receiver(self) -> str:
        """Who takes over, by name; a dash when the account is gone."""
        return self.to_user.get_full_name() if self.to_user else "–"


class HandoverItem(MunicipalRow):
    """One thing that is passed on, by kind and public id, with a word about it when there is one to say."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Representative")
        PROJECT = "project", _("Project")
        PROMISE = "promise", _("Promise")
        PROFESSIONAL = "professional", _("Professional")
        STEP = "step", _("Open step")
        ASK = "ask", _("Ask to managers")

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    object_id = models.CharField(max_length=22)
    word = models.CharField(_("a word about it"), max_length=300, blank=True)
    is_seen = models.BooleanField(_("gone through together"), default=False)

    objects: ClassVar[HandoverQuerySet] = HandoverQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("kind", "id")
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "object_id"], name="handover_item_once")
        ]

    class Privacy:
        neutral = "id public_id municipality handover kind object_id is_seen".split()
        personal = ("word",)
        keep = "a year after it is completed"
