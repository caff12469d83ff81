"""Merging two profiles: what is kept, what moves, what is refused; and undoing it to the last row."""

from datetime import date, timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Unit
from participation.invitations import services as invitations
from participation.models import Invitation
from projects.models import Request
from representatives.conflicts import services as conflicts
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.duplicates import queries, services
from representatives.duplicates.models import Merge
from representatives.registry import services as registry
from representatives.registry.models import ProfileTerm, Representative
from representatives.turns import services as turns
from tests.cast import AT, make_user
from tests.helpers.threads import at_once
from tests.make.people import make_representative, make_term
from tests.make.town import make_town
from tests.representatives.duplicates.twins import make_twins

LATER = AT + timedelta(days=1)
State = Representative.State


@pytest.fixture
def twins(municipality):
    return make_twins(municipality, experience=((make_term(), "own"),), skills=(make_term("skill", "write"),))


def _merge(stays, goes, by, **more):
    return services.merge(stays=stays, goes=goes, by=by, at=more.pop("at", LATER), **more)


def _fresh(*people):
    rows = [Representative.objects.get(pk=person.pk) for person in people]
    return rows if len(rows) > 1 else rows[0]


def test_one_stays_with_the_rows_of_both_and_the_other_is_in_no_list(twins, municipality, alice):
    kari, double = twins
    other_skill = make_term("skill", "speak")
    registry.keep_skill(representative=double, term=other_skill, by=alice, at=AT)
    turns.write(representative=double, kind="asked", at=AT, request_ref="r")

    merged = _merge(kari, double, alice)

    kari, double = _fresh(kari, double)
    assert (double.state, double.merged_into, double.name) == ("left", kari, "Kari M Nordmann")
    assert (str(double.email), str(double.phone), double.birth_year) == ("", "", None)
    assert set(kari.terms.values_list("term__key", flat=True)) == {"dementia", "write", "speak"}
    assert kari.turns.count() == 1 and not double.terms.exists()
    assert list(Representative.objects.visible_to(alice)) == [kari]
    assert not queries.pairs(user=alice, municipality=municipality)
    assert merged.undo_until == LATER + timedelta(days=30)
    lines = AuditEvent.objects.filter(at=LATER, kind__in=["merge.done", "representative.merged"])
    assert set(lines.values_list("kind", "subject_id")) == {
        ("merge.done", kari.public_id),
        ("representative.merged", double.public_id),
    }


def test_what_is_kept_is_chosen_and_empty_fields_are_filled(municipality, alice):
    kari, double = make_twins(municipality)
    registry.update(representative=double, changes={"area": "Øyane", "note": "Ring først"}, by=alice, at=AT)

    _merge(kari, double, alice, choices={"email": "goes", "family_name": "stays"})

    kari = _fresh(kari)
    assert (str(kari.email), kari.area, str(kari.note)) == ("km@example.org", "Øyane", "Ring først")
    found = queries.alike(municipality, {"given_name": "X", "email": "km@example.org"})
    assert [one.person for one in found] == [kari]


@pytest.mark.parametrize(
    ("choices", "after"),
    [
        ({}, "Ring først\nHelst etter tolv"),
        ({"note": "both"}, "Ring først\nHelst etter tolv"),
        ({"note": "stays"}, "Ring først"),
        ({"note": "goes"}, "Helst etter tolv"),
    ],
)
def test_two_notes_are_both_kept_unless_one_is_chosen(municipality, alice, choices, after):
    kari, double = make_twins(municipality)
    for person, note in ((kari, "Ring først"), (double, "Helst etter tolv")):
        registry.update(representative=person, changes={"note": note}, by=alice, at=AT)

    merged = _merge(kari, double, alice, choices=choices)

    assert str(_fresh(kari).note) == after
    services.undo(merge=merged, by=alice, at=LATER)
    assert [str(person.note) for person in _fresh(kari, double)] == ["Ring først", "Helst etter tolv"]


def test_one_note_or_twice_the_same_is_there_once(municipality, alice):
    kari, double = make_twins(municipality)
    for person in (kari, double):
        registry.update(representative=person, changes={"note": "Ring først"}, by=alice, at=AT)

    _merge(kari, double, alice, choices={"note": "both"})

    assert str(_fresh(kari).note) == "Ring først"


