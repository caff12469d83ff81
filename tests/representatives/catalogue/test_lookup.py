"""Typing finds a term: in any language, by another word, by its beginning, spelt wrongly, and as it is just now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from representatives.catalogue import endings, lookup, services
from representatives.catalogue.models import Term
from representatives.catalogue.spelling import slips
from tests.cast import AT
from tests.make.catalogue import make_own_term, names


@pytest.fixture
def started(municipality):
    services.load_starter_catalogue()
    return municipality


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Demens", "dementia"),
        ("dementia", "dementia"),
        ("demnes", "dementia"),
        ("demes", "dementia"),
        ("dem", "dementia"),
        ("alzheimer", "dementia"),
        ("heimeteneste", "home-care"),
        ("hjemetjeneste", "home-care"),
        ("psykisk", "mental-health"),
        ("sjukeheim", "nursing-home"),
        ("BPA", "personal-assistance"),
        ("tegnspråk", "language-norwegian-sign"),
        ("samisk", "language-northern-sami"),
        ("diabtes", "diabetes-metabolic"),
        ("kref", "cancer"),
    ],
)
def test_words_are_found_in_the_first_places(started, typed, key):
    found = [term.key for term in lookup.find(started, typed, ("experience", "service", "skill"))]

    assert key in found[:3]


@pytest.mark.parametrize("typed", ["", " ", "…", "\x00", "xqzw", "x" * 5000])
def test_nothing_that_is_typed_is_a_fault(started, typed):
    assert lookup.find(started, typed) == []


def test_a_kind_is_kept_to(started):
    assert {term.kind for term in lookup.find(started, "rehabilitering", ("service",))} == {"service"}


def test_one_exact_word_is_taken_and_a_word_of_two_terms_is_not(started):
    assert lookup.exact(started, "DEMENS", ("experience",)).key == "dementia"
    assert lookup.exact(started, "demns", ("experience",)) is None
    assert lookup.exact(started, "rehabilitering", ("service",)).key == "rehabilitation-service"
    assert lookup.exact(started, "engelsk", ("skill", "practical")) is None


def test_own_terms_are_found_in_their_municipality_alone(started, other_municipality):
    own = make_own_term(started, "Fiskerihelse")

    assert lookup.find(started, "fiskerihlse")[0] == own
    assert own not in lookup.find(other_municipality, "fiskerihelse")


def test_every_change_is_found_at_once(started, alice):
    common = {"by": alice, "at": AT}
    term = make_own_term(started, "Kvalfangst")
    assert lookup.find(started, "kvalfangst")[0] == term
    services.rename(term=term, names=names("Hvalfangst"), **common)
    assert lookup.find(started, "hvalfangst")[0] == term
    services.add_synonym(term=term, text="harpun", municipality=started, **common)
    assert lookup.find(started, "harpun") == [term]
    services.remove_synonym(term=term, text="harpun", municipality=started, **common)
    assert lookup.find(started, "harpun") == []
    services.learn(term=term, text="grindedrap", municipality=started)
    assert lookup.find(started, "grindedrap") == [term]
    endings.retire(term=term, **common)
    assert term not in lookup.find(started, "hvalfangst")


def test_a_lookup_asks_the_database_twice(started):
    lookup.find(started, "demens")
    with CaptureQueriesContext(connection) as captured:
        assert lookup.find(started, "demnes")

    assert len(captured) == 2


def test_the_kept_index_is_thrown_away_when_another_process_has_changed_something(started):
    kept = lookup.catalogue_of(started)
    assert lookup.catalogue_of(started) is kept
    Term.objects.filter(key="dementia").update(version=2)

    assert lookup.catalogue_of(started) is not kept


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [
        ("demnes", "demens", 1),
        ("demen", "demens", 1),
        ("demeens", "demens", 1),
        ("", "a", 1),
        ("abc", "xyz", None),
    ],
)
def test_slips_are_counted(typed, meant, count):
    assert slips(typed, meant, 2) == count
