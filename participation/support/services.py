"""Asking managers for something, and their answer."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, Unit
from config.core.outbox import services as outbox
from config.core.privacy import links
from config.core.rows import PUBLIC_ID_LENGTH
from participation.support import queries
from participation.support.models import PURPOSE, Ask, AskFollowed, AskLink

MADE, REMINDED, ANSWERED = "ask.made", "ask.reminded", "ask.answered"
SOON = timedelta(days=3)
# Where a manager says “later” without a day.
LATER = timedelta(days=30)
LONGEST = timedelta(days=366)
ANSWERS = frozenset({Ask.State.GRANTED, Ask.State.DECLINED, Ask.State.LATER})


class CannotAsk(Exception):
    """The ask cannot be made; the text says why and can be shown."""


class CannotAnswer(Exception):
    """The ask cannot be answered so; the text says why and can be shown."""


class CannotFollow(Exception):
    """It cannot be what followed; the text says why and can be shown."""


@transaction.atomic
def ask(
    *,
    municipality: Municipality,
    title: str,
    need: str,
    decide_by: date,
    by: Any,
    at: datetime,
    unit: Unit | None = None,
    options: str = "",
    cost_kroner: int = 0,
    cost_hours: int = 0,
    consequence: str = "",
    came_from: Any = None,
) -> Ask:
    """Asks the managers of a unit, or the senior management when `unit` is None; each gets a mail with a link.

    Refuses a day to decide before `at`, and a unit of another municipality.
    """
    if decide_by < timezone.localdate(at):
        raise CannotAsk(_("The day to decide by has passed. Choose a later one."))
    if unit is not None and unit.municipality_id != municipality.pk:
        raise CannotAsk(_("The unit belongs to another municipality."))
    made = Ask.objects.create(
        municipality=municipality,
        unit=unit,
        title=title,
        need=need,
        options=options,
        cost_kroner=cost_kroner,
        cost_hours=cost_hours,
        consequence=consequence,
        came_from=came_from,
        decide_by=decide_by,
        created_at=at,
    )
    audit.record("ask.made", obj=made, by=by, at=at)
    _link(made, deciders := queries.deciders(made), at)
    _queue(MADE, made, deciders, at)
    return made


@transaction.atomic
def answer(*, ask: Ask, answer: str, reason: str, by: Any, at: datetime, back_on: date | None = None) -> Ask:
    """A manager's answer: granted, declined with a reason, or later. Facilitators get a mail.

    “Later” comes back on `back_on`, in a month when no day is said, and may be answered again; granted and declined
    stand. Refuses a decline without a reason, and a day that has come or is more than a year away.
    """
    held = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    if answer not in ANSWERS:
        raise CannotAnswer(_("Answer granted, declined or later."))
    if held.state in (Ask.State.GRANTED, Ask.State.DECLINED):
        raise CannotAnswer(
            _("This has been answered already: %(answer)s.") % {"answer": held.get_state_display()}
        )
    if answer == Ask.State.DECLINED and not reason.strip():
        raise CannotAnswer(_("Write why it is declined, so that the next ask can be better."))
    held.back_on = _day_back(back_on, timezone.localdate(at)) if answer == Ask.State.LATER else None
    held.state, held.answer_reason = answer, reason.strip()
    held.answered_by, held.answered_at, held.reminded_at = by, at, None
    fields = ["state", "answer_reason", "back_on"]
    held.save(update_fields=[*fields, "answered_by", "answered_at", "reminded_at"])
    audit.record("ask.answered", obj=held, by=by, at=at, fields=fields)
    _queue(ANSWERED, held, queries.facilitators(held), at)
    return held


@transaction.atomic
def follow(*, ask: Ask, text: str, happened_on: date, by: Any, at: datetime) -> AskFollowed:
    """One thing that followed from the answer. Refuses an unanswered ask, and a day that has not come."""
    if ask.state not in (Ask.State.GRANTED, Ask.State.DECLINED):
        raise CannotFollow(_("It has not been answered yet, so nothing can have followed."))
    _check_followed(text, happened_on, at)
    made = AskFollowed.objects.create(
        municipality=ask.municipality, ask=ask, text=text.strip(), happened_on=happened_on, by=by, at=at
    )
    audit.record("ask.followed", obj=made, by=by, at=at)
    return made


@transaction.atomic
def correct(*, followed: AskFollowed, text: str, happened_on: date, by: Any, at: datetime) -> AskFollowed:
    """Other words or another day for one thing that followed. Refuses what `follow` refuses."""
    _check_followed(text, happened_on, at)
    followed.text, followed.happened_on = text.strip(), happened_on
    followed.save(update_fields=["text", "happened_on"])
    audit.record("ask.followed_corrected", obj=followed, by=by, at=at, fields=["text", "happened_on"])
    return followed


@transaction.atomic
def unfollow(*, followed: AskFollowed, by: Any, at: datetime) -> None:
    """Takes away a line that was written by mistake; the audit log keeps that it was there."""
    audit.record("ask.unfollowed", obj=followed, by=by, at=at)
    followed.delete()


@transaction.atomic
def go_round(*, at: datetime) -> int:
    """Reminds those who decide: once shortly before the day, once after it, and when “later” has come.

    Returns how many letters were queued.
    """
    today = timezone.localdate(at)
    rows = Ask.objects.select_for_update(of=("self",)).to_decide(today).select_related("municipality")
    queued = 0
    for ask in rows.order_by("id"):
        if not _is_due(ask, today):
            continue
        deciders = queries.deciders(ask)
        ask.reminded_at = at
        ask.save(update_fields=["reminded_at"])
        _link(ask, deciders, at)
        _queue(REMINDED, ask, deciders, at)
        queued += len(deciders)
    return queued


def _check_followed(text: str, happened_on: date, at: datetime) -> None:
    if not text.strip():
        raise CannotFollow(_("Write what followed."))
    if happened_on > timezone.localdate(at):
        raise CannotFollow(_("What followed has a day that has come."))


def _is_due(ask: Ask, today: date) -> bool:
    """Whether a reminder is to leave today."""
    reminded_on = timezone.localdate(ask.reminded_at) if ask.reminded_at else None
    if ask.state == Ask.State.LATER:
        return reminded_on is None
    asked_on = timezone.localdate(ask.created_at)
    if today > ask.decide_by:
        return reminded_on is None or reminded_on <= ask.decide_by
    return today >= ask.decide_by - SOON and reminded_on is None and asked_on < today - SOON


def _day_back(wanted: date | None, today: date) -> date:
    day = wanted or today + LATER
    if day <= today:
        raise CannotAnswer(_("Choose a day that is still to come."))
    if day > today + LONGEST:
        raise CannotAnswer(_("Choose a day within a year."))
    return day


def _link(ask: Ask, deciders: list[Any], at: datetime) -> None:
    """A link for each who decides and has none. Its id follows from the two, so that no chance is drawn for it."""
    known = set(AskLink.objects.filter(ask=ask).values_list("decider", flat=True))
    for decider in deciders:
        if decider.pk not in known:
            said = hashlib.sha256(f"{ask.public_id}:{decider.public_id}".encode()).hexdigest()
            tied = {"public_id": said[:PUBLIC_ID_LENGTH], "municipality": ask.municipality}
            row = AskLink(ask=ask, decider=decider, made_at=at, **tied)
            links.renew(PURPOSE, row)
            row.save()


def _queue(kind: str, about: Ask, recipients: list[Any], at: datetime) -> None:
    """A letter to each; what can be said again has its day in the key."""
    day = timezone.localdate(at).isoformat()
    for recipient in recipients:
        tail = f":{day}" if kind == REMINDED or about.state == Ask.State.LATER else ""
        outbox.queue(
            kind=kind,
            municipality=about.municipality,
            recipient=recipient,
            about=about,
            dedupe_key=f"{kind}:{about.public_id}:{about.state}{tail}:{recipient.public_id}",
            at=at,
        )
