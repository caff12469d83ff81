"""A report as a file of every kind: the numbers that were frozen, who may take it out, and that it is written down."""

import hashlib
import io
import json
from zipfile import ZipFile

import docx
import openpyxl
import page as pdf_gate
import pytest
from lxml import etree
from pptx import Presentation

from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from config.core.organisations import looks
from participation.reports import brief
from participation.reports.documents import chain_of
from participation.reports.figures.chain import LINKS
from participation.reports.files import KINDS
from participation.reports.files_json import open_fingerprint, open_part
from participation.reports.snapshots import canonical
from tests.cast import AT
from tests.make.chain import make_project, make_unit
from tests.make.inside import (
    AFTER_THE_YEAR,
    make_ask,
    make_attended_meeting,
    make_chain,
    make_people,
    make_rate,
    make_report,
    values_of,
)
from tests.make.pictures import arms


@pytest.fixture
def report(municipality, unit):
    project = make_project(unit)
    for level in range(6):
        make_chain(project, level=level)
    make_attended_meeting(project, make_people(municipality, 6))
    make_rate(municipality, "fee_hour", 350)
    ask = make_ask(municipality, consequence="Da stopper det.")
    return make_report(municipality, ask=ask, at=AFTER_THE_YEAR)


def _url(report, kind):
    return f"/{report.municipality.slug}/reports/{report.public_id}/{kind}/"


def _take(client, report, kind, language="nb"):
    User.objects.update(language=language)
    answer = client.get(_url(report, kind))
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_kind_comes_as_a_file_under_a_plain_name_and_is_written_down(
    report, bob, client_of, kind, language
):
    answer = _take(client_of(bob), report, kind, language)

    name = answer["Content-Disposition"].partition('filename="')[2].rstrip('"')
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == KINDS[kind].content_type
    assert name.endswith(f"2026.{KINDS[kind].ending}")
    assert name.isascii()
    line = AuditEvent.objects.get(kind="report.downloaded")
    assert (line.actor_id, line.object_id, line.fields) == (bob.public_id, report.public_id, [kind])


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_read_a_report_gets_no_file_of_it(
    municipality, unit, uma, pia, adam, charlie, client_of, api_of, kind
):
    report = make_report(municipality, unit=make_unit(municipality, "Sykehjemmet"))

    for person, expected in ((uma, 404), (charlie, 404), (pia, 404), (adam, 403)):
        assert client_of(person).get(_url(report, kind)).status_code == expected
    for person, expected in ((uma, 404), (charlie, 404), (pia, 404), (adam, 403)):
        assert api_of(person).get(f"/api/v1/reports/{report.public_id}/{kind}/").status_code == expected
    assert not AuditEvent.objects.filter(kind="report.downloaded").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_comes_over_the_api(report, bob, client_of, api_of, kind):
    page = _take(client_of(bob), report, kind)
    answer = api_of(bob).get(f"/api/v1/reports/{report.public_id}/{kind}/")

    assert answer.content == page.content
    assert answer["Content-Type"] == KINDS[kind].content_type


def test_the_report_page_offers_every_kind(report, bob, client_of):
    content = client_of(bob).get(f"/{report.municipality.slug}/reports/{report.public_id}/").content.decode()

    for kind in KINDS:
        assert f'href="{_url(report, kind)}"' in content


def _parts(content):
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _chart_values(part):
    series = list(etree.fromstring(part).iter("{*}ser"))[-1]
    return [float(point.findtext("{*}v")) for point in series.findall("{*}val//{*}pt")]


@pytest.mark.parametrize("kind", ["word", "slides", "sheet"])
def test_the_native_chart_has_the_numbers_that_were_frozen(report, bob, client_of, kind):
    content = _take(client_of(bob), report, kind).content
    frozen = [values_of(report)[key] for key in LINKS]

    assert list(chain_of(report, brief.read(report)).series[0].values) == frozen
    if kind == "sheet":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
        assert [row[1].value for row in sheet.iter_rows(min_row=2)] == frozen
    else:
        (chart,) = (part for name, part in _parts(content).items() if "/charts/chart" in name)
        assert _chart_values(chart) == frozen


def test_word_says_what_the_page_says(report, bob, client_of):
    word = docx.Document(io.BytesIO(_take(client_of(bob), report, "word").content))
    text = "\n".join(line.text for line in word.paragraphs)

    assert word.core_properties.language == "nb-NO"
    assert report.snapshot_hash in text
    assert report.snapshot_hash in word.core_properties.comments
    assert "Kan koordinatoren få to timer i uka?" in text
    links = [one for one in word.part.rels.values() if one.reltype.endswith("/hyperlink")]
    assert any("/asks/" in one.target_ref for one in links)


