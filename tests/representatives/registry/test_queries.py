"""Finding people: words, addresses, numbers, terms, areas and states; and what lies in the database meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from representatives.consent import services as consents
from representatives.registry import queries
from representatives.registry import services as registry
from representatives.registry.models import Representative
from tests.cast import AT
from tests.make.people import make_representative, make_term


@pytest.fixture
def people(municipality):
    return {
        "alma": make_representative(
            municipality,
            "Alma Østby",
            email="Alma.Ostby@example.org",
            phone="+4740612001",
            area="Øyane",
            organisation="Mental Helse",
            experience=((make_term(), "own"),),
        ),
        "berit": make_representative(
            municipality, "Berit Ås-Berg", area="Sentrum", skills=(make_term("skill", "writing"),)
        ),
        "cato": make_representative(
            municipality, "Cato Dahl", area="Sentrum", state="in_conversation", consents=()
        ),
    }


@pytest.fixture
def found(alice, municipality):
    """`found(text="Alma")`: the given names of whoever is found."""

    def names(**search) -> list[str]:
        rows = queries.find(
            user=alice, municipality=municipality, search=queries.Search(**search), today=AT.date()
        )
        return [person.given_name for person in rows]

    return names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("alma", ["Alma"]),
        ("ALMA øst", ["Alma"]),
        ("østby", ["Alma"]),
        ("ås-berg", ["Berit"]),
        ("øyane", ["Alma"]),
        ("mental", ["Alma"]),
        ("alma dahl", []),
        ("  ", ["Berit", "Cato", "Alma"]),
        ("ALMA.OSTBY@EXAMPLE.ORG", ["Alma"]),
        ("alma.ostby@example", []),
        ("40612001", ["Alma"]),
        ("+47 406 12 001", ["Alma"]),
        ("0047 40 61 20 01", ["Alma"]),
        ("4061200", []),
        ("%", []),
        ("²²²²²²²²", []),
    ],
)
def test_people_are_found_by_words_whole_addresses_and_whole_numbers(people, found, text, names):
    assert sorted(found(text=text)) == sorted(names)


def test_people_are_narrowed_by_term_area_and_state(people, found):
    assert found(experience=make_term()) == ["Alma"]
    assert found(skill=make_term("skill", "writing")) == ["Berit"]
    assert found(area="Sentrum") == ["Cato", "Berit"]
    assert found(state="in_conversation") == ["Cato"]
    assert found(area="Sentrum", state="active", text="berit") == ["Berit"]


def test_those_who_have_left_are_found_only_when_asked_for(people, found, alice):
    registry.move(representative=people["cato"], to="left", by=alice, at=AT)

    assert "Cato" not in found()
    assert found(state="left") == ["Cato"]


def test_experience_is_gone_from_the_search_when_consent_is_withdrawn(people, found, alice):
    consents.withdraw(
        representative=people["alma"], purpose="experience", by=alice, at=AT + timedelta(days=1)
    )

    assert found(experience=make_term()) == []


def test_nobody_else_finds_anybody(people, municipality, charlie, bob, adam, pia, uma):
    for user in (charlie, bob, adam, pia, uma):
        assert not queries.find(
            user=user, municipality=municipality, search=queries.Search(), today=AT.date()
        ).exists()


def test_a_person_sees_the_own_profile_only(people, municipality, pia):
    people["alma"].user = pia
    people["alma"].save()

    assert [row.given_name for row in Representative.objects.visible_to(pia)] == ["Alma"]


def test_address_number_and_note_lie_sealed_and_their_index_differs_between_municipalities(
    municipality, other_municipality
):
    same: dict[str, Any] = {"email": "same@example.org", "phone": "+4740612001", "note": "Bruker teleslynge"}
    here, there = make_representative(municipality, **same), make_representative(other_municipality, **same)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM representatives_representative")
        stored = str(cursor.fetchall())

    for text in ("same@example.org", "40612001", "teleslynge"):
        assert text not in stored
    assert here.email_index != there.email_index
    assert here.phone_index != there.phone_index
    assert (Representative.objects.get(pk=here.pk).note, there.note) == (
        "Bruker teleslynge",
        "Bruker teleslynge",
    )


def test_a_value_moved_to_another_municipality_does_not_open(municipality, other_municipality):
    person = make_representative(municipality, phone="+4740612001")
    Representative.objects.filter(pk=person.pk).update(municipality=other_municipality)

    with pytest.raises(Exception, match="sealed for another place"):
        _phone = Representative.objects.get(pk=person.pk).phone


def test_the_network_at_a_glance_counts_each_person_once(people, municipality, alice):
    again = people["berit"]
    consents.withdraw(representative=again, purpose="network", by=alice, at=AT + timedelta(days=1))
    glance = queries.at_a_glance(user=alice, municipality=municipality, today=AT.date() + timedelta(days=400))

    assert (glance.active, glance.resting, glance.in_conversation, glance.stale) == (2, 0, 1, 2)
    assert glance.without_consent == 2


def test_the_network_at_a_glance_counts_a_new_yes_after_an_old_no(people, municipality, alice):
    later = AT + timedelta(days=1)
    consents.withdraw(representative=people["berit"], purpose="network", by=alice, at=later)
    consents.give(
        representative=people["berit"],
        purpose="network",
        channel="oral",
        given_on=later.date(),
        by=alice,
        at=later,
    )

    assert queries.at_a_glance(user=alice, municipality=municipality, today=later.date()).without_consent == 1


def test_history_is_newest_first_by_the_days_of_norway(people, alice, municipality):
    late = AT.replace(hour=23, minute=30)
    registry.move(representative=people["alma"], to="resting", by=alice, at=late, reason="Reise")
    person = queries.profile(user=alice, municipality=municipality).get(pk=people["alma"].pk)
    events = queries.history(person, titles={})

    assert (events[0].on, events[0].by, events[0].text) == (late.date() + timedelta(days=1), "Alice", "Reise")
    assert [event.on for event in events] == sorted((event.on for event in events), reverse=True)
