"""Reports that are drafted by themselves in the rhythm of the municipality: the year, four months, the budget."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.organisations.models import Municipality, Unit
from config.core.outbox import services as outbox
from participation.reports import kinds, readers, services
from participation.reports.models import Report, ReportRhythm
from participation.reports.period import Period, tertial, twelve_months, year

JOB_KIND = "reports.draft"
Every = ReportRhythm.Every
# The months in which a tertial has just ended.
AFTER_TERTIAL = {1: 3, 5: 1, 9: 2}


class CannotRecur(Exception):
    """The report cannot recur like this; the text says why and can be shown."""


def days_between(rhythm: ReportRhythm, first: date, last: date) -> list[date]:
    """The days on which a draft is made, both counted in. Pure."""
    months = {Every.TERTIAL: tuple(AFTER_TERTIAL), Every.YEAR: (1,), Every.BUDGET: (rhythm.month,)}
    chosen = months[Every(rhythm.every)]
    found = [
        date(number, month, rhythm.day) for number in range(first.year, last.year + 1) for month in chosen
    ]
    return sorted(day for day in found if first <= day <= last)


def next_day(rhythm: ReportRhythm, today: date) -> date:
    """The day of the next draft, today counted in. Pure."""
    return days_between(rhythm, today, today + timedelta(days=366))[0]


def period_on(rhythm: ReportRhythm, day: date) -> Period:
    """The period of the draft that is made on a day. Pure."""
    if rhythm.every == Every.YEAR:
        return year(day.year - 1)
    if rhythm.every == Every.TERTIAL:
        number = AFTER_TERTIAL[day.month]
        return tertial(number, day.year - 1 if number == 3 else day.year)
    return twelve_months(day)


@transaction.atomic
def add(
    *,
    municipality: Municipality,
    kind: str,
    every: str,
    by: Any,
    at: datetime,
    unit: Unit | None = None,
    day: int = 10,
    month: int = 1,
) -> ReportRhythm:
    """From now on a draft of this kind is made by itself. Refuses a close-out, a wrong place, and one that is there."""
    place = kinds.of(kind).place
    if place == "project":
        raise CannotRecur(_("A close-out is made when a project ends, not in a rhythm."))
    if (place == "unit") > (unit is not None) or (place == "whole" and unit is not None):
        raise CannotRecur(_("Choose the unit for a brief of a unit, and none for the senior management."))
    if unit is not None and unit.municipality_id != municipality.pk:
        raise CannotRecur(_("The unit belongs to another municipality."))
    wanted = {"municipality": municipality, "kind": kind, "unit": unit, "every": every}
    if ReportRhythm.objects.filter(**wanted).exists():
        raise CannotRecur(_("This report is drafted by itself already."))
    made = ReportRhythm.objects.create(
        day=day, month=month, ordered_for=timezone.localdate(at), changed_at=at, **wanted
    )
    audit.record("report_rhythm.added", obj=made, by=by, at=at)
    return made


@transaction.atomic
def drop(*, rhythm: ReportRhythm, by: Any, at: datetime) -> None:
    """No more drafts by themselves; those that are made stay."""
    audit.record("report_rhythm.dropped", obj=rhythm, by=by, at=at)
    rhythm.delete()


@transaction.atomic
def order_due(*, at: datetime) -> int:
    """Puts the drafts aside whose day has come since they were last ordered. Returns how many."""
    today, ordered = timezone.localdate(at), 0
    rows = ReportRhythm.objects.select_for_update(of=("self",)).select_related("municipality").order_by("id")
    for rhythm in rows:
        since = rhythm.ordered_for or timezone.localdate(rhythm.changed_at)
        missed = [day for day in days_between(rhythm, since, today) if day > since]
        if not missed:
            continue
        rhythm.ordered_for = missed[-1]
        rhythm.save(update_fields=["ordered_for"])
        jobs.enqueue(
            kind=JOB_KIND,
            key=f"{JOB_KIND}:{rhythm.public_id}:{missed[-1].isoformat()}",
            municipality=rhythm.municipality,
            payload={"rhythm": rhythm.pk, "day": missed[-1].isoformat()},
            by=None,
            at=at,
        )
        ordered += 1
    return ordered


def run(job: Job, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Makes one draft, and tells those who write reports. Done again, nothing is made twice."""
    rhythm = (
        ReportRhythm.objects.select_related("municipality", "unit").filter(pk=job.payload["rhythm"]).first()
    )
    if rhythm is None:
        return {}
    progress(0, 2)
    with transaction.atomic():
        made = _made(rhythm, date.fromisoformat(job.payload["day"]), timezone.now())
        progress(1, 2)
        _tell(made, timezone.now())
    progress(2, 2)
    return {"report": made.public_id}


def _made(rhythm: ReportRhythm, day: date, at: datetime) -> Report:
    period = period_on(rhythm, day)
    same = {"kind": rhythm.kind, "unit": rhythm.unit, "period_from": period.start, "period_to": period.end}
    there = Report.objects.drafts().filter(municipality=rhythm.municipality, made_by=None, **same).first()
    if there is not None:
        return there
    return services.draft(
        municipality=rhythm.municipality, unit=rhythm.unit, kind=rhythm.kind, period=period, by=None, at=at
    )


def _tell(report: Report, at: datetime) -> None:
    for writer in readers.writers(report.municipality):
        outbox.queue(
            kind=services.DRAFTED,
            municipality=report.municipality,
            recipient=writer,
            about=report,
            dedupe_key=f"{services.DRAFTED}:{report.public_id}:{writer.public_id}",
            at=at,
        )
