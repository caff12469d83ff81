"""The database refuses a row about two profiles that cannot be."""

from datetime import timedelta

import pytest

from representatives.duplicates.models import Merge, NotSame
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def two(municipality):
    return make_representative(municipality, "Anne Ås"), make_representative(municipality, "Berit By")


def _merge(stays, goes, **more):
    fields = {"merged_at": AT, "undo_until": AT + timedelta(days=30), "municipality": stays.municipality}
    return Merge.objects.create(representative=stays, gone=goes, **fields, **more)


def _not_same(one, other):
    return NotSame.objects.create(
        representative=one, other=other, decided_at=AT, municipality=one.municipality
    )


def test_a_merge_is_of_two(two):
    assert_refused(lambda: _merge(two[0], two[0]), "merge_is_of_two")


def test_a_merge_takes_a_profile_once(two, municipality):
    _merge(*two, undone_at=AT)
    _merge(*two)
    third = make_representative(municipality, "Cecilie Dahl")
    assert_refused(lambda: _merge(third, two[1]), "merge_takes_a_profile_once")


def test_two_people_are_kept_apart_once(two):
    _not_same(*two)
    assert_refused(lambda: _not_same(*two), "not_same_once")


def test_the_smaller_number_stands_first(two):
    assert_refused(lambda: _not_same(two[1], two[0]), "not_same_in_order")
