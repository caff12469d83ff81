"""Reports as pages: who reads which, every figure with its definition and records, and the PDF."""

import page
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from participation.models import Report
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_unit
from tests.make.inside import (
    AFTER_THE_YEAR,
    make_ask,
    make_attended_meeting,
    make_chain,
    make_people,
    make_report,
    values_of,
)


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


def _url(report, rest=""):
    return f"/{report.municipality.slug}/reports/{report.public_id}/{rest}"


def _read(client, address):
    """The page in English, whatever the municipality's language."""
    User.objects.update(language="en")
    return client.get(address)


def test_the_facilitator_makes_a_report_of_a_tertial(municipality, unit, alice, client_of):
    ask = make_ask(municipality, unit)
    answer = client_of(alice).post(
        f"/{municipality.slug}/reports/new/?kind=unit",
        {
            "period": "own",
            "period_from": "2026-01-01",
            "period_to": "2026-04-30",
            "unit": unit.public_id,
            "ask": ask.public_id,
        },
    )

    report = Report.objects.get()
    assert answer.status_code == 303
    assert answer.url == _url(report)
    assert (report.unit, report.ask, report.made_by) == (unit, ask, alice)


def test_own_dates_are_asked_for_when_they_are_chosen(municipality, alice, client_of):
    answer = client_of(alice).post(f"/{municipality.slug}/reports/new/?kind=senior", {"period": "own"})

    assert answer.status_code == 422
    assert "period_from" in answer.context["form"].errors


def test_the_senior_manager_reads_the_brief_with_one_decision_to_answer(
    municipality, project, bob, client_of
):
    make_chain(project, level=3)
    make_attended_meeting(project, make_people(municipality, 2))
    ask = make_ask(municipality)
    report = make_report(municipality, ask=ask, at=AFTER_THE_YEAR)

    content = _read(client_of(bob), _url(report)).content.decode()

    assert "1 change in Granvik came from what representatives said" in content
    assert "Brevet var på fire sider." in content
    assert f'action="/{municipality.slug}/asks/{ask.public_id}/answer/"' in content
    assert "Hidden: the group is under five" in content
    assert _url(report, "figures/said/") in content
    assert report.snapshot_hash in content


def test_a_report_page_costs_few_statements(municipality, project, bob, client_of):
    for level in range(6):
        make_chain(project, level=level)
    report, client = make_report(municipality, ask=make_ask(municipality)), client_of(bob)
    with CaptureQueriesContext(connection) as captured:
        _read(client, _url(report))

    assert len(captured) <= 25


def test_the_list_costs_the_same_for_one_and_three(municipality, unit, alice, client_of):
    client = client_of(alice)

    assert_constant_queries(
        lambda count: [make_report(municipality, unit=unit) for _ in range(count)],
        lambda: client.get(f"/{municipality.slug}/reports/"),
    )


def test_a_unit_manager_reads_the_own_unit_and_nothing_else(municipality, unit, uma, client_of):
    own = make_report(municipality, unit=unit)
    others = [
        make_report(municipality, unit=make_unit(municipality, "Sykehjemmet")),
        make_report(municipality),
    ]
    client = client_of(uma)

    assert _read(client, _url(own)).status_code == 200
    for report in others:
        assert _read(client, _url(report)).status_code == 404
        assert _read(client, _url(report, "pdf/")).status_code == 404
    assert list(_read(client, f"/{municipality.slug}/reports/").context["page"]) == [own]


def test_others_are_kept_out(municipality, pia, adam, charlie, client_of):
    report = make_report(municipality)

    assert client_of(pia).get(_url(report)).status_code == 404
    assert client_of(adam).get(_url(report)).status_code == 403
    assert client_of(charlie).get(_url(report)).status_code == 404
    assert client_of(charlie).get(f"/lauvdal/reports/{report.public_id}/").status_code == 404


def test_managers_make_no_reports(municipality, bob, client_of):
    assert client_of(bob).get(f"/{municipality.slug}/reports/new/").status_code == 403


