"""The draw by which interest is read: repeatable, the same whoever else is there, and blind to everything but ids."""

from hashlib import blake2b

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.calls.order import draw, drawn

IDS = st.lists(st.integers(0, 9999).map(str), unique=True, max_size=12)
SEED = st.integers(0, 9999).map(str)


def test_a_lot_is_what_the_page_says_it_is():
    assert draw("s", "c", "i") == blake2b(b"s|c|i", digest_size=8).digest()


@settings(derandomize=True, max_examples=200)
@given(IDS, SEED, st.randoms(use_true_random=False))
def test_the_order_is_the_same_in_whatever_order_they_came(ids, seed, random):
    mixed = list(ids)
    random.shuffle(mixed)

    assert drawn(seed, "call", mixed) == drawn(seed, "call", ids)
    assert sorted(drawn(seed, "call", ids)) == sorted(ids)


@settings(derandomize=True, max_examples=200)
@given(IDS, SEED, st.integers(10000, 99999).map(str))
def test_one_more_moves_nobody_before_or_after_another(ids, seed, late):
    with_late = [one for one in drawn(seed, "call", [*ids, late]) if one != late]

    assert with_late == drawn(seed, "call", ids)


def test_every_place_falls_to_everyone_about_as_often():
    ids = ["a", "b", "c", "d"]
    firsts = [drawn(str(seed), "call", ids)[0] for seed in range(2000)]

    assert all(400 <= firsts.count(one) <= 600 for one in ids)
