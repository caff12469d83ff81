"""Everyone is read before anyone is decided on, the gates are asked, and everyone gets an answer."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from projects.calls import deciding, services
from projects.calls.models import Interest
from projects.candidates.services import CannotChoose, ReasonMissing
from projects.ending import services as ending
from projects.models import Choice
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.calls import LAST_DAY, fresh, make_call, make_interest, make_listener, write_letters
from tests.make.people import make_representative
from tests.projects.wanted import make_fitting, make_open_request

DAY = timedelta(days=1)


@pytest.fixture
def wanted(municipality):
    return make_open_request(municipality)


def _close(call):
    return services.close(call=fresh(call), by=None, at=AT)


def _read(interest):
    return deciding.mark_read(interest=interest, by=None, at=AT)


def _decide(interest, answer, **more):
    return deciding.decide(interest=interest, answer=answer, by=None, at=AT, **more)


def test_nobody_is_decided_on_before_the_call_is_closed_and_everyone_is_read(wanted, municipality):
    call = make_call(wanted)
    one, other = (make_interest(call, make_fitting(municipality, name)) for name in ("Anne Aas", "Bo Bakk"))
    _read(one)
    with pytest.raises(deciding.CannotDecide, match="Steng"):
        _decide(one, "not_now")
    _close(call)
    with pytest.raises(deciding.CannotDecide, match="1"):
        _decide(one, "not_now")
    assert not Choice.objects.exists()
    _read(other)

    _decide(one, "not_now")

    one.refresh_from_db()
    assert (one.answer, one.answered_at) == ("not_now", AT)
    line = AuditEvent.objects.get(kind="interest.answered")
    assert (line.subject_id, line.purpose) == (one.representative.public_id, "not_now")


def _all_read(wanted, *people):
    call = make_call(wanted)
    interests = [make_interest(call, person) for person in people]
    _close(call)
    for interest in interests:
        _read(interest)
    return call, interests


def test_a_candidate_is_a_choice_and_who_is_not_taken_is_passed_over(wanted, municipality):
    fits, other = make_fitting(municipality, "Anne Aas"), make_fitting(municipality, "Bo Bakk")
    _call, (first, second) = _all_read(wanted, fits, other)

    _decide(first, "candidate", reason="Kjenner hjemmetjenesten godt")
    _decide(second, "not_now")

    made = dict(Choice.objects.values_list("representative", "decision"))
    assert made == {fits.pk: "chosen", other.pk: "not_chosen"}
    ending.end_request(request=wanted, by=None, at=AT, reason="Ferdig.")
    assert other.turns.filter(kind="passed_over").exists()


def test_the_gates_are_asked_and_own_limits_hold(wanted, municipality):
    lacking, resting = make_representative(municipality, "Lina Lite"), make_fitting(municipality, "Rolf Ro")
    _call, (first, second) = _all_read(wanted, lacking, resting)
    registry.move(representative=resting, to="resting", by=None, at=AT)

    with pytest.raises(ReasonMissing):
        _decide(first, "candidate")
    with pytest.raises(CannotChoose):
        _decide(second, "candidate", reason="Vil så gjerne")

    assert not Choice.objects.exists()
    assert not Interest.objects.exclude(answer="").exists()
    _decide(first, "candidate", reason="Har ringt, og kan mye om dette")
    _decide(second, "not_now")
    assert set(Interest.objects.values_list("answer", flat=True)) == {"candidate", "not_now"}


def test_everyone_gets_an_answer_and_only_then_is_the_call_settled(wanted, municipality):
    with_mail = make_fitting(municipality, "Anne Aas")
    without = make_fitting(municipality, "Bo Bakk", email="", phone="+4740611222")
    call, (first, second) = _all_read(wanted, with_mail, without)
    answer = {"call": call, "by": None, "at": AT}

    _decide(first, "not_now")
    with pytest.raises(services.CannotCall, match="svar"):
        services.answer_all(**answer)
    with pytest.raises(deciding.CannotDecide):
        deciding.mark_told(interest=second, by=None, at=AT)
    _decide(second, "not_now")
    with pytest.raises(services.CannotCall, match="e-post"):
        services.answer_all(**answer)
    deciding.mark_told(interest=second, by=None, at=AT)

    assert services.answer_all(**answer) == 1

    assert fresh(call).state == "answered"
    letter = Message.objects.get(kind="call.answered")
    assert (letter.recipient_id, letter.about_id) == (with_mail.public_id, first.public_id)
    assert not Interest.objects.filter(told_at=None).exists()
    with pytest.raises(services.CannotCall):
        services.answer_all(**answer)
    with pytest.raises(deciding.CannotDecide):
        _decide(first, "candidate", reason="Angrer")


def test_who_has_taken_it_back_or_left_holds_nothing_up(wanted, municipality):
    gone = make_fitting(municipality, "Anne Aas")
    call, (interest,) = _all_read(wanted, gone)
    registry.move(representative=gone, to="left", by=None, at=AT)

    assert services.answer_all(call=call, by=None, at=AT) == 0

    interest.refresh_from_db()
    assert (interest.withdrawn_at, interest.words) == (AT, "")


def test_a_call_opens_again_only_while_nobody_has_an_answer(wanted, municipality):
    call, (interest,) = _all_read(wanted, make_fitting(municipality))
    make_listener(municipality, "Siri Sen")
    services.reopen(call=fresh(call), open_until=LAST_DAY, by=None, at=AT)
    write_letters(call)
    assert (fresh(call).state, Message.objects.count()) == ("open", 1)
    _close(call)
    _decide(interest, "not_now")

    with pytest.raises(services.CannotCall):
        services.reopen(call=fresh(call), open_until=LAST_DAY, by=None, at=AT)
    assert fresh(call).state == "closed"
