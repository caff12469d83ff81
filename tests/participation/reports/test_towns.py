"""Figures over whole towns drawn by a seed: parts add up, filters narrow, rooms agree, and the erased still count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from config.core.organisations.models import Role
from participation.claims import forecast
from participation.contributions import rates
from participation.reports.figures import REGISTRY, Measure, Part, count_all, seats
from participation.reports.figures.chain import OUTCOMES
from participation.reports.figures.changes import CLASSES, LEVELS, SHARES
from participation.reports.figures.costs import CASH, TIME
from participation.reports.figures.inside import ROLE_STEPS, UNIT_STEPS
from participation.reports.figures.people import ANSWERS
from participation.reports.figures.seats import AGREED, PLANNED
from participation.reports.figures.work import PHASES
from participation.reports.period import Period, tertial, year
from participation.reports.rows import Rows
from representatives.erasure import services as erasure
from tests.cast import make_user
from tests.make.counted import Town

TODAY = date(2027, 2, 1)
SEEDS = (3, 11, 29)
# A whole, and what it is the sum of.
WHOLES = {
    "said": (*OUTCOMES, "unanswered"),
    "changes": tuple(LEVELS),
    "projects": tuple(PHASES),
    "units": tuple(UNIT_STEPS),
    "work_roles": tuple(ROLE_STEPS),
    "cash": CASH,
    "expenses": ("lost_earnings", "other_expenses"),
    "time": TIME,
    "parts_planned": tuple(PLANNED),
    "roles_agreed": tuple(AGREED),
    "asks": ("asks_granted", "asks_declined", "asks_later", "asks_waiting"),
}
# The same whole divided in other ways.
ALSO = (
    ("changes", tuple(CLASSES)),
    ("changes", tuple(SHARES)),
    ("changes", ("changes_measured", "changes_not_measured", "changes_without_word")),
    ("units", ("units_with_involvement", "units_without_involvement")),
    ("projects", ("projects_with_involvement", "projects_without_involvement")),
    ("parts_planned", tuple(seats.LEVELS)),
)
# What is neither a number of things nor a sum of them.
NOT_SUMS = {"frame", "spent_of_frame"}
RATIOS = {key for key, one in REGISTRY.items() if one.part == Part.COST_PER or one.measure == Measure.DAYS}


@pytest.fixture(params=SEEDS)
def town(request, municipality):
    return Town(municipality, request.param)


def _rows(town, unit=None, period=None, project=None):
    return Rows(town.municipality, unit, period or year(2026), TODAY, project)


def _values(rows):
    return {figure.key: figure.value for figure in count_all(rows)}


def test_parts_add_up_to_their_whole(town):
    values = _values(_rows(town))

    for whole, parts in (*WHOLES.items(), *ALSO):
        assert values[whole] == sum(values[key] for key in parts), whole
    if values["answered_yes"] is not None:
        assert values["people_invited"] == sum(values[key] for key in ANSWERS)


def test_a_part_is_never_more_than_what_it_is_a_part_of(town):
    values = _values(_rows(town))

    for key, definition in REGISTRY.items():
        if definition.of and key != "spent_of_frame" and None not in (values[key], values[definition.of]):
            assert values[key] <= values[definition.of], key


def test_what_a_figure_counts_lies_behind_it(town):
    for figure in count_all(_rows(town)):
        assert len(set(figure.records)) == len(figure.records), figure.key
        if figure.unit is Measure.THINGS and figure.value:
            assert figure.records, figure.key


def _sums(values):
    left_out = RATIOS | NOT_SUMS
    return {
        key: value
        for key, value in values.items()
        if key not in left_out and not REGISTRY[key].of_people and value is not None
    }


def test_a_unit_or_a_shorter_time_only_narrows(town):
    whole = _sums(_values(_rows(town)))
    # A step is of a day: a shorter time is another day, not a smaller part of the same.
    moving = {*UNIT_STEPS, *ROLE_STEPS}
    # Whether a unit has no involvement grows when the time shrinks.
    others = {"units_without_involvement", "projects_without_involvement"}

    for unit in town.units:
        for key, value in _sums(_values(_rows(town, unit))).items():
            assert value <= whole[key], (unit.name, key)
    for shorter in (tertial(2, 2026), Period(date(2026, 1, 1), date(2026, 7, 31))):
        for key, value in _sums(_values(_rows(town, period=shorter))).items():
            if key not in moving | others:
                assert value <= whole[key], (shorter, key)


def test_the_topmost_units_add_up_to_the_municipality(town):
    whole = _sums(_values(_rows(town)))
    roots = [_sums(_values(_rows(town, unit))) for unit in town.units if unit.parent is None]
    # Of no unit, or rounded to whole kroner in each.
    apart = {
        key for key in whole if key.startswith(("asks", "work_roles")) or REGISTRY[key].measure == "kroner"
    }

    for key in whole.keys() - apart:
        assert whole[key] == pytest.approx(sum(root[key] for root in roots)), key


def test_a_project_counts_its_own_and_nobody(town):
    whole, project = _values(_rows(town)), town.municipality.pk
    from projects.models import Project

    parts = [
        _values(_rows(town, project=one))
        for one in Project.objects.filter(municipality=project).order_by("pk")
    ]

    assert whole["said"] == sum(part["said"] for part in parts)
    assert whole["meetings"] == sum(part["meetings"] for part in parts)
    assert {part["people_involved"] for part in parts} == {None}


def test_rooms_tell_the_same(town):
    """Promises as their own page has them, and money as the forecast of the year has it."""
    alice = make_user("Alice Town", town.municipality, Role.FACILITATOR)
    values = _values(_rows(town))
    kept = rates.rates(
        user=alice, municipality=town.municipality, period=rates.of_year(2026), today=TODAY
    ).total
    money = forecast.forecast(user=alice, municipality=town.municipality, year=2026, today=TODAY).total

    assert (values["said"], values["answered"], values["told"]) == (kept.said, kept.answered, kept.told)
    assert (values["answered_in_time"], values["overdue"]) == (kept.in_time, kept.overdue)
    assert values["days_to_answer"] == kept.days
    # Each part of the report is in whole kroner.
    assert values["cash"] == pytest.approx(float(money.incurred), abs=len(CASH))


def test_an_erased_person_still_counts(town):
    before = _values(_rows(town))
    for person in town.people[:4]:
        erasure.erase(
            representative=person,
            why="request",
            by=None,
            at=datetime(2027, 1, 10, tzinfo=UTC) + timedelta(hours=1),
        )

    assert _values(_rows(town)) == before


def test_cash_and_time_are_never_added(town):
    values = _values(_rows(town))

    assert not [key for key, value in values.items() if value and value == values["cash"] + values["time"]]


def test_a_cost_for_each_change_is_told_from_five_changes_on(municipality):
    town = Town(municipality, SEEDS[0])
    for period in (year(2026), tertial(1, 2026), tertial(2, 2026), tertial(3, 2026)):
        values = _values(_rows(town, period=period))
        assert (values["cash_per_change"] is None) == (values["changes"] < 5), period
        assert (values["time_per_change"] is None) == (values["changes"] < 5), period
