"""A plan that was begun for the wrong unit or year goes away; one that something has come of stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from participation.models import ParticipationPlan, PlanLine
from participation.plans import removing, services
from participation.plans.services import CannotPlan
from tests.cast import AT
from tests.make.chain import (
    make_assignment,
    make_contribution,
    make_meeting,
    make_project,
    make_request,
    make_unit,
)
from tests.make.people import make_representative
from tests.participation.plans.conftest import LINE, WORDS, YEAR

BEGUN = timezone.localdate(AT)
URL, API = "/granvik/participation-plans/", "/api/v1/participation-plans/"

pytestmark = pytest.mark.usefixtures("now")


def _remove(plan, alice):
    removing.remove_plan(plan=plan, by=alice, at=AT)


def _seat(project, started_on):
    make_assignment(make_request(project), make_representative(project.municipality), started_on=started_on)


def test_a_draft_goes_away_with_its_lines_and_it_is_written(plan, line, unit, alice):
    _remove(plan, alice)

    assert not ParticipationPlan.objects.exists() and not PlanLine.objects.exists()
    event = AuditEvent.objects.get(kind="participation_plan.removed")
    assert (event.object_id, event.actor_id) == (plan.public_id, alice.public_id)
    services.create_plan(unit=unit, year=YEAR, by=alice, at=AT, **WORDS)


def test_an_agreed_plan_stays_also_when_it_is_opened_again(plan, line, alice):
    services.agree(plan=plan, by=alice, at=AT)
    with pytest.raises(CannotPlan, match="is agreed on, and stays"):
        _remove(plan, alice)
    services.reopen(plan=plan, by=alice, at=AT)
    with pytest.raises(CannotPlan, match="has been agreed on before"):
        _remove(plan, alice)

    assert PlanLine.objects.exists()


@pytest.mark.parametrize(
    "comes",
    [
        _seat,
        lambda project, day: make_meeting(project, held_on=day, state="held"),
        lambda project, day: make_contribution(project, said_on=day),
    ],
    ids=["seat", "meeting", "words"],
)
def test_a_plan_stays_when_something_came_in_a_project_that_it_names(plan, project, alice, comes):
    comes(project, BEGUN - timedelta(days=1))
    comes(make_project(plan.unit, title="Et annet"), BEGUN)
    services.add_line(plan=plan, by=alice, at=AT, **LINE)
    services.add_line(plan=plan, by=alice, at=AT, **LINE, project=project)
    assert removing.why_it_stays(plan) == ""

    comes(project, BEGUN)
    with pytest.raises(CannotPlan, match="representatives have been in a project"):
        _remove(plan, alice)

    assert PlanLine.objects.count() == 2


def test_removed_on_a_page_that_says_first_what_goes_away(plan, line, uma, client_of):
    client, at = client_of(uma), f"{URL}{plan.public_id}/"
    assert f"{at}remove/" in client.get(at).content.decode()
    asked = client.get(f"{at}remove/").content.decode()
    assert "1 linje" in asked and ParticipationPlan.objects.exists()

    gone = client.post(f"{at}remove/")

    assert gone.url == URL and not ParticipationPlan.objects.exists()
    assert client.post(f"{at}remove/").status_code == 404


def test_a_refusal_is_a_sentence_on_the_page_and_409_over_the_api(plan, line, alice, client_of, api_of):
    services.agree(plan=plan, by=alice, at=AT)
    client, at = client_of(alice), f"{URL}{plan.public_id}/"
    assert f"{at}remove/" not in client.get(at).content.decode()

    for answer in (client.get(f"{at}remove/", follow=True), client.post(f"{at}remove/", follow=True)):
        assert "Planen er vedtatt, og blir stående" in answer.content.decode()
    refused = api_of(alice).delete(f"{API}{plan.public_id}/")

    assert refused.status_code == 409
    assert ParticipationPlan.objects.get().is_agreed


def test_removed_over_the_api_by_those_who_write_plans(plan, municipality, alice, uma, bob, charlie, api_of):
    elsewhere = make_unit(municipality, "Sykehjemmet")
    foreign = services.create_plan(unit=elsewhere, year=YEAR, by=alice, at=AT, **WORDS)
    at = f"{API}{plan.public_id}/"

    assert api_of(bob).delete(at).status_code == 403
    assert api_of(charlie).delete(at).status_code in (403, 404)
    assert api_of(uma).delete(f"{API}{foreign.public_id}/").status_code == 404
    assert api_of(uma).delete(at).status_code == 204
    assert list(ParticipationPlan.objects.all()) == [foreign]


def test_a_project_of_years_ago_is_nothing_that_the_plan_led_to(plan, project, alice):
    _seat(project, date(2020, 1, 1))
    services.add_line(plan=plan, by=alice, at=AT, **LINE, project=project)

    _remove(plan, alice)

    assert not ParticipationPlan.objects.exists()
