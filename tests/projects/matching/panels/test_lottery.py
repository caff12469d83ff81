"""What every lottery promises, on invented problems, and the published ones exactly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.matching.panels.draw import draw, remaining
from projects.matching.panels.finding import find
from projects.matching.panels.values import TICKETS, Clash, Lottery, Problem, Quota, Willing
from projects.matching.solving.watch import OutOfTime, Stopped
from tests.projects.matching.panels.brute import every_panel, invented, leximin_by_hand
from tests.projects.matching.panels.pools import pool, published
from tests.projects.matching.people import property_based

problems = st.integers(0, 100_000).map(invented)


def found(problem: Problem) -> Lottery | None:
    answer = find(problem)
    return answer if isinstance(answer, Lottery) else None


def chance_of(lottery: Lottery) -> dict[str, float]:
    kinds = zip(lottery.problem.types, lottery.chances, strict=True)
    return {person: chance for kind, chance in kinds for person in kind.people}


def quotas_kept(problem: Problem, people: tuple[str, ...], quotas: tuple[Quota, ...] | None = None) -> bool:
    traits = {person.id: person.traits for person in problem.people}
    return all(
        quota.minimum <= sum(quota.trait in traits[person] for person in people) <= quota.maximum
        for quota in (problem.quotas if quotas is None else quotas)
    )


@pytest.mark.parametrize("seed", range(100))
def test_small_problems_have_the_answer_that_trying_everything_gives(seed: int) -> None:
    problem = invented(seed)
    answer = find(problem)
    if isinstance(answer, Clash):
        assert every_panel(problem) == []
        return
    assert answer.certificate.is_proven
    assert list(answer.chances) == pytest.approx(leximin_by_hand(problem), abs=1e-6)


@property_based
@given(problems)
def test_every_panel_keeps_every_quota_and_tickets_add_up(problem: Problem) -> None:
    lottery = found(problem)
    if lottery is None:
        return
    assert sum(lottery.tickets) == TICKETS
    assert min(lottery.tickets) > 0
    assert len(set(lottery.panels)) == len(lottery.panels)
    for panel in lottery.panels:
        people = tuple(person for place, number in panel for person in problem.types[place].people[:number])
        assert len(people) == problem.seats
        assert quotas_kept(problem, people)


@property_based
@given(problems)
def test_chances_add_up_to_the_seats_and_the_certificate_is_true(problem: Problem) -> None:
    lottery = found(problem)
    if lottery is None:
        return
    chances = chance_of(lottery)
    assert sum(chances.values()) == pytest.approx(problem.seats, abs=1e-6)
    told = lottery.certificate
    assert told.smallest == pytest.approx(min(chances.values()), abs=1e-9)
    assert told.smallest >= told.bound - told.shortfall - 1e-9
    assert told.smallest <= told.bound + 1e-6


@property_based
@given(problems, st.randoms(use_true_random=False))
def test_equal_people_have_equal_chance_whatever_the_order(problem: Problem, chance: object) -> None:
    lottery = found(problem)
    if lottery is None:
        return
    by_traits: dict[frozenset[tuple[str, str]], set[float]] = {}
    chances = chance_of(lottery)
    for person in problem.people:
        by_traits.setdefault(person.traits, set()).add(chances[person.id])
    assert all(len(values) == 1 for values in by_traits.values())
    people = list(problem.people)
    chance.shuffle(people)  # type: ignore[attr-defined]  # a random.Random of Hypothesis
    again = found(Problem(problem.seats, problem.quotas, tuple(people)))
    assert again is not None and (again.panels, again.tickets) == (lottery.panels, lottery.tickets)


@property_based
@given(problems, st.text(max_size=8))
def test_a_draw_is_repeatable_from_its_seed_and_is_a_panel(problem: Problem, seed: str) -> None:
    lottery, again = found(problem), found(problem)
    if lottery is None or again is None:
        return
    drawn = draw(lottery, seed)
    assert drawn == draw(again, seed)
    assert len(set(drawn.people)) == problem.seats
    assert quotas_kept(problem, drawn.people)


@property_based
@given(problems, st.integers(0, 5))
def test_a_replacement_keeps_who_said_yes_and_the_whole_keeps_the_quotas(problem: Problem, noes: int) -> None:
    lottery = found(problem)
    if lottery is None:
        return
    people = draw(lottery, "first").people
    gone, kept = people[:noes], people[noes:]
    rest = remaining(problem, kept=kept, gone=gone)
    if rest is None:
        assert not gone
        return
    second = found(rest)
    if second is None:
        return
    new = draw(second, "second").people
    assert not set(new) & set(people)
    assert len(new) + len(kept) == problem.seats
    assert quotas_kept(problem, kept + new)


@pytest.mark.parametrize("large", [False, True])
def test_the_published_examples_give_everybody_ten_per_cent(large: bool) -> None:
    lottery = found(published(large))
    assert lottery is not None
    assert list(lottery.chances) == pytest.approx([0.1, 0.1, 0.1], abs=1e-8)
    assert lottery.certificate.is_proven
    assert lottery.certificate.costs == ()


def test_a_council_of_nine_from_two_hundred_is_as_fair_as_can_be() -> None:
    lottery = found(pool(200, 9, 6))
    assert lottery is not None
    assert lottery.certificate.shortfall <= 0.0005
    assert lottery.certificate.smallest > 0.9 * 9 / 200


def test_the_quota_that_costs_fairness_is_named() -> None:
    people = [Willing(f"n{number}", frozenset({("area", "north")})) for number in range(9)]
    people += [Willing("s0", frozenset({("area", "south")}))]
    quotas = (Quota("area", "north", 0, 2), Quota("area", "south", 0, 1))
    lottery = found(Problem(2, quotas, tuple(people)))
    assert lottery is not None and lottery.certificate.costs == ()
    tight = (Quota("area", "north", 0, 1), Quota("area", "south", 1, 1))
    lottery = found(Problem(2, tight, tuple(people)))
    assert lottery is not None
    assert {tight[place].trait for place in lottery.certificate.costs} & {
        ("area", "north"),
        ("area", "south"),
    }
    assert chance_of(lottery)["s0"] == pytest.approx(1.0)
    assert chance_of(lottery)["n0"] == pytest.approx(1 / 9)


def test_who_wants_it_no_more_is_heard_within_two_seconds() -> None:
    stopped_at: list[float] = []

    def should_stop() -> bool:
        if steps and not stopped_at:
            stopped_at.append(time.monotonic())
        return bool(stopped_at)

    steps: list[str] = []
    with pytest.raises(Stopped):
        find(pool(300, 10, 8), should_stop=should_stop, progress=steps.append)
    assert time.monotonic() - stopped_at[0] < 2


def test_without_time_there_is_no_half_answer() -> None:
    with pytest.raises(OutOfTime):
        find(pool(60, 9, 6), seconds=0)


def test_the_certificate_tells_how_good_an_answer_is_that_is_not_the_best() -> None:
    told: list[str] = []
    answer = find(pool(100, 10, 8), progress=told.append)
    assert isinstance(answer, Lottery)
    assert told[:2] == ["relaxing", "mixing"]
    assert answer.certificate.smallest >= answer.certificate.bound - answer.certificate.shortfall - 1e-9
