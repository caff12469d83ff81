"""When people can."""

from datetime import date

from representatives.availability.models import DayException, WeeklyTime
from representatives.availability.pattern import Otherwise, Pattern, can
from representatives.registry.models import Representative


def pattern_of(person: Representative) -> Pattern:
    """Everything that is said about when a person can, in two queries."""
    week = WeeklyTime.objects.filter(representative=person).values_list("weekday", "part")
    days = DayException.objects.filter(representative=person)
    return Pattern(
        week=frozenset(week),
        days=tuple(Otherwise(one.from_on, one.to_on, one.is_available) for one in days),
        until=person.available_until,
    )


def days_to_come(person: Representative, today: date) -> list[DayException]:
    """Days that are otherwise and have not passed."""
    return list(DayException.objects.filter(representative=person, to_on__gte=today))


def is_available(person: Representative, day: date, part: str) -> bool | None:
    """Whether the person can on a part of a day; None when nobody has said."""
    return can(pattern_of(person), day, part)
