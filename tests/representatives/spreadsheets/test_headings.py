"""Which column is what, and what a person may correct."""

import pytest

from representatives.spreadsheets.headings import meaning_of
from representatives.spreadsheets.plan import read_layout
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import Unreadable
from tests.representatives.spreadsheets.books import plan, text, xlsx

HEADINGS = {
    "name": [
        "Navn",
        "Namn",
        "Name",
        "Fullt navn",
        "Hva heter du?",
        "Kva heiter du?",
        "Navn (etternavn, fornavn)",
    ],
    "given_name": ["Fornavn", "Førenamn", "First name", "Fornvan", "F.navn"],
    "family_name": ["Etternavn", "Etternamn", "Last name", "Surname", "Etternan"],
    "email": ["E-post", "Epost", "e-mail", "Hva er din e-postadresse?", "Mail", "E-post\nadresse"],
    "phone": ["Tlf", "Tlf.", "Mobil", "Telefonnummeret ditt", "Mobile phone", "Mob"],
    "birth_year": ["Født", "Fødselsår", "Fødd", "Year of birth", "Alder", "Når er du født?", "F.dato"],
    "area": ["Bydel/område", "Bygd", "Hvor bor du?", "Kvar bur du?", "District", "Kommune"],
    "experience": [
        "Erfaring (egen/pårørende)",
        "Eigenerfaring",
        "Pårørande til person med",
        "Lived experience",
        "Hvilke erfaringer har du som du vil dele med kommunen?",
    ],
    "relation": ["Rolle", "Relasjon", "Har du erfaring som bruker eller pårørende?", "Role"],
    "skills": ["Kan bidra med", "Ferdigheiter", "Skills", "Hva kan du bidra med?"],
    "availability": ["Kan møte", "Tilgjengelighet", "Når passer det best for deg å møte?", "Availability"],
    "consent_on": [
        "Samtykke",
        "Samtykke dato",
        "Consent given",
        "Samtykker du til at kommunen lagrer dette?",
    ],
    "last_contact_on": ["Sist brukt", "Sist kontaktet", "Last contact", "Sist kontakta"],
    "language": ["Målform", "Språk", "Language"],
    "organisation": ["Organisasjon", "Brukerorganisasjon", "Lag/foreining", "Organization"],
    "training": ["Opplæring gjennomført", "Kurs", "Training"],
    "declaration": ["Teieplikterklæring signert", "Taushetserklæring", "Confidentiality agreement"],
    "note": ["Merknad", "Kommentar", "Notes", "Er det noe annet du vil si?", "Merkander"],
    "active": ["Aktiv", "Aktiv?", "Status"],
}


@pytest.mark.parametrize(("field", "heading"), [(field, h) for field, hs in HEADINGS.items() for h in hs])
def test_headings_in_three_languages(field: str, heading: str) -> None:
    assert meaning_of(heading).field == field


@pytest.mark.parametrize(
    "heading",
    [
        "Tidsmerke",
        "Timestamp",
        "Start time",
        "Completion time",
        "Navn på nærmeste pårørende",
        "Tlf kontaktperson",
        "E-post til pårørende",
        "Honorar?",
        "Ønskjer reisegodtgjersle",
        "Samtykke til bruk av bilde",
        "Kjønn",
        "Nr",
    ],
)
def test_headings_that_are_never_a_field(heading: str) -> None:
    assert meaning_of(heading).field is None


def test_a_form_export_with_long_questions() -> None:
    found = plan(
        text(
            [
                [
                    "Tidsmerke",
                    "Hva heter du?",
                    "Hva er din e-postadresse?",
                    "Hvilke erfaringer har du?",
                    "Når samtykket du?",
                ],
                [
                    "2025/01/02 10:00:00",
                    "Kari Moe",
                    "kari@example.org",
                    "kols,\ndemens (pårørende)",
                    "2.1.2025",
                ],
                ["2025/01/03 10:00:00", "Ola Lie", "ola@example.org", "rus", ""],
            ],
            delimiter=",",
        )
    )

    assert [(term.key, term.relation) for term in found.new[0].experience] == [
        ("copd", "own"),
        ("dementia", "next_of_kin"),
    ]
    assert [(person.row, person.experience) for person in found.new][1] == (3, ())
    assert found.ignored_columns == ("Tidsmerke",)


def test_a_person_can_choose_sheet_header_row_and_columns() -> None:
    data = xlsx(
        [["Navn", "Tlf"], ["Kari Moe", 40612701]],
        [["Liste"], ["Hvem", "Hvor"], ["Ola Lie", "Nord"]],
        names=["En", "To"],
    )

    layout = read_layout(read_workbook(data), sheet="To", header_row=2)
    found = plan(data, sheet="To", header_row=2, columns={0: "name", 1: "area"})

    assert (layout.sheet, layout.header_row, layout.other_sheets) == ("To", 2, ("En",))
    assert found.columns == {"Hvem": "name", "Hvor": "area"}
    assert [(person.row, person.name, person.area) for person in found.new] == [(3, "Ola Lie", "Nord")]
    with pytest.raises(Unreadable) as refused:
        plan(data, sheet="Tre")
    assert refused.value.code == "no_such_sheet"
