"""Whoever tries the demonstration in any role finds something there."""

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Unit
from participation.models import (
    Ask,
    AskFollowed,
    Assignment,
    Contribution,
    Invitation,
    ParticipationPlan,
    Professional,
    ReadinessStep,
    Reflection,
    ReflectionPart,
    Report,
    UnitStep,
)
from participation.plans import preparing
from participation.plans import queries as plans
from participation.plans.judging import Verdict
from projects.models import Project
from representatives.registry.models import Representative
from tests.participation.demonstration.year.conftest import Laid

pytestmark = pytest.mark.django_db


def test_the_visitor_as_representative_has_something_to_see(laid: Laid) -> None:
    anne = Representative.objects.get(user__email="anne@demo.example.org")
    said = Contribution.objects.filter(assignment__representative=anne)

    assert (
        Invitation.objects.awaiting()
        .filter(representative=anne, reply_by__gte=timezone.localdate(laid.at))
        .exists()
    )
    assert said.answered().exists()
    assert Assignment.objects.filter(representative=anne, state=Assignment.State.ENDED).exists()


def test_the_visitor_as_professional_leads_projects_and_owes_answers(laid: Laid) -> None:
    jonas = Professional.objects.get(user__email="jonas@demo.example.org")

    assert Project.objects.filter(leader=jonas.user).count() >= 2
    assert (
        Contribution.objects.unanswered().filter(owner=jonas, due_on__lt=timezone.localdate(laid.at)).exists()
    )


def test_the_visitors_as_managers_have_projects_reports_and_something_to_answer(laid: Laid) -> None:
    unit = Unit.objects.get(name="Hjemmetjenesten sentrum")

    assert Project.objects.filter(unit=unit).count() >= 2
    assert Ask.objects.open().filter(unit=unit).exists()
    assert Ask.objects.open().filter(unit=None).exists()
    periods = set(Report.objects.filter(unit=None).order_by("pk").values_list("period_to__year", flat=True))
    assert periods == {laid.at.year - 1, laid.at.year}


def test_some_units_are_not_clarified_and_some_have_moved(laid: Laid) -> None:
    rows = UnitStep.objects.order_by("unit", "set_on", "pk").values_list("unit", "step")
    steps: dict[int, list[int]] = {}
    for unit, step in rows:
        steps.setdefault(unit, []).append(step)

    assert 0 < len(steps) < Unit.objects.count()
    assert any(found[-1] > found[0] for found in steps.values())


def test_the_map_has_places_that_are_met_and_such_as_are_not(laid: Laid) -> None:
    marte, hege = (User.objects.get(email=f"{name}@demo.example.org") for name in ("marte", "hege"))
    today = timezone.localdate(laid.at)
    found = plans.coverage(user=marte, municipality=laid.municipality, year=today.year, today=today)

    assert sum(row.plan is not None for row in found.rows) == 3
    verdicts = {place.verdict for row in found.rows for place in row.places}
    assert verdicts >= set(Verdict) - {Verdict.UNHEARD}
    assert ParticipationPlan.objects.filter(year=today.year - 1).exists()
    for user in (marte, hege):
        alone = preparing.projects(user=user, municipality=laid.municipality)
        assert [project.title for project in alone] == ["Trygghetsalarm som svarer"]


def test_everybody_finds_something_inside_the_organisation(laid: Laid) -> None:
    """A part to write, a reflection that became an ask, what followed from a yes, and a step for each of the three."""
    assert ReflectionPart.objects.filter(user__email="jonas@demo.example.org", written_at=None).exists()
    assert Reflection.objects.filter(is_together=True, asks__isnull=False, tasks__isnull=False).exists()
    assert AskFollowed.objects.filter(ask__state="granted", ask__unit=None).exists()
    owners = set(ReadinessStep.objects.open().order_by().values_list("owner", flat=True))
    assert owners == {"facilitator", "unit_manager", "senior_manager"}
    later = Ask.objects.get(state=Ask.State.LATER)
    assert later.back_on is not None and later.back_on > timezone.localdate(laid.at)
