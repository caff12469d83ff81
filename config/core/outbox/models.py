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
        """Waiting messages whose time has come."""
        return self.filter(state__in=[Message.State.QUEUED, Message.State.RETRYING], not_before__lte=at)

    def lapsed(self, at: datetime) -> "MessageQuerySet":
        """Messages whose worker let its lease run out: it died, or it hangs."""
        return self.filter(state=Message.State.SENDING, lease_until__lt=at)

    def waiting(self) -> "MessageQuerySet":
        """What has surely not left: it waits, is held, or lies in a worker's hand that has not begun with it."""
        return self.filter(
            Q(state__in=Message.WAITING) | Q(state=Message.State.SENDING, begun_at__isnull=True)
        )

    def move(self, to: "Message.State", **fields: Any) -> int:
        """Moves those that the table lets go there, in one statement; returns how many went."""
        return self.filter(state__in=Message.MOVES[to]).update(state=to, **fields)


class Message(MunicipalRow):
    """A duty to send. What it says is rendered by its kind when it leaves; no address is kept here.

    Only a message that cannot be rendered later (a sign-in code) carries its text, sealed, until it has left.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        HELD = "held", _("Held back")
        SENDING = "sending", _("Being sent")
        RETRYING = "retrying", _("Will be tried again")
        SENT = "sent", _("Sent")
        UNCERTAIN = "uncertain", _("Uncertain whether it was sent")
        UNDELIVERABLE = "undeliverable", _("Could not be delivered")
        CANCELLED = "cancelled", _("Not sent")

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        SMS = "sms", _("Text message")

    class Reason(models.TextChoices):
        """Why a person took a message out. Fixed: words of one's own would be about somebody."""

        NOT_NEEDED = "not_needed", _("No longer needed")
        TOLD = "told", _("Told in another way")
        WRONG_PERSON = "wrong_person", _("Meant for somebody else")
        MISTAKE = "mistake", _("Something in it is wrong")

    # From which states each state may be entered. The diagram of docs/outbox.md is printed from this.
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.QUEUED: frozenset(
            {State.HELD, State.SENDING, State.RETRYING, State.UNDELIVERABLE, State.UNCERTAIN}
        ),
        State.HELD: frozenset({State.QUEUED, State.RETRYING, State.SENDING}),
        State.SENDING: frozenset({State.QUEUED, State.RETRYING}),
        State.RETRYING: frozenset({State.SENDING}),
        State.SENT: frozenset({State.SENDING, State.UNCERTAIN}),
        State.UNCERTAIN: frozenset({State.SENDING}),
        State.UNDELIVERABLE: frozenset({State.SENDING, State.SENT, State.UNCERTAIN}),
        State.CANCELLED: frozenset({State.QUEUED, State.HELD, State.RETRYING, State.SENDING}),
    }
    WAITING: ClassVar[frozenset[str]] = frozenset({State.QUEUED, State.HELD, State.RETRYING})

    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.MAIL)
    about_id = models.CharField(max_length=22)
    recipient_id = models.CharField(max_length=22)
    dedupe_key = models.CharField(max_length=150, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    # Which claim has the message: whoever comes late with another key writes nothing.
    lease_key = models.CharField(max_length=22, blank=True, default="")
    # Set right before anything of this message is done: what lapses without it has surely not left.
    begun_at = models.DateTimeField(null=True, blank=True)
    takeovers = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # A code such as "smtp 450", never the server's words: they hold the address.
    failure = models.CharField(max_length=60, blank=True)
    # A keyed hash of the address to which it went: of the address itself nothing is kept here.
    address_index = models.CharField(max_length=24, blank=True, default="")
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True, default="")
    sealed_text = EncryptedTextField(blank=True, default="")
    # What the facilitator adds on top of the letter, where its kind allows it.
    own_words = EncryptedTextField(blank=True, default="")

    # What its kind has read to ask whether it may leave, until it is rendered; see `kinds.OneRead`.
    just_read: Any = None

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-queued_at", "-id")
        indexes = [
            models.Index(fields=["state", "not_before"]),
            models.Index(fields=["municipality", "recipient_id"], name="message_by_recipient"),
            models.Index(fields=["municipality", "address_index"], name="message_by_address"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="message_sent_has_a_time",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind channel about_id dedupe_key state queued_at not_before lease_until "
            "lease_key begun_at takeovers attempts sent_at failure reason"
        ).split()
        personal = ("recipient_id", "address_index", "sealed_text", "own_words")
        keep = "two years"

    @property
    def is_waiting(self) -> bool:
        """Whether nothing of it has left."""
        return self.state in self.WAITING or (self.state == self.State.SENDING and self.begun_at is None)
