"""Facts that gather by themselves: each from its rows, right again when a row is corrected, and never a copy."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from participation.engagement import happenings, services
from participation.engagement.models import Fact, Professional
from participation.models import PhaseRole, Response
from projects.models import PlannedRole
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import (
    make_assignment,
    make_contribution,
    make_meeting,
    make_professional,
    make_project,
    make_request,
)
from tests.make.people import make_representative

TODAY = date(2026, 6, 1)


@pytest.fixture
def leader(unit, pia):
    return make_professional(unit, "Pia Prosjekt", user=pia)


@pytest.fixture
def project(unit, pia, leader):
    return make_project(unit, leader=pia)


def _told(person):
    return [(one.kind.value, one.happened_on, one.source) for one in happenings.of(person, today=TODAY)]


def test_a_request_is_asked_for_once_it_is_out_of_the_hands_of_who_files_it(project, leader, pia):
    wanted = make_request(project, filed_by=pia, state="draft", pen="filer")
    assert _told(leader) == []

    wanted.pen = "facilitator"
    wanted.save()

    assert _told(leader) == [("asked_for", AT.date(), "requests")]


def test_a_held_meeting_of_an_own_project_is_hosted_and_tells_the_hours_of_all(project, leader):
    meeting = make_meeting(
        project, state="held", held_on=date(2026, 3, 10), professional_hours=Decimal("7.5")
    )

    facts = happenings.of(leader, today=TODAY)

    assert {(one.kind.value, one.happened_on) for one in facts} == {
        ("hosted", date(2026, 3, 10)),
        ("gave_hours", date(2026, 3, 10)),
    }
    assert any(
        "7" in one.text and "everybody" not in one.told_by and meeting.title in one.text for one in facts
    )


def test_a_corrected_meeting_corrects_the_facts(project, leader):
    meeting = make_meeting(project, state="held", held_on=date(2026, 3, 10), professional_hours=Decimal(3))
    assert len(_told(leader)) == 2

    meeting.held_on, meeting.professional_hours = date(2026, 3, 12), Decimal(0)
    meeting.save()
    assert _told(leader) == [("hosted", date(2026, 3, 12), "meetings")]

    meeting.state = "cancelled"
    meeting.save()
    assert _told(leader) == []
    assert not Fact.objects.exists()


def test_a_new_leader_takes_the_facts_of_a_project_along(project, leader, unit, uma):
    make_meeting(project, state="held", held_on=date(2026, 3, 10))
    other = make_professional(unit, "Uma", user=uma)
    project.leader = uma
    project.save()

    assert _told(leader) == []
    assert _told(other) == [("hosted", date(2026, 3, 10), "meetings")]


@pytest.mark.parametrize("by_plan", [True, False])
def test_a_project_is_led_together_when_a_partner_has_a_seat(project, leader, municipality, by_plan):
    seat = make_assignment(
        make_request(project), make_representative(municipality, "Åse"), started_on=date(2026, 4, 1)
    )
    assert _told(leader) == []

    common = {"municipality": municipality}
    if by_plan:
        PlannedRole.objects.create(project=project, phase="execution", planned="partner", **common)
    else:
        PhaseRole.objects.create(
            assignment=seat, phase="execution", agreed="partner", changed_at=AT, **common
        )

    assert _told(leader) == [("co_led", date(2026, 4, 1), "projects")]


def test_a_plan_without_anybody_in_a_seat_is_no_fact(project, leader, municipality):
    PlannedRole.objects.create(
        project=project, phase="execution", planned="partner", municipality=municipality
    )

    assert _told(leader) == []


@pytest.mark.parametrize(("late", "facts"), [(0, 1), (1, 0)])
def test_an_answer_counts_on_its_day_and_not_after(project, leader, municipality, late, facts):
    said = make_contribution(project, owner=leader, due_on=date(2026, 4, 10))
    answered = {
        "answered_on": said.due_on + timedelta(days=late),
        "answer": "adopted",
        "reason": "Ja",
        "at": AT,
    }
    Response.objects.create(contribution=said, municipality=municipality, **answered)
    # A second answer is no second fact, and the first says whether it was in time.
    Response.objects.create(
        contribution=said, municipality=municipality, **(answered | {"answered_on": date(2026, 5, 1)})
    )

    assert len(_told(leader)) == facts


def test_what_belongs_to_another_municipality_is_not_told(leader, pia, other_municipality):
    from tests.make.chain import make_unit

    foreign = make_project(make_unit(other_municipality), leader=pia)
    make_meeting(foreign, state="held", held_on=date(2026, 3, 10))

    assert _told(leader) == []


def test_by_hand_says_who_and_the_product_says_where_from(project, leader, alice):
    services.record_fact(
        professional=leader, kind="spoke_up", happened_on=AT.date(), text="På fagdagen", by=alice, at=AT
    )
    make_meeting(project, state="held", held_on=date(2026, 3, 10))

    newest, oldest = happenings.of(leader, today=TODAY)

    assert (oldest.told_by, oldest.text, oldest.is_by_hand) == ("Alice", "På fagdagen", True)
    assert (newest.is_by_hand, newest.id) == (False, "")
    assert newest.told_by != ""


def test_answers_in_time_are_not_written_by_hand(leader, alice):
    with pytest.raises(services.CannotRecord):
        services.record_fact(professional=leader, kind="answered", happened_on=AT.date(), by=alice, at=AT)


def test_page_and_api_tell_the_same_list_at_a_constant_cost(project, leader, alice, client_of, api_of):
    make_meeting(project, title="Oppstart", state="held", held_on=date(2026, 3, 10))

    page = client_of(alice).get(f"/granvik/engagement/people/{leader.public_id}/").content.decode()
    facts = api_of(alice).get(f"/api/v1/professionals/{leader.public_id}/").json()["facts"]

    assert "Oppstart" in page
    assert [(one["kind"], one["comes_from"], one["id"]) for one in facts] == [("hosted", "meetings", "")]
    api = api_of(alice)

    def make(count):
        for _number in range(count):
            make_professional(leader.unit, f"Ny {Professional.objects.count()}")

    assert_constant_queries(make, lambda: api.get("/api/v1/professionals/"))


def test_a_fact_leads_to_its_row_for_those_who_may_open_it(project, leader, pia, alice, uma, client_of):
    meeting = make_meeting(project, state="held", held_on=timezone.localdate() - timedelta(days=9))
    own, page = "/granvik/engagement/about-me/", f"/granvik/engagement/people/{leader.public_id}/"
    link = f'href="/granvik/meetings/{meeting.public_id}/"'

    assert link in client_of(alice).get(page).content.decode()
    assert link in client_of(pia).get(own).content.decode()
    shown = client_of(uma).get(page).content.decode()
    assert meeting.title in shown
    assert link not in shown
