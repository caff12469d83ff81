"""Taking a list out: who may, what it shows and never shows, that it is logged, and that it comes back the same."""

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.models import SupportNeed
from representatives.registry.models import Representative
from representatives.registry.queries import Search
from representatives.spreadsheets import exporting
from representatives.spreadsheets.exported import HEADINGS, Shown
from representatives.spreadsheets.reading import read_workbook
from tests.cast import AT
from tests.make.people import make_representative, make_term

ALL = [str(column) for column in Shown]
ADDRESS = "/granvik/export/"
ASKED = {"fields_shown": ["given_name", "family_name", "phone"], "purpose": "calling", "kind": "csv"}


@pytest.fixture
def paula(municipality) -> Representative:
    return make_representative(
        municipality,
        "Paula Prøve",
        phone="+4740612001",
        area="Øyane",
        note="hemmelig-merknad",
        organisation="=HYPERLINK(1)",
        experience=((make_term(), "next_of_kin"),),
        skills=(make_term("skill", "plain-language", "Klart språk"),),
    )


def _export(municipality, by, columns=ALL, purpose="calling", as_text=True, search=None) -> bytes:
    file = exporting.export(
        municipality=municipality,
        search=search or Search(),
        columns=columns,
        purpose=purpose,
        as_text=as_text,
        by=by,
        at=AT,
    )
    return b"".join(file.content)


def test_the_list_shows_what_was_chosen_and_nothing_else(paula, municipality, alice):
    shown = _export(municipality, alice, columns=["phone", "given_name"]).decode("utf-8-sig")

    assert shown == f'"{HEADINGS["given_name"]}";"{HEADINGS["phone"]}"\r\n"Paula";"\'+4740612001"\r\n'


def test_notes_and_needs_are_never_shown_whatever_is_asked(paula, municipality, alice):
    SupportNeed.objects.create(
        municipality=municipality,
        representative=paula,
        kind=SupportNeed.Kind.HEARING,
        text="hemmelig-behov",
        purpose=SupportNeed.Purpose.BOTH,
        added_at=AT,
    )
    for as_text in (True, False):
        data = _export(municipality, alice, columns=[*ALL, "note", "support_needs"], as_text=as_text)
        [sheet] = read_workbook(data).sheets
        assert "Paula" in str([row.cells for row in sheet.rows])
        assert "hemmelig" not in str([row.cells for row in sheet.rows])


def test_experience_shows_only_under_consent_and_only_when_it_is_chosen(paula, municipality, alice):
    others = [column for column in ALL if column != "experience"]
    assert "Dementia" in _export(municipality, alice).decode()
    assert "Dementia" not in _export(municipality, alice, columns=others).decode()

    Consent.objects.filter(purpose=Consent.Purpose.EXPERIENCE).update(withdrawn_at=AT)
    assert paula.terms.filter(term__key="dementia").exists()
    assert "Dementia" not in _export(municipality, alice).decode()


def test_it_is_written_down_who_took_out_what_and_what_for(paula, municipality, alice):
    make_representative(municipality, "Berit Berg")
    _export(municipality, alice, columns=["area", "phone"], purpose="calling")

    line = AuditEvent.objects.get(kind="registry.exported")
    assert (line.actor_id, line.purpose, line.fields) == (
        alice.public_id,
        "calling",
        ["area", "phone", "rows:2"],
    )
    look = AuditEvent.objects.get(kind="representative.listed")
    assert (look.actor_id, look.purpose, look.fields) == (alice.public_id, "export", ["area", "phone"])


def test_only_those_whom_the_search_finds(paula, municipality, alice):
    make_representative(municipality, "Berit Berg", area="Sentrum")
    shown = _export(municipality, alice, search=Search(area="Sentrum")).decode()

    assert "Berit" in shown
    assert "Paula" not in shown


@pytest.mark.parametrize(
    "asked", [{"purpose": " "}, {"columns": []}, {"columns": ["note"]}, {"search": Search(text="ingen-slik")}]
)
def test_without_purpose_fields_or_people_there_is_no_list_and_no_line(paula, municipality, alice, asked):
    with pytest.raises(exporting.CannotExport):
        _export(municipality, alice, **asked)
    assert not AuditEvent.objects.filter(kind="registry.exported").exists()


