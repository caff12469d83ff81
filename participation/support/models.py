"""What is asked of managers, and what they answered."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy import links
from config.core.rows import MunicipalRow, VisibleQuerySet

PURPOSE = "ask-decider"
# After so long without anything that followed, a yes is asked after.
SILENT_AFTER = timedelta(days=30)


class AskQuerySet(VisibleQuerySet["Ask"]):
    def _visible(self, scope: Any) -> "AskQuerySet":
        return self.filter(scope.reach(Permission.SUPPORT_READ, unit="unit", own=Q(pk__in=[])))

    def answerable_by(self, user: Any) -> "AskQuerySet":
        """Asks that this person may answer: a manager's own units', or the whole municipality's."""
        from config.core.access import scope

        reach = scope.of(user).reach(Permission.SUPPORT_ANSWER, unit="unit", own=Q(pk__in=[]))
        return self.filter(reach)

    def open(self) -> "AskQuerySet":
        """Asked, and no answer yet."""
        return self.filter(state=Ask.State.ASKED)

    def to_decide(self, today: date) -> "AskQuerySet":
        """What waits for a manager: no answer yet, or put to later until a day that has come."""
        is_back = Q(state=Ask.State.LATER, back_on__lte=today)
        until = Case(
            When(state=Ask.State.LATER, then=F("back_on")), default=F("decide_by"), output_field=DateField()
        )
        rows = self.filter(Q(state=Ask.State.ASKED) | is_back)
        return rows.annotate(until=until)

    def unfollowed(self, today: date) -> "AskQuerySet":
        """Granted a month ago, and nobody has written what followed."""
        followed = Exists(AskFollowed.objects.filter(ask=OuterRef("pk")))
        granted = self.filter(state=Ask.State.GRANTED, answered_at__date__lte=today - SILENT_AFTER)
        return granted.filter(~followed)


class Ask(MunicipalRow):
    """One thing asked of a manager: the need, the cost, what follows if not, and the answer."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")
        LATER = "later", _("Later")

    # Empty for an ask to the senior management.
    unit = models.ForeignKey(
        "core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="asks"
    )
    title = models.CharField(_("what is asked"), max_length=200)
    need = models.TextField(_("why"), max_length=1000)
    options = models.TextField(_("options"), max_length=1000, blank=True)
    cost_kroner = models.PositiveIntegerField(_("cost in kroner"), default=0)
    cost_hours = models.PositiveIntegerField(_("cost in hours"), default=0)
    consequence = models.TextField(_("what follows if not"), max_length=1000, blank=True)
    decide_by = models.DateField(_("decide by"))
    state = models.CharField(max_length=20, choices=State.choices, default=State.ASKED)
    answer_reason = models.TextField(_("reason"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Put to later: the day on which it comes back to the manager.
    back_on = models.DateField(_("comes back on"), null=True, blank=True)
    # The last reminder since it was asked, or since it was put to later.
    reminded_at = models.DateTimeField(null=True, blank=True)
    came_from = models.ForeignKey(
        "participation.Reflection", on_delete=models.SET_NULL, null=True, blank=True, related_name="asks"
    )
    created_at = models.DateTimeField()

    objects: ClassVar[AskQuerySet] = AskQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("decide_by", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="ask_answered_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(state="later"), name="ask_comes_back_when_put_to_later"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality unit title need options cost_kroner cost_hours consequence decide_by state "
            "answer_reason answered_at back_on reminded_at came_from created_at"
        ).split()
        personal = ("answered_by",)
        keep = "five years"


class AskFollowedQuerySet(VisibleQuerySet["AskFollowed"]):
    def _visible(self, scope: Any) -> "AskFollowedQuerySet":
        return self.filter(ask__in=Ask.objects.all()._visible(scope))


class AskFollowed(MunicipalRow):
    """One thing that followed from the answer, with its day."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="followed")
    text = models.CharField(_("what followed"), max_length=300)
    happened_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[AskFollowedQuerySet] = AskFollowedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("happened_on", "id")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="ask_followed_says_something")]

    class Privacy:
        neutral = "id public_id municipality ask text happened_on at".split()
        personal = ("by",)
        keep = "as long as the ask"


class AskLinkQuerySet(VisibleQuerySet["AskLink"]):
    def _visible(self, scope: Any) -> "AskLinkQuerySet":
        """The facilitator's: who was asked."""
        reach = scope.reach(Permission.SUPPORT_WRITE, unit="ask__unit", own=Q(pk__in=[]))
        return self.filter(reach)


class AskLink(MunicipalRow):
    """Of one ask for one of those who decide: the link in the letter, which answers this ask and nothing else."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="links")
    decider = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    objects: ClassVar[AskLinkQuerySet] = AskLinkQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["ask", "decider"], name="ask_link_one_for_each_who_decides")
        ]

    class Privacy:
        neutral = "id public_id municipality ask generation key_id token_hash made_at".split()
        personal = ("decider",)
        keep = "as long as the ask"

    @property
    def address(self) -> str:
        """The whole address that stands in the letters."""
        return links.address("ask_open", links.make(PURPOSE, self))
