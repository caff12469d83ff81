"""When a person can: a weekly pattern, and days that are otherwise."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class Weekday(models.IntegerChoices):
    """Days of the week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Part(models.TextChoices):
    """Parts of a day: coarse, because nobody keeps an hour-by-hour calendar up to date."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class WeeklyTime(MunicipalRow):
    """A part of the week when the person usually can. No row at all means that nobody has said."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="weekly_times"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    part = models.CharField(max_length=10, choices=Part.choices)

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("weekday", "id")
        constraints = [
            models.UniqueConstraint(fields=["representative", "weekday", "part"], name="weekly_time_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekly_time_is_a_day"),
        ]

    class Privacy:
        neutral = "id public_id municipality".split()
        personal = "representative weekday part".split()
        keep = "as long as the profile"
        erase = "delete"


class DayException(MunicipalRow):
    """Days that are otherwise than the week: away, or free when usually not. Both days are included."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="day_exceptions"
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    is_available = models.BooleanField(_("can then"), default=False)
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("from_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gte=F("from_on")), name="day_exception_ends_after_it_begins"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        personal = "representative from_on to_on is_available".split()
        keep = "a month after the last day"
        erase = "delete"