@pytest.mark.parametrize(
    ("name", "stays", "goes", "after"),
    [
        ("most_at_once", 2, 1, 1),
        ("most_at_once", None, 3, 3),
        ("most_per_half_year", 1, 4, 1),
        ("available_until", date(2026, 9, 1), date(2026, 6, 1), date(2026, 6, 1)),
        ("is_mediated", False, True, True),
        ("last_contact_on", date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
def test_the_stricter_limit_wins(municipality, alice, name, stays, goes, after):
    kari, double = make_twins(municipality)
    Representative.objects.filter(pk=kari.pk).update(**{name: stays})
    Representative.objects.filter(pk=double.pk).update(**{name: goes})

    _merge(kari, double, alice, choices={name: "stays"})

    assert getattr(_fresh(kari), name) == after


def test_a_rest_on_either_side_holds(twins, alice):
    kari, double = twins
    registry.move(representative=double, to="resting", until=date(2026, 6, 1), by=alice, at=AT)

    _merge(kari, double, alice)

    kari = _fresh(kari)
    assert (kari.state, kari.resting_until) == ("resting", date(2026, 6, 1))
    assert kari.state_changes.filter(at=LATER, to_state="resting", by=alice).count() == 1


def test_no_gos_are_united_and_each_is_there_once(twins, municipality, unit, pia, uma, alice):
    kari, double = twins
    other = Unit.objects.create(municipality=municipality, name="Legevakta")
    for person, place in ((kari, unit), (double, unit), (double, other)):
        registry.add_no_go(representative=person, unit=place, by=alice, at=AT)
    for person, named in ((kari, pia), (double, pia), (double, uma)):
        registry.add_no_go(representative=person, person=named, by=alice, at=AT)

    _merge(kari, double, alice)

    assert sorted(no_go.wanted for no_go in kari.no_gos.all()) == [
        "Hjemmetjenesten",
        "Legevakta",
        "Pia",
        "Uma",
    ]


def test_conflicts_go_on_with_who_recorded_them(twins, unit, pia, alice):
    kari, double = twins
    about = {"kind": "work", "since": AT.date(), "by": alice, "at": AT}
    conflicts.record(representative=kari, unit=unit, **about)
    conflicts.record(representative=double, person=pia, **about)

    merged = _merge(kari, double, alice)
    assert {(one.about, one.ended_at) for one in kari.conflicts.all()} == {(unit.name, None), ("Pia", None)}

    services.undo(merge=merged, by=alice, at=LATER)
    assert [one.about for one in kari.conflicts.all()] == [unit.name]
    assert [(one.about, one.recorded_by) for one in double.conflicts.all()] == [("Pia", alice)]


def test_a_linked_account_is_kept(twins, municipality, alice):
    kari, double = twins
    account = make_user("Kari", municipality, "representative")
    Representative.objects.filter(pk=double.pk).update(user=account)

    _merge(kari, double, alice)

    assert _fresh(kari).user == account and _fresh(double).user is None


def test_a_withdrawal_on_one_side_takes_back_the_older_yes_of_the_other(municipality, alice):
    term = make_term()
    kari, double = make_twins(municipality, experience=((term, "own"),))
    consent.withdraw(representative=double, purpose="experience", by=alice, at=AT)
    seen = queries.preview(stays=kari, goes=double)

    _merge(kari, double, alice)

    assert queries.in_force(kari) == {"network"}
    assert not ProfileTerm.objects.filter(term=term).exists()
    assert seen.terms_lost == 1
    assert [purpose.holds for purpose in seen.purposes] == [True, False]


def test_a_yes_holds_where_the_other_was_never_asked(municipality, alice):
    kari, double = make_twins(municipality, consents=("network",))
    consent.give(representative=double, purpose="photo", channel="paper", given_on=AT.date(), by=alice, at=AT)

    _merge(kari, double, alice)

    assert queries.in_force(kari) == {"network", "photo"}


def test_the_network_taken_back_on_one_side_stops_running_invitations(municipality, unit, alice):
    town = make_town(municipality, unit, "Merke", by=alice)
    asked, double = (
        town.rows["candidate"],
        make_representative(municipality, "Merkolf", consents=("network",)),
    )
    consent.withdraw(representative=double, purpose="network", by=alice, at=AT)
    request, at = town.rows["request"], town.rows["request"].created_at + timedelta(hours=1)
    invitation = invitations.prepare(
        request=request, representative=asked, reply_by=at.date() + timedelta(days=9), by=alice, at=at
    )
    invitations.send(invitation=invitation, by=alice, at=at)

    merged = _merge(asked, double, alice, at=at)

    assert not queries.in_force(asked)
    assert Invitation.objects.get(representative=asked).state == Invitation.State.WITHDRAWN
    services.undo(merge=merged, by=alice, at=at)
    assert queries.in_force(asked) == {"network", "experience"}
    # A letter that has been taken back cannot be unsent.
    assert Invitation.objects.get(representative=asked).state == Invitation.State.WITHDRAWN


@pytest.mark.parametrize("word", ["same", "gone", "left"])
def test_what_cannot_be_merged_is_refused_and_leaves_nothing(twins, alice, word):
    kari, double = twins
    if word == "same":
        double = kari
    elif word == "gone":
        third = make_representative(kari.municipality, "Kari Nordman")
        _merge(third, double, alice)
    else:
        registry.move(representative=kari, to="left", by=alice, at=AT)
    before = Merge.objects.count()

    with pytest.raises(services.CannotMerge):
        _merge(kari, double, alice)
    assert Merge.objects.count() == before


def test_two_municipalities_are_two_people(twins, other_municipality, alice):
    with pytest.raises(services.CannotMerge):
        _merge(twins[0], make_representative(other_municipality, "Kari Nordmann"), alice)


@pytest.mark.django_db(transaction=True)
def test_two_presses_crosswise_merge_once(twins, alice):
    kari, double = twins

    outcomes = at_once(lambda: _merge(kari, double, alice), lambda: _merge(double, kari, alice))

    assert sorted(outcomes) == ["CannotMerge", "done"]
    assert Merge.objects.count() == 1


def test_two_people_are_kept_apart_in_either_order(twins, municipality, alice):
    kari, double = twins
    assert len(queries.pairs(user=alice, municipality=municipality)) == 1

    row = services.keep_apart(one=double, other=kari, by=alice, at=AT)
    again = services.keep_apart(one=kari, other=double, by=alice, at=AT)

    assert (row, row.representative) == (again, kari)
    assert not queries.pairs(user=alice, municipality=municipality)
    assert AuditEvent.objects.filter(kind="not_same.decided").count() == 2


def test_the_request_and_consent_counts_stay_true(municipality, unit, alice):
    town = make_town(municipality, unit, "Merke", by=alice)
    consents = Consent.objects.count()
    stays = make_representative(municipality, "Merkine Merkesen", consents=())

    at = town.rows["request"].created_at + timedelta(hours=1)
    _merge(stays, town.rows["representative"], alice, at=at)

    assert Consent.objects.count() == consents
    assert Request.objects.count() == 1
