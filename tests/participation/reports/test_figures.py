"""What the figures count, that parts add up, and that filters only narrow."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.reports import brief, duties, snapshots
from participation.reports.figures import REGISTRY, Measure, count_all
from participation.reports.figures.changes import LEVELS
from participation.reports.figures.costs import CASH, TIME
from participation.reports.figures.work import PHASES
from participation.reports.period import Period, offered, tertial, year
from participation.reports.rows import Rows
from tests.make.chain import make_project, make_unit
from tests.make.inside import (
    AFTER_THE_YEAR,
    make_asked,
    make_attended_meeting,
    make_chain,
    make_fee,
    make_people,
    make_rate,
    make_report,
    values_of,
)

STEPS = ("said", "answered", "decided", "changed", "measured", "told")


@pytest.fixture
def project(municipality, unit):
    return make_project(unit, starts_on=date(2026, 1, 1))


def test_every_figure_says_what_it_counts_and_from_where():
    for key, definition in REGISTRY.items():
        assert str(definition.label), key
        assert str(definition.counts), key
        assert str(definition.source), key
        assert definition.of_people == (definition.count is None), key


def test_the_chain_is_counted_link_by_link(municipality, project):
    for upto in STEPS:
        make_chain(project, upto=upto)

    values = values_of(make_report(municipality))

    assert [values[key] for key in STEPS] == [6, 5, 4, 3, 2, 1]
    assert values["overdue"] == 1
    assert values["days_to_answer"] == 10
    assert values["changes"] == 3


def test_what_lies_outside_the_period_or_the_unit_is_not_counted(municipality, project):
    elsewhere = make_project(make_unit(municipality, "Sykehjemmet"))
    make_chain(project)
    make_chain(project, said_on=date(2025, 12, 31))
    make_chain(elsewhere)

    whole = values_of(make_report(municipality))
    unit = values_of(make_report(municipality, unit=project.unit))

    assert (whole["said"], unit["said"]) == (2, 1)
    assert (whole["units"], unit["units"]) == (2, 1)


def test_a_unit_counts_the_units_below_it(municipality, unit):
    below = make_unit(municipality, "Nattpatruljen", parent=unit)
    make_chain(make_project(below))

    assert values_of(make_report(municipality, unit=unit))["said"] == 1


def test_costs_use_the_rate_in_force_on_the_day_and_keep_cash_and_time_apart(municipality, project):
    make_rate(municipality, "professional_hour", 500, valid_to=date(2026, 3, 31))
    make_rate(municipality, "professional_hour", 600, valid_from=date(2026, 4, 1))
    make_rate(municipality, "facilitator_hour", 400)
    make_rate(municipality, "employer_share", 10)
    people = make_people(municipality, 2)
    before = make_attended_meeting(project, people[:1], held_on=date(2026, 3, 31), professional_hours=2)
    make_attended_meeting(
        project, people[1:], held_on=date(2026, 4, 1), professional_hours=1, facilitator_hours=3
    )
    make_fee(before, 1000)

    values = values_of(make_report(municipality))

    assert (values["fees"], values["employer_share"], values["cash"]) == (1000, 100, 1100)
    assert (values["professional_time"], values["facilitator_time"], values["time"]) == (1600, 1200, 2800)
    assert (values["hours_of_involvement"], values["cash_per_hour"]) == (4, 275)


def test_five_people_are_shown_and_four_are_not(municipality, project):
    people = make_people(municipality, 5)
    make_attended_meeting(project, people[:4])
    four = values_of(make_report(municipality, at=AFTER_THE_YEAR))
    make_attended_meeting(project, people[4:])
    five = make_report(municipality, at=AFTER_THE_YEAR)

    assert four["people_involved"] is None
    assert values_of(five)["people_involved"] == 5
    row = next(row for row in five.snapshot["figures"] if row["key"] == "people_involved")
    assert sorted(row["records"]) == sorted(person.public_id for person in people)


def test_a_unit_is_hidden_when_the_municipality_would_give_the_rest_away(municipality, project):
    elsewhere = make_project(make_unit(municipality, "Sykehjemmet"))
    people = make_people(municipality, 8)
    make_attended_meeting(project, people[:6])
    make_attended_meeting(elsewhere, people[6:])

    whole = make_report(municipality, at=AFTER_THE_YEAR)
    unit = make_report(municipality, unit=project.unit, at=AFTER_THE_YEAR)

    assert values_of(whole)["people_involved"] == 8
    assert values_of(unit)["people_involved"] is None


def test_the_last_answer_of_each_person_counts_and_all_are_hidden_for_one_small_group(municipality, project):
    for person in make_people(municipality, 6):
        make_asked(project, person, "yes")
    all_yes = values_of(make_report(municipality, at=AFTER_THE_YEAR))
    for person in make_people(municipality, 1, start=6):
        make_asked(project, person, "no")
    one_no = values_of(make_report(municipality, at=AFTER_THE_YEAR))

    assert (all_yes["people_invited"], all_yes["answered_yes"], all_yes["answered_no"]) == (6, 6, 0)
    assert (one_no["people_invited"], one_no["answered_yes"], one_no["answered_no"]) == (7, None, None)


chains = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(1, 12), st.integers(0, 1)), max_size=6
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chains=chains, cut=st.integers(1, 12))
def test_parts_add_up_and_filters_only_narrow(municipality, unit, chains, cut):
    units = (unit, make_unit(municipality, "Sykehjemmet"))
    projects = [make_project(one) for one in units]
    for upto, level, month, place in chains:
        make_chain(projects[place], upto=upto, level=level, said_on=date(2026, month, 15))
    today = date(2026, 12, 31)

    whole = _values(Rows(municipality, None, year(2026), today))
    shorter = _values(Rows(municipality, None, Period(date(2026, 1, 1), date(2026, cut, 20)), today))
    parts = [_values(Rows(municipality, one, year(2026), today)) for one in units]

    for total, keys in (("changes", LEVELS), ("projects", PHASES), ("cash", CASH), ("time", TIME)):
        assert whole[total] == sum(whole[key] for key in keys), total
    for key in (*STEPS, "changes", "meetings", "units_with_involvement"):
        assert whole[key] == sum(part[key] for part in parts), key
        assert shorter[key] <= whole[key], key
    assert whole["changes_confirmed"] <= whole["changes"]


def _values(rows):
    return {figure.key: figure.value for figure in count_all(rows) if figure.unit is not Measure.PEOPLE}


def test_duties_are_judged_by_what_was_counted():
    nothing = dict.fromkeys(REGISTRY, 0.0)
    some = nothing | {"said": 3, "overdue": 1, "units": 4, "units_with_involvement": 1, "projects": 1}
    much = some | {
        "overdue": 0,
        "units_with_involvement": 2,
        "decided": 1,
        "changed": 1,
        "projects_with_involvement": 1,
    }

    assert [row["state"] for row in duties.judged(nothing)] == ["unmet"] * 4
    assert [row["state"] for row in duties.judged(some)] == ["partly", "partly", "partly", "unmet"]
    assert [row["state"] for row in duties.judged(much)] == ["met"] * 4


@pytest.mark.parametrize(
    ("start", "end", "language", "words"),
    [
        (date(2025, 11, 21), date(2026, 11, 20), "en", "twelve months to Nov. 20, 2026"),
        (date(2023, 11, 21), date(2024, 11, 20), "en", "twelve months to Nov. 20, 2024"),
        (date(2026, 3, 1), date(2026, 3, 31), "nb", "1. mars 2026 til 31. mars 2026"),
        (date(2026, 5, 1), date(2026, 8, 31), "en", "second tertial 2026"),
    ],
)
def test_a_period_reads_like_a_period(start, end, language, words):
    with translation.override(language):
        assert Period(start, end).words == words


def test_periods_on_offer():
    found = offered(date(2026, 6, 1))

    tertials = ["tertial_2026_2", "tertial_2026_1", "tertial_2025_3"]
    assert list(found) == ["this_year", "last_year", "twelve_months", *tertials]
    assert found["twelve_months"] == Period(date(2025, 6, 2), date(2026, 6, 1))
    assert found["tertial_2025_3"] == Period(date(2025, 9, 1), date(2025, 12, 31))
    assert tertial(1, 2024).end == date(2024, 4, 30)
    assert year(2026).words == "2026"
    with pytest.raises(ValueError, match="ends"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_a_report_from_before_still_opens(municipality, project, alice, api_of, client_of):
    """A figure that is gone is left out of the reading, new ones are not missed, and nothing is said of why."""
    make_chain(project)
    report = make_report(municipality)
    kept = report.snapshot
    old = {
        "said",
        "answered",
        "decided",
        "changed",
        "measured",
        "told",
        "overdue",
        "changes",
        "changes_confirmed",
    }
    old |= {
        "meetings",
        "units",
        "units_with_involvement",
        "projects",
        "projects_with_involvement",
        "cash",
        "time",
    }
    old |= {"hours_of_involvement", "cash_per_hour", "people_involved", "expenses"}
    kept["figures"] = [row for row in kept["figures"] if row["key"] in old]
    kept["figures"].append({"key": "gone_since", "value": 3, "suppressed": False, "records": []})
    del kept["people_hidden"]
    report.snapshot_hash = snapshots.fingerprint(kept)
    report.save(update_fields=["snapshot", "snapshot_hash"])

    lines = {line.key: line for _part, some in brief.read(report).parts for line in some}
    answer = api_of(alice).get(f"/api/v1/reports/{report.public_id}/").json()

    assert set(lines) == old
    assert lines["answered"].told == "1 (1 av 1)"
    assert lines["people_involved"].hidden_because.startswith("Skjult")
    assert answer["people_hidden"] == ""
    assert client_of(alice).get(f"/{municipality.slug}/reports/{report.public_id}/").status_code == 200
