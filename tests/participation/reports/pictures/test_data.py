"""What is frozen for the pictures: sums without anybody's id, small groups hidden, nothing of another municipality."""

import json
from datetime import date, timedelta

import pytest

from participation.models import ParticipationPlan, PhaseRole, PlanLine, RoleStep, UnitStep, WorkRole
from participation.reports import pictures
from participation.reports.period import year
from participation.reports.pictures import composition, course, coverage, levels, load, movement, roles
from participation.reports.rows import Rows
from projects.models import PlannedRole, PopulationShare
from representatives.models import Turn
from tests.cast import AT
from tests.make.chain import make_assignment, make_project, make_request, make_unit
from tests.make.inside import NOW, make_chain, make_people, make_report

TODAY = NOW.date()


@pytest.fixture
def project(unit):
    return make_project(unit, starts_on=date(2026, 1, 5))


@pytest.fixture
def rows(municipality):
    return Rows(municipality, None, year(2026), TODAY)


def _plan(unit, stage, seats=2, **fields):
    plan, _made = ParticipationPlan.objects.get_or_create(
        unit=unit,
        year=2026,
        municipality=unit.municipality,
        defaults={"can_change": "x", "cannot_change": "x", "created_at": AT},
    )
    PlanLine.objects.create(
        municipality=unit.municipality,
        plan=plan,
        area="Brev",
        stage=stage,
        involvement="partner",
        seats=seats,
    )


def _step(unit, step, day):
    UnitStep.objects.create(
        municipality=unit.municipality, unit=unit, step=step, wanted=4, basis="x", set_on=day, at=AT
    )


def _asked(person, times):
    for number in range(times):
        Turn.objects.create(
            municipality=person.municipality,
            representative=person,
            kind=Turn.Kind.ASKED,
            at=AT + timedelta(days=number),
        )


def test_no_picture_holds_the_id_or_name_of_anybody(municipality, project):
    people = make_people(municipality, 6)
    seats = [make_assignment(make_request(project), person) for person in people]
    make_chain(project, assignment=seats[0], level=5)

    frozen = json.dumps(make_report(municipality).snapshot["pictures"])

    assert not [one for one in (*people, *seats) if one.public_id in frozen]
    assert not [one for one in people if one.given_name in frozen]


def test_coverage_is_by_name_and_tells_no_seats_that_are_taken(rows, municipality, unit, project):
    other = make_unit(municipality, "Aktivitetssenteret")
    _plan(unit, "design", seats=3)
    _plan(other, "design", seats=1)
    make_assignment(make_request(project), make_people(municipality, 1)[0], started_on=date(2026, 2, 1))

    kept = coverage.data(rows)

    assert [name for name, _cells in kept["units"]] == sorted([unit.name, other.name])
    assert dict(kept["units"])[unit.name][0] == ["partly", 3]
    assert dict(kept["units"])[other.name][0] == ["missing", 1]


def test_coverage_of_another_municipality_is_not_there(rows, other_municipality):
    away = make_unit(other_municipality, "Lauvdalsenteret")
    _plan(away, "design")
    make_chain(make_project(away))

    assert pictures.drawn({"pictures": {"coverage": coverage.data(rows)}})[0].wide is None
    assert "Lauvdalsenteret" not in json.dumps(pictures.data(rows))


def test_units_move_from_the_day_before_the_period_to_its_end(rows, municipality, unit):
    other = make_unit(municipality, "Sykehjemmet")
    _step(unit, 1, date(2025, 12, 31))
    _step(unit, 3, date(2026, 4, 1))
    _step(other, 2, date(2026, 1, 1))
    _step(other, 4, TODAY + timedelta(days=1))

    assert movement.data(rows)["units"] == [[0, 2, 1], [1, 3, 1]]


def test_a_role_of_one_person_is_no_role(rows, municipality, unit):
    for held_by in (1, 3):
        role = WorkRole.objects.create(
            municipality=municipality, unit=unit, name=f"Rolle {held_by}", held_by=held_by, created_at=AT
        )
        RoleStep.objects.create(
            municipality=municipality, role=role, step=2, wanted=3, basis="x", set_on=AT.date(), at=AT
        )

    assert movement.data(rows)["roles"] == [[0, 2, 1]]


