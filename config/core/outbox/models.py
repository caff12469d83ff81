"""Everything that leaves the building is a row here first. One envelope, one recipient, always."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet


class MessageQuerySet(VisibleQuerySet["Message"]):
    def _visible(self, scope: Any) -> "MessageQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.OUTBOX_READ))

    def due(self, at: datetime) -> "MessageQuerySet":
        """Waiting messages whose time has come, and those whose worker let its lease run out."""
        waiting = Q(state__in=[Message.State.QUEUED, Message.State.RETRYING], not_before__lte=at)
        return self.filter(waiting | Q(state=Message.State.SENDING, lease_until__lt=at))


class Message(MunicipalRow):
    """A duty to send. What it says is rendered by its kind when it leaves; no address is kept here.

    Only a message that cannot be rendered later (a sign-in code) carries its text, sealed, until it has left.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        RETRYING = "retrying", _("Will be tried again")
        SENT = "sent", _("Sent")
        UNDELIVERABLE = "undeliverable", _("Could not be delivered")
        CANCELLED = "cancelled", _("Not sent")

    kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=22)
    recipient_id = models.CharField(max_length=22)
    dedupe_key = models.CharField(max_length=150, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # A code such as "smtp 450", never the server's words: they hold the address.
    failure = models.CharField(max_length=60, blank=True)
    sealed_text = EncryptedTextField(blank=True, default="")

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-queued_at", "-id")
        indexes = [models.Index(fields=["state", "not_before"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="message_sent_has_a_time",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind about_id dedupe_key state queued_at not_before lease_until attempts "
            "sent_at failure"
        ).split()
        personal = ("recipient_id", "sealed_text")
        keep = "two years"
