"""Telling people of a call: one letter to a person and day, whatever there is to tell that day.

Many letters take a while, so that a job puts them in the outbox some at a time. Who is told has a notice: run again it
goes on where it stopped, and it ends when the call is closed, or no longer takes interest.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.outbox import services as outbox
from projects.calls import links, reaching
from projects.calls.models import Call, Notice
from representatives.interests.models import Hearing
from representatives.registry.models import Representative

KIND = "call.announced"
JOB_KIND = "calls.announce"
# A letter that has left cannot take up more: the next one is on another day. So many days are looked at.
DAYS_AHEAD = 30
# So few at a time that a call which is closed meanwhile writes to nobody more within two seconds.
BATCH = 25
Progress = Callable[[int, int], None]
Turn = tuple[str, Representative]


def put_aside(*, call: Call, by: Any, at: datetime) -> int:
    """Leaves the letters to a job; returns how many people it writes to. Call it where the call is opened."""
    count = reaching.reach(call=call, at=at).count
    call.letters = jobs.enqueue(
        kind=JOB_KIND,
        key=f"{JOB_KIND}:{call.public_id}:{at.isoformat()}",
        municipality=call.municipality,
        payload={"call": call.public_id},
        by=by,
        at=at,
    )
    call.save(update_fields=["letters"])
    return count


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Writes the letters of the call named in the job; none when it has gone with its request."""
    rows = Call.objects.select_related("municipality", "request").filter(public_id=job.payload["call"])
    call = rows.first()
    if call is None:
        return {}
    return {"letters": announce(call=call, at=timezone.now(), progress=progress)}


def announce(*, call: Call, at: datetime, progress: Progress | None = None) -> int:
    """Writes to everybody whom the call reaches and who is not told; returns how many that were."""
    found = reaching.reach(call=call, at=at)
    turns: list[Turn] = [(Hearing.How.AT_ONCE, person) for person in found.at_once]
    turns += [(Hearing.How.WEEKLY, person) for person in found.weekly]
    told, passed = 0, 0
    for start in range(0, len(turns), BATCH):
        if progress is not None:
            progress(passed, len(turns))
        some = _tell_some(call, turns[start : start + BATCH], at)
        if some is None:
            return told
        told, passed = told + some, passed + len(turns[start : start + BATCH])
    if progress is not None:
        progress(passed, len(turns))
    return told


def letter_key(person: Any, day: date) -> str:
    """One letter to a person and day: two calls of one day stand in the same one."""
    return f"{KIND}:{person.public_id}:{day.isoformat()}"


def day_of(dedupe_key: str) -> date:
    """The day of a letter, out of its key."""
    return date.fromisoformat(dedupe_key.rpartition(":")[2])


@transaction.atomic
def _tell_some(call: Call, turns: Sequence[Turn], at: datetime) -> int | None:
    """Tells those who are not told; None when the call takes no interest any more, so that nobody is told."""
    held = Call.objects.select_for_update(of=("self",)).select_related("request").get(pk=call.pk)
    today = timezone.localdate(at)
    if not held.takes_interest_on(today):
        return None
    people = [person.pk for _how, person in turns]
    known = Notice.objects.filter(call=held, representative__in=people).order_by()
    told = set(known.values_list("representative_id", flat=True))
    fresh = [turn for turn in turns if turn[1].pk not in told]
    for how, person in fresh:
        first = today if how == Hearing.How.AT_ONCE else reaching.next_monday(today)
        _tell(held, person, first, at)
    return len(fresh)


def _tell(call: Call, person: Representative, first: date, at: datetime) -> None:
    day = _free_day(person, first)
    notice = Notice(municipality_id=call.municipality_id, call=call, representative=person, letter_on=day)
    links.renew(notice)
    notice.save(force_insert=True)
    outbox.queue(
        kind=KIND,
        municipality=person.municipality,
        recipient=person,
        about=person,
        dedupe_key=letter_key(person, day),
        at=at,
        not_before=max(at, reaching.morning_of(day)) if day > timezone.localdate(at) else at,
    )


def _free_day(person: Representative, first: date) -> date:
    """The first day from `first` whose letter has not left."""
    days = (first + timedelta(days=number) for number in range(DAYS_AHEAD))
    return next((day for day in days if outbox.is_waiting(letter_key(person, day)) is not False), first)
