"""What came of each contribution: answered, decided, changed, measured, and told by mail or phone."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.accounts.models import User
from participation.contributions import services as contributions
from participation.contributions import telling
from participation.contributions.models import Change, Contribution, EvidenceLevel, Told
from participation.demonstration.course import Year

LINKS = ("answer", "decision", "change", "effect")
# Two of three who get no mail are called the same week; the others still wait.
CALLED = 0.67


def plan(year: Year, key: str, contribution: Contribution, row: dict[str, Any]) -> None:
    """Each link that the story has, so many days after the one before."""
    number = (contribution.said_on - year.today).days
    changes: list[Change] = []
    for place, link in enumerate(LINKS):
        if link not in row:
            continue
        number += row[link]["after"]
        acts = {"answer": _answer, "decision": _decide, "change": _change, "effect": _measure}
        act = partial(acts[link], year, key, contribution, row, changes)
        year.plan(year.moment(number, 15, 10 + 10 * place), act)


def _answer(
    year: Year, key: str, said: Contribution, row: dict[str, Any], _changes: list[Change], at: datetime
) -> None:
    made = contributions.respond(
        contribution=said,
        answer=row["answer"]["kind"],
        reason=row["answer"]["reason"],
        answered_on=timezone.localdate(at),
        by=_leader(year, key),
        at=at,
    )
    _plan_call(year, said, Told.Step.ANSWERED, made.public_id, at)


def _decide(
    year: Year, _key: str, said: Contribution, row: dict[str, Any], _changes: list[Change], at: datetime
) -> None:
    story = row["decision"]
    made = contributions.decide(
        contribution=said,
        text=story["text"],
        forum=story["forum"],
        reference=story["reference"].replace("{year}", str(at.year)),
        decided_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )
    _plan_call(year, said, Told.Step.DECIDED, made.public_id, at)


def _change(
    year: Year, _key: str, said: Contribution, row: dict[str, Any], changes: list[Change], at: datetime
) -> None:
    story = row["change"]
    made = contributions.change(
        contribution=said,
        text=story["text"],
        before=story["before"],
        kind=story["kind"],
        attribution=story["attribution"],
        unintended=story["unintended"],
        evidence_level=min(story["level"], EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR),
        changed_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )
    changes.append(made)
    _plan_call(year, said, Told.Step.CHANGED, made.public_id, at)


def _measure(
    year: Year, _key: str, _said: Contribution, row: dict[str, Any], changes: list[Change], at: datetime
) -> None:
    """What was measured, and then what the claim rests on: a higher level only when there is a figure."""
    story, (change,) = row["effect"], changes
    if "indicator" not in story:
        contributions.measure(
            change=change, not_measured_because=story["not_measured_because"], by=year.facilitator, at=at
        )
        return
    contributions.measure(
        change=change,
        indicator=story["indicator"],
        before=story["before"],
        after=story["after_value"],
        source=story["source"],
        measured_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )
    if row["change"]["level"] > EvidenceLevel.CONFIRMED_BY_CONTRIBUTOR:
        contributions.weigh(change=change, evidence_level=row["change"]["level"], by=year.facilitator, at=at)


def _plan_call(year: Year, said: Contribution, step: str, about: str, at: datetime) -> None:
    """Those who get no mail are called, most of them."""
    for assignment in telling.contributors(said):
        if not telling.gets_mail(assignment.representative) and year.random.random() < CALLED:
            number = (timezone.localdate(at) - year.today).days + 2
            year.plan(year.moment(number, 16), partial(_call, year, said, assignment, step, about))


def _call(year: Year, said: Contribution, assignment: Any, step: str, about: str, at: datetime) -> None:
    try:
        telling.record_told(
            contribution=said,
            assignment=assignment,
            step=step,
            about_ref=about,
            channel=Told.Channel.PHONE,
            by=year.facilitator,
            at=at,
        )
    except telling.CannotTell:
        # Has left since.
        return


def _leader(year: Year, key: str) -> User:
    return year.projects[key].leader or year.facilitator
