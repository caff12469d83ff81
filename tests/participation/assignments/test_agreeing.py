"""The role agreement, the terms, a rest, and leaving: what is kept, what is refused, and what nobody loses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.core.audit.models import AuditEvent
from participation.assignments import agreeing, resting, services
from participation.assignments.models import Assignment, PhaseRole
from tests.cast import AT
from tests.make.chain import make_assignment
from tests.make.invitations import make_wanted
from tests.make.people import make_representative

TODAY = timezone.localdate(AT)


@pytest.fixture
def seat(municipality) -> Assignment:
    return make_assignment(make_wanted(municipality), make_representative(municipality))


def _say(seat, by=None, **words):
    return agreeing.say(assignment=seat, words=words, by=by, at=AT)


def _fresh(seat) -> Assignment:
    return Assignment.objects.get(pk=seat.pk)


def test_what_each_side_wants_is_kept_and_a_difference_is_seen(seat, alice):
    _say(seat, execution={"person_wants": "partner"}, by=alice)
    _say(seat, execution={"project_wants": "advisor"})

    row = PhaseRole.objects.get()
    assert row.differs
    _say(seat, execution={"agreed": "partner"})
    assert not PhaseRole.objects.get().differs
    assert AuditEvent.objects.filter(kind="assignment.role_said", actor_id=alice.public_id).count() == 1


def test_the_same_word_again_changes_nothing_and_an_empty_one_takes_it_back(seat):
    assert len(_say(seat, preparation={"person_wants": "listener"})) == 1
    assert _say(seat, preparation={"person_wants": "listener"}) == []
    _say(seat, preparation={"person_wants": ""})

    assert PhaseRole.objects.get().person_wants == ""


def test_phases_stand_in_their_order_also_before_anything_is_said(seat):
    _say(seat, implementation={"agreed": "partner"})

    assert [row.phase for row in agreeing.lines(seat)] == ["preparation", "execution", "implementation"]
    assert PhaseRole.objects.count() == 1


@pytest.mark.parametrize(
    "words",
    [
        {"someday": {"agreed": "partner"}},
        {"execution": {"agreed": "king"}},
        {"execution": {"changed_at": "partner"}},
    ],
)
def test_what_is_not_known_is_refused(seat, words):
    with pytest.raises(agreeing.CannotAgree):
        _say(seat, **words)
    assert not PhaseRole.objects.exists()


def test_after_the_end_only_what_it_became_is_written(seat):
    services.end(assignment=seat, by=None, at=AT, reason="Ferdig")

    with pytest.raises(agreeing.CannotAgree):
        _say(seat, execution={"agreed": "partner"})
    assert _say(seat, execution={"actual": "partner"})


def test_a_rest_keeps_the_seat_and_ends_by_itself_or_by_a_word(seat):
    until = TODAY + timedelta(days=10)
    resting.pause(assignment=seat, until=until, by=None, at=AT)

    rests = _fresh(seat)
    assert rests.is_paused_on(TODAY)
    assert not rests.is_paused_on(until)
    assert Assignment.objects.running().get() == seat
    resting.resume(assignment=seat, by=None, at=AT)
    assert _fresh(seat).paused_on is None


def test_a_second_rest_changes_the_day_and_not_the_beginning(seat):
    resting.pause(assignment=seat, by=None, at=AT)
    later = AT + timedelta(days=3)
    resting.pause(assignment=seat, until=TODAY + timedelta(days=9), by=None, at=later)

    assert (_fresh(seat).paused_on, _fresh(seat).paused_until) == (TODAY, TODAY + timedelta(days=9))


def test_what_cannot_rest_is_refused_in_a_sentence(seat):
    with pytest.raises(resting.CannotRest):
        resting.pause(assignment=seat, until=TODAY, by=None, at=AT)
    with pytest.raises(resting.CannotRest):
        resting.resume(assignment=seat, by=None, at=AT)
    services.end(assignment=seat, by=None, at=AT, reason="Ferdig")
    with pytest.raises(resting.CannotRest):
        resting.pause(assignment=seat, by=None, at=AT)


def test_the_end_ends_a_rest_too(seat):
    resting.pause(assignment=seat, by=None, at=AT)
    services.end(assignment=_fresh(seat), by=None, at=AT, reason="Ferdig")

    assert _fresh(seat).paused_on is None


def test_whoever_leaves_waits_to_be_seen_and_is_seen_once(seat, alice):
    resting.leave(assignment=seat, reason=" Det ble for mye ", by=None, at=AT)

    left = Assignment.objects.left().get()
    assert (left.state, left.end_reason) == ("ended", "Det ble for mye")
    resting.take_note(assignment=left, by=alice, at=AT)
    resting.take_note(assignment=left, by=alice, at=AT + timedelta(days=1))
    assert not Assignment.objects.left().exists()
    assert _fresh(seat).left_noted_at == AT
    with pytest.raises(services.CannotEnd):
        resting.leave(assignment=seat, by=None, at=AT)


def test_terms_are_kept_trimmed_and_an_unchanged_text_writes_no_line(seat, alice):
    for _time in range(2):
        resting.set_terms(assignment=seat, terms="  Drosje begge veier  ", by=alice, at=AT)

    assert _fresh(seat).terms == "Drosje begge veier"
    assert AuditEvent.objects.filter(kind="assignment.terms_agreed").count() == 1


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("assignment_pause_has_an_order", {"paused_until": TODAY}),
        ("assignment_pause_has_an_order", {"paused_on": TODAY, "paused_until": TODAY}),
        ("assignment_left_has_ended", {"has_left": True}),
        ("assignment_left_has_ended", {"left_noted_at": AT}),
    ],
)
def test_the_database_refuses_a_rest_without_order_and_a_leaving_without_end(seat, name, wrong):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Assignment.objects.filter(pk=seat.pk).update(**wrong)


def test_the_database_keeps_one_row_for_each_phase(seat):
    given = {"assignment": seat, "municipality": seat.municipality, "phase": "execution", "changed_at": AT}
    PhaseRole.objects.create(**given)
    # SQLite names the columns; PostgreSQL the constraint, phase_role_once_per_phase.
    with (
        pytest.raises(IntegrityError, match=r"phase_role_once_per_phase|assignment_id"),
        transaction.atomic(),
    ):
        PhaseRole.objects.create(**given)
