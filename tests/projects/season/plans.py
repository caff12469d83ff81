"""Open requests that want the same people, and a plan made for them."""

from typing import Any

from config.core.jobs import services as jobs
from projects.models import SeasonPlan, SeasonSeat
from projects.season import services
from tests.cast import AT
from tests.make.chain import make_project, make_unit
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def make_two_projects(municipality: Any) -> tuple[Any, Any]:
    """The first wants dementia and would like talks; only one of two people has what the second needs."""
    unit = make_unit(municipality)
    talks = make_term("skill", "talks")
    first = make_open_request(municipality, project=make_project(unit, title="Først"), seats=1, title="En")
    ask_for(first, talks, "wish")
    second = make_open_request(municipality, project=make_project(unit, title="Så"), seats=1, title="To")
    second.terms.all().delete()
    ask_for(second, talks)
    make_fitting(municipality, "Alt Mulig", skills=(talks,), most_at_once=1)
    make_fitting(municipality, "Bare Demens")
    return first, second


def make_plan(municipality: Any, by: Any, at: Any = AT) -> SeasonPlan:
    """A plan asked for and made by its job."""
    plan = services.ask(municipality=municipality, by=by, at=at)
    assert plan.job_id is not None
    jobs.run(plan.job_id, at=at)
    plan.refresh_from_db()
    return plan


def proposed(plan: SeasonPlan) -> dict[str, str]:
    """Who is proposed, by the title of the request."""
    rows = plan.seats.proposed().select_related("request", "representative").order_by("request__title")
    return {seat.request.title: seat.representative.name for seat in rows}


def seat_of(plan: SeasonPlan, title: str) -> SeasonSeat:
    return plan.seats.proposed().select_related("request", "representative").get(request__title=title)