def test_the_change_that_came_furthest_is_shown_with_its_days(rows, project):
    make_chain(project, upto="changed", level=5)
    make_chain(project, upto="told", level=1)

    kept = course.data(rows)

    assert list(kept["days"]) == ["said", "answered", "decided", "changed", "measured", "told"]
    assert kept["days"]["changed"] == "2026-05-01"
    assert kept["level"] == 1


def test_planned_and_actual_parts_are_counted_in_pairs(rows, project):
    for phase, actual in (("preparation", "partner"), ("execution", "listener"), ("implementation", "")):
        PlannedRole.objects.create(
            municipality=project.municipality, project=project, phase=phase, planned="partner", actual=actual
        )

    assert levels.data(rows)["parts"] == [
        ["partner", "", 1],
        ["partner", "listener", 1],
        ["partner", "partner", 1],
    ]


def _parts(municipality, project, count, actual):
    for person in make_people(municipality, count, start=100 * len(actual)):
        seat = make_assignment(make_request(project), person)
        PhaseRole.objects.create(
            municipality=municipality,
            assignment=seat,
            phase="preparation",
            agreed="advisor",
            actual=actual,
            changed_at=AT,
        )


def test_parts_of_people_are_all_shown_or_none(rows, municipality, project):
    _parts(municipality, project, 5, "advisor")
    five = roles.data(rows)
    _parts(municipality, project, 4, "listener")

    assert five == {"is_empty": False, "parts": {"same": 5, "larger": 0, "smaller": 0}}
    assert roles.data(rows) == {"is_empty": False, "parts": None}


def test_five_parts_of_one_person_are_one_person():
    said = [(1, "advisor", "", "advisor")] * 5

    assert roles.counted(said)["parts"] is None


def test_the_network_stands_beside_the_population_with_small_groups_hidden(rows, municipality):
    for value, people in (("0", 500), ("30", 500)):
        PopulationShare.objects.create(
            municipality=municipality, category="age", value=value, people=people, at=AT
        )
    people = make_people(municipality, 10)
    for number, person in enumerate(people):
        person.birth_year = 2005 if number < 3 else 1990
        person.save(update_fields=["birth_year"])

    kept = composition.data(rows)["age"]

    # Three are hidden, and with them the seven, which the sum would give away.
    assert kept["groups"] == [["0", None, 500], ["30", None, 500]]
    assert kept["people"] == 10


def test_an_area_that_only_people_have_written_is_not_named(rows, municipality):
    PopulationShare.objects.create(municipality=municipality, category="area", value="Nord", people=9, at=AT)
    for person in make_people(municipality, 6):
        person.area = "Blåbærstien"
        person.save(update_fields=["area"])

    kept = composition.data(rows)["area"]

    assert kept["groups"] == [["Nord", 0, 9]]
    assert "Blåbærstien" not in json.dumps(kept)


def test_the_network_of_a_unit_is_not_told(municipality, unit):
    of_unit = pictures.data(Rows(municipality, unit, year(2026), TODAY))

    assert [of_unit[key] for key in ("composition", "load", "roles")] == [None, None, None]


def test_load_hides_everything_where_a_few_stand_alone(rows, municipality):
    people = make_people(municipality, 11)
    for person in people[:6]:
        _asked(person, 1)
    shown = load.data(rows)
    _asked(people[10], 4)

    assert shown["often"] == [[0, 5], [1, 5], [2, 0], [3, 0], [4, 0]]
    assert load.data(rows)["often"] is None


def test_the_pictures_cost_the_same_whatever_there_is(
    rows, municipality, project, django_assert_max_num_queries
):
    from tests.helpers.rows import assert_constant_queries

    def more(count):
        for person in make_people(municipality, count, start=Turn.objects.count()):
            _asked(person, 1)
            make_chain(make_project(make_unit(municipality, f"Enhet {person.pk}")))

    assert_constant_queries(more, lambda: pictures.data(Rows(municipality, None, year(2026), TODAY)))
