"""An open request with people for a draw: nobody in them exists."""

from typing import Any

from django.utils import timezone

from projects.matching.panels.finding import find
from projects.panels import drawing, queries, services
from projects.panels.models import Panel
from projects.panels.queries import Wanted
from tests.cast import AT
from tests.projects.wanted import make_fitting, make_open_request

AREAS = ("Sentrum", "Nordbyen", "Fjellgrenda")


def make_pool(municipality: Any, people: int = 9, seats: int = 3) -> Any:
    """An open request, and people who fit it, a third in each area, next of kin and with own experience by turns."""
    wanted = make_open_request(municipality)
    wanted.seats = seats
    wanted.save(update_fields=["seats"])
    for number in range(people):
        make_one(municipality, number)
    return wanted


def make_one(municipality: Any, number: int, **profile: Any) -> Any:
    from tests.make.people import make_term

    relation = "own" if number % 2 else "next_of_kin"
    profile.setdefault("area", AREAS[number % 3])
    profile.setdefault("birth_year", 1950 + number)
    return make_fitting(
        municipality, f"Prøve Person{number}", experience=((make_term(), relation),), **profile
    )


def area(name: str, minimum: int, maximum: int) -> Wanted:
    return Wanted("area", name, name, minimum, maximum)


def make_draft(wanted: Any, by: Any, *quotas: Wanted) -> Panel:
    """A draft with quotas; without any, one from each area."""
    panel = services.start(request=wanted, by=by, at=AT)
    chosen = quotas or tuple(area(name, 1, 1) for name in AREAS)
    return services.set_quotas(panel=panel, seats=panel.seats, pool="covering", quotas=chosen, by=by, at=AT)


def make_published(wanted: Any, by: Any, *quotas: Wanted) -> Panel:
    return services.publish(panel=make_draft(wanted, by, *quotas), by=by, at=AT)


def draw(panel: Panel, at: Any = AT) -> Panel:
    """What the job does, at once."""
    problem = queries.problem_of(panel.seats, queries.wanted_of(panel), queries.people_of(panel))
    lottery: Any = find(problem)
    return drawing.finish(panel=panel, lottery=lottery, at=at)


def make_drawn(wanted: Any, by: Any, *quotas: Wanted) -> Panel:
    return draw(make_published(wanted, by, *quotas))


def make_many(municipality: Any, count: int) -> None:
    """Many people at once, with consents and one experience each."""
    from representatives.models import ProfileTerm, Representative
    from tests.make.people import make_term

    term = make_term()
    common: dict[str, Any] = {"municipality": municipality}
    people = Representative.objects.bulk_create(
        Representative(
            given_name="Prøve",
            family_name=f"Person{number}",
            area=AREAS[number % 3 if number % 5 else 0],
            birth_year=1940 + number % 60,
            state="active",
            source="facilitator",
            confirmed_on=timezone.localdate(),
            created_at=AT,
            **common,
        )
        for number in range(count)
    )
    _consenting(people, common)
    ProfileTerm.objects.bulk_create(
        ProfileTerm(
            representative=person,
            term=term,
            relation="own" if number % 4 else "next_of_kin",
            level=2,
            added_at=AT,
            **common,
        )
        for number, person in enumerate(people)
    )


def _consenting(people: list[Any], common: dict[str, Any]) -> None:
    from representatives.models import Consent

    Consent.objects.bulk_create(
        Consent(
            representative=person,
            purpose=purpose,
            channel="paper",
            text_version="1",
            given_on=AT.date(),
            recorded_at=AT,
            **common,
        )
        for person in people
        for purpose in ("network", "experience")
    )
