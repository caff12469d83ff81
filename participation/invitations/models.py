"""Asking a person: the invitation, its life, and every answer that was ever given."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from projects.requests.models import Request

# Whoever wanted to think until a day is asked then, and has these days to answer.
TO_SPARE = timedelta(days=3)
# The kind of the letter that asks.
LETTER = "invitation.asked"
# The kind of the letter that offers a seat to one on the reserve.
SEAT_LETTER = "invitation.seat_opened"
# The kinds of the letters that remind, and that ask once more after a maybe.
REMINDER, THOUGHT = "invitation.reminded", "invitation.thought_over"
# The kind of the letter that says that the seats are taken.
THANKS = "invitation.thanked"
# While a request is in one of these, somebody can take a seat in it.
SEATING = (Request.State.OPEN, Request.State.FILLED)


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

    def on_reserve(self) -> "InvitationQuerySet":
        """Said yes and wait for a seat, the first yes first."""
        waiting = self.filter(state=Invitation.State.SENT, on_reserve_since__isnull=False)
        return waiting.order_by("on_reserve_since", "id")

    def posted(self) -> "InvitationQuerySet":
        """Whose letter on paper, with the code of the link in force, is posted."""
        return self.filter(paper_letters__posted_at__isnull=False, paper_letters__generation=F("generation"))

    def answerable(self, today: date) -> "InvitationQuerySet":
        """Whose link answers on this day; see `last_day`."""
        offered = Offer.objects.open().filter(invitation=OuterRef("pk"), until__gte=today)
        thinking = Q(maybe_until__gte=today - TO_SPARE)
        lasting = Q(reply_by__gte=today) | thinking | Exists(offered)
        return self.filter(lasting, state=Invitation.State.SENT)

    def waiting_for(self, what: str, today: date) -> "InvitationQuerySet":
        """Those that wait for something: a letter to leave, a call, a word from the facilitator, or the person."""
        from participation.invitations.waiting import condition

        return self.filter(condition(what, today))


class Invitation(MunicipalRow):
    """One person asked for one request. One link answers it until the reply-by date."""

    class State(models.TextChoices):
        READY = "ready", _("Ready to send")
        SENT = "sent", _("Sent")
        EXPIRED = "expired", _("Date passed without an answer")
        THANKED = "thanked", _("Thanked: the seats are taken")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Reply(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        MAYBE = "maybe", _("Maybe")
        QUESTION = "question", _("A question")
        OTHER = "other", _("Not this, but something else")

    # Answers after which nobody is asked about the same again.
    NOES: ClassVar[frozenset[str]] = frozenset({Reply.NO, Reply.OTHER})

    class Waits(models.TextChoices):
        """What an invitation waits for today; the start page counts these and the list shows them."""

        SENDING = "sending", _("To be sent")
        CALL = "call", _("To be called or written to")
        REPLY = "reply", _("Asked something, and waits for you")
        WISH = "wish", _("Wants something else")
        SEAT = "seat", _("On the reserve, and a seat is free")
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
    # Until when the person wants to think, where the person said; asked once more then.
    maybe_until = models.DateField(_("wants to think until"), null=True, blank=True)
    # Since when a yes has waited for a seat. The place in the order is kept by it, and lost with a no.
    on_reserve_since = models.DateTimeField(_("on the reserve since"), null=True, blank=True)

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
            models.CheckConstraint(
                # A question after the yes keeps the place.
                condition=Q(on_reserve_since=None) | Q(answer__in=["yes", "question"]),
                name="invitation_reserve_has_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(maybe_until=None) | Q(answer="maybe"), name="invitation_thinks_after_a_maybe"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality request state reply_by generation key_id token_hash created_at sent_at "
            "answered_at on_reserve_since"
        ).split()
        personal = "representative answer maybe_until created_by".split()
        keep = "three years"
        erase = "blank"

    @property
    def open_offer(self) -> "Offer | None":
        """The seat that is offered to the person now."""
        return next((offer for offer in self.offers.all() if not offer.outcome), None)

    @property
    def last_day(self) -> date:
        """The last day on which the link answers: the reply-by date, that of an offered seat, or days to spare after a
        promised answer.
        """
        days = [self.reply_by]
        if offer := self.open_offer:
            days.append(offer.until)
        if self.maybe_until:
            days.append(self.maybe_until + TO_SPARE)
        return max(days)

    def is_open_on(self, today: date) -> bool:
        """Whether the person may still answer."""
        return self.state == self.State.SENT and today <= self.last_day


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
        MAIL = "mail", _("By e-mail, in reply to the letter")

    class Why(models.TextChoices):
        """Why not, where the person wanted to say; never asked before the no."""

        TIME = "time", _("The times do not suit me")
        FORM = "form", _("The place, or the way of meeting, does not suit me")
        PAY = "pay", _("What is paid is too little")
        HEALTH = "health", _("My health, just now")
        TOPIC = "topic", _("It is not my topic")
        OFTEN = "often", _("I am asked too often")
        OTHER = "other", _("Something else")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=20, choices=Invitation.Reply.choices)
    why = models.CharField(_("why not"), max_length=10, choices=Why.choices, blank=True, default="")
    by = models.CharField(max_length=10, choices=By.choices)
    message = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The facilitator has asked whether it was the person who pressed, or has taken note of a wish.
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("checked by"),
    )

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(why="") | Q(answer="no"), name="answer_why_of_a_no"),
        ]

    class Privacy:
        neutral = "id public_id municipality invitation at checked_at".split()
        personal = "answer by recorded_by checked_by".split()
        special = ("message", "why")
        keep = "three years"
        erase = "blank"


class OfferQuerySet(VisibleQuerySet["Offer"]):
    def _visible(self, scope: Any) -> "OfferQuerySet":
        """With its invitation: the facilitator's."""
        return self.filter(invitation__in=Invitation.objects.all()._visible(scope))

    def open(self) -> "OfferQuerySet":
        """Not answered, and the seat is held."""
        return self.filter(outcome="")


class Offer(MunicipalRow):
    """A seat that has opened, held for one on the reserve until a yes, a no or a day; theirs only with the yes."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Took the seat")
        DECLINED = "declined", _("Did not want it any more")
        SILENT = "silent", _("Date passed without an answer")
        TAKEN_BACK = "taken_back", _("Taken back")

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="offers")
    until = models.DateField(_("answer by"))
    offered_at = models.DateTimeField(_("offered"))
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("offered by"),
    )
    # Why somebody else than the first on the reserve.
    reason = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects: ClassVar[OfferQuerySet] = OfferQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("offered_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(outcome=""), name="offer_one_open_each"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None) | (~Q(outcome="") & Q(settled_at__isnull=False)),
                name="offer_settled_has_a_time",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality invitation until offered_at settled_at".split()
        personal = "reason outcome offered_by".split()
        keep = "with the invitation"
        erase = "blank"
