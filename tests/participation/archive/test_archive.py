"""Papers for the archive: what a package holds and leaves out, that its sums are right, and who may take it out."""

import hashlib
import io
import json
from datetime import date
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

import page as pdf_gate
import pytest

from config.core.audit.models import AuditEvent
from participation.models import PhaseRole
from tests.cast import AT
from tests.make.chain import make_assignment, make_project, make_request
from tests.make.inside import make_report
from tests.make.people import make_representative

NOARK = "{http://www.arkivverket.no/standarder/noark5/arkivmelding}"


@pytest.fixture
def wanted(unit):
    return make_request(make_project(unit), state="open", task="Lese brevene.", influence="Ordene i brevene.")


@pytest.fixture
def seat(municipality, wanted):
    person = make_representative(municipality, "Tuva Prøve", email="tuva@people.example.org")
    return make_assignment(wanted, person, started_on=date(2026, 3, 1), terms="Trenger rullestolrampe.")


def _parts(content):
    with ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _opened(client, municipality, kind, row, case="26/1234"):
    answer = client.get(f"/{municipality.slug}/archive/{kind}/{row.public_id}/?case={case}")
    assert answer.status_code == 200
    return answer, _parts(answer.content)


@pytest.mark.parametrize("kind", ["mandates", "appointments", "reports"])
def test_a_package_has_the_document_and_what_the_archive_must_know(
    municipality, wanted, seat, alice, client_of, kind
):
    row = {"mandates": wanted, "appointments": seat, "reports": make_report(municipality)}[kind]

    answer, parts = _opened(client_of(alice), municipality, kind, row)

    told = json.loads(parts["metadata.json"])
    pdf = parts[told["file"]]
    assert answer["Content-Type"] == "application/zip"
    assert set(parts) == {told["file"], "metadata.json", "metadata.xml"}
    assert told["checksum"] == hashlib.sha256(pdf).hexdigest()
    assert (told["size"], told["case_reference"], told["system_id"]) == (len(pdf), "26/1234", row.public_id)
    for profile in ("ua1", "2a"):
        assert [one.rule_id for one in pdf_gate.validate_pdf_bytes(pdf, profile=profile).failures] == []
    line = AuditEvent.objects.get(kind="archive.handed_over")
    assert (line.actor_id, line.object_id) == (alice.public_id, row.public_id)


def test_the_xml_says_the_same_in_the_words_of_the_archive(municipality, wanted, alice, client_of):
    _answer, parts = _opened(client_of(alice), municipality, "mandates", wanted, case="%3C%26%3E")

    root = Tree.fromstring(parts["metadata.xml"])
    told = json.loads(parts["metadata.json"])

    def found(name):
        return root.findtext(f".//{NOARK}{name}")

    assert root.tag == f"{NOARK}arkivmelding"
    assert found("sjekksum") == told["checksum"]
    assert found("sjekksumAlgoritme") == "SHA-256"
    assert found("variantformat") == "Arkivformat"
    assert found("filstoerrelse") == str(told["size"])
    assert found("referanseDokumentfil") == told["file"]
    assert found("referanseForelderMappe") == "<&>"


def test_an_appointment_has_the_name_and_what_was_agreed_and_no_terms_of_the_person(
    municipality, seat, alice
):
    from participation.archive import papers

    PhaseRole.objects.create(
        municipality=municipality, assignment=seat, phase="execution", agreed="partner", changed_at=AT
    )
    told = str(papers.appointment(seat, as_of=date(2026, 4, 1)))

    assert "Tuva Prøve" in told
    assert "rullestol" not in told
    assert "tuva@people" not in told
    assert seat.phase_roles.get().get_agreed_display() in told


def test_taking_out_an_appointment_is_a_look_at_the_person(municipality, seat, alice, client_of):
    _opened(client_of(alice), municipality, "appointments", seat)

    line = AuditEvent.objects.get(kind="representative.read")
    assert (line.subject_id, line.purpose) == (seat.representative.public_id, "archive")


def test_the_page_lists_what_belongs_to_the_period(municipality, wanted, seat, alice, client_of):
    client, here = client_of(alice), f"/{municipality.slug}/archive/"

    inside = client.get(f"{here}?from_day=2026-01-01&to_day=2026-12-31&case=26/1").content.decode()
    before = client.get(f"{here}?from_day=2025-01-01&to_day=2025-12-31").content.decode()

    assert "Tuva Prøve" in inside
    assert f"/archive/appointments/{seat.public_id}/?case=26%2F1" in inside
    assert "Tuva Prøve" not in before
    assert AuditEvent.objects.filter(kind="representative.listed", purpose="archive").count() == 1


@pytest.mark.parametrize("asked", ["?from_day=x", "?from_day=2026-02-01&to_day=2026-01-01", "?from_day="])
def test_a_period_that_makes_no_sense_says_so_and_shows_this_year(municipality, alice, client_of, asked):
    answer = client_of(alice).get(f"/{municipality.slug}/archive/{asked}")

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_draft_is_no_mandate(municipality, unit, alice, client_of):
    draft = make_request(make_project(unit), state="draft")

    assert (
        client_of(alice).get(f"/{municipality.slug}/archive/mandates/{draft.public_id}/").status_code == 404
    )


def test_too_long_a_case_reference_is_refused(municipality, wanted, alice, client_of, api_of):
    long = "1" * 61

    page = client_of(alice).get(f"/{municipality.slug}/archive/mandates/{wanted.public_id}/?case={long}")
    api = api_of(alice).get(f"/api/v1/archive-mandates/{wanted.public_id}/package/?case={long}")

    assert (page.status_code, api.status_code) == (400, 400)
    assert not AuditEvent.objects.filter(kind="archive.handed_over").exists()


def test_nobody_but_the_facilitator_of_the_municipality(
    municipality, wanted, seat, bob, uma, pia, adam, charlie, client_of, api_of
):
    report = make_report(municipality)
    addresses = [
        f"mandates/{wanted.public_id}/",
        f"appointments/{seat.public_id}/",
        f"reports/{report.public_id}/",
    ]

    for person in (bob, uma, pia, adam):
        for rest in ["", *addresses]:
            assert client_of(person).get(f"/{municipality.slug}/archive/{rest}").status_code == 403
        assert api_of(person).get("/api/v1/archive-appointments/").status_code == 403
    for rest in ["", *addresses]:
        assert client_of(charlie).get(f"/{municipality.slug}/archive/{rest}").status_code == 404
    for kind, row in (("mandates", wanted), ("appointments", seat), ("reports", report)):
        address = f"/api/v1/archive-{kind}/{row.public_id}/package/"
        assert api_of(charlie).get(address).status_code == 404
    assert not AuditEvent.objects.filter(kind="archive.handed_over").exists()


def test_the_same_over_the_api(municipality, wanted, seat, alice, api_of, client_of):
    api = api_of(alice)
    period = "from_day=2026-01-01&to_day=2026-12-31"

    told = api.get(f"/api/v1/archive-appointments/?{period}").json()
    package = api.get(f"/api/v1/archive-appointments/{seat.public_id}/package/?case=26/1234")
    page, _parts_of = _opened(client_of(alice), municipality, "appointments", seat)

    assert [(row["id"], row["title"], row["day"]) for row in told] == [
        (seat.public_id, "Tuva Prøve", "2026-03-01")
    ]
    assert package.content == page.content
    assert api.get("/api/v1/archive-appointments/").status_code == 400
