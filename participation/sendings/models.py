"""A sending: who of a request is to be asked and who is to be thanked, put together quietly and sent at once."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class SendingQuerySet(VisibleQuerySet["Sending"]):
    def _visible(self, scope: Any) -> "SendingQuerySet":
        """The facilitator's, as invitations are."""
        return self.filter(municipality__in=scope.whole(Permission.INVITATIONS_READ))

    def open(self) -> "SendingQuerySet":
        """Being prepared, waiting for somebody, or on its way."""
        return self.exclude(state=Sending.State.SENT)

    def with_somebody_to_tell(self) -> "SendingQuerySet":
        """In which a kind word is still to be told by the facilitator."""
        return self.filter(Exists(SendingLine.objects.to_tell().filter(sending=OuterRef("pk"))))

    def due(self, at: Any) -> "SendingQuerySet":
        """Whose pause is over, and which is not through."""
        held = Q(state=Sending.State.HELD, leaves_at__lte=at)
        return self.filter(held | Q(state=Sending.State.LEAVING))


class Sending(MunicipalRow):
    """One sending of a request. Until its pause is over nobody hears of it, and nothing of it is an invitation."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        APPROVAL = "approval", _("Waits for a second person")
        HELD = "held", _("Leaves in a moment")
        LEAVING = "leaving", _("Under way")
        SENT = "sent", _("Sent")

    request = models.ForeignKey("projects.Request", on_delete=models.PROTECT, related_name="sendings")
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    reply_by = models.DateField(_("reply by"))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Who pressed send, and the second person where so many are written to.
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    leaves_at = models.DateTimeField(_("leaves"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[SendingQuerySet] = SendingQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=~Q(state="sent"), name="sending_one_open_each_request"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approval"], leaves_at=None)
                | Q(state__in=["held", "leaving", "sent"], leaves_at__isnull=False),
                name="sending_leaves_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(sent_by=None) | ~Q(approved_by=F("sent_by")),
                name="sending_approved_by_another",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality request state reply_by made_at leaves_at ended_at".split()
        personal = "made_by sent_by approved_by".split()
        keep = "three years"
        erase = "stay"

    @property
    def may_be_stopped(self) -> bool:
        return self.state in (self.State.APPROVAL, self.State.HELD, self.State.LEAVING)


class SendingLineQuerySet(VisibleQuerySet["SendingLine"]):
    def _visible(self, scope: Any) -> "SendingLineQuerySet":
        """With its sending: the facilitator's."""
        return self.filter(sending__in=Sending.objects.all()._visible(scope))

    def waiting(self) -> "SendingLineQuerySet":
        """Not told yet."""
        return self.filter(outcome="")

    def to_tell(self) -> "SendingLineQuerySet":
        """A kind word that no letter brought: the facilitator tells it."""
        return self.filter(does=SendingLine.Does.THANK, outcome=SendingLine.Outcome.BY_HAND, told_at=None)


class SendingLine(MunicipalRow):
    """One person in a sending: asked, or thanked because the seats are taken."""

    class Does(models.TextChoices):
        ASK = "ask", _("Is asked")
        THANK = "thank", _("Gets a kind word: the seats are taken")

    class Outcome(models.TextChoices):
        LEFT = "left", _("Sent")
        BY_HAND = "by_hand", _("To be told by you")
        REFUSED = "refused", _("Not sent")
        STOPPED = "stopped", _("Stopped before it was sent")

    sending = models.ForeignKey(
        Sending, on_delete=models.CASCADE, related_name="lines", verbose_name=_("sending")
    )
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="sending_lines"
    )
    does = models.CharField(_("what for"), max_length=10, choices=Does.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    # Why not, in words that can be shown.
    reason = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("told by"),
    )

    objects: ClassVar[SendingLineQuerySet] = SendingLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["sending", "representative"], name="sending_line_one_each"),
            models.CheckConstraint(
                condition=Q(told_at=None) | Q(outcome="by_hand"), name="sending_line_told_by_hand"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality sending told_at".split()
        personal = "representative does outcome reason told_by".split()
        keep = "with the sending"
        erase = "delete"
