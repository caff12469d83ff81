"""The import over the API: what the command prints, an id to confirm it by, and nothing stored before."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.core.audit.models import AuditEvent
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.catalogue import services as catalogue
from representatives.registry.models import ProfileTerm, Representative
from representatives.spreadsheets.models import ImportDraft
from tests.helpers import effort
from tests.representatives.spreadsheets.books import text
from tests.representatives.spreadsheets.test_hostile import HOSTILE

AT = "/api/v1/imports/"
LIST = text(
    [
        ("Navn", "Telefon", "E-post", "Samtykke", "Erfaring", "Fødselsnummer"),
        ("Alma Ask", "40612001", "alma@example.org", "01.02.2025", "trollfeber", "01017000000"),
        ("Alma Ask", "40612001", "alma.ask@example.org", "", "", ""),
        ("Berit Berg", "40612002", "", "", "", ""),
    ]
)


@pytest.fixture
def api(alice, api_of):
    catalogue.load_starter_catalogue()
    return api_of(alice)


def _upload(api, data: bytes = LIST, **fields):
    file = SimpleUploadedFile("liste.csv", data, content_type="text/csv")
    return api.post(AT, {"file": file} | fields, format="multipart")


def test_a_list_is_read_confirmed_and_followed(api, alice):
    read = _upload(api)
    plan = read.json()
    assert read.status_code == 201
    assert [person["row"] for person in plan["new"]] == [2, 4]
    assert [person["row"] for person in plan["possible_duplicates"]] == [3]
    assert [word["text"] for word in plan["unmapped_terms"]] == ["trollfeber"]
    assert "01017000000" not in read.content.decode()
    assert not Representative.objects.exists()

    address = f"{AT}{plan['id']}/"
    assert api.get(address).json()["progress"] is None
    word = {"field": "experience", "text": "Trollfeber", "term": "dementia"}
    taken = api.post(f"{address}confirm/", {"rows": {"3": "new"}, "terms": [word]}, format="json")
    assert taken.status_code == 202
    assert taken.json()["progress"]["state"] == "waiting"

    job = Job.objects.get()
    jobs.run(job.pk, at=job.created_at)
    assert api.get(address).json()["progress"]["result"]["new"] == Representative.objects.count() == 3
    assert ProfileTerm.objects.get().term.key == "dementia"
    kinds = AuditEvent.objects.filter(actor_id=alice.public_id).values_list("kind", flat=True)
    assert {"import.drafted", "import.confirmed"} <= set(kinds)


def test_a_waiting_list_is_thrown_away_and_one_under_way_is_not(api):
    address = f"{AT}{_upload(api).json()['id']}/"
    assert api.delete(address).status_code == 204
    assert api.get(address).status_code == 404

    address = f"{AT}{_upload(api).json()['id']}/"
    api.post(f"{address}confirm/", {}, format="json")
    assert api.delete(address).status_code == 409
    assert api.post(f"{address}confirm/", {}, format="json").status_code == 409
    assert Job.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {"rows": []},
        {"rows": {"²": "new"}},
        {"rows": {"3": None}},
        {"terms": {}},
        {"terms": [{"field": "experience", "text": "trollfeber", "term": "nothing"}]},
        {"terms": [{"field": "name", "text": "x", "term": "dementia"}]},
        [],
    ],
    ids=json.dumps,
)
def test_decisions_that_cannot_be_read_are_a_400_and_the_list_waits_on(api, body):
    address = f"{AT}{_upload(api).json()['id']}/"
    answer = api.post(f"{address}confirm/", body, format="json")

    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert api.get(address).json()["state"] == "ready"


def test_corrections_of_the_layout_are_obeyed(api):
    plan = _upload(api, columns='{"4": "-"}', header_row=1).json()

    assert plan["unmapped_terms"] == []
    assert _upload(api, columns="[1]").status_code == 400
    assert _upload(api, columns='{"4": "no such field"}').status_code == 400
    assert _upload(api, header_row="x").status_code == 400


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_list_is_refused_in_words_within_two_seconds_and_nothing_is_kept(api, case, files_written):
    with effort.at_most(seconds=2):
        answer = _upload(api, HOSTILE[case][0])

    assert answer.status_code == 422
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["detail"].endswith(".")
    assert not ImportDraft.objects.exists()
    assert files_written() == []


def test_a_missing_file_and_a_file_as_text_are_bad_requests(api):
    assert api.post(AT, {}, format="multipart").json()["errors"].keys() == {"file"}
    assert api.post(AT, {"file": "Navn;Tlf"}, format="json").status_code == 400
    assert api.post(AT, b"Navn;Tlf", content_type="text/csv").status_code == 415


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam", "charlie"])
def test_nobody_else_has_a_part_in_it(role, request, api, api_of):
    address = f"{AT}{_upload(api).json()['id']}/"
    other = api_of(request.getfixturevalue(role))
    refused = 404 if role == "charlie" else 403

    assert other.get(address).status_code == refused
    assert other.delete(address).status_code == refused
    assert other.post(f"{address}confirm/", {}, format="json").status_code == refused
    assert _upload(other, municipality="granvik").status_code == refused
    assert ImportDraft.objects.get().state == "ready"
