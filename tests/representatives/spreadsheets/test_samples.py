"""The three samples, row by row, as read with one's own eyes."""

from representatives.spreadsheets.people import KnownPerson
from tests.representatives.spreadsheets.books import TODAY, json_of, plan, rows_of, sample

NORDVIK_LEFT = {18, 27, 38, 41, 45, 48, 51, 56, 62}
NORDVIK_WITHOUT_CONSENT = {5, 7, 12, 15, 19, 30, 39, 52, 61, 66, 71}
VESTFJORD_LEFT = {6, 11, 16, 21, 26, 31, 36, 41, 46}
FJORDBYEN_WITHOUT_CONSENT = {14, 18, 25, 42, 46, 53, 55, 65, 71, 79, 91}


def test_nordvik_gives_each_row_one_place() -> None:
    found = json_of(sample("nordvik.xlsx"), "nordvik.xlsx")

    assert (found["sheet"], found["header_row"]) == ("Brukerrep 2026", 4)
    assert found["columns"] == {
        "Navn": "name",
        "Tlf": "phone",
        "E-post": "email",
        "Født": "birth_year",
        "Bydel/område": "area",
        "Erfaring (egen/pårørende)": "experience",
        "Kan bidra med": "skills",
        "Kan møte": "availability",
        "Samtykke": "consent_on",
        "Sist brukt": "last_contact_on",
        "Merknad": "note",
    }
    assert found["ignored_columns"] == found["refused_columns"] == found["updated"] == []
    assert rows_of(found["new"]) == [*range(5, 25), *range(27, 71)]
    assert [(double["row"], double["of_row"]) for double in found["possible_duplicates"]] == [(71, 8)]
    assert rows_of(found["refused"]) == [26, 72, 73]
    assert len({row["reason"] for row in found["refused"]}) == 3


def test_nordvik_keeps_experience_back_without_a_dated_consent() -> None:
    found = plan(sample("nordvik.xlsx"), "nordvik.xlsx")

    words = {held.row: held.words for held in found.held_back if held.words}
    assert set(words) == NORDVIK_WITHOUT_CONSENT
    assert words[5] == ("Parkinson", "kreft", "rus")
    for person in found.people:
        if person.row in NORDVIK_WITHOUT_CONSENT | NORDVIK_LEFT:
            assert not (
                person.experience or person.skills or person.availability or person.note or person.birth_year
            )
        else:
            assert person.consent_on is not None and person.experience
    assert {term.text for term in found.unmapped_terms}.isdisjoint({"demens", "kols", "slag/afasi"})


def test_nordvik_people_who_left_come_in_with_name_and_contact_only() -> None:
    found = plan(sample("nordvik.xlsx"), "nordvik.xlsx")

    left = [person for person in found.people if person.state == "left"]
    assert {person.row for person in left} == NORDVIK_LEFT
    assert all(not person.area and person.consent_on is None for person in left)
    assert left[0].name == "Frode Eidsmoen" and left[0].phone == "+4740612654"


def test_nordvik_reads_every_telephone_address_and_name() -> None:
    people = {person.row: person for person in plan(sample("nordvik.xlsx"), "nordvik.xlsx").people}

    assert sum(person.phone is None for person in people.values()) == 8
    assert all(person.phone is None or len(person.phone) == 11 for person in people.values())
    assert (people[8].given_name, people[8].family_name, people[8].phone) == (
        "Bjørn",
        "Solbakkhaug",
        "+4740612701",
    )
    assert [(term.text, term.relation, term.key) for term in people[10].experience] == [
        ("synshemming", "next_of_kin", None),
        ("demens", "next_of_kin", "dementia"),
        ("svangerskap/barsel", "next_of_kin", None),
    ]
    assert [term.text for term in people[24].experience] == ["hjerte", "slag/afasi", "svangerskap/barsel"]
    assert people[55].availability == ("tirs/tors",)
    assert people[28].birth_year is not None and people[28].birth_year.approximate
    assert people[53].last_contact_on is not None and people[53].last_contact_on.isoformat() == "2024-01-01"


