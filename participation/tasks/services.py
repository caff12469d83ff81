"""Writing down what is to be done, putting it off, giving it to somebody, and the list by mail."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from participation.tasks import queries
from participation.tasks.feeds import named
from participation.tasks.feeds.feed import Reader, reader
from participation.tasks.feeds.own import OWN
from participation.tasks.models import Digest, GivenTask, Snooze, Task

GIVEN, DIGEST = "task.given", "task.digest"
LONGEST_SNOOZE = timedelta(days=366)


class CannotTask(Exception):
    """It cannot be done with this task; the text says why and can be shown."""


@transaction.atomic
def write_down(
    *,
    municipality: Any,
    title: str,
    due_on: date | None,
    by: Any,
    at: datetime,
    holder: Any = None,
    came_from: Any = None,
) -> Task:
    """A task in one's own words, for oneself or for somebody else who works here, who gets a letter about it.

    It stands on the reflection that it `came_from`, too.
    """
    taker = holder or by
    if not title.strip():
        raise CannotTask(_("Write what is to be done."))
    if taker != by:
        _refuse_stranger(taker, municipality)
    task = Task.objects.create(
        municipality=municipality,
        title=title.strip(),
        due_on=due_on,
        holder=taker,
        by=by,
        came_from=came_from,
        created_at=at,
    )
    audit.record("task.written_down", obj=task, by=by, at=at)
    if taker != by:
        named = {"municipality": municipality, "feed": OWN, "subject": task.public_id}
        _tell(GivenTask.objects.create(**named, to=taker, by=by, at=at), at)
    return task


@transaction.atomic
def rewrite(*, task: Task, title: str, due_on: date | None, by: Any, at: datetime) -> Task:
    """Other words, or another day."""
    if not title.strip():
        raise CannotTask(_("Write what is to be done."))
    held = _held(task)
    held.title, held.due_on = title.strip(), due_on
    held.save(update_fields=["title", "due_on"])
    audit.record("task.rewritten", obj=held, by=by, at=at, fields=["title", "due_on"])
    return held


@transaction.atomic
def finish(*, task: Task, by: Any, at: datetime) -> Task:
    """It is done. Of two who say so, the first counts."""
    held = _held(task)
    if held.done_at is None:
        held.done_at = at
        held.save(update_fields=["done_at"])
        audit.record("task.finished", obj=held, by=by, at=at)
    return held


@transaction.atomic
def reopen(*, task: Task, by: Any, at: datetime) -> Task:
    """It was not done after all."""
    held = _held(task)
    if held.done_at is not None:
        held.done_at = None
        held.save(update_fields=["done_at"])
        audit.record("task.reopened", obj=held, by=by, at=at)
    return held


@transaction.atomic
def drop(*, task: Task, by: Any, at: datetime) -> None:
    """Away with it, and with what was noted about it."""
    held = _held(task)
    named = {"municipality": held.municipality, "feed": OWN, "subject": held.public_id}
    Snooze.objects.filter(**named).delete()
    GivenTask.objects.filter(**named).delete()
    audit.record("task.dropped", obj=held, by=by, at=at)
    held.delete()


@transaction.atomic
def snooze(*, of: Reader, key: str, until: date, at: datetime) -> Snooze:
    """Off the person's list until a day; nobody else's list changes. Refuses a day that has come, or is far away."""
    line = _line(of, key)
    today = timezone.localdate(at)
    if until <= today:
        raise CannotTask(_("Choose a day that is still to come."))
    if until > today + LONGEST_SNOOZE:
        raise CannotTask(_("Choose a day within a year."))
    mark, _is_new = Snooze.objects.update_or_create(
        municipality=of.municipality,
        user=of.user,
        feed=line.feed.key,
        subject=line.subject,
        defaults={"until": until, "at": at},
    )
    audit.record("task.snoozed", obj=mark, by=of.user, at=at, fields=["until"])
    return mark


@transaction.atomic
def wake(*, of: Reader, key: str, at: datetime) -> None:
    """On the list again at once."""
    line = _line(of, key)
    marks = Snooze.objects.filter(
        municipality=of.municipality, user=of.user, feed=line.feed.key, subject=line.subject
    )
    for mark in marks:
        audit.record("task.woken", obj=mark, by=of.user, at=at)
    marks.delete()


@transaction.atomic
def give(*, of: Reader, key: str, to: Any, at: datetime, word: str = "") -> GivenTask:
    """It is on somebody's list, and off everybody else's; they get a letter, unless they take it themselves.

    Refuses somebody who could not do it. What one has written down becomes the other's.
    """
    line = _line(of, key)
    if not to.is_active or not queries.may_do(line.feed, line.subject, reader(to, of.municipality, of.today)):
        raise CannotTask(_("%(name)s cannot do this one.") % {"name": to.get_full_name()})
    if line.feed.key == OWN:
        Task.objects.filter(public_id=line.subject).update(holder=to)
    mark, _is_new = GivenTask.objects.update_or_create(
        municipality=of.municipality,
        feed=line.feed.key,
        subject=line.subject,
        defaults={"to": to, "by": of.user, "word": word.strip(), "at": at},
    )
    Snooze.objects.filter(
        municipality=of.municipality, user=to, feed=line.feed.key, subject=line.subject
    ).delete()
    audit.record("task.given", obj=mark, by=of.user, at=at, fields=["to", "word"])
    if to != of.user:
        _tell(mark, at)
    return mark


@transaction.atomic
def give_back(*, of: Reader, key: str, at: datetime) -> None:
    """It is nobody's in particular again: on the list of everybody who may do it."""
    line = _line(of, key)
    if line.feed.key == OWN:
        raise CannotTask(_("It was written down, and must be somebody's. Give it to somebody else."))
    marks = GivenTask.objects.filter(municipality=of.municipality, feed=line.feed.key, subject=line.subject)
    for mark in marks:
        audit.record("task.given_back", obj=mark, by=of.user, at=at)
    marks.delete()


