"""Saying when a person can: the usual week, until when, and days that are otherwise."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.availability.models import DayException, Part, WeeklyTime
from representatives.registry import services as registry
from representatives.registry.models import Representative

# More than a person keeps track of; a limit so that a client cannot fill the table.
MOST_DAYS = 50
KEPT_AFTER = timedelta(days=30)
PARTS = frozenset(Part.values)


class CannotSay(Exception):
    """This cannot be kept about when the person can; the text can be shown."""


@transaction.atomic
def say(
    *,
    representative: Representative,
    week: Iterable[tuple[int, str]],
    until: date | None,
    by: Any,
    at: datetime,
    note: str | None = None,
) -> list[str]:
    """Replaces the usual week, and until when it holds; returns the names of what really changed.

    `week` is pairs of weekday (0 is Monday) and part; an empty week means that nobody has said. A `note` of None is
    left as it is. Refuses a person who has left, an until-date that has passed, and what is no part of a week.
    """
    person = _lock(representative)
    wanted = set(week)
    if any(weekday not in range(7) or part not in PARTS for weekday, part in wanted):
        raise CannotSay(_("Choose days and parts of the day from the list."))
    if until is not None and until != person.available_until and until < _day(at):
        raise CannotSay(_("Choose a day that has not passed."))
    changed = ["available_until"] if until != person.available_until else []
    if _replace_week(person, wanted):
        changed.append("week")
    if note is not None:
        registry.update(representative=person, changes={"availability": note}, by=by, at=at)
    if changed:
        person.available_until = until
        person.save(update_fields=["available_until"])
        audit.record("availability.said", obj=person, by=by, at=at, fields=changed, subject=person)
    return changed


def _replace_week(person: Representative, wanted: set[tuple[int, str]]) -> bool:
    """Leaves the rows that are said again as they are; whether anything changed."""
    rows = {(row.weekday, row.part): row.pk for row in WeeklyTime.objects.filter(representative=person)}
    gone = [pk for key, pk in rows.items() if key not in wanted]
    WeeklyTime.objects.filter(pk__in=gone).delete()
    common = {"municipality_id": person.municipality_id, "representative": person}
    added = sorted(wanted - rows.keys())
    WeeklyTime.objects.bulk_create(
        [WeeklyTime(weekday=weekday, part=part, **common) for weekday, part in added]
    )
    return bool(gone or added)


@transaction.atomic
def add_days(
    *,
    representative: Representative,
    from_on: date,
    to_on: date,
    by: Any,
    at: datetime,
    is_available: bool = False,
) -> DayException:
    """Keeps days that are otherwise than the week, both included; the row that is there, if it says the same.

    Refuses a person who has left, days in the wrong order or all passed, and more than MOST_DAYS stretches.
    """
    person = _lock(representative)
    if to_on < from_on:
        raise CannotSay(_("The last day cannot be before the first."))
    if to_on < _day(at):
        raise CannotSay(_("These days have passed."))
    rows = DayException.objects.filter(representative=person)
    same: DayException | None = rows.filter(from_on=from_on, to_on=to_on, is_available=is_available).first()
    if same is not None:
        return same
    if rows.filter(to_on__gte=_day(at)).count() >= MOST_DAYS:
        raise CannotSay(_("There are many such days already. Take away some first."))
    kept = DayException.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        from_on=from_on,
        to_on=to_on,
        is_available=is_available,
        added_at=at,
    )
    audit.record("days.added", obj=kept, by=by, at=at, fields=["from_on", "to_on"], subject=person)
    return kept


@transaction.atomic
def drop_days(*, days: DayException, by: Any, at: datetime) -> None:
    """Takes days that are otherwise away again."""
    audit.record("days.dropped", obj=days, by=by, at=at, subject=days.representative)
    days.delete()


def forget(*, representative: Representative) -> None:
    """Deletes everything about when a person can, because the person has left; whoever asks writes the audit line."""
    WeeklyTime.objects.filter(representative=representative).delete()
    DayException.objects.filter(representative=representative).delete()
    Representative.objects.filter(pk=representative.pk).update(available_until=None)


def forget_old(at: datetime) -> int:
    """Deletes days that passed more than a month ago; returns how many stretches."""
    return DayException.objects.filter(to_on__lt=_day(at) - KEPT_AFTER).delete()[0]


def _lock(representative: Representative) -> Representative:
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotSay(_("This person has left the network."))
    return person


def _day(at: datetime) -> date:
    return timezone.localdate(at)
