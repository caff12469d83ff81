"""The ledger in figures: always what the ledger says, or known not to say it any more."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.core.privacy import keeping
from representatives.duplicates import services as duplicates
from representatives.models import Turn, TurnSummary
from representatives.turns import services as turns
from representatives.turns.queries import DAYS_OF_MONTH, HALF_YEAR, YEAR, histories, microseconds
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative

DAY = timedelta(days=1)
FIGURES = ("running", "assigned_in_half_year", "asked_in_half_year", "passed_over_in_year")


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


def write(person, kind, at=AT, seat=""):
    turns.write(representative=person, kind=kind, at=at, request_ref="r", assignment_ref=seat)


def assert_says_what_the_ledger_says(person, at):
    summary, history = (
        TurnSummary.objects.get(representative=person),
        histories([person.pk], at=at)[person.pk],
    )
    assert [getattr(summary, name) for name in FIGURES] == [getattr(history, name) for name in FIGURES]
    since = None if history.rests_since is None else microseconds(history.rests_since)
    assert summary.rests_since == since


def is_settled(person, at):
    return not TurnSummary.objects.unsettled(at).filter(representative=person).exists()


lines = st.lists(
    st.tuples(st.sampled_from(Turn.Kind.values), st.integers(-800, 30), st.sampled_from("ab")),
    min_size=1,
    max_size=8,
)


@settings(
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lines=lines, days=st.integers(-900, 900))
def test_it_equals_the_ledger_at_every_moment_for_which_it_holds(paula, lines, days):
    Turn.objects.all().delete()
    for kind, at, seat in lines:
        write(paula, kind, AT + at * DAY, seat)

    moment = AT + days * DAY
    if is_settled(paula, moment):
        assert_says_what_the_ledger_says(paula, moment)
    turns.recount(people=[paula.pk], at=moment)
    later = max(moment, AT + max(at for _kind, at, _seat in lines) * DAY)
    assert is_settled(paula, later)
    assert_says_what_the_ledger_says(paula, later)


@pytest.mark.parametrize(
    ("kind", "figure", "time"),
    [
        ("asked", "asked_in_half_year", HALF_YEAR),
        ("assigned", "assigned_in_half_year", HALF_YEAR),
        ("passed_over", "passed_over_in_year", YEAR),
    ],
)
def test_time_passes_it_by_and_the_hourly_round_counts_anew(paula, kind, figure, time):
    write(paula, kind)
    assert is_settled(paula, AT + time - timedelta(microseconds=1))
    assert not is_settled(paula, AT + time)

    assert turns.recount_passed_by(AT + time) == 1

    assert is_settled(paula, AT + time)
    assert getattr(TurnSummary.objects.get(), figure) == 0
    assert turns.recount_passed_by(AT + time + DAY) == 0


def test_it_says_nothing_of_before_the_last_line(paula):
    write(paula, "asked")

    assert not is_settled(paula, AT - DAY)


def test_the_hourly_round_does_a_batch_at_a_time(paula, monkeypatch, municipality):
    monkeypatch.setattr(turns, "BATCH", 1)
    write(paula, "asked")
    write(make_representative(municipality, "Per"), "asked")

    assert [turns.recount_passed_by(AT + HALF_YEAR) for _again in range(3)] == [1, 1, 0]


def test_whoever_has_no_lines_has_no_summary(paula):
    turns.recount(people=[paula.pk], at=AT)

    assert not TurnSummary.objects.exists()


def test_what_is_too_old_to_keep_is_counted_no_longer(paula):
    write(paula, "assigned", seat="a")
    write(paula, "asked", AT + DAY)
    assert TurnSummary.objects.get().running == 1

    keeping.keep(at=AT + 3 * YEAR + timedelta(hours=1))
    assert_says_what_the_ledger_says(paula, AT + 3 * YEAR + timedelta(hours=1))
    assert TurnSummary.objects.get().running == 0

    keeping.keep(at=AT + 3 * YEAR + 2 * DAY)
    assert not TurnSummary.objects.exists()


def test_a_merge_and_its_undoing_count_both_anew(paula, municipality, alice):
    twin = make_representative(municipality, "Paula Prøve", email="twin@people.example.org")
    write(paula, "asked")
    write(twin, "asked", AT - DAY)

    merge = duplicates.merge(stays=paula, goes=twin, by=alice, at=AT + DAY)
    assert TurnSummary.objects.get(representative=paula).asked_in_half_year == 2
    assert not TurnSummary.objects.filter(representative=twin).exists()

    duplicates.undo(merge=merge, by=alice, at=AT + 2 * DAY)
    figures = TurnSummary.objects.order_by("pk").values_list("representative", "asked_in_half_year")
    assert set(figures) == {(paula.pk, 1), (twin.pk, 1)}


@pytest.mark.django_db(transaction=True)
def test_of_two_lines_at_once_both_are_counted(municipality):
    paula = make_representative(municipality)

    outcomes = at_once(lambda: write(paula, "asked"), lambda: write(paula, "asked", AT + DAY))

    assert outcomes == ["done", "done"]
    assert TurnSummary.objects.get().asked_in_half_year == 2


def test_months_are_the_same_in_whole_numbers():
    """As the database reckons them, for every day that can matter: later all are more than the most that counts."""
    assert all(int(days / DAYS_OF_MONTH) == days * 100 // 3044 for days in range(761))


def test_a_moment_is_a_whole_number_of_microseconds():
    assert microseconds(AT + timedelta(microseconds=1)) - microseconds(AT) == 1
