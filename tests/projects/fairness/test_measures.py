"""Gini and hiding, against plain programs and by properties."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.fairness import hiding, measures

property_based = settings(derandomize=True, max_examples=300, deadline=None, database=None)
asks = st.lists(st.integers(0, 9), min_size=1, max_size=25)
rows = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=9)


def plain_gini(values: list[int]) -> Fraction | None:
    """Half the mean difference of every pair over the mean, word for word."""
    total = sum(values)
    if not total:
        return None
    differences = sum(abs(one - other) for one, other in product(values, values))
    return Fraction(differences, 2 * len(values) * total)


@given(asks)
@property_based
def test_gini_is_what_the_definition_says(values):
    assert measures.gini(Counter(values)) == plain_gini(values)


@given(asks, st.integers(2, 5))
@property_based
def test_gini_is_the_same_for_twice_the_people_and_twice_the_asking(values, times):
    assert measures.gini(Counter(values * times)) == measures.gini(Counter(values))
    assert measures.gini(Counter(value * times for value in values)) == measures.gini(Counter(values))


@given(asks)
@property_based
def test_gini_lies_between_all_alike_and_one_for_all(values):
    found = measures.gini(Counter(values))

    assert found is None or 0 <= found < 1


def test_known_ginis():
    assert measures.gini({3: 10}) == 0
    assert measures.gini({0: 3, 4: 1}) == Fraction(3, 4)
    assert measures.gini({0: 5}) is None
    assert measures.gini({}) is None


def test_median_bucket_and_share():
    assert (measures.middle([]), measures.middle([1, 9, 2]), measures.middle([1, 2])) == (None, 2.0, 1.5)
    assert [measures.bucket(value, (0, 3, 6)) for value in (0, 1, 3, 4, 7)] == [0, 1, 1, 2, 3]
    assert (measures.share(1, 3), measures.share(1, 0)) == (33, None)


@given(rows)
@property_based
def test_no_shown_row_tells_of_few(table):
    hidden = hiding.hidden_rows(table)

    assert all(not hiding.is_telling(row) for at, row in enumerate(table) if at not in hidden)


@given(rows)
@property_based
def test_nobody_finds_a_small_group_by_subtracting_shown_rows_from_the_total(table):
    """Whatever rows an onlooker adds up and takes from the known total of a part, one to four are never left."""
    hidden = hiding.hidden_rows(table)
    shown = [row for at, row in enumerate(table) if at not in hidden]
    if not hidden or not shown:
        return
    left = [sum(row[part] for row in table) - sum(row[part] for row in shown) for part in (0, 1)]

    assert not hiding.is_telling(left)
    assert sum(any(table[at]) for at in hidden) != 1


@given(rows)
@property_based
def test_no_more_is_hidden_than_needed(table):
    """Nothing is hidden where no row tells of few; and hiding does not depend on the order of the rows."""
    hidden = hiding.hidden_rows(table)
    total = [sum(row[part] for row in table) for part in (0, 1)]
    if table and not hiding.is_telling(total) and not any(hiding.is_telling(row) for row in table):
        assert not hidden
    backwards = hiding.hidden_rows(table[::-1])
    assert sorted(table[at] for at in hidden) == sorted(table[::-1][at] for at in backwards)


def test_one_hidden_row_hides_a_second():
    table = [(20, 10), (2, 1), (6, 8), (30, 30)]

    assert hiding.hidden_rows(table) == {1, 2}
    assert hiding.hidden_rows([(3, 0), (0, 0)]) == {0, 1}
    assert hiding.hidden_rows([(10, 0), (0, 8)]) == frozenset()
    assert hiding.hidden_rows([]) == frozenset()


def test_a_distribution_is_shown_whole_or_not_at_all():
    assert hiding.all_or_none({0: 0, 1: 5, 2: 9})
    assert not hiding.all_or_none({0: 4, 1: 50})


def test_pairs_of_small_rows_are_enough_when_they_are_five_together():
    for one, other in combinations(range(1, 5), 2):
        hidden = hiding.hidden_rows([(one, 0), (other, 0), (40, 40)])
        assert (hidden == {0, 1}) == (one + other >= 5), (one, other, hidden)
