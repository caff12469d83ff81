"""A municipality against itself: each period is what the figure itself counts for it."""

from datetime import date

import pytest

from participation.comparison import drawings
from participation.comparison.plans import plans
from participation.comparison.trend import KEYS, TERTIALS, YEARS, Stretch, periods, trend, whole
from participation.reports.figures import REGISTRY
from participation.reports.period import tertial, year
from participation.reports.rows import Rows
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_unit
from tests.make.inside import make_attended_meeting, make_chain, make_people

TODAY = date(2026, 11, 20)
LINKS = ("said", "answered", "decided", "changed", "measured", "told")


@pytest.fixture
def project(unit):
    return make_project(unit)


def _rows(municipality, found, unit=None):
    return Rows(municipality, unit, whole(found), TODAY)


@pytest.mark.parametrize("by", [YEARS, TERTIALS])
def test_every_period_is_what_the_figure_counts_for_it(municipality, project, by):
    for number, upto in enumerate(LINKS):
        make_chain(project, upto=upto, said_on=date(2024 + number % 3, 1 + 2 * number, 5))
    make_attended_meeting(project, make_people(municipality, 1), held_on=date(2025, 9, 1))
    found = periods(by, TODAY)

    shown = trend(_rows(municipality, found), found)

    for one in shown:
        alone = Rows(municipality, None, one.period, TODAY)
        assert one.values == {key: REGISTRY[key].count(alone).value for key in KEYS}
    assert any(one.values["answered"] for one in shown)


def test_a_unit_is_counted_with_those_below_it_and_nothing_else(municipality, unit, project):
    make_chain(make_project(make_unit(municipality, "Nattpatruljen", parent=unit)))
    make_chain(make_project(make_unit(municipality, "Sykehjemmet")))
    found = periods(YEARS, TODAY)

    assert trend(_rows(municipality, found, unit), found)[-1].values["said"] == 1


def test_another_municipality_is_not_counted(municipality, other_municipality):
    make_chain(make_project(make_unit(other_municipality)))
    found = periods(YEARS, TODAY)

    assert all(not any(one.values.values()) for one in trend(_rows(municipality, found), found))


def test_periods_are_those_that_have_begun():
    assert periods(YEARS, TODAY) == [year(number) for number in (2023, 2024, 2025, 2026)]
    assert periods(TERTIALS, date(2026, 2, 1))[-1] == tertial(1, 2026)
    assert len(periods(TERTIALS, TODAY)) == 6


def test_a_trend_costs_the_same_whatever_there_is(municipality, project):
    found = periods(TERTIALS, TODAY)
    assert_constant_queries(
        lambda count: [make_chain(project) for _one in range(count)],
        lambda: trend(_rows(municipality, found), found),
    )


def _stretches(*pairs):
    found = periods(YEARS, TODAY)[-len(pairs) :]
    return [
        Stretch(period, {"said": said, "answered": answered, "changed": 0, "changes": 0, "meetings": 0}, True)
        for period, (said, answered) in zip(found, pairs, strict=True)
    ]


def test_under_ten_there_are_dots_and_never_a_percentage():
    few = drawings.trend_pictures(_stretches((4, 3), (9, 9)))[0]
    many = drawings.trend_pictures(_stretches((4, 3), (10, 9)))[0]

    assert (few.wide.svg.count('r="8"'), few.wide.svg.count('r="7"')) == (12, 1)
    assert 'r="8"' not in many.wide.svg
    assert few.wide.takeaway == "2025: 3 av 4 innspill er besvart. 2026: 9 av 9."
    assert not [one for one in (few, many) if "%" in one.wide.alt]


def test_a_period_that_is_not_over_says_so(municipality, project):
    make_chain(project)
    found = periods(YEARS, TODAY)

    said = drawings.trend_pictures(trend(_rows(municipality, found), found))[0]

    assert "2026 er ikke over" in said.note


def test_without_anything_there_is_a_sentence_and_no_empty_chart(municipality):
    found = periods(YEARS, TODAY)

    shown = drawings.trend_pictures(trend(_rows(municipality, found), found))

    assert [one.wide for one in shown] == [None, None, None]
    assert shown[0].missing.startswith("Ikke målt. Ingen innspill er skrevet ned")


def test_units_with_and_without_stand_by_name(municipality, unit, project):
    make_unit(municipality, "Aktivitetssenteret")
    make_unit(municipality, "Ørebroen")
    make_chain(project)

    found = plans(Rows(municipality, None, year(2026), TODAY))

    assert found.involved == (unit.name,)
    assert found.others == ("Aktivitetssenteret", "Ørebroen")
    assert [(one.involved, one.units) for one in found.years][-1] == (1, 3)
    assert drawings.coverage_picture(found.years).wide.takeaway == (
        "2026: 1 av 3 enheter hadde med brukerrepresentanter."
    )