def test_people_behind_one_telephone_are_two() -> None:
    found = json_of(sample("nordvik.xlsx"), "nordvik.xlsx")

    # Rows 12 and 46 share name and telephone, but neither year of birth nor e-mail; 6 and 64 the telephone.
    assert {12, 46, 6, 64} <= set(rows_of(found["new"]))


def test_other_sheets_are_named_and_not_read() -> None:
    found = plan(sample("nordvik.xlsx"), "nordvik.xlsx")

    assert found.layout.other_sheets == ("Utgått",)
    assert "Ragnhild Tverrå" not in {person.name for person in found.people}


def test_fjordbyen_refuses_three_columns_by_name() -> None:
    found = json_of(sample("fjordbyen.csv"), "fjordbyen.csv")

    assert (found["sheet"], found["header_row"]) == ("fjordbyen", 1)
    assert found["refused_columns"] == ["Fødselsnummer", "Diagnose", "Kontonr"]
    assert found["ignored_columns"] == ["Honorar?"]
    assert found["columns"]["Mobil"] == "phone" and found["columns"]["Rolle"] == "relation"
    assert rows_of(found["new"]) == list(range(2, 92))
    assert found["possible_duplicates"] == found["refused"] == found["unmapped_terms"] == []
    assert {held["row"] for held in found["held_back"]} == FJORDBYEN_WITHOUT_CONSENT


def test_fjordbyen_reads_relation_and_dates() -> None:
    people = {person.row: person for person in plan(sample("fjordbyen.csv"), "fjordbyen.csv").people}

    assert [people[row].relation for row in (2, 3, 4, 5, 6)] == [
        "own",
        "next_of_kin",
        "next_of_kin",
        "own",
        "bereaved",
    ]
    assert str(people[2].last_contact_on) == "2025-02-17" and str(people[2].consent_on) == "2024-04-11"
    assert all(person.phone and person.phone.startswith("+474061") for person in people.values())


def test_vestfjord_is_nynorsk_with_own_and_next_of_kin_apart() -> None:
    found = plan(sample("vestfjord.xlsx"), "vestfjord.xlsx")

    experience = [(c.heading, c.relation) for c in found.layout.columns if c.field == "experience"]
    assert experience == [("Eigenerfaring", "own"), ("Pårørande til person med", "next_of_kin")]
    assert found.columns["Teieplikterklæring signert"] == "declaration"
    assert found.columns["Aktiv"] == "active"
    told = json_of(sample("vestfjord.xlsx"), "vestfjord.xlsx")
    assert told["state_columns"] == ["Aktiv"]
    assert set(told["columns"].values()) == {
        *"given_name family_name phone email birth_year area experience skills training".split(),
        *"declaration language".split(),
    }
    assert found.ignored_columns == ("Ønskjer reisegodtgjersle",)
    assert [person.row for person in found.new] == list(range(2, 50))
    assert {person.row for person in found.new if person.state == "left"} == VESTFJORD_LEFT
    assert {person.language for person in found.new if person.state == "active"} == {"nn", "nb"}
    # No column has a consent: nobody's experience comes in.
    assert all(not person.experience for person in found.people)
    assert {held.row for held in found.held_back if held.words} == set(range(2, 50)) - VESTFJORD_LEFT


def test_a_second_import_updates_the_same_people() -> None:
    first = plan(sample("nordvik.xlsx"), "nordvik.xlsx")
    known = [
        KnownPerson(str(p.row), p.name, p.email, p.phone, p.birth_year.year if p.birth_year else None)
        for p in first.new
    ]

    again = plan(sample("nordvik.xlsx"), "nordvik.xlsx", known=known)

    assert all(str(update.person.row) == update.known for update in again.updated)
    assert again.new == ()
    # Row 5 has neither telephone nor e-mail, rows 52 too: the name alone is for a person to decide.
    assert [double.person.row for double in again.possible_duplicates] == [5, 52, 71]
    assert TODAY.year == 2026