@transaction.atomic
def set_digest(*, municipality: Any, user: Any, weekday: int | None, at: datetime) -> Digest | None:
    """The list by mail each week on a day (Monday is 1), or no more when `weekday` is None."""
    mine = Digest.objects.filter(municipality=municipality, user=user)
    if weekday is None:
        for digest in mine:
            audit.record("digest.stopped", obj=digest, by=user, at=at)
        mine.delete()
        return None
    if weekday not in Digest.Weekday.values:
        raise CannotTask(_("Choose a day from Monday to Friday."))
    digest, _is_new = Digest.objects.update_or_create(
        municipality=municipality, user=user, defaults={"weekday": weekday}
    )
    audit.record("digest.set", obj=digest, by=user, at=at, fields=["weekday"])
    return digest


@transaction.atomic
def send_digests(*, at: datetime) -> int:
    """A letter to each who wants one today and whom something needs, once; returns how many were queued."""
    today = timezone.localdate(at)
    due = Digest.objects.select_for_update(of=("self",)).filter(weekday=today.isoweekday())
    queued = 0
    for digest in due.exclude(last_on=today).select_related("user", "municipality").order_by("id"):
        digest.last_on = today
        digest.save(update_fields=["last_on"])
        if (
            not digest.user.is_active
            or not queries.find(reader(digest.user, digest.municipality, today)).count()
        ):
            continue
        outbox.queue(
            kind=DIGEST,
            municipality=digest.municipality,
            recipient=digest.user,
            about=digest,
            dedupe_key=f"{DIGEST}:{digest.public_id}:{today.isoformat()}",
            at=at,
        )
        queued += 1
    return queued


def _tell(mark: GivenTask, at: datetime) -> None:
    """A letter to whom it was given."""
    outbox.queue(
        kind=GIVEN,
        municipality=mark.municipality,
        recipient=mark.to,
        about=mark,
        dedupe_key=f"{GIVEN}:{mark.public_id}:{mark.to.public_id}:{at.isoformat()}",
        at=at,
    )


def _line(of: Reader, key: str) -> queries.Line:
    line = queries.one(of, key)
    if line is None:
        raise CannotTask(_("This task is done, or is not yours."))
    return line


def _held(task: Task) -> Task:
    held: Task = Task.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=task.pk)
    return held


def _refuse_stranger(taker: Any, municipality: Any) -> None:
    if not taker.is_active or not queries.may_do(named(OWN), "", reader(taker, municipality)):
        raise CannotTask(_("%(name)s does not work here.") % {"name": taker.get_full_name()})
