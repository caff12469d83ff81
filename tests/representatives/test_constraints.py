"""Each constraint of the network refuses a bad row, on both databases."""

from datetime import date, timedelta
from functools import partial

import pytest

from representatives.catalogue.models import Synonym, Term
from representatives.conflicts.models import Conflict
from representatives.consent.models import Consent
from representatives.registry.models import NoGo, ProfileTerm, Representative
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative, make_term


@pytest.fixture
def paula(municipality) -> Representative:
    return make_representative(municipality)


def _change(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_representative_has_a_name(paula):
    assert_refused(_change(paula, given_name=""), "representative_has_a_name")


def test_representative_rests_until_only_when_resting(paula):
    assert_refused(
        _change(paula, resting_until=date(2026, 9, 1)), "representative_rests_until_only_when_resting"
    )


def test_representative_birth_year_is_a_year(paula):
    assert_refused(_change(paula, birth_year=1899), "representative_birth_year_is_a_year")


def _profile_term(paula, **fields) -> ProfileTerm:
    given = {"municipality": paula.municipality, "representative": paula, "added_at": AT} | fields
    return ProfileTerm.objects.create(**given)


def test_profile_term_once(paula):
    term = make_term()
    _profile_term(paula, term=term, relation="own")
    _profile_term(paula, term=term, relation="next_of_kin")

    assert_refused(lambda: _profile_term(paula, term=term, relation="own"), "profile_term_once")


def test_profile_term_level_is_known(paula):
    term = make_term()

    assert_refused(lambda: _profile_term(paula, term=term, level=5), "profile_term_level_is_known")


def test_no_go_is_a_unit_a_topic_or_a_person(paula, unit, pia):
    def make(**fields):
        NoGo.objects.create(municipality=paula.municipality, representative=paula, added_at=AT, **fields)

    for about in (
        {},
        {"unit": unit, "term": make_term()},
        {"unit": unit, "person": pia},
        {"term": make_term(), "person": pia},
    ):
        assert_refused(partial(make, **about), "no_go_is_a_unit_a_topic_or_a_person")


def test_a_conflict_is_with_one_thing_and_ends_after_it_begins(paula, unit, pia):
    def make(**fields):
        given = {"kind": "work", "since": AT.date(), "recorded_at": AT} | fields
        Conflict.objects.create(municipality=paula.municipality, representative=paula, **given)

    for about in ({}, {"unit": unit, "person": pia}):
        assert_refused(partial(make, **about), "conflict_is_with_a_unit_or_a_person")
    day_before = AT.date() - timedelta(days=1)
    assert_refused(partial(make, unit=unit, until=day_before), "conflict_ends_after_it_begins")
    too_early = {"unit": unit, "ended_at": AT - timedelta(days=1)}
    assert_refused(partial(make, **too_early), "conflict_is_ended_after_it_was_recorded")


def test_consent_once_in_force(paula):
    given = Consent.objects.get(representative=paula, purpose=Consent.Purpose.NETWORK)
    given.pk, given.public_id = None, "x" * 22

    assert_refused(given.save, "consent_once_in_force")


def test_consent_is_withdrawn_after_it_was_recorded(paula):
    given = Consent.objects.get(representative=paula, purpose=Consent.Purpose.NETWORK)
    before = given.recorded_at - timedelta(seconds=1)

    assert_refused(_change(given, withdrawn_at=before), "consent_is_withdrawn_after_it_was_recorded")


def _term(key: str, municipality=None) -> Term:
    names = {"name_nb": key, "name_nn": key, "name_en": key}
    return Term.objects.create(kind="skill", key=key, municipality=municipality, **names)


def test_term_shared_key_is_unique(municipality):
    _term("teaching-x")

    assert_refused(lambda: _term("teaching-x"), "term_shared_key_is_unique")


def test_term_own_key_is_unique(municipality, other_municipality):
    _term("teaching-x", municipality)
    _term("teaching-x", other_municipality)

    assert_refused(lambda: _term("teaching-x", municipality), "term_own_key_is_unique")


def test_synonym_once_shared(db):
    term = _term("teaching-x")
    Synonym.objects.create(term=term, text="Å undervise", normal="undervise")

    assert_refused(
        lambda: Synonym.objects.create(term=term, text="undervise", normal="undervise"), "synonym_once_shared"
    )


def test_synonym_once_per_municipality(municipality, other_municipality):
    term = _term("teaching-x")

    def learn(place):
        Synonym.objects.create(term=term, municipality=place, text="undervise", normal="undervise")

    learn(municipality)
    learn(other_municipality)
    assert_refused(lambda: learn(municipality), "synonym_once_per_municipality")


def test_term_says_what_it_is_merged_into(municipality):
    term, other = _term("teaching-x", municipality), _term("teaching-y", municipality)

    assert_refused(_change(term, state=Term.State.MERGED), "term_says_what_it_is_merged_into")
    assert_refused(_change(term, merged_into=other), "term_says_what_it_is_merged_into")
