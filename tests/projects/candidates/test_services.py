"""Choosing: what needs a reason, what nobody can override, what is kept; settling a round."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from projects.candidates import queries, services
from projects.models import Choice, Showing
from representatives.consent import services as consent
from representatives.models import Turn
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def turns(person, kind):
    return Turn.objects.filter(representative=person, kind=kind).count()


def choose(wanted, person, by, decision="chosen", reason="", at=AT):
    return services.choose(
        request=wanted, representative=person, decision=decision, reason=reason, by=by, at=at
    )


def test_somebody_who_fits_is_chosen_in_one_press(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    choice = choose(wanted, person, alice)

    assert (choice.decision, choice.warnings, choice.by) == ("chosen", [], alice)
    turn = Turn.objects.get(kind="chosen")
    assert (turn.representative, turn.request_ref) == (person, wanted.public_id)
    event = AuditEvent.objects.get(kind="choice.made")
    assert (event.subject_id, event.purpose, event.fields) == (person.public_id, "chosen", ["decision"])


def test_deciding_the_same_again_changes_nothing(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    first = choose(wanted, person, alice)
    again = choose(wanted, person, alice, at=AT + timedelta(hours=1))

    assert (again.pk, again.at) == (first.pk, AT)
    assert turns(person, "chosen") == 1
    assert AuditEvent.objects.filter(kind="choice.made").count() == 1


def test_going_against_a_gap_needs_a_reason_that_is_kept(municipality, alice):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    person = make_fitting(municipality)

    with pytest.raises(services.ReasonMissing):
        choose(wanted, person, alice, reason="  ")
    assert not Choice.objects.exists()
    assert turns(person, "chosen") == 0

    choice = choose(wanted, person, alice, reason="Har sagt at hun vil lære det")
    assert (choice.reason, choice.warnings) == ("Har sagt at hun vil lære det", ["must_lacking"])


def test_going_against_a_gate_that_may_be_overridden_needs_a_reason(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    Turn.objects.create(
        municipality=municipality,
        representative=person,
        kind="declined",
        at=AT,
        request_ref=wanted.public_id,
    )

    with pytest.raises(services.ReasonMissing):
        choose(wanted, person, alice)
    choice = choose(wanted, person, alice, reason="Ringte og angret")

    assert choice.warnings == ["declined"]


@pytest.mark.parametrize("limit", ["pause", "maximum", "no_go", "consent", "left"])
def test_nobody_overrides_a_persons_own_limit(limit, municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality, most_at_once=0 if limit == "maximum" else None)
    if limit == "pause":
        registry.move(representative=person, to="resting", by=None, at=AT)
    elif limit == "no_go":
        registry.add_no_go(representative=person, unit=wanted.project.unit, by=None, at=AT)
    elif limit == "consent":
        consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    elif limit == "left":
        registry.move(representative=person, to="left", by=None, at=AT)

    with pytest.raises(services.CannotChoose) as refusal:
        choose(wanted, person, alice, reason="Jeg vil så gjerne")

    assert not isinstance(refusal.value, services.ReasonMissing)
    assert not Choice.objects.exists()
    assert turns(person, "chosen") == 0


def test_somebody_who_rests_may_be_kept_for_later_and_somebody_without_consent_not(municipality, alice):
    wanted = make_open_request(municipality)
    resting, without = make_fitting(municipality, "Kari"), make_fitting(municipality, "Ola")
    registry.move(representative=resting, to="resting", by=None, at=AT)
    consent.withdraw(representative=without, purpose="network", by=None, at=AT)

    choose(wanted, resting, alice, "later")
    with pytest.raises(services.CannotChoose):
        choose(wanted, without, alice, "later")

    assert Choice.objects.get().representative == resting


@pytest.mark.parametrize("state", ["draft", "filled", "closed", "cancelled"])
def test_people_are_chosen_while_the_request_is_open(state, municipality, alice):
    wanted = make_open_request(municipality, state=state)

    with pytest.raises(services.CannotChoose):
        choose(wanted, make_fitting(municipality), alice)


def test_somebody_of_another_municipality_cannot_be_chosen(municipality, other_municipality, alice):
    wanted = make_open_request(municipality)

    with pytest.raises(services.CannotChoose):
        choose(wanted, make_fitting(other_municipality), alice)


def test_a_choice_changes_and_is_taken_back(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    choose(wanted, person, alice, "later")
    choose(wanted, person, alice, "chosen")
    services.take_back(request=wanted, representative=person, by=alice, at=AT)
    services.take_back(request=wanted, representative=person, by=alice, at=AT)

    assert not Choice.objects.exists()
    assert AuditEvent.objects.filter(kind="choice.taken_back").count() == 1


def test_somebody_already_asked_is_not_simply_dropped(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    choose(wanted, person, alice)
    Turn.objects.create(
        municipality=municipality,
        representative=person,
        kind="asked",
        at=AT,
        request_ref=wanted.public_id,
    )

    with pytest.raises(services.CannotChoose):
        services.take_back(request=wanted, representative=person, by=alice, at=AT)
    with pytest.raises(services.CannotChoose):
        choose(wanted, person, alice, "not_chosen")

    assert Choice.objects.get().decision == "chosen"


def test_settling_passes_over_the_considered_once(municipality, alice):
    wanted = make_open_request(municipality)
    chosen, later, aside, said_no, unseen = (
        make_fitting(municipality, name) for name in ("Valgt", "Senere", "Ikke", "Nei", "Usett")
    )
    choose(wanted, chosen, alice)
    choose(wanted, later, alice, "later")
    choose(wanted, aside, alice, "not_chosen")
    choose(wanted, said_no, alice, "later")
    Turn.objects.create(
        municipality=municipality,
        representative=said_no,
        kind="declined",
        at=AT,
        request_ref=wanted.public_id,
    )

    first = services.settle(request=wanted, by=alice, at=AT)
    again = services.settle(request=wanted, by=alice, at=AT)

    assert (first, again) == (2, 0)
    assert [turns(one, "passed_over") for one in (chosen, later, aside, said_no, unseen)] == [0, 1, 1, 0, 0]
    assert AuditEvent.objects.filter(kind="request.settled").count() == 1


def test_what_was_shown_is_kept_once_an_hour_while_it_is_the_same(municipality, alice, charlie):
    wanted = make_open_request(municipality)
    first = make_fitting(municipality)

    def look(by=alice, at=AT):
        found = queries.listing(request=wanted, user=alice, at=AT)
        services.keep_showing(listing=found.listing, request=wanted, by=by, at=at)

    look()
    look(at=AT + timedelta(minutes=59))
    kept = Showing.objects.get()
    assert (kept.seed, kept.rule_version, kept.by) == (wanted.seed, "1", alice)
    assert kept.shown == [{"group": "every_must", "people": [first.public_id]}]

    look(by=charlie)
    look(at=AT + timedelta(minutes=60))
    make_fitting(municipality, "Ny")
    look(at=AT + timedelta(minutes=61))
    assert Showing.objects.count() == 4
