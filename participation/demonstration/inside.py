"""What the year shows inside the municipality: steps of units, asks to managers and their answers, reflections."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.accounts.models import User
from participation.demonstration.apart import apart
from participation.demonstration.course import Year, told
from participation.engagement import services as engagement
from participation.reflections import services as reflections
from participation.support import services as support
from participation.support.models import Ask

# The only unit whose manager has an account; asks of the others go to the senior manager.
MANAGED = "Hjemmetjenesten sentrum"


def plan(year: Year) -> None:
    """Everything inside, for the projects of the scale."""
    # What followed from decisions came to the story later than the decisions.
    followed = apart("asks followed")
    for row in told("steps"):
        year.plan(year.moment(row["day"], 14), partial(_step, year, row))
    for row in told("asks"):
        year.plan(year.moment(row["day"], 9), partial(_ask, year, followed, row))
    for row in told("reflections"):
        if row["project"] in year.scale.projects:
            story = told(f"projects/{row['project']}")
            held = story["meetings"][row["meeting"]]["day"]
            year.plan(year.moment(held, 16), partial(_reflect, year, row))


def _step(year: Year, row: dict[str, Any], at: datetime) -> None:
    engagement.set_step(
        unit=year.units[row["unit"]],
        step=row["step"],
        wanted=row["wanted"],
        basis=row["basis"],
        set_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )


def _ask(year: Year, followed: Any, row: dict[str, Any], at: datetime) -> None:
    made = support.ask(
        municipality=year.municipality,
        unit=year.units[row["unit"]] if row["unit"] else None,
        decide_by=year.day(row["decide"]),
        by=year.facilitator,
        at=at,
        **{name: row[name] for name in "title need options cost_kroner cost_hours consequence".split()},
    )
    if row["answer"]:
        year.plan(year.moment(row["answered"], 15), partial(_answer, year, made, row))
    for day, text in row.get("followed", ()):
        year.plan(year.moment(day, 12), followed(partial(_follow, year, made, text)), quietly=True)


def _answer(year: Year, ask: Ask, row: dict[str, Any], at: datetime) -> None:
    back_on = year.day(row["until"]) if "until" in row else None
    said = {"answer": row["answer"], "reason": row["reason"], "back_on": back_on}
    support.answer(ask=ask, by=_manager(year, row), at=at, **said)


def _follow(year: Year, ask: Ask, text: str, at: datetime) -> None:
    answered = Ask.objects.get(pk=ask.pk)
    support.follow(ask=answered, text=text, happened_on=timezone.localdate(at), by=year.facilitator, at=at)


def _manager(year: Year, row: dict[str, Any]) -> User:
    return year.users["hege" if row["unit"] == MANAGED else "torstein"]


def _reflect(year: Year, row: dict[str, Any], at: datetime) -> None:
    reflections.keep(
        project=year.projects[row["project"]],
        meeting=year.meetings[row["project"], row["meeting"]],
        held_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
        **{name: row[name] for name in "went_well surprised for_others for_managers".split()},
    )