def test_a_workbook_is_bounded_and_text_goes_further(paula, municipality, alice, monkeypatch):
    make_representative(municipality, "Berit Berg")
    monkeypatch.setattr(exporting, "MOST_IN_WORKBOOK", 1)
    with pytest.raises(exporting.CannotExport):
        _export(municipality, alice, as_text=False)
    assert b"Berit" in _export(municipality, alice)

    monkeypatch.setattr(exporting, "MOST_IN_TEXT", 1)
    with pytest.raises(exporting.CannotExport):
        _export(municipality, alice)


def test_the_other_municipality_and_the_erased_are_not_in_it(paula, municipality, alice, other_municipality):
    make_representative(other_municipality, "Olav Utenfor")
    erased = make_representative(municipality, "Erna Slettet", consents=())
    Representative.objects.filter(pk=erased.pk).update(
        given_name="", family_name="", email="", search_text="", state="left", erased_at=AT
    )
    shown = _export(municipality, alice, search=Search()).decode()
    assert shown.count("\r\n") == 2
    assert "Utenfor" not in shown
    with pytest.raises(exporting.CannotExport):
        _export(municipality, alice, search=Search(state="left"))


def test_the_page_gives_a_file_that_nobody_keeps(paula, client_of, alice):
    facilitator = client_of(alice)
    page = facilitator.get(f"{ADDRESS}?area=Øyane")
    assert page.status_code == 200
    assert not AuditEvent.objects.filter(kind="registry.exported").exists()

    answer = facilitator.post(f"{ADDRESS}?area=Øyane", ASKED)
    data = b"".join(answer.streaming_content)
    assert "Paula" in data.decode()
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="granvik-{timezone.localdate().isoformat()}.csv"'
    )
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        ASKED | {"purpose": "other"},
        ASKED | {"fields_shown": ["note"]},
        ASKED | {"fields_shown": ["experience"]},
        ASKED | {"kind": "exe"},
    ],
)
def test_what_is_not_right_gets_a_sentence_and_no_file(paula, client_of, alice, asked):
    answer = client_of(alice).post(ADDRESS, asked)

    assert answer.status_code == 422
    assert "Content-Disposition" not in answer
    assert not AuditEvent.objects.filter(kind="registry.exported").exists()


def test_a_purpose_in_own_words_is_what_the_log_says(paula, client_of, alice):
    asked = ASKED | {"purpose": "other", "other_purpose": "Julebrev", "kind": "xlsx", "with_experience": "on"}
    answer = client_of(alice).post(ADDRESS, asked)

    assert answer.content.startswith(b"PK")
    line = AuditEvent.objects.get(kind="registry.exported")
    assert (line.purpose, "experience" in line.fields) == ("Julebrev", True)


def test_others_have_no_list_to_take_out(paula, client_of, bob, charlie, adam):
    for other, status in ((bob, 403), (adam, 403), (charlie, 404)):
        assert client_of(other).post(ADDRESS, ASKED).status_code == status


def test_the_api_gives_the_same_file(paula, api_of, alice, bob, municipality):
    asked = {"columns": ["given_name"], "purpose": "calling", "kind": "csv", "area": "Øyane"}
    answer = api_of(alice).post("/api/v1/representatives/export/", asked, format="json")
    assert b"Paula" in b"".join(answer.streaming_content)
    assert AuditEvent.objects.get(kind="registry.exported").fields == ["given_name", "rows:1"]

    for wrong in ({"columns": ["note"]}, {"purpose": ""}, {"columns": []}, {"area": "Ikke her"}):
        refused = api_of(alice).post("/api/v1/representatives/export/", asked | wrong, format="json")
        assert refused.status_code == 400
    nobody = api_of(alice).post("/api/v1/representatives/export/", asked | {"text": "ingen"}, format="json")
    assert nobody.status_code == 409
    assert api_of(bob).post("/api/v1/representatives/export/", asked, format="json").status_code == 403


def test_a_consent_that_was_withdrawn_has_no_date(paula, municipality, alice):
    given = Consent.objects.get(representative=paula, purpose=Consent.Purpose.NETWORK)
    assert given.given_on.isoformat() in _export(municipality, alice, columns=["consent_on"]).decode()
    consent.withdraw_one(consent=given, by=alice, at=AT)

    assert given.given_on.isoformat() not in _export(municipality, alice, columns=["consent_on"]).decode()
