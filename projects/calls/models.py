"""An open call: a request told to those who want to hear of such, whom it was told to, and who is interested."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet

WORDS_LENGTH = 300


class CallQuerySet(VisibleQuerySet["Call"]):
    def _visible(self, scope: Any) -> "CallQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))

    def to_settle(self, today: date) -> "CallQuerySet":
        """Those that wait for the facilitator: the last day has passed, or somebody is to be read or answered."""
        over = Q(state=Call.State.OPEN, open_until__lt=today)
        return self.filter(over | Q(state=Call.State.CLOSED))


class Call(MunicipalRow):
    """A request that anybody may answer until a day; everyone who does is read, and gets an answer."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Being read")
        ANSWERED = "answered", _("Everyone has an answer")

    # From which states each state may be entered.
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.OPEN: frozenset({State.DRAFT, State.CLOSED}),
        State.CLOSED: frozenset({State.OPEN}),
        State.ANSWERED: frozenset({State.CLOSED}),
    }

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="calls")
    # What the request was called when the call was made: whoever was told of it is told so by this name.
    title = models.CharField(max_length=140)
    # In the address of the page: short enough to be typed from a card, and not to be guessed.
    code = models.CharField(max_length=12, unique=True)
    greeting = models.CharField(_("what the letter and the page say first"), max_length=400, blank=True)
    open_until = models.DateField(_("last day to be interested"))
    is_blind = models.BooleanField(_("read without names"), default=True)
    # The order in which interest is read is drawn with this; it is kept, so that the draw can be repeated.
    seed = models.CharField(max_length=22)
    channel = models.ForeignKey(
        "representatives.RecruitmentChannel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="calls",
        verbose_name=_("way in for new people"),
    )
    # The job that writes the letters; the last one, when the call was opened again.
    letters = models.ForeignKey("core.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[CallQuerySet] = CallQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=~Q(state="answered"), name="call_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="call_was_published"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answered_at=None)),
                name="call_answered_has_a_moment",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality request title code greeting open_until is_blind seed channel letters state "
            "created_at published_at closed_at answered_at"
        ).split()
        personal = ("created_by",)
        keep = "as long as the request"

    @property
    def is_writing(self) -> bool:
        """Whether letters are still to be written. `letters` must be at hand."""
        return self.state == self.State.OPEN and self.letters is not None and not self.letters.is_ended

    def takes_interest_on(self, day: date) -> bool:
        """Whether somebody may still say on a day that they are interested. `request` must be at hand."""
        return self.state == self.State.OPEN and self.open_until >= day and self.request.state == "open"


class OfCallQuerySet(VisibleQuerySet["Any"]):
    """Rows about people and a call: seen by whoever reads candidates."""

    def _visible(self, scope: Any) -> "OfCallQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Notice(MunicipalRow):
    """That a person is told of a call, in the letter of which day, and the link that stands in it."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="notices", verbose_name=_("open call")
    )
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="call_notices"
    )
    # All that is due to one person on one day stands in one letter.
    letter_on = models.DateField(_("day of the letter"))
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    objects: ClassVar[OfCallQuerySet] = OfCallQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["call", "representative"], name="call_notice_once"),
        ]

    class Privacy:
        neutral = "id public_id municipality call letter_on generation key_id token_hash".split()
        personal = ("representative",)
        keep = "a year after the letter"
        erase = "delete"


class InterestQuerySet(OfCallQuerySet):
    def standing(self) -> "InterestQuerySet":
        """Not taken back."""
        return self.filter(withdrawn_at=None)


class Interest(MunicipalRow):
    """One person who would like to take part: what they say, whether it is read, and the answer they get."""

    class By(models.TextChoices):
        LINK = "link", _("By the link in the letter")
        PROXY = "proxy", _("By the one who answers for the person")
        MY_PAGE = "my_page", _("On My page")
        PHONE = "phone", _("By phone")
        PAPER = "paper", _("On paper")
        NEW = "new", _("New: by the card or link of the call")

    class Answer(models.TextChoices):
        CANDIDATE = "candidate", _("Taken on as a candidate")
        NOT_NOW = "not_now", _("Not this time")

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, related_name="interests", verbose_name=_("open call")
    )
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="call_interests"
    )
    words = EncryptedTextField(_("in the person's own words"), blank=True, default="")
    said_by = models.CharField(_("how it was said"), max_length=10, choices=By.choices)
    said_at = models.DateTimeField(_("said"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("read by"),
    )
    answer = models.CharField(_("answer"), max_length=20, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    objects: ClassVar[InterestQuerySet] = InterestQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["call", "representative"], name="call_interest_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="call_interest_answer_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(read_at__isnull=False), name="call_interest_is_read_before_answer"
            ),
            models.CheckConstraint(
                condition=Q(told_at=None) | ~Q(answer=""), name="call_interest_told_has_an_answer"
            ),
        ]

    class Privacy:
        neutral = ("id public_id municipality call said_at withdrawn_at read_at answered_at told_at").split()
        personal = "representative said_by recorded_by read_by answer answered_by".split()
        special = ("words",)
        keep = "a year after the answer"
        erase = "delete"
