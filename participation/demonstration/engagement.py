"""What the facilitator has going with professionals in the year: next steps, and how often to be in touch."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.engagement import climbing, guidance, knowing, relating
from participation.engagement.relations import Relation
from participation.engagement.roles import WorkRole

# Whom, on which day it was agreed, in which words, for which day, how often, and on which day it was done.
STEPS: tuple[tuple[str, int, str, int | None, int | None, int | None], ...] = (
    ("jonas", -60, "Gå gjennom innspillene som venter på svar", -40, 30, -39),
    ("silje", -45, "Spør om hun vil vise løsningen for sykehjemmet", -2, 60, None),
    ("randi", -30, "Takk for innlegget på fagdagen, og del bildene", 6, 90, None),
    ("eirik", -120, "", None, 60, -55),
    ("gro", -25, "Ta en kaffe på legevakta og hør hva de strever med", -4, None, None),
    ("ole", -50, "Finn en tid som passer for legene", -20, None, -20),
)

# A role, its unit (none: the whole municipality), how many hold it, and its steps: day, now, wanted, what it rests on.
ROLES: tuple[dict[str, Any], ...] = (
    {
        "name": "Teamledere",
        "unit": "Hjemmetjenesten sentrum",
        "held_by": 5,
        "steps": (
            (-300, 1, 3, "Var på orienteringen i ledermøtet"),
            (-90, 2, 3, "Satte av en time i uka til arbeidsgruppa"),
        ),
    },
    {
        "name": "Nattevakter",
        "unit": "Nordvik sykehjem",
        "held_by": 9,
        "steps": ((-210, 0, 2, "Har ikke vært med på noe møte"),),
    },
    {
        "name": "Enhetsledere",
        "unit": None,
        "held_by": 10,
        "steps": (
            (-340, 1, 3, "Fikk årsrapporten"),
            (-150, 2, 3, "Tok medvirkning inn i virksomhetsplanen"),
            (-35, 3, 3, "Fire av dem svarte selv på innspill"),
        ),
    },
    {"name": "Personvernombud", "unit": None, "held_by": 1, "steps": ()},
)

# Who, whom, what ties them, and on which day it was written down.
TIES: tuple[tuple[str, str, str, int], ...] = (
    ("jonas", "silje", "works_with", -200),
    ("jonas", "gro", "knows", -180),
    ("randi", "silje", "introduced", -220),
    ("maria", "arvid", "knows", -90),
    ("hanne", "ole", "works_with", -75),
)

COURSES: tuple[tuple[str, str, str], ...] = (
    ("Kurs i brukermedvirkning", "To dager for deg som leder prosjekter. Holdes vår og høst.", ""),
    (
        "Nettkurs om brukermedvirkning",
        "En time, når det passer deg.",
        "https://www.example.org/nettkurs",
    ),
)
# Who says so, about what, on which day.
GLAD: tuple[tuple[str, str, int, str], ...] = (
    (
        "jonas",
        "Hvordan vi fikk med tre representanter fra start",
        -150,
        "Vi skulle lage nye rutiner for første besøk, og jeg var redd for at det ville ta lang tid. Vi ba om tre "
        "representanter før vi hadde skrevet noe.\n\nDet første møtet brukte vi bare på å høre hvordan det var å få "
        "oss på døra. Da så vi at halvparten av skjemaet vårt kunne kastes.\n\nDet som var vanskelig: Vi lovet svar "
        "på to uker, og brukte fire. Nå setter vi av en time i kalenderen samme dag som møtet.",
    ),
    ("yngve", "Møter der noen forteller om vanskelige ting", -100, ""),
    (
        "camilla",
        "Kurs vi holder sammen med representanter",
        -85,
        "Vi prøvde å holde innføringskurset for nyansatte sammen med to representanter. Det tok et par møter ekstra å "
        "forberede.\n\nDeltakerne husket eksemplene lenge etterpå. Vi gjør det hver høst nå, og representantene "
        "bestemmer selv hva de vil fortelle.",
    ),
)


def plan(year: Year) -> None:
    """The steps with those who are written down at this scale, apart from everything else."""
    roles = apart("roles")
    for role in ROLES:
        year.plan(year.moment(-345, 15), roles(partial(_write, year, role)), quietly=True)
        for step in role["steps"]:
            year.plan(year.moment(step[0], 15), roles(partial(_set, year, role["name"], step)), quietly=True)
    own = apart("next steps")
    guided = apart("guidance")
    for course in COURSES:
        year.plan(year.moment(-330, 15), guided(partial(_course, year, course)), quietly=True)
    for who, about, day, story in GLAD:
        year.plan(year.moment(day, 15), guided(partial(_glad, year, who, about, story)), quietly=True)
    known = apart("ties")
    for one, other, kind, day in TIES:
        year.plan(year.moment(day, 15), known(partial(_tie, year, one, other, kind)), quietly=True)
    for who, day, step, next_on, every, finished in STEPS:
        act = partial(_agree, year, who, step, next_on, every)
        year.plan(year.moment(day, 15), own(act), quietly=True)
        if finished is not None:
            year.plan(year.moment(finished, 15), own(partial(_finish, year, who)), quietly=True)


def _write(year: Year, role: dict[str, Any], at: datetime) -> None:
    climbing.write_role(
        municipality=year.municipality,
        unit=year.units[role["unit"]] if role["unit"] else None,
        name=role["name"],
        held_by=role["held_by"],
        by=year.facilitator,
        at=at,
    )


def _set(year: Year, name: str, row: tuple[int, int, int, str], at: datetime) -> None:
    _day, step, wanted, basis = row
    climbing.set_role_step(
        role=WorkRole.objects.of(year.municipality).get(name=name),
        step=step,
        wanted=wanted,
        basis=basis,
        set_on=timezone.localdate(at),
        by=year.facilitator,
        at=at,
    )


def _course(year: Year, row: tuple[str, str, str], at: datetime) -> None:
    name, about, address = row
    guidance.write_course(
        municipality=year.municipality,
        name=name,
        about=about,
        address=address,
        by=year.facilitator,
        at=at,
    )


def _glad(year: Year, who: str, about: str, story: str, at: datetime) -> None:
    """At a small scale somebody may not have done any of it yet, and says nothing."""
    person = year.professionals.get(who)
    if person is not None and guidance.done_before(person, today=timezone.localdate(at)):
        guidance.say_glad(professional=person, about=about, story=story, by=person.user, at=at)


def _tie(year: Year, one: str, other: str, kind: str, at: datetime) -> None:
    if one in year.professionals and other in year.professionals:
        knowing.tie(
            one=year.professionals[one],
            other=year.professionals[other],
            kind=kind,
            by=year.facilitator,
            at=at,
        )


def _agree(year: Year, who: str, step: str, next_on: int | None, every: int | None, at: datetime) -> None:
    if who in year.professionals:
        relating.agree(
            professional=year.professionals[who],
            next_step=step,
            next_on=None if next_on is None else year.day(next_on),
            every_days=every,
            by=year.facilitator,
            at=at,
        )


def _finish(year: Year, who: str, at: datetime) -> None:
    held = Relation.objects.filter(professional=year.professionals.get(who)).first()
    if held is not None:
        relating.finish(relation=held, by=year.facilitator, at=at)
