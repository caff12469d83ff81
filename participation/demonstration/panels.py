"""A panel by lot: four of a user council, drawn under quotas, and a draft for the two seats that are left."""

from datetime import datetime
from functools import partial

from participation.demonstration.course import Year
from projects.matching.panels.finding import find
from projects.matching.panels.values import Lottery
from projects.panels import drawing, queries, services
from projects.panels.models import Category, Panel
from projects.panels.queries import Wanted
from projects.panels.values import YES, basis
from projects.requests import services as requests
from projects.requests.models import Request, RequestTerm
from projects.requests.services import Wanted as Asked
from representatives.catalogue.models import Term

PROJECT, ASKED_ON, DRAWN_ON = "en-vei-inn", -9, -7
SEATS, DRAWN = 6, 4
# About as many people as live in each part of Nordvik.
POPULATION = ((0, 5200), (30, 4100), (50, 3900), (67, 2300), (80, 1000))


def plan(year: Year) -> None:
    """Only where the project is part of the scale."""
    if PROJECT in year.scale.projects:
        year.plan(year.moment(ASKED_ON, 10), partial(_ask, year))


def _ask(year: Year, at: datetime) -> None:
    by = year.facilitator
    services.set_shares(
        municipality=year.municipality,
        shares=[(Category.AGE.value, str(start), people) for start, people in POPULATION],
        by=by,
        at=at,
    )
    term = Term.objects.get(municipality=None, key="home-care")
    wanted = requests.create_request(
        project=year.projects[PROJECT],
        terms=[Asked(term, RequestTerm.Importance.WISH)],
        title="Seks til et brukerråd for tjenestene",
        task="Fire møter i året. Dere får sakene en uke før.",
        influence="Hvilke saker som tas opp, og rådet gir svar før kommunen bestemmer.",
        seats=SEATS,
        times="Onsdager klokka 17–19",
        place="Rådhuset, med heis",
        pay="Honorar 350 kr per time, reise dekkes",
        by=by,
        at=at,
    )
    requests.open_request(request=wanted, by=by, at=at)
    year.plan(year.moment(DRAWN_ON, 10), partial(_draw, year, wanted))


def _draw(year: Year, wanted: Request, at: datetime) -> None:
    by = year.facilitator
    panel = services.start(request=Request.objects.get(pk=wanted.pk), by=by, at=at)
    found = basis(request=panel.request, pool=Panel.Pool.EVERYBODY, user=by, at=at)
    fresh = next(one for one in found.choosable if one.category == Category.FIRST_TIME)
    quotas = [
        *queries.suggested(year.municipality, DRAWN, found),
        Wanted(Category.FIRST_TIME, YES, fresh.label, 1, 3),
    ]
    services.set_quotas(panel=panel, seats=DRAWN, pool=Panel.Pool.EVERYBODY, quotas=quotas, by=by, at=at)
    if not queries.check(DRAWN, quotas, found).exists:
        return  # nobody of an age, on this day of the year: the draft stays for whoever tries the demonstration
    panel = services.publish(panel=panel, by=by, at=at)
    problem = queries.problem_of(panel.seats, queries.wanted_of(panel), queries.people_of(panel))
    lottery = find(problem)
    drawing.finish(panel=panel, lottery=lottery if isinstance(lottery, Lottery) else None, at=at)
    services.start(request=Request.objects.get(pk=wanted.pk), by=by, at=at)
