"""A plan is asked for, made, cancelled, and taken seat by seat; only a person chooses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.jobs import services as jobs
from config.core.privacy import keeping
from projects.candidates import services as candidates
from projects.matching.solving.watch import Stopped
from projects.models import Choice, SeasonPlan, SeasonSeat
from projects.season import making, services
from representatives.registry import services as registry
from representatives.turns import services as turns
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.make.people import make_representative, make_term
from tests.projects.season.plans import make_plan, make_two_projects, proposed, seat_of
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def test_the_one_whom_only_the_second_can_use_is_left_for_it(municipality, alice):
    make_two_projects(municipality)

    plan = make_plan(municipality, alice)

    assert (plan.state, plan.open_seats) == ("made", 2)
    assert proposed(plan) == {"En": "Bare Demens", "To": "Alt Mulig"}
    alone = plan.seats.get(is_in_plan=False)
    assert (alone.representative.name, alone.request.title) == ("Alt Mulig", "En")
    kinds = AuditEvent.objects.filter(kind__startswith="season").order_by("id")
    assert [(line.kind, line.actor_id) for line in kinds] == [
        ("season_plan.asked", alice.public_id),
        ("season_plan.made", alice.public_id),
    ]
    assert not Choice.objects.exists()


def test_nobody_behind_a_gate_decided_on_or_beyond_a_limit_is_proposed(municipality, alice):
    first, _second = make_two_projects(municipality)
    talks = make_term("skill", "talks")
    Choice.objects.create(
        municipality=municipality,
        request=first,
        representative=make_fitting(municipality, "Til Side", skills=(talks,)),
        decision="not_chosen",
        at=AT,
    )
    resting = make_fitting(municipality, "Tar Pause", skills=(talks,))
    registry.move(representative=resting, to="resting", by=None, at=AT)
    full = make_fitting(municipality, "Har Nok", skills=(talks,), most_at_once=1)
    turns.write(representative=full, kind="assigned", at=AT, request_ref="x", assignment_ref="a")
    second_no = make_fitting(municipality, "Sa Nei", skills=(talks,))
    for request in (first, _second):
        turns.write(representative=second_no, kind="declined", at=AT, request_ref=request.public_id)

    plan = make_plan(municipality, alice)

    names = set(proposed(plan).values())
    assert not names & {"Tar Pause", "Har Nok", "Sa Nei"}
    assert proposed(plan)["En"] != "Til Side"


def test_a_seat_that_is_chosen_for_is_not_open_until_the_person_says_no(municipality, alice):
    first, _second = make_two_projects(municipality)
    chosen = make_fitting(municipality, "Valgt Alt")
    candidates.choose(request=first, representative=chosen, decision="chosen", by=alice, at=AT)
    assert make_plan(municipality, alice).open_seats == 1

    turns.write(representative=chosen, kind="asked", at=AT, request_ref=first.public_id)
    turns.write(representative=chosen, kind="declined", at=AT, request_ref=first.public_id)
    plan = make_plan(municipality, alice, AT + timedelta(days=1))

    assert plan.open_seats == 2
    assert "Valgt Alt" not in proposed(plan).values()


def test_a_group_has_somebody_with_each_thing_that_is_needed(municipality, alice):
    request = make_open_request(municipality, seats=2)
    talks, minutes = make_term("skill", "talks"), make_term("skill", "minutes")
    ask_for(request, talks)
    ask_for(request, minutes)
    for name in ("En Prat", "To Prat"):
        make_fitting(municipality, name, skills=(talks,), level=4)
    make_representative(municipality, "Skriver Referat", skills=(minutes,), level=4)

    plan = make_plan(municipality, alice)

    people = set(plan.seats.proposed().values_list("representative__given_name", flat=True))
    assert "Skriver" in people
    assert (plan.lacking, plan.lacking_one_by_one) == (0, 1)


def test_people_and_requests_of_another_municipality_are_not_in_it(municipality, other_municipality, alice):
    make_two_projects(other_municipality)
    request = make_open_request(municipality, seats=1)

    plan = make_plan(municipality, alice)

    assert (plan.state, plan.open_seats, plan.seats.count()) == ("empty", 1, 0)
    assert request.municipality == plan.municipality


def test_without_an_open_request_there_is_nothing_to_propose(municipality, alice):
    make_fitting(municipality)

    plan = make_plan(municipality, alice)

    assert (plan.state, plan.open_seats) == ("empty", 0)


def test_only_one_is_made_at_a_time(municipality, alice):
    services.ask(municipality=municipality, by=alice, at=AT)

    with pytest.raises(services.CannotPlan, match="plan"):
        services.ask(municipality=municipality, by=alice, at=AT)

    assert SeasonPlan.objects.count() == 1


def test_one_whose_job_has_given_up_does_not_stand_in_the_way(municipality, alice):
    lost = services.ask(municipality=municipality, by=alice, at=AT)
    type(lost.job).objects.update(state="parked", ended_at=AT)

    again = services.ask(municipality=municipality, by=alice, at=AT)

    lost.refresh_from_db()
    assert (lost.state, again.state) == ("cancelled", "making")


def test_a_cancelled_plan_leaves_nothing_behind(municipality, alice):
    make_two_projects(municipality)
    plan = services.ask(municipality=municipality, by=alice, at=AT)
    services.cancel(plan=plan, by=alice, at=AT)

    assert jobs.run(plan.job_id, at=AT) is True

    plan.refresh_from_db()
    assert (plan.state, plan.seats.count(), plan.job.state) == ("cancelled", 0, "done")
    with pytest.raises(services.CannotPlan):
        services.cancel(plan=plan, by=alice, at=AT)


def test_it_is_cancelled_while_it_is_being_solved(municipality, alice, monkeypatch):
    make_two_projects(municipality)
    plan = services.ask(municipality=municipality, by=alice, at=AT)
    planned = making.planned

    def solve(question, *, seconds, should_stop):
        services.cancel(plan=plan, by=alice, at=AT)
        with pytest.raises(Stopped):
            planned(question, seconds=seconds, should_stop=should_stop)
        raise Stopped

    monkeypatch.setattr(making, "planned", solve)
    jobs.run(plan.job_id, at=AT)

    plan.refresh_from_db()
    assert (plan.state, plan.seats.count()) == ("cancelled", 0)


def test_what_is_solved_after_a_cancelling_is_not_kept(municipality, alice, monkeypatch):
    make_two_projects(municipality)
    plan = services.ask(municipality=municipality, by=alice, at=AT)
    planned = making.planned

    def solve(question, **how):
        found = planned(question, **how)
        services.cancel(plan=plan, by=alice, at=AT)
        return found

    monkeypatch.setattr(making, "planned", solve)
    jobs.run(plan.job_id, at=AT)

    assert not SeasonSeat.objects.exists()


def test_a_seat_is_taken_by_choosing_the_person(municipality, alice):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)
    seat = seat_of(plan, "To")

    choice = services.take(seat=seat, by=alice, at=AT)

    seat.refresh_from_db()
    assert (seat.decision, seat.decided_by, seat.decided_at) == ("taken", alice, AT)
    assert (choice.request, choice.representative, choice.decision) == (
        seat.request,
        seat.representative,
        "chosen",
    )
    line = AuditEvent.objects.get(kind="season_seat.taken")
    assert line.subject_id == seat.representative.public_id
    for act in (services.take, services.skip, services.put_back):
        with pytest.raises(services.CannotTake):
            act(seat=seat, by=alice, at=AT)


def test_what_the_list_of_candidates_refuses_is_refused_here(municipality, alice):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "To")
    registry.move(representative=seat.representative, to="resting", by=None, at=AT)

    with pytest.raises(candidates.CannotChoose):
        services.take(seat=seat, by=alice, at=AT)

    seat.refresh_from_db()
    assert seat.decision == "open"
    assert not Choice.objects.exists()


def test_against_a_gap_a_reason_is_needed_and_kept(municipality, alice):
    request = make_open_request(municipality, seats=1)
    ask_for(request, make_term("skill", "talks"))
    make_fitting(municipality)
    seat = make_plan(municipality, alice).seats.get()

    with pytest.raises(candidates.ReasonMissing):
        services.take(seat=seat, by=alice, at=AT)

    assert services.take(seat=seat, by=alice, at=AT, reason="Vil lære det").reason == "Vil lære det"


def test_a_proposal_is_set_aside_and_taken_up_again(municipality, alice):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "En")

    services.skip(seat=seat, by=alice, at=AT)
    seat.refresh_from_db()
    assert seat.decision == "skipped"
    assert not Choice.objects.exists()

    services.put_back(seat=seat, by=alice, at=AT)
    seat.refresh_from_db()
    assert seat.decision == "open"


def test_what_is_only_there_to_compare_with_cannot_be_taken(municipality, alice):
    make_two_projects(municipality)
    other = make_plan(municipality, alice).seats.get(is_in_plan=False)

    with pytest.raises(services.CannotTake):
        services.take(seat=other, by=alice, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_a_seat_at_once_one_wins(municipality, alice):
    make_two_projects(municipality)
    seat = seat_of(make_plan(municipality, alice), "En")

    outcomes = at_once(*[lambda: services.take(seat=seat, by=alice, at=AT)] * 2)

    assert sorted(outcomes) == ["CannotTake", "done"]
    assert Choice.objects.count() == 1


def test_a_plan_is_kept_half_a_year(municipality, alice):
    make_two_projects(municipality)
    plan = make_plan(municipality, alice)

    keeping.keep(at=AT + timedelta(days=181))
    assert SeasonPlan.objects.filter(pk=plan.pk).exists()
    keeping.keep(at=AT + timedelta(days=183))
    assert not SeasonSeat.objects.exists()


def test_the_moment_of_the_job_is_now(municipality, alice):
    make_two_projects(municipality)

    made_at = make_plan(municipality, alice).made_at

    assert abs(timezone.now() - made_at) < timedelta(minutes=5)
