"""Plans of units for this year and the last, and a project that prepares with nobody in it."""

from datetime import date, datetime
from functools import partial
from typing import Any

from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.models import ParticipationPlan
from participation.plans import services
from projects.planning import services as planning
from projects.planning.models import Project

BEGUN, PLANNED, AGREED = -12, -10, -9
SENTRUM = "Hjemmetjenesten sentrum"
ALONE: dict[str, Any] = {
    "title": "Trygghetsalarm som svarer",
    "purpose": "Den som trykker på alarmen, skal vite hvem som kommer, og når.",
    "can_change": "Hva som blir sagt i alarmen, og hvem som ringer tilbake.",
    "cannot_change": "Avtalen om selve alarmen løper i to år til.",
}
# Unit, years back, whether it is agreed on, and its words.
PLANS: tuple[tuple[str, int, bool, dict[str, str]], ...] = (
    (
        SENTRUM,
        0,
        True,
        {
            "can_change": "Hvem som kommer hjem til folk, beskjedene vi gir, og hvordan vi tar imot nye ansatte.",
            "cannot_change": "Antall stillinger og turnusavtalen.",
            "purpose": "Folk skal vite hvem som kommer, og bli hørt om det som endres.",
        },
    ),
    (
        "Nordvik sykehjem",
        0,
        False,
        {
            "can_change": "Måltidene, besøkstidene og brevene til pårørende.",
            "cannot_change": "Bygget og antall plasser.",
            "purpose": "Pårørende skal være med før noe er bestemt.",
        },
    ),
    (
        "Psykisk helse og rus",
        0,
        True,
        {
            "can_change": "Kriseplanen, og hvordan folk kommer i kontakt med oss.",
            "cannot_change": "Hva spesialisthelsetjenesten skal gjøre.",
            "purpose": "",
        },
    ),
    (
        SENTRUM,
        1,
        True,
        {
            "can_change": "Listene over medisiner, og hvordan vi snakker om dem.",
            "cannot_change": "Reglene for hvem som deler ut medisin.",
            "purpose": "Færre feil, og færre som er usikre.",
        },
    ),
    (
        "Frisklivssentralen",
        1,
        True,
        {
            "can_change": "Innholdet i kursene.",
            "cannot_change": "Lokalene.",
            "purpose": "Kurs som folk kjenner seg igjen i.",
        },
    ),
)
# Unit, years back, area, stage, part, seats, month and day it is needed by, why, and the project.
LINES: tuple[tuple[str, int, str, str, str, int, tuple[int, int] | None, str, str], ...] = (
    (SENTRUM, 0, "Nye ansatte og vikarer", "design", "advisor", 3, None, "", "kjente-ansikter"),
    (
        SENTRUM,
        0,
        "Nye ansatte og vikarer",
        "delivery",
        "partner",
        3,
        None,
        "De som får hjelp, vet det best.",
        "",
    ),
    (SENTRUM, 0, "Trygghetsalarmen", "design", "co_thinker", 2, None, "Før avtalen skal fornyes.", "alarm"),
    (SENTRUM, 0, "Medisiner hjemme", "evaluation", "advisor", 2, None, "", "trygg-medisin"),
    ("Nordvik sykehjem", 0, "Den siste tiden", "delivery", "partner", 2, None, "", "siste-tid"),
    (
        "Nordvik sykehjem",
        0,
        "Besøkstider",
        "design",
        "partner",
        2,
        (3, 31),
        "Alle pårørende spør om det.",
        "",
    ),
    ("Nordvik sykehjem", 0, "Brevet til pårørende", "evaluation", "co_thinker", 2, (12, 31), "", "siste-tid"),
    ("Psykisk helse og rus", 0, "Kriseplanen", "design", "partner", 2, None, "", "kriseplan"),
    ("Psykisk helse og rus", 0, "Kriseplanen", "evaluation", "partner", 2, (1, 15), "", "kriseplan"),
    (SENTRUM, 1, "Medisiner hjemme", "design", "co_thinker", 3, None, "", ""),
    ("Frisklivssentralen", 1, "Kurs om smerter", "design", "partner", 2, None, "", "smerter"),
    ("Frisklivssentralen", 1, "Kurs om smerter", "delivery", "partner", 2, (9, 1), "", "smerter"),
)


def plan(year: Year) -> None:
    """In the last days, apart, so that the rest of the year is the same with and without them."""
    own = apart("plans")
    year.plan(year.moment(BEGUN, 9), own(partial(_take_up, year)))
    year.plan(year.moment(PLANNED, 9), own(partial(_plan, year)))
    year.plan(year.moment(AGREED, 15), own(partial(_agree, year)))


def _take_up(year: Year, at: datetime) -> None:
    """A project that prepares, and in which nobody is asked."""
    if "kjente-ansikter" in year.projects:
        planning.create_project(
            municipality=year.municipality,
            unit=year.units[SENTRUM],
            leader=year.users["jonas"],
            starts_on=year.day(BEGUN),
            by=year.users["hege"],
            at=at,
            **ALONE,
        )


def _plan(year: Year, at: datetime) -> None:
    for unit, back, _is_agreed, words in PLANS:
        number = year.today.year - back
        made = services.create_plan(unit=year.units[unit], year=number, by=_by(year, unit), at=at, **words)
        for line in LINES:
            if line[:2] == (unit, back):
                _add(year, made, line, at)


def _add(year: Year, made: ParticipationPlan, line: tuple[Any, ...], at: datetime) -> None:
    unit, _back, area, stage, involvement, seats, by_when, why, key = line
    project = year.projects.get(key)
    if key == "alarm":
        project = Project.objects.filter(municipality=year.municipality, title=ALONE["title"]).first()
    services.add_line(
        plan=made,
        area=area,
        stage=stage,
        involvement=involvement,
        seats=seats,
        needed_by=date(made.year, *by_when) if by_when else None,
        why=why,
        project=project,
        by=_by(year, unit),
        at=at,
    )


def _agree(year: Year, at: datetime) -> None:
    for unit, back, is_agreed, _words in PLANS:
        if is_agreed:
            made = ParticipationPlan.objects.get(unit=year.units[unit], year=year.today.year - back)
            services.agree(plan=made, by=_by(year, unit), at=at)


def _by(year: Year, unit: str) -> Any:
    """The manager of the unit, where there is an account."""
    return year.users["hege"] if unit == SENTRUM else year.facilitator
