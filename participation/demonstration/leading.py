"""Leaders and professionals in the year: reflecting together, an ask and a task that came of it, and readiness."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.readiness import services as readiness
from participation.readiness.questions import QUESTIONS
from participation.reflections import services as reflections
from participation.reflections.models import Reflection
from participation.support import services as support
from participation.tasks import services as tasks

SENTRUM, NORD, SYKEHJEM = "Hjemmetjenesten sentrum", "Hjemmetjenesten nord", "Nordvik sykehjem"
# Project, the number of its meeting, the day it was begun, and what each wrote.
TOGETHER = "digitalt-tilsyn", 4, -20
PARTS: dict[str, dict[str, str]] = {
    "marte": {
        "went_well": "Vi gikk runden før noen svarte. De stille kom først.",
        "surprised": "At nattevaktene hadde laget sin egen liste.",
        "not_heard": "De som bor alene og ikke har pårørende.",
        "gap": "yes",
        "gap_words": "To døtre ringer hver kveld fordi ingen rekker innom.",
    },
    "silje": {
        "went_well": "Samtaleguiden ble prøvd av dem som skal bruke den.",
        "for_others": "La nattevaktene lese guiden før dere trykker den.",
        "not_heard": "Vikarene.",
        "gap": "unsure",
    },
}
HEARD = "Nattevaktene trenger én time til å øve på samtalen. Døtre som ringer hver kveld, skjuler at vi mangler folk."
STILL = "kjente-ansikter", 4, -3
ALONE = "maaltider", -2
YES = dict.fromkeys([question.key for question in QUESTIONS], "yes")
# Unit, project or none, day, and what was not yes.
ROUNDS: tuple[tuple[str, str, int, dict[str, str]], ...] = (
    (
        SENTRUM,
        "",
        -205,
        {
            "time": "not_yet",
            "skills": "partly",
            "money": "unknown",
            "answers": "not_yet",
            "visible": "partly",
        },
    ),
    (SYKEHJEM, "", -148, {"time": "not_yet", "leaders": "partly", "priority": "not_yet"}),
    (NORD, "digitalt-tilsyn", -96, {"voice": "partly", "money": "unknown"}),
    (SENTRUM, "", -16, {"time": "partly", "priority": "not_yet", "answers": "partly"}),
)
# Of the round with this number: question, what, whose, due in days, and whether it was done at once.
STEPS: tuple[tuple[int, str, str, str, int, bool], ...] = (
    (0, "answers", "Avtal hvem som svarer på innspill", "unit_manager", 60, True),
    (1, "time", "Finn to timer i turnus til møtene", "senior_manager", 160, False),
    (3, "time", "Sett av en time i månedsplanen", "unit_manager", 20, False),
    (3, "priority", "Vis i ledermøtet hva som kan vente", "facilitator", 22, False),
)


def plan(year: Year) -> None:
    """Apart and quietly, so that the rest of the year is the same with and without it."""
    own = apart("leading")
    if TOGETHER[0] in year.scale.projects:
        year.plan(year.moment(TOGETHER[2], 15), own(partial(_reflect, year)), quietly=True)
    if STILL[0] in year.scale.projects:
        year.plan(year.moment(STILL[2], 15), own(partial(_begin, year)), quietly=True)
    if ALONE[0] in year.scale.projects:
        year.plan(year.moment(ALONE[1], 15), own(partial(_begin_alone, year)), quietly=True)
    for number, row in enumerate(ROUNDS):
        year.plan(year.moment(row[2], 13), own(partial(_answer, year, number)), quietly=True)


def _reflect(year: Year, at: datetime) -> None:
    """Each wrote, the parts were opened, and leaders are asked for one thing."""
    project = year.projects[TOGETHER[0]]
    people = {"marte": year.facilitator, "silje": year.users["silje"]}
    made = _together(year, TOGETHER, people, at)
    for key, words in PARTS.items():
        _write(made, words, people[key], at)
    reflections.open_parts(reflection=made, by=year.facilitator, at=at)
    tags: dict[str, Any] = {
        "purposes": ["improve", "adapt"],
        "activities": ["exchange", "align"],
        "learning": ["everyday"],
    }
    kept = reflections.settle(reflection=made, for_managers=HEARD, by=year.facilitator, at=at, **tags)
    support.ask(
        municipality=year.municipality,
        unit=project.unit,
        title="Én time øving for nattevaktene",
        need=HEARD,
        cost_hours=9,
        consequence="Samtalen blir lest opp fra arket.",
        decide_by=year.day(24),
        came_from=kept,
        by=year.facilitator,
        at=at,
    )
    tasks.write_down(
        municipality=year.municipality,
        title="Spør vikarene hva de mener om guiden",
        due_on=year.day(8),
        came_from=kept,
        by=year.facilitator,
        at=at,
    )


def _begin(year: Year, at: datetime) -> None:
    """One that waits for the part of who leads the project."""
    people = {"marte": year.facilitator, "jonas": year.users["jonas"]}
    made = _together(year, STILL, people, at)
    words = {
        "went_well": "Alle hadde med seg et eksempel.",
        "surprised": "Hvor mange som kjente igjen det samme.",
    }
    _write(made, words, year.facilitator, at)


def _begin_alone(year: Year, at: datetime) -> None:
    """The month's, alone, and not kept yet."""
    made = reflections.begin(
        project=year.projects[ALONE[0]], held_on=timezone.localdate(at), by=year.facilitator, at=at
    )
    words = {"went_well": "Måltidene ble roligere da radioen ble slått av."}
    reflections.write(reflection=made, words=words, by=year.facilitator, at=at)


def _together(year: Year, which: tuple[str, int, int], people: Mapping[str, Any], at: datetime) -> Reflection:
    key, number, _day = which
    return reflections.begin(
        project=year.projects[key],
        meeting=year.meetings.get((key, number)),
        held_on=timezone.localdate(at),
        is_together=True,
        invited=list(people.values()),
        by=year.facilitator,
        at=at,
    )


def _write(made: Reflection, words: Mapping[str, str], by: Any, at: datetime) -> None:
    reflections.write(reflection=made, words=words, by=by, at=at)
    reflections.finish_part(reflection=made, by=by, at=at)


def _answer(year: Year, number: int, at: datetime) -> None:
    unit, key, _day, weak = ROUNDS[number]
    if key and key not in year.projects:
        return
    row = readiness.answer(
        unit=year.units[unit],
        project=year.projects[key] if key else None,
        answers=YES | weak,
        held_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )
    for place, question, text, owner, days, is_done in STEPS:
        if place != number:
            continue
        due_on = year.day((timezone.localdate(at) - year.today).days + days)
        step = readiness.add_step(
            readiness=row,
            question=question,
            text=text,
            due_on=due_on,
            owner=owner,
            by=year.facilitator,
            at=at,
        )
        if is_done:
            readiness.finish(step=step, by=year.users["hege"], at=at)