def test_a_figure_opens_its_records(municipality, project, alice, client_of):
    make_chain(project, text="Brevet er for langt.")
    report = make_report(municipality)

    content = _read(client_of(alice), _url(report, "figures/said/")).content.decode()

    assert "Brevet er for langt." in content
    assert _read(client_of(alice), _url(report, "figures/nothing/")).status_code == 404


def test_people_are_opened_by_the_facilitator_only_and_it_is_logged(
    municipality, project, alice, bob, client_of
):
    make_attended_meeting(project, make_people(municipality, 6))
    report = make_report(municipality, at=AFTER_THE_YEAR)
    address = _url(report, "figures/people_involved/")

    refused = _read(client_of(bob), address)
    opened = _read(client_of(alice), address)

    assert refused.status_code == 403
    assert "counted, never named" in refused.content.decode()
    assert "Person1" not in refused.content.decode()
    assert "Person1 Prøve" in opened.content.decode()
    assert AuditEvent.objects.get(kind="figure.opened").actor_id == alice.public_id


def test_a_hidden_figure_has_nothing_to_open(municipality, project, alice, client_of):
    make_attended_meeting(project, make_people(municipality, 3))
    report = make_report(municipality)

    content = _read(client_of(alice), _url(report, "figures/people_involved/")).content.decode()

    assert values_of(report)["people_involved"] is None
    assert "This figure is hidden" in content
    assert "Person1" not in content


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_keeps_both_standards(municipality, project, bob, client_of, language):
    for level in range(6):
        make_chain(project, level=level)
    make_attended_meeting(project, make_people(municipality, 5))
    report = make_report(municipality, ask=make_ask(municipality, consequence="Da stopper det."))
    bob.language = language
    bob.save(update_fields=["language"])

    answer = client_of(bob).get(_url(report, "pdf/"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].endswith('2026.pdf"')
    for profile in ("ua1", "2a"):
        assert [f.rule_id for f in page.validate_pdf_bytes(answer.content, profile=profile).failures] == []


def test_the_brief_of_a_full_report_keeps_to_one_page(municipality, project):
    from config.core.ui.pdf import render_pdf
    from participation.reports import brief, documents

    for level in range(6):
        make_chain(project, level=level)
    report = make_report(municipality, ask=make_ask(municipality, consequence="Da stopper det. " * 10))
    document = documents.document_of(
        brief.read(report),
        author="Granvik",
        answer_url="https://granvik.example.org/a/",
        kind="senior",
        mark="f" * 64,
    )

    assert render_pdf(document, "nb").brief_pages == 1


def test_whoever_may_not_open_the_rows_sees_where_they_come_from(municipality, project, bob, client_of):
    for text in ("Brevet er for langt.", "Skriv navnet mitt rett."):
        make_chain(project, text=text)
    report = make_report(municipality)

    answer = _read(client_of(bob), _url(report, "figures/said/"))

    assert answer.context["projects"] == [(project.title, project.unit.name, 2)]
    assert "Brevet er for langt." not in answer.content.decode()


def test_where_people_are_not_counted_the_page_and_the_file_say_why(municipality, project, bob, client_of):
    from participation.reports import brief, documents

    make_attended_meeting(project, make_people(municipality, 9))
    report = make_report(municipality)

    content = _read(client_of(bob), _url(report)).content.decode()
    opened = _read(client_of(bob), _url(report, "figures/people_involved/"))
    with translation.override("en"):
        document = documents.document_of(
            brief.read(report), author="Granvik", answer_url="", kind="senior", mark="f" * 64
        )

    assert "People are counted when the year is over" in content
    assert "People are counted when the year is over" in str(document.blocks)
    assert opened.status_code == 403
    assert values_of(report)["people_involved"] is None


def test_a_share_of_few_is_told_in_dots_and_numbers(municipality, project, bob, client_of):
    make_chain(project)
    for _each in range(3):
        make_chain(project, upto="said")

    content = _read(client_of(bob), _url(make_report(municipality))).content.decode()

    assert "1 (1 of 4)" in content
    assert '<span class="report-dots" aria-hidden="true">●○○○</span>' in content