def test_slides_have_the_sentence_the_chain_the_stories_the_money_the_duties_and_the_one_decision(
    report, bob, client_of
):
    deck = Presentation(io.BytesIO(_take(client_of(bob), report, "slides").content))
    slides = list(deck.slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]

    assert [slide for slide in slides if any(shape.has_chart for shape in slide.shapes)] == [slides[2]]
    assert len(slides) == 10
    assert titles[6:8] == ["Hva det kostet", "Plikter"]
    assert titles[8] == "Kan koordinatoren få to timer i uka?"
    assert (
        "Sagt" in slides[2].notes_slide.notes_text_frame.text
        or len(slides[2].notes_slide.notes_text_frame.text) > 80
    )


def test_the_sheet_has_every_figure_with_its_definition_and_hides_small_groups(
    municipality, unit, bob, client_of
):
    make_attended_meeting(make_project(unit), make_people(municipality, 3))
    report = make_report(municipality)
    book = openpyxl.load_workbook(io.BytesIO(_take(client_of(bob), report, "sheet").content))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    by_key = {row[8]: row for row in rows}

    assert set(by_key) == set(values_of(report))
    assert by_key["people_involved"][1] is None
    assert by_key["people_involved"][3] == "ja"
    assert by_key["said"][1] == 0
    assert by_key["said"][3] == "nei"
    assert all(row[4] for row in rows)
    assert [sheet.freeze_panes for sheet in book.worksheets] == ["B2"] * 8
    assert report.snapshot_hash in [row[1] for row in book.worksheets[-1].iter_rows(values_only=True)]


def test_the_json_of_the_facilitator_is_whole_and_its_fingerprint_can_be_worked_out(report, alice, client_of):
    told = json.loads(_take(client_of(alice), report, "json").content)
    worked_out = hashlib.sha256(canonical(told["snapshot"]).encode()).hexdigest()

    assert told["fingerprint"]["of_this_file"] == "whole"
    assert worked_out == told["fingerprint"]["whole"] == report.snapshot_hash
    assert set(told["definitions"]) == {row["key"] for row in told["snapshot"]["figures"]}
    opened = AuditEvent.objects.get(kind="figure.opened")
    assert "people_involved" in opened.fields


def test_a_managers_json_has_no_id_of_a_record_and_a_fingerprint_of_its_own(report, bob, client_of):
    content = _take(client_of(bob), report, "json").content
    told = json.loads(content)
    worked_out = hashlib.sha256(canonical(told["snapshot"]).encode()).hexdigest()
    people = next(row["records"] for row in report.snapshot["figures"] if row["key"] == "people_involved")

    assert people
    assert not [one for one in people if one in content.decode()]
    assert not any("records" in row for row in told["snapshot"]["figures"])
    assert told["fingerprint"]["of_this_file"] == "open"
    assert worked_out == told["fingerprint"]["open"] == open_fingerprint(report.snapshot)
    assert told["fingerprint"]["whole"] == report.snapshot_hash
    assert not AuditEvent.objects.filter(kind="figure.opened").exists()


def test_the_open_fingerprint_changes_with_a_value_and_not_with_who_is_behind_it(report):
    def changed(**fields):
        figures = [row | fields if row["key"] == "said" else row for row in report.snapshot["figures"]]
        return open_fingerprint(report.snapshot | {"figures": figures})

    assert changed(records=[]) == open_fingerprint(report.snapshot)
    assert changed(value=99) != open_fingerprint(report.snapshot)
    assert open_part(report.snapshot)["changes"] == report.snapshot["changes"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pdf_keeps_both_standards_with_a_coat_of_arms_and_one_page(
    municipality, report, adam, bob, client_of, language
):
    looks.set_look(municipality=municipality, accent="#0b4f6c", arms=arms(), by=adam, at=AT)
    pdf = _take(client_of(bob), report, "pdf", language).content

    for profile in ("ua1", "2a"):
        assert [one.rule_id for one in pdf_gate.validate_pdf_bytes(pdf, profile=profile).failures] == []


def test_the_coat_of_arms_takes_no_page_from_the_brief(municipality, report, adam):
    from config.core.ui.pdf import render_pdf
    from participation.reports.documents import document_for

    looks.set_look(municipality=municipality, accent="#0b4f6c", arms=arms(), by=adam, at=AT)

    assert render_pdf(document_for(report, base_url="https://granvik.example.org"), "nb").brief_pages == 1


def test_files_carry_the_look_of_the_municipality(municipality, report, adam, bob, client_of):
    looks.set_look(
        municipality=municipality, name="Granvik kommune", accent="#0b4f6c", arms=arms(), by=adam, at=AT
    )

    word = _parts(_take(client_of(bob), report, "word").content)
    slides = _parts(_take(client_of(bob), report, "slides").content)

    assert b"0b4f6c" in word["word/styles.xml"].lower()
    assert any(name.startswith("word/media/") for name in word)
    assert b'<a:accent1><a:srgbClr val="0B4F6C"/>' in slides["ppt/theme/theme1.xml"]
    assert "Granvik kommune" in slides["ppt/slides/slide2.xml"].decode()


def test_a_file_name_that_is_no_kind_is_not_there(report, bob, client_of):
    assert client_of(bob).get(_url(report, "exe")).status_code == 404
