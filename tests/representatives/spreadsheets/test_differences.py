"""Where the list says otherwise than the registry: shown side by side, and settled by a person alone."""

import json

import pytest

from config.core.audit.models import AuditEvent
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.spreadsheets import services, undoing
from representatives.spreadsheets.decisions import EVERY, Decisions
from representatives.spreadsheets.models import ImportDraft, ImportRun
from representatives.spreadsheets.people import Difference
from tests.cast import AT
from tests.make.people import make_representative
from tests.representatives.spreadsheets.books import text
from tests.representatives.spreadsheets.lists import take_in

LIST = text(
    [
        ("Fornavn", "Etternavn", "Telefon", "E-post", "Samtykke", "Bosted", "Fødselsår", "Organisasjon"),
        ("Alma", "Ask", "40612001", "alma@example.org", "01.02.2025", "Sentrum", "1961", "LHL"),
        ("Berit", "Berg", "40612002", "berit@example.org", "01.02.2025", "Øyane", "", ""),
    ]
)
ROW = 2


@pytest.fixture
def alma(municipality) -> Representative:
    return make_representative(
        municipality,
        "Alma Ask",
        email="ALMA@example.org",
        phone="+4740612001",
        area="Øyane",
        organisation="FFO",
    )


def _after(read, alice, alma, **decided) -> Representative:
    take_in(read(LIST), alice, Decisions({}, {}, **decided))
    alma.refresh_from_db()
    return alma


def test_both_values_are_found_and_what_is_empty_or_the_same_is_no_difference(
    alma, municipality, starter_terms
):
    plan = services.plan(data=LIST, file_name="liste.csv", municipality=municipality, today=AT.date())

    assert plan.differences == (
        Difference(ROW, "area", "Øyane", "Sentrum"),
        Difference(ROW, "organisation", "FFO", "LHL"),
    )


def test_looking_at_what_is_kept_is_written_down(read, alma, alice):
    read(LIST)

    line = AuditEvent.objects.get(kind="representative.listed")
    assert (line.purpose, line.actor_id, line.fields) == ("import", alice.public_id, ["area", "organisation"])


def test_by_default_what_is_kept_stays_and_what_is_empty_is_filled(read, alice, alma):
    after = _after(read, alice, alma)

    assert (after.area, after.organisation, after.birth_year) == ("Øyane", "FFO", 1961)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ({"fields": {ROW: frozenset({"area"})}}, ("Sentrum", "FFO")),
        ({"fields": {ROW: frozenset({EVERY})}}, ("Sentrum", "LHL")),
        ({"all_fields": True}, ("Sentrum", "LHL")),
        ({"fields": {3: frozenset({EVERY})}}, ("Øyane", "FFO")),
        ({"fields": {ROW: frozenset({"note", "state", "phone"})}}, ("Øyane", "FFO")),
    ],
)
def test_the_list_is_used_for_a_field_a_person_or_everyone(read, alice, alma, decided, expected):
    after = _after(read, alice, alma, **decided)

    assert (after.area, after.organisation) == expected
    assert after.email == "ALMA@example.org"


def test_what_somebody_changed_after_the_preview_is_not_overwritten(read, alice, alma):
    draft = read(LIST)
    registry.update(representative=alma, changes={"area": "Vestbygda"}, by=alice, at=AT)
    take_in(draft, alice, Decisions({}, {}, all_fields=True))
    alma.refresh_from_db()

    assert (alma.area, alma.organisation) == ("Vestbygda", "LHL")


def test_what_was_chosen_is_undone_too(read, alice, alma):
    _after(read, alice, alma, all_fields=True)
    undoing.undo(run=ImportRun.objects.get(), by=alice, at=AT)
    alma.refresh_from_db()

    assert (alma.area, alma.organisation, alma.birth_year) == ("Øyane", "FFO", None)
    assert not Representative.objects.filter(given_name="Berit").exists()


def test_somebody_who_has_left_is_not_compared(read, alice, alma):
    registry.move(representative=alma, to="left", by=alice, at=AT, reason="")
    read(LIST)

    assert not any("kept" in person for person in json.loads(ImportDraft.objects.get().content)["people"])


def test_the_page_shows_both_and_obeys_the_ticks(client_of, alice, alma, starter_terms):
    from tests.representatives.spreadsheets.test_pages import START, _upload

    facilitator = client_of(alice)
    page = _upload(facilitator, LIST).content.decode()
    assert f'name="use-{ROW}" value="area"' in page
    assert "Sentrum" in page
    assert "Øyane" in page

    draft = ImportDraft.objects.get()
    facilitator.post(f"{START}{draft.public_id}/confirm/", {f"use-{ROW}": ["area", "nonsense"]})
    people = json.loads(ImportDraft.objects.get().content)["people"]
    assert people[0]["overwrite"] == {"area": "Øyane"}


def test_the_api_gives_and_takes_the_differences(api_of, alice, alma, starter_terms):
    from django.core.files.uploadedfile import SimpleUploadedFile

    api = api_of(alice)
    told = api.post(
        "/api/v1/imports/", {"file": SimpleUploadedFile("liste.csv", LIST)}, format="multipart"
    ).json()
    assert {"row": ROW, "field": "area", "kept": "Øyane", "listed": "Sentrum"} in told["differences"]

    refused = api.post(
        f"/api/v1/imports/{told['id']}/confirm/", {"fields_used": {"2": ["state"]}}, format="json"
    )
    assert refused.status_code == 400
    taken = api.post(
        f"/api/v1/imports/{told['id']}/confirm/", {"fields_used": {"2": ["area"]}}, format="json"
    )
    assert taken.status_code == 202
    people = json.loads(ImportDraft.objects.get().content)["people"]
    assert people[0]["overwrite"] == {"area": "Øyane"}
