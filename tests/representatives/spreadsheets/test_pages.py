"""The import as pages: nothing stored by looking, decisions by press, progress, and nobody else's list."""

import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.organisations.models import Role
from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Term
from representatives.registry.models import Representative
from representatives.spreadsheets.models import ImportDraft
from tests.cast import give_factor, make_user
from tests.helpers import effort
from tests.make.people import make_representative
from tests.representatives.spreadsheets.books import text
from tests.representatives.spreadsheets.test_hostile import HOSTILE

START = "/granvik/import/"
LIST = text(
    [
        ("Navn", "Telefon", "E-post", "Samtykke", "Erfaring", "Fødselsnummer"),
        ("Alma Ask", "40612001", "alma@example.org", "01.02.2025", "demens; trollfeber", "01017000000"),
        ("<b>Berit</b> Berg", "40612002", "", "", "kreft", ""),
    ]
)


@pytest.fixture(autouse=True)
def _terms(db):
    catalogue.load_starter_catalogue()


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


def _upload(client, data: bytes = LIST, address: str = START, **fields):
    file = SimpleUploadedFile("liste.csv", data, content_type="text/csv")
    return client.post(address, {"file": file} | fields)


def test_a_list_is_shown_and_nobody_is_stored(facilitator):
    answer = _upload(facilitator)
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Alma Ask" in page
    assert "trollfeber" in page
    assert "01017000000" not in page
    assert not Representative.objects.exists()
    assert ImportDraft.objects.count() == 1


def test_markup_in_a_cell_is_shown_as_text(facilitator):
    page = _upload(facilitator).content.decode()

    assert "<b>Berit</b>" not in page


def test_a_list_is_taken_in_by_one_press_and_its_progress_told(facilitator):
    _upload(facilitator)
    draft = ImportDraft.objects.get()
    dementia = Term.objects.get(kind="experience", key="dementia")
    waiting = facilitator.post(f"{START}{draft.public_id}/confirm/", {"term-0": dementia.key})
    assert re.fullmatch(rf"{START}progress/[a-z0-9]+/", waiting.url)
    assert facilitator.get(waiting.url).headers["Refresh"] == "2"

    job = Job.objects.get()
    jobs.run(job.pk, at=job.created_at)
    page = facilitator.get(waiting.url)
    assert "Refresh" not in page.headers
    assert page.context["job"].result["new"] == Representative.objects.count() > 0
    assert "/granvik/people/" in page.content.decode()


def test_a_second_press_is_told_that_the_list_waits_no_longer(facilitator):
    _upload(facilitator)
    address = f"{START}{ImportDraft.objects.get().public_id}/confirm/"
    facilitator.post(address)
    answer = facilitator.post(address, follow=True)

    assert answer.redirect_chain[0][0] == START
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Job.objects.count() == 1


def test_a_list_is_thrown_away_by_a_press_but_not_while_it_is_taken_in(facilitator):
    _upload(facilitator)
    facilitator.post(f"{START}{ImportDraft.objects.get().public_id}/discard/")
    assert not ImportDraft.objects.exists()

    _upload(facilitator)
    draft = ImportDraft.objects.get()
    facilitator.post(f"{START}{draft.public_id}/confirm/")
    facilitator.post(f"{START}{draft.public_id}/discard/")
    assert ImportDraft.objects.get() == draft


def test_a_look_at_confirm_or_discard_changes_nothing(facilitator):
    _upload(facilitator)
    draft = ImportDraft.objects.get()

    assert facilitator.get(f"{START}{draft.public_id}/confirm/").status_code == 405
    assert facilitator.get(f"{START}{draft.public_id}/discard/").status_code == 405
    assert ImportDraft.objects.get().state == ImportDraft.State.READY


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 not a list", b"\x00\x01\x02", b"one;two\n3;4\n"])
def test_what_is_no_list_is_refused_in_words_and_nothing_is_kept(facilitator, data):
    answer = _upload(facilitator, data)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_within_two_seconds_and_leave_nothing(facilitator, case, files_written):
    with effort.at_most(seconds=2):
        answer = _upload(facilitator, HOSTILE[case][0])

    assert answer.status_code == 422
    assert str(answer.context["form"].errors["file"][0]).endswith(".")
    assert not ImportDraft.objects.exists()
    assert files_written() == []


def test_a_file_that_is_too_large_is_refused(facilitator, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = _upload(facilitator)

    assert answer.status_code == 422
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"header_row": "²"},
        {"header_row": "9" * 5000},
        {"column-²": "phone"},
        {"column-" + "9" * 900: "phone"},
        {"column-1": "no such field"},
        {"sheet": "no such sheet"},
    ],
    ids=[
        "a sign",
        "a long number",
        "a sign of a column",
        "a long column",
        "a strange field",
        "a strange sheet",
    ],
)
def test_strange_corrections_are_no_error_of_the_server(facilitator, fields):
    assert _upload(facilitator, **fields).status_code in (200, 422)


@pytest.mark.parametrize("fields", [{"row-²": "new"}, {"row-" + "9" * 5000: "new"}, {"term-0": "x" * 5000}])
def test_strange_decisions_are_no_error_of_the_server(facilitator, fields):
    _upload(facilitator)
    address = f"{START}{ImportDraft.objects.get().public_id}/confirm/"
    answer = facilitator.post(address, urlencode(fields), content_type="application/x-www-form-urlencoded")

    assert answer.url.startswith(f"{START}progress/")


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_other_roles_are_refused(role, request, facilitator, client_of):
    _upload(facilitator)
    draft = ImportDraft.objects.get()
    client = client_of(request.getfixturevalue(role))

    assert client.get(START).status_code == 403
    assert _upload(client).status_code == 403
    assert client.post(f"{START}{draft.public_id}/confirm/").status_code == 403
    assert client.post(f"{START}{draft.public_id}/discard/").status_code == 403
    assert ImportDraft.objects.get().state == ImportDraft.State.READY


@pytest.mark.parametrize("place", ["granvik", "lauvdal"])
def test_another_municipality_finds_no_draft_and_no_progress(facilitator, charlie, client_of, place):
    _upload(facilitator)
    draft = ImportDraft.objects.get()
    job = facilitator.post(f"{START}{draft.public_id}/confirm/").url.split("/")[-2]
    client = client_of(charlie)

    for address in (f"{draft.public_id}/confirm/", f"{draft.public_id}/discard/"):
        assert client.post(f"/{place}/import/{address}").status_code == 404
    assert client.get(f"/{place}/import/progress/{job}/").status_code == 404


def test_a_colleagues_list_is_not_there_either(facilitator, municipality, client_of):
    _upload(facilitator)
    draft = ImportDraft.objects.get()
    colleague = make_user("Ann", municipality, Role.FACILITATOR)
    give_factor(colleague)

    assert client_of(colleague).post(f"{START}{draft.public_id}/confirm/").status_code == 404
    assert ImportDraft.objects.get().state == ImportDraft.State.READY


def test_someone_who_is_already_here_is_shown_as_such(facilitator, municipality):
    make_representative(municipality, "Alma Ask", email="alma@example.org", phone="+4740612001")
    answer = _upload(facilitator)

    assert len(answer.context["plan"].updated) == 1
    assert "Alma Ask" in answer.content.decode()
