"""The daily round among promises: ask, remind before and after the day, and then tell the supervisor. Never the person.

One letter a day to each at most, however many answers are owed; an answer that is given ends it.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from config.core.audit import services as audit
from config.core.outbox import services as outbox
from config.core.privacy import links
from participation.contributions import services as contributions
from participation.contributions.models import Contribution, Response
from participation.promises import queries
from participation.promises.models import PURPOSE, OwnerLink

OWED, LATE = "promise.owed", "promise.late"
SOON = timedelta(days=3)
# So long after the day the supervisor hears of it.
RAISED_AFTER = timedelta(days=7)


def go_round(*, at: datetime) -> int:
    """Writes to those who owe answers, and to supervisors of what is long overdue; returns how many letters."""
    return ask_due(at=at) + raise_due(at=at)


@transaction.atomic
def ask_due(*, at: datetime) -> int:
    """One letter to each who has something new to answer, something due within three days, or just overdue."""
    today = timezone.localdate(at)
    rows = Contribution.objects.unanswered().filter(owner__is_active=True)
    rows = rows.select_related("owner__user", "owner__municipality", "owner_link").order_by("due_on", "id")
    to_write: dict[int, Any] = {}
    for contribution in rows:
        owner: Any = contribution.owner
        if queries.address_of(owner) and _is_news(contribution, today, at):
            to_write[owner.pk] = owner
    for owner in to_write.values():
        outbox.queue(
            kind=OWED,
            municipality=owner.municipality,
            recipient=owner,
            about=owner,
            dedupe_key=f"{OWED}:{owner.public_id}:{today.isoformat()}",
            at=at,
        )
    return len(to_write)


@transaction.atomic
def raise_due(*, at: datetime) -> int:
    """Tells the managers of a unit of what is a week overdue there, each thing once; one letter to each manager."""
    today = timezone.localdate(at)
    rows = OwnerLink.objects.filter(
        raised_at=None, contribution__responses=None, contribution__due_on__lte=today - RAISED_AFTER
    )
    by_unit: dict[Any, list[OwnerLink]] = defaultdict(list)
    for link in rows.select_related("contribution__project__unit__municipality").order_by("id"):
        by_unit[link.contribution.project.unit].append(link)
    queued = 0
    for unit, late in by_unit.items():
        OwnerLink.objects.filter(pk__in=[link.pk for link in late]).update(raised_at=at)
        for manager in queries.managers_of(unit):
            outbox.queue(
                kind=LATE,
                municipality=unit.municipality,
                recipient=manager,
                about=unit,
                dedupe_key=f"{LATE}:{unit.public_id}:{manager.public_id}:{today.isoformat()}",
                at=at,
            )
            queued += 1
        audit.record("promises.raised", obj=unit, by=None, at=at, fields=["raised_at"])
    return queued


@transaction.atomic
def answer(*, link: OwnerLink, answer: str, reason: str, at: datetime) -> Response:
    """The answer by the link, as `contributions.respond` gives it; refuses what it refuses."""
    return contributions.respond(
        contribution=link.contribution,
        answer=answer,
        reason=reason,
        answered_on=timezone.localdate(at),
        by=link.professional.user,
        at=at,
    )


def _is_news(contribution: Contribution, today: date, at: datetime) -> bool:
    """Whether the owner is to be written to today about this one; stamps it."""
    link: OwnerLink | None = getattr(contribution, "owner_link", None)
    if link is None or link.professional_id != contribution.owner_id:
        _ask(contribution, link, at)
        return True
    asked_on = timezone.localdate(link.asked_at)
    reminded_on = timezone.localdate(link.reminded_at) if link.reminded_at else None
    is_soon = today >= contribution.due_on - SOON and reminded_on is None and asked_on < today
    is_late = today > contribution.due_on and (reminded_on is None or reminded_on <= contribution.due_on)
    if is_soon or (is_late and asked_on < today):
        link.reminded_at = at
        link.save(update_fields=["reminded_at"])
        return True
    return False


def _ask(contribution: Contribution, link: OwnerLink | None, at: datetime) -> None:
    row = link or OwnerLink(contribution=contribution, municipality_id=contribution.municipality_id)
    row.professional_id = contribution.owner_id or 0
    row.asked_at, row.reminded_at, row.raised_at = at, None, None
    links.renew(PURPOSE, row)
    row.save()
    audit.record("promise.asked", obj=contribution, by=None, at=at, subject=contribution.owner)
