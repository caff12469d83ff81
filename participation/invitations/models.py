"""Asking a person: the invitation, its life, and every answer that was ever given."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.proxies.models import Proxy


class InvitationQuerySet(VisibleQuerySet["Invitation"]):
    def _visible(self, scope: Any) -> "InvitationQuerySet":
        """The facilitator's. Silence and “no” tell the requester nothing, so nobody else sees invitations."""
        return self.filter(municipality__in=scope.whole(Permission.INVITATIONS_READ))

    def open(self) -> "InvitationQuerySet":
        """Sent or waiting, not taken back."""
        return self.exclude(state=Invitation.State.WITHDRAWN)

    def awaiting(self) -> "InvitationQuerySet":
        """Sent, and no answer yet."""
        return self.filter(state=Invitation.State.SENT, answer="")

    def waiting_for(self, what: str, today: date) -> "InvitationQuerySet":
        """Those that wait for something: a letter to leave, a call, an answer to a question, or the person."""
        sent = Q(state=Invitation.State.SENT)
        silent = sent & Q(answer="", reply_by__gte=today)
        acting = Proxy.objects.filter(
            representative=OuterRef("representative"), ended_at=None, gets_mail=True
        )
        without_mail = Q(representative__email="") & ~Exists(acting) | Q(Exists(acting.filter(email="")))
        waits = {
            Invitation.Waits.SENDING: Q(state=Invitation.State.READY),
            Invitation.Waits.CALL: silent & without_mail,
            Invitation.Waits.REPLY: sent & Q(answer=Invitation.Reply.QUESTION),
            Invitation.Waits.MAYBE: sent & Q(answer=Invitation.Reply.MAYBE),
            Invitation.Waits.PERSON: silent,
        }
        return self.filter(waits[Invitation.Waits(what)])


class Invitation(MunicipalRow):
    """One person asked for one request. One link answers it until the reply-by date."""

    class State(models.TextChoices):
        READY = "ready", _("Ready to send")
        SENT = "sent", _("Sent")
        EXPIRED = "expired", _("Date passed without an answer")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        # From SENT and EXPIRED when it is sent again, with a new link.
        State.SENT: frozenset({State.READY, State.SENT, State.EXPIRED}),
        State.EXPIRED: frozenset({State.SENT}),
        State.WITHDRAWN: frozenset({State.READY, State.SENT, State.EXPIRED}),
    }

    class Reply(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        MAYBE = "maybe", _("Maybe")
        QUESTION = "question", _("A question")

    class Waits(models.TextChoices):
        """What an invitation waits for today; the start page counts these and the list shows them."""

        SENDING = "sending", _("To be sent")
        CALL = "call", _("To be called: the person has no e-mail")
        REPLY = "reply", _("Asked something, and waits for you")
        MAYBE = "maybe", _("Said maybe")
        PERSON = "person", _("Can still answer")

    request = models.ForeignKey("projects.Request", on_delete=models.PROTECT, related_name="invitations")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="invitations"
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.READY)
    # The last answer; every answer is a row of its own.
    answer = models.CharField(max_length=20, choices=Reply.choices, blank=True)
    reply_by = models.DateField(_("reply by"))
    # The link is made of these and the key ring; the row keeps only its hash. A higher generation revokes it.
    generation = models.PositiveSmallIntegerField(default=1)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "representative"],
                condition=~Q(state="withdrawn"),
                name="invitation_once_per_request",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="invitation_answer_has_a_time",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality request state reply_by generation key_id token_hash created_at sent_at "
            "answered_at"
        ).split()
        personal = "representative answer created_by".split()
        keep = "three years"
        erase = "blank"

    def is_open_on(self, today: date) -> bool:
        """Whether the person may still answer."""
        return self.state == self.State.SENT and today <= self.reply_by


class AnswerQuerySet(VisibleQuerySet["Answer"]):
    def _visible(self, scope: Any) -> "AnswerQuerySet":
        """With its invitation: the facilitator's."""
        return self.filter(invitation__in=Invitation.objects.all()._visible(scope))


class Answer(MunicipalRow):
    """One answer to an invitation: by the link, by phone or on paper. The last one holds; all are kept."""

    class By(models.TextChoices):
        LINK = "link", _("By the link")
        PROXY = "proxy", _("By the link, by the one who answers for the person")
        PHONE = "phone", _("By phone, written down by the facilitator")
        PAPER = "paper", _("On paper, written down by the facilitator")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=Invitation.Reply.choices)
    by = models.CharField(max_length=10, choices=By.choices)
    message = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("at", "id")

    class Privacy:
        neutral = "id public_id municipality invitation at".split()
        personal = "answer by recorded_by".split()
        special = ("message",)
        keep = "three years"
        erase = "blank"
