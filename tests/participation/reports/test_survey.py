"""Counts for the annual survey: the report's own figures, small groups hidden, and files of the same."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from config.core.audit.models import AuditEvent
from tests.make.chain import make_project
from tests.make.inside import make_attended_meeting, make_chain, make_people, make_report, values_of

OVER = datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


def _lines(api, year=2026):
    return {row["key"]: row for row in api.get(f"/api/v1/survey/?year={year}").json()}


def test_every_count_is_that_of_a_report_of_the_year(municipality, project, alice, api_of):
    for level in range(6):
        make_chain(project, level=level)
    make_attended_meeting(project, make_people(municipality, 7))
    # People are counted once the year is over.
    with travel(OVER):
        frozen = values_of(make_report(municipality, at=OVER))
        lines = _lines(api_of(alice))

    assert lines["people_involved"]["value"] == 7
    for key, line in lines.items():
        if key in frozen:
            assert line["value"] == frozen[key], key
        assert line["counts"] and line["source"]


def test_a_group_under_five_is_hidden_on_the_page_in_the_files_and_over_the_api(
    municipality, project, bob, client_of, api_of
):
    make_attended_meeting(project, make_people(municipality, 4))
    client, base = client_of(bob), f"/{municipality.slug}/reports/survey"

    page = client.get(f"{base}/?year=2026")
    table = client.get(f"{base}/csv/?year=2026").content.decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}/sheet/?year=2026").content)).worksheets[0]

    line = next(line for line in page.context["lines"] if line.key == "people_involved")
    assert (line.value, line.suppressed, line.shown) == (None, True, "skjult")
    row = next(row for row in csv.reader(io.StringIO(table), delimiter=";") if row[-1] == "people_involved")
    assert (row[1], row[3]) == ("", "ja")
    cells = next(row for row in sheet.iter_rows(values_only=True) if row[7] == "people_involved")
    assert (cells[1], cells[3]) == (None, "ja")
    assert _lines(api_of(bob))["people_involved"]["value"] is None


def test_the_year_is_chosen_and_nonsense_is_last_year(municipality, project, bob, client_of):
    make_chain(project)
    client, here = client_of(bob), f"/{municipality.slug}/reports/survey/"

    for asked in ("", "?year=abc", "?year=1800", "?year=99999999999999999999"):
        answer = client.get(here + asked)
        assert answer.status_code == 200
        assert answer.context["year"] == answer.context["form"].offered[0]


def test_the_page_costs_few_statements(municipality, project, bob, client_of):
    make_chain(project)
    make_attended_meeting(project, make_people(municipality, 5))
    client = client_of(bob)

    with CaptureQueriesContext(connection) as captured:
        client.get(f"/{municipality.slug}/reports/survey/?year=2026")

    assert len(captured) <= 25


def test_files_are_written_down(municipality, alice, client_of, api_of):
    client_of(alice).get(f"/{municipality.slug}/reports/survey/csv/?year=2026")
    api_of(alice).get("/api/v1/survey/sheet/?year=2026")

    told = AuditEvent.objects.filter(kind="survey.downloaded").order_by("id")
    assert [(line.fields, line.purpose) for line in told] == [(["csv"], "2026"), (["sheet"], "2026")]


def test_the_list_of_reports_leads_to_it_for_those_who_may_open_it(municipality, uma, bob, client_of):
    link = f'href="/{municipality.slug}/reports/survey/"'

    assert link in client_of(bob).get(f"/{municipality.slug}/reports/").content.decode()
    assert link not in client_of(uma).get(f"/{municipality.slug}/reports/").content.decode()


@pytest.mark.parametrize("rest", ["", "csv/", "sheet/"])
def test_a_unit_manager_reads_no_counts_of_the_whole_and_others_none(
    municipality, uma, pia, adam, charlie, client_of, api_of, rest
):
    here = f"/{municipality.slug}/reports/survey/{rest}"

    for person, expected in ((uma, 404), (charlie, 404), (pia, 403), (adam, 403)):
        assert client_of(person).get(here).status_code == expected
    for person, expected in ((uma, 404), (pia, 403), (adam, 403)):
        assert api_of(person).get(f"/api/v1/survey/{rest}").status_code == expected


def test_another_municipality_is_not_counted(municipality, project, charlie, other_municipality, api_of):
    make_chain(project)

    lines = _lines(api_of(charlie))

    assert lines["said"]["value"] == 0
    assert api_of(charlie).get(f"/api/v1/survey/?municipality={municipality.slug}").status_code in (403, 404)
