"""What a municipality has decided about reminders: how many, when, and at which hours nothing leaves."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.invitations.holidays import is_holiday

# The least and the most of each number.
LIMITS: dict[str, tuple[int, int]] = {
    "reminders_at_most": (0, 3),
    "remind_days_before": (1, 14),
    "quiet_until_hour": (5, 12),
    "quiet_from_hour": (13, 23),
}


class AskingPolicyQuerySet(VisibleQuerySet["AskingPolicy"]):
    def _visible(self, scope: Any) -> "AskingPolicyQuerySet":
        return self.filter(municipality__in=scope.municipalities())


class AskingPolicy(MunicipalRow):
    """One row for each municipality that has decided something; the defaults where there is none."""

    reminders_at_most = models.PositiveSmallIntegerField(
        _("reminders to one who has not answered, at most"), default=1
    )
    remind_days_before = models.PositiveSmallIntegerField(
        _("remind so many days before the last day"), default=3
    )
    quiet_until_hour = models.PositiveSmallIntegerField(_("no reminder before (hour)"), default=8)
    quiet_from_hour = models.PositiveSmallIntegerField(_("no reminder from (hour)"), default=20)
    writes_on_holidays = models.BooleanField(_("remind on Sundays and public holidays too"), default=False)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[AskingPolicyQuerySet] = AskingPolicyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality"], name="asking_policy_one_each"),
            models.CheckConstraint(
                condition=Q(reminders_at_most__lte=3, quiet_until_hour__lt=F("quiet_from_hour")),
                name="asking_policy_leaves_people_in_peace",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality reminders_at_most remind_days_before quiet_until_hour quiet_from_hour "
            "writes_on_holidays changed_at"
        ).split()

    def allowed_from(self, at: datetime) -> datetime:
        """The first moment from `at` on at which a letter that can wait may leave, where the municipality is."""
        local = timezone.localtime(at)
        if local.hour >= self.quiet_from_hour:
            local = _at(local + timedelta(days=1), self.quiet_until_hour)
        elif local.hour < self.quiet_until_hour:
            local = _at(local, self.quiet_until_hour)
        while is_holiday(local.date()) and not self.writes_on_holidays:
            local = _at(local + timedelta(days=1), self.quiet_until_hour)
        return local


def policy_of(municipality: Any) -> AskingPolicy:
    """What a municipality has decided, or the defaults (a row that is not saved) where it has decided nothing."""
    pk = getattr(municipality, "pk", municipality)
    return AskingPolicy.objects.filter(municipality=pk).first() or AskingPolicy(municipality_id=pk)


def _at(day: datetime, hour: int) -> datetime:
    # Made anew from the day, so that a night in which the clock is set is no hour too long.
    return timezone.make_aware(datetime.combine(day.date(), time(hour)), day.tzinfo)
