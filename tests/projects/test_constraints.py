"""Every constraint of projects refuses a bad row, by name."""

import pytest

from projects.models import Choice, PlannedRole, Request, RequestTerm
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
