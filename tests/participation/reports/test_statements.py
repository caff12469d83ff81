"""All figures cost the same statements for one row and for three, whatever the town; at most sixty."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.reports.figures import count_all
from participation.reports.period import Period, year
from participation.reports.rows import Rows
from tests.helpers.rows import assert_constant_queries
from tests.make.counted import Town

MOST = 60
TODAY = date(2027, 2, 1)


@pytest.mark.parametrize("of_unit", [False, True])
def test_one_and_three_of_everything_cost_the_same(municipality, of_unit):
    # Large enough that people are shown from the start: nobody is looked up where everybody is hidden.
    town = Town(municipality, 5, size=4, people=30)

    def count():
        unit = town.units[0] if of_unit else None
        return count_all(Rows(municipality, unit, year(2026), TODAY))

    def more(number):
        for each in range(number):
            town.project(each)
            town.ask(town.units[0], date(2026, 5, 1))

    assert_constant_queries(more, count)


def test_figures_of_any_report_cost_few_statements(municipality):
    town = Town(municipality, 5)
    project = next(iter(town.units[0].projects.all()), None)

    for period in (year(2026), Period(date(2025, 11, 21), date(2026, 11, 20))):
        for rows in (
            Rows(municipality, None, period, TODAY),
            Rows(municipality, town.units[0], period, TODAY),
            Rows(municipality, None, period, TODAY, project),
        ):
            with CaptureQueriesContext(connection) as captured:
                count_all(rows)
            assert len(captured) <= MOST
