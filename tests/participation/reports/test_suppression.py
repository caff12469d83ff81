"""One to four people are never shown, and never found by subtracting."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from participation.reports.figures.people import ANSWERS, WHOLE, Asked, Took, shown, table
from participation.reports.suppression import LEAST, breakdown, is_small, shown_nodes
from tests.cast import AT

# A municipality of five units; the last two lie below the first.
PARENTS: dict[int, int | None] = {1: None, 2: None, 3: None, 4: 1, 5: 1}
ROOTS = (1, 2, 3)

took = st.lists(st.builds(Took, st.integers(1, 20), st.integers(1, 5)), max_size=40)
asked = st.lists(
    st.builds(
        Asked,
        st.integers(1, 25),
        st.integers(1, 5),
        st.sampled_from(["", "yes", "no", "maybe", "question"]),
        st.just(AT),
    ),
    max_size=50,
)


@given(took, asked)
def test_no_count_from_one_to_four_is_ever_shown(took, asked):
    seen = shown(table(took, asked, PARENTS), PARENTS)

    assert not [value for row in seen.values() for value in row.values() if value and is_small(value)]


@given(took, asked)
def test_subtracting_units_from_their_whole_never_leaves_one_to_four(took, asked):
    seen = shown(table(took, asked, PARENTS), PARENTS)

    for key in seen[WHOLE]:
        _nothing_left(seen[WHOLE][key], [seen[unit][key] for unit in ROOTS])
        _nothing_left(seen[1][key], [seen[4][key], seen[5][key]])


def _nothing_left(total, parts):
    known = [part for part in parts if part is not None]
    if total is None:
        return
    for size in range(len(known) + 1):
        for chosen in combinations(known, size):
            assert not is_small(total - sum(chosen)), (total, chosen)


@given(took, asked)
def test_answers_are_shown_all_or_none_and_add_up(took, asked):
    for row in shown(table(took, asked, PARENTS), PARENTS).values():
        parts = [row[key] for key in ANSWERS]
        shown_parts = [part for part in parts if part is not None]

        assert shown_parts in ([], parts)
        if shown_parts:
            assert sum(shown_parts) == row["people_invited"]


@given(took, asked)
def test_a_unit_never_has_more_people_than_what_it_lies_within(took, asked):
    groups = table(took, asked, PARENTS)

    for unit, parent in PARENTS.items():
        for key in ("people_involved", "people_invited"):
            assert groups[unit][key] <= groups[parent or WHOLE][key]


def test_a_large_unit_is_hidden_when_the_rest_is_small():
    seen = shown_nodes({"all": 12, "a": 9, "b": 3}, {"a": "all", "b": "all"})

    assert seen == {"all"}


def test_large_units_that_fill_the_whole_are_shown():
    seen = shown_nodes({"all": 12, "a": 7, "b": 5, "c": 0}, {"a": "all", "b": "all", "c": "all"})

    assert seen == {"all", "a", "b", "c"}


def test_one_small_answer_hides_them_all():
    assert breakdown(12, {"yes": 9, "no": 3}) == {"yes": None, "no": None}
    assert breakdown(12, {"yes": 7, "no": 5}) == {"yes": 7, "no": 5}
    assert breakdown(None, {"yes": 7, "no": 5}) == {"yes": None, "no": None}


def test_nobody_is_not_a_group_and_five_is_not_small():
    assert [count for count in range(8) if is_small(count)] == [1, 2, 3, 4]
    assert LEAST == 5
