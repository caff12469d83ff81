"""Rest, load and asked-before as the ledger tells them, whatever the order of its lines."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from representatives.turns import services as turns
from representatives.turns.models import Turn
from representatives.turns.queries import HALF_YEAR, YEAR, History, histories
from tests.cast import AT
from tests.make.people import make_representative

Kind = Turn.Kind
MOMENT = timedelta(seconds=1)


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def _write(person, kind: str, days_ago: float, request: str = "", assignment: str = "") -> Turn:
    at = AT - timedelta(days=days_ago)
    return turns.write(
        representative=person, kind=kind, at=at, request_ref=request, assignment_ref=assignment
    )


def _history(person, at=AT) -> History:
    return histories([person.pk], at=at)[person.pk]


def test_whoever_was_never_asked_has_an_empty_history(paula):
    assert _history(paula) == History()
    assert _history(paula).months_of_rest is None


def test_a_line_carries_the_persons_municipality(paula):
    assert _write(paula, Kind.ASKED, 1).municipality == paula.municipality


def test_rest_is_counted_in_whole_months_from_the_end(paula):
    _write(paula, Kind.ASSIGNED, 300, assignment="a")
    _write(paula, Kind.ENDED, 62, assignment="a")

    assert _history(paula).months_of_rest == 2
    assert _history(paula).running == 0


def test_a_running_assignment_is_no_rest(paula):
    _write(paula, Kind.ASSIGNED, 300, assignment="a")
    _write(paula, Kind.ENDED, 200, assignment="a")
    _write(paula, Kind.ASSIGNED, 100, assignment="b")

    assert (_history(paula).running, _history(paula).months_of_rest) == (1, 0)


def test_two_at_once_and_one_ended_is_one_running(paula):
    for assignment in ("a", "b"):
        _write(paula, Kind.ASSIGNED, 90, assignment=assignment)
    _write(paula, Kind.ENDED, 10, assignment="a")

    assert _history(paula).running == 1


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_lines_written_in_any_order_tell_the_same(paula, order):
    lines: list[tuple[Any, ...]] = [
        (Kind.ASSIGNED, 200, "r", "a"),
        (Kind.ENDED, 100, "r", "a"),
        (Kind.DECLINED, 50, "s", ""),
        (Kind.ACCEPTED, 40, "s", ""),
    ]
    for number in order:
        kind, days, request, assignment = lines[number]
        _write(paula, kind, days, request, assignment)
    history = _history(paula)

    assert (history.running, history.months_of_rest, history.declined) == (0, 3, set())


def test_windows_end_where_they_say(paula):
    for when in (HALF_YEAR, HALF_YEAR - MOMENT):
        turns.write(representative=paula, kind=Kind.ASKED, at=AT - when, request_ref="r")
        turns.write(representative=paula, kind=Kind.ASSIGNED, at=AT - when, assignment_ref=str(when))
    for when in (YEAR, YEAR - MOMENT):
        turns.write(representative=paula, kind=Kind.PASSED_OVER, at=AT - when, request_ref="r")
    history = _history(paula)

    assert (history.asked_in_half_year, history.assigned_in_half_year, history.passed_over_in_year) == (
        1,
        1,
        1,
    )
    assert history.last_asked_at == AT - HALF_YEAR + MOMENT


def test_what_comes_later_than_the_moment_is_not_known(paula):
    _write(paula, Kind.ASKED, -1, "r")

    assert _history(paula) == History()
    assert _history(paula, AT + timedelta(days=1)).asked_for == {"r"}


def test_an_invitation_that_was_taken_back_was_not_asked_for(paula):
    _write(paula, Kind.ASKED, 9, "r")
    _write(paula, Kind.WITHDRAWN, 8, "r")
    _write(paula, Kind.ASKED, 7, "s")

    assert _history(paula).asked_for == {"s"}


def test_the_last_answer_counts(paula):
    _write(paula, Kind.ACCEPTED, 9, "r")
    _write(paula, Kind.DECLINED, 8, "r")

    assert _history(paula).declined == {"r"}


def test_each_person_has_an_own_history_by_one_query(municipality, paula, django_assert_num_queries):
    berit = make_representative(municipality, "Berit Berg")
    _write(paula, Kind.ASKED, 9, "r")
    with django_assert_num_queries(1):
        found = histories([paula.pk, berit.pk], at=AT)

    assert (found[paula.pk].asked_for, found[berit.pk].asked_for) == ({"r"}, set())


def test_another_municipality_sees_no_line(paula, alice, charlie, pia):
    _write(paula, Kind.ASKED, 9, "r")

    assert Turn.objects.visible_to(alice).count() == 1
    assert not Turn.objects.visible_to(charlie).exists()
    assert not Turn.objects.visible_to(pia).exists()


_line = st.tuples(
    st.sampled_from(Kind.values), st.integers(-10, 800), st.sampled_from("rst"), st.sampled_from("abc")
)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=st.lists(_line, max_size=12))
def test_a_history_never_contradicts_itself(paula, lines):
    Turn.objects.all().delete()
    for kind, days, request, assignment in lines:
        _write(paula, kind, days, request, assignment)
    history = _history(paula)

    past = [line for line in lines if line[1] >= 0]
    assigned = [line for line in past if line[0] == Kind.ASSIGNED]
    assert 0 <= history.running <= len({line[3] for line in assigned})
    assert history.assigned_in_half_year <= len(assigned)
    assert history.asked_for <= {line[2] for line in past if line[0] == Kind.ASKED}
    assert history.declined <= {line[2] for line in past if line[0] == Kind.DECLINED}
    if history.running:
        assert history.months_of_rest == 0
    if not assigned and not any(line[0] == Kind.ENDED for line in past):
        assert history.months_of_rest is None
