"""Whether a file or a fingerprint is that of a report that the reader may see."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participation.reports import documents, snapshots
from tests.make.chain import make_project
from tests.make.inside import make_chain, make_report

PAGE = "/granvik/reports/verify/"


@pytest.fixture
def report(municipality, unit):
    make_chain(make_project(unit))
    return make_report(municipality)


def _verdict(client, content=b"", mark=""):
    file = {"file": SimpleUploadedFile("rapport", content)} if content else {}
    return client.post(PAGE, {"mark": mark, **file}).context["verdict"]


def _office(mark):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("docProps/core.xml", f"<cp:keywords>{mark}</cp:keywords>")
    return made.getvalue()


def test_a_json_file_is_reckoned_anew(report, bob, client_of):
    client, snapshot = client_of(bob), dict(report.snapshot)
    bare = snapshots.canonical(snapshot).encode()
    wrapped = json.dumps({"snapshot": snapshot}, indent=2).encode()

    assert _verdict(client, bare).state == "same"
    assert _verdict(client, b"\xef\xbb\xbf" + wrapped).report == report
    snapshot["author"] = "En annen"
    assert _verdict(client, snapshots.canonical(snapshot).encode()).state == "unknown"


def test_a_file_that_leaves_records_out_is_told_by_its_open_fingerprint(report, bob, client_of):
    client = client_of(bob)
    taken = client.get(f"/granvik/reports/{report.public_id}/json/").content
    told = json.loads(taken)
    assert told["fingerprint"]["of_this_file"] == "open"

    assert _verdict(client, taken).state == "same"
    told["snapshot"]["figures"][0]["value"] = 77
    assert _verdict(client, json.dumps(told).encode()).state == "unknown"


def test_a_pdf_is_made_anew_and_one_changed_byte_is_told(report, bob, client_of):
    _name, content = documents.as_file(report, base_url="https://medvirk.example.org")
    client = client_of(bob)
    _name, ours = documents.as_file(report, base_url="http://localhost:8000")

    assert report.snapshot_hash.encode() in content
    assert _verdict(client, _ours(report)).state == "same"
    assert _verdict(client, _ours(report).replace(b"%%EOF", b"%%EOG")).state == "mark"
    assert _verdict(client, b"%PDF-1.7 nothing").state == "unknown"
    assert ours[:4] == b"%PDF"


def _ours(report):
    from django.conf import settings

    return documents.as_file(report, base_url=settings.BASE_URL)[1]


def test_of_an_office_file_the_fingerprint_is_read(report, bob, client_of):
    client = client_of(bob)

    assert _verdict(client, _office(report.snapshot_hash)).state == "mark"
    assert _verdict(client, _office("0" * 64)).state == "unknown"
    assert _verdict(client, b"PK\x03\x04 broken").state == "unknown"


def test_a_typed_fingerprint_may_have_spaces_and_must_be_whole(report, bob, client_of):
    client, mark = client_of(bob), report.snapshot_hash

    assert _verdict(client, mark=f" {mark[:32]} {mark[32:].upper()} ").report == report
    assert _verdict(client, mark="0" * 64).state == "unknown"
    assert client.post(PAGE, {"mark": mark[:40]}).status_code == 422
    assert client.post(PAGE, {"mark": ""}).status_code == 422


def test_a_report_that_is_not_the_readers_is_unknown_and_a_changed_one_too(
    report, uma, charlie, bob, client_of
):
    mark = report.snapshot_hash

    assert _verdict(client_of(uma), mark=mark).state == "unknown"
    assert client_of(charlie).get(PAGE).status_code == 404
    report.snapshot["author"] = "En annen"
    report.save()
    assert _verdict(client_of(bob), mark=mark).state == "unknown"
