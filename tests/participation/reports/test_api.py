"""Reports over the API: the shape that stays, the same rows and the same hiding as the page."""

from datetime import date

import pytest

from config.core.audit.models import AuditEvent
from tests.make.chain import make_project
from tests.make.inside import (
    AFTER_THE_YEAR,
    make_attended_meeting,
    make_chain,
    make_people,
    make_report,
)


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


def test_figures_have_exactly_the_shape_that_stays(municipality, project, alice, api_of):
    said = make_chain(project)
    report = make_report(municipality)

    answer = api_of(alice).get(f"/api/v1/reports/{report.public_id}/").json()

    figures = {row["key"]: row for row in answer["figures"]}
    assert {frozenset(row) for row in answer["figures"]} == {
        frozenset({"key", "value", "suppressed", "definition", "records"})
    }
    assert figures["said"]["value"] == 1
    assert figures["said"]["records"] == [said.public_id]
    assert figures["said"]["suppressed"] is False
    assert len(figures["said"]["definition"]) > 40
    assert answer["id"] == report.public_id


def test_records_are_those_the_reader_may_see_and_none_when_hidden(
    municipality, project, unit, alice, bob, uma, api_of
):
    make_chain(project)
    make_attended_meeting(project, make_people(municipality, 5))
    whole = make_report(municipality, at=AFTER_THE_YEAR)
    own = make_report(municipality, unit=unit, at=AFTER_THE_YEAR)

    def records(user, report):
        figures = api_of(user).get(f"/api/v1/reports/{report.public_id}/").json()["figures"]
        return {row["key"]: row["records"] for row in figures}

    assert len(records(alice, whole)["people_involved"]) == 5
    assert records(bob, whole)["people_involved"] == []
    assert records(bob, whole)["said"] == []
    assert len(records(uma, own)["said"]) == 1
    assert records(uma, own)["people_involved"] == []
    opened = AuditEvent.objects.filter(kind="figure.opened")
    assert {line.actor_id for line in opened} == {alice.public_id}
    assert "people_involved" in opened[0].fields


def test_a_small_group_has_neither_value_nor_records(municipality, project, alice, api_of):
    make_attended_meeting(project, make_people(municipality, 4))
    report = make_report(municipality, at=AFTER_THE_YEAR)

    answer = api_of(alice).get(f"/api/v1/reports/{report.public_id}/").json()

    figures = answer["figures"]
    assert answer["people_hidden"] == ""
    row = next(row for row in figures if row["key"] == "people_involved")
    assert (row["value"], row["suppressed"], row["records"]) == (None, True, [])


def test_where_people_are_not_counted_it_says_why(municipality, project, alice, api_of):
    make_attended_meeting(project, make_people(municipality, 6))
    report = make_report(municipality, period_to=date(2026, 7, 31))

    answer = api_of(alice).get(f"/api/v1/reports/{report.public_id}/").json()

    assert "hele kalenderår" in answer["people_hidden"]
    assert not [one for one in answer["figures"] if one["key"].startswith("people_") and one["records"]]


def test_the_facilitator_makes_one_and_managers_do_not(municipality, unit, alice, bob, api_of):
    wanted = {"period_from": "2026-01-01", "period_to": "2026-04-30", "unit": unit.public_id}

    made = api_of(alice).post("/api/v1/reports/", wanted, format="json")
    refused = api_of(bob).post("/api/v1/reports/", wanted, format="json")
    backwards = api_of(alice).post(
        "/api/v1/reports/", {"period_from": "2026-02-01", "period_to": "2026-01-01"}, format="json"
    )

    assert made.status_code == 201
    assert made.json()["unit"] == unit.public_id
    assert refused.status_code == 403
    assert backwards.status_code == 409


def test_another_municipality_and_another_unit_are_not_there(municipality, unit, charlie, uma, alice, api_of):
    report = make_report(municipality)

    for user in (charlie, uma):
        assert api_of(user).get(f"/api/v1/reports/{report.public_id}/").status_code == 404
        assert api_of(user).get(f"/api/v1/reports/{report.public_id}/pdf/").status_code == 404
        assert api_of(user).get("/api/v1/reports/").json()["count"] == 0
    assert api_of(alice).get("/api/v1/reports/").json()["count"] == 1


def test_the_pdf_comes_over_the_api_too(municipality, bob, api_of):
    answer = api_of(bob).get(f"/api/v1/reports/{make_report(municipality).public_id}/pdf/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
