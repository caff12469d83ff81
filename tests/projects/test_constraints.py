"""Every constraint of projects refuses a bad row, by name."""

import pytest

from projects.models import (
    Balance,
    Choice,
    Panel,
    PanelMember,
    PanelQuota,
    PlannedRole,
    PopulationShare,
    Request,
    RequestTerm,
    SeasonPlan,
    SeasonSeat,
)
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_project, make_request
from tests.make.people import make_representative, make_term

DAY = AT.date()
BEFORE = DAY.replace(day=1)


def test_project_ends_after_it_starts(unit):
    assert_refused(lambda: make_project(unit, starts_on=DAY, ends_on=BEFORE), "project_ends_after_it_starts")


def test_planned_role_once_per_phase(municipality, unit):
    row = {
        "municipality": municipality,
        "project": make_project(unit),
        "phase": "preparation",
        "planned": "advisor",
    }
    PlannedRole.objects.create(**row)

    assert_refused(lambda: PlannedRole.objects.create(**row), "planned_role_once_per_phase")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"seats": 0}, "request_has_one_to_fifty_seats"),
        ({"seats": 51}, "request_has_one_to_fifty_seats"),
        ({"starts_on": DAY, "ends_on": BEFORE}, "request_ends_after_it_starts"),
    ],
)
def test_a_request_is_whole(unit, fields, name):
    project = make_project(unit)

    assert_refused(lambda: make_request(project, **fields), name)
    assert not Request.objects.filter(project=project).exists()


def test_request_term_once_and_at_a_level(municipality, unit):
    request = make_request(make_project(unit))
    row = {"municipality": municipality, "request": request, "term": make_term(), "importance": "must"}
    RequestTerm.objects.create(**row)

    assert_refused(lambda: RequestTerm.objects.create(**row), "request_term_once")
    assert_refused(
        lambda: RequestTerm.objects.create(**{**row, "relation": "own", "level": 5}),
        "request_term_level_is_known",
    )


def test_choice_once(municipality, unit):
    row = {
        "municipality": municipality,
        "request": make_request(make_project(unit)),
        "representative": make_representative(municipality),
        "decision": "chosen",
        "at": AT,
    }
    Choice.objects.create(**row)

    assert_refused(lambda: Choice.objects.create(**row), "choice_once")


def test_a_day_to_ask_again_is_for_later_alone(municipality, unit):
    row = {
        "municipality": municipality,
        "request": make_request(make_project(unit)),
        "representative": make_representative(municipality),
        "ask_again_on": DAY,
        "at": AT,
    }

    assert_refused(lambda: Choice.objects.create(**row, decision="chosen"), "choice_day_is_for_later")
    assert Choice.objects.create(**row, decision="later").ask_again_on == DAY


def test_balance_one_each(municipality):
    Balance.objects.create(municipality=municipality)

    assert_refused(lambda: Balance.objects.create(municipality=municipality), "balance_one_each")


def test_one_season_plan_is_made_at_a_time_and_a_made_one_has_a_moment(municipality):
    SeasonPlan.objects.create(municipality=municipality, created_at=AT)

    assert_refused(
        lambda: SeasonPlan.objects.create(municipality=municipality, created_at=AT),
        "season_plan_one_being_made",
    )
    assert_refused(
        lambda: SeasonPlan.objects.create(municipality=municipality, created_at=AT, state="made"),
        "season_plan_made_has_a_moment",
    )


def test_a_season_seat_is_somewhere_and_there_once(municipality, unit):
    row = {
        "municipality": municipality,
        "plan": SeasonPlan.objects.create(municipality=municipality, created_at=AT),
        "request": make_request(make_project(unit)),
        "representative": make_representative(municipality),
        "is_in_plan": False,
        "is_one_by_one": False,
    }

    assert_refused(lambda: SeasonSeat.objects.create(**row), "season_seat_is_somewhere")
    assert_refused(
        lambda: SeasonSeat.objects.create(**{**row, "is_one_by_one": True, "decision": "taken"}),
        "season_seat_decided_is_in_plan",
    )
    row["is_in_plan"] = True
    SeasonSeat.objects.create(**row)
    assert_refused(lambda: SeasonSeat.objects.create(**row), "season_seat_once")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"seats": 0}, "panel_has_one_to_fifty_seats"),
        ({"seats": 51}, "panel_has_one_to_fifty_seats"),
        ({"state": "drawn"}, "panel_has_a_seed_once_published"),
        ({"seed": "early"}, "panel_has_a_seed_once_published"),
    ],
)
def test_a_panel_is_whole(municipality, unit, fields, name):
    request = make_request(make_project(unit))
    row = {"municipality": municipality, "request": request, "seats": 3, "created_at": AT} | fields

    assert_refused(lambda: Panel.objects.create(**row), name)


def test_panel_one_under_way_and_what_belongs_to_it_once(municipality, unit):
    request = make_request(make_project(unit))
    row = {"municipality": municipality, "request": request, "seats": 3, "created_at": AT}
    panel = Panel.objects.create(**row)
    quota = {
        "municipality": municipality,
        "panel": panel,
        "category": "area",
        "value": "Nord",
        "label": "Nord",
    }
    PanelQuota.objects.create(minimum=0, maximum=1, **quota)
    person = make_representative(municipality)
    member = {"municipality": municipality, "panel": panel, "representative": person, "frozen_at": AT}
    member["number"] = 1
    other_member = member | {"representative": make_representative(municipality)}
    PanelMember.objects.create(**member)
    share = {"municipality": municipality, "category": "area", "value": "Nord", "people": 1, "at": AT}
    PopulationShare.objects.create(**share)

    assert_refused(lambda: Panel.objects.create(**row), "panel_one_under_way")
    assert_refused(lambda: PanelQuota.objects.create(minimum=0, maximum=1, **quota), "panel_quota_once")
    other = quota | {"value": "Sør", "minimum": 2, "maximum": 1}
    assert_refused(lambda: PanelQuota.objects.create(**other), "panel_quota_from_low_to_high")
    assert_refused(lambda: PanelMember.objects.create(**member | {"number": 2}), "panel_member_once")
    assert_refused(lambda: PanelMember.objects.create(**other_member), "panel_member_has_a_number")
    assert_refused(lambda: PopulationShare.objects.create(**share), "population_share_once")
