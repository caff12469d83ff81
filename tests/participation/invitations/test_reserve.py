"""The reserve: a seat that has opened is offered in order, held, and taken only with a yes."""

from datetime import date, timedelta
from functools import partial

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import protocol, services
from participation.invitations.models import Answer, Invitation, Offer
from participation.invitations.protocol import Now
from projects.models import Request
from projects.planning import services as planning
from representatives.turns.models import Turn
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.invitations import at_once, make_invitation, make_wanted
from tests.make.people import make_representative

LATER = AT + timedelta(days=1)


@pytest.fixture
def wanted(municipality):
    municipality.facilitator_phone = "+4740612000"
    municipality.save()
    return make_wanted(municipality, seats=1, title="Demens i hjemmet")


@pytest.fixture
def asked(wanted, municipality):
    """Somebody who has not answered; nobody is asked any more when all the seats have been taken."""
    return make_invitation(wanted, make_representative(municipality, "Dag Fire"))


@pytest.fixture
def waiting(wanted, municipality, asked):
    """One who had the seat and gave it up, and two on the reserve."""
    names = ("Anna En", "Berit To", "Cato Tre")
    rows = [make_invitation(wanted, make_representative(municipality, name)) for name in names]
    for number, row in enumerate(rows):
        _say(row, "yes", at=AT + timedelta(minutes=number))
    _say(rows[0], "no", at=AT + timedelta(hours=1))
    return rows[1:]


def _say(invitation, answer, at=AT, **given):
    return services.answer(invitation=invitation, answer=answer, at=at, **({"by": "link"} | given))


def _now(invitation):
    return protocol.read_now(Invitation.objects.get(pk=invitation.pk))


def _promote(invitation, **given):
    return services.promote(invitation=invitation, by=None, at=LATER, **given)


def test_a_free_seat_is_held_and_taken_only_with_the_yes(waiting, alice):
    first, _second = waiting
    offer = services.promote(invitation=first, by=alice, at=LATER)

    assert (_now(first), offer.until) == (Now.PROMOTED, date(2026, 3, 6))
    assert not Assignment.objects.running().exists()
    assert AuditEvent.objects.get(kind="invitation.promoted").actor_id == alice.public_id

    _say(first, "yes", at=LATER + timedelta(hours=1))

    offer.refresh_from_db()
    assert (_now(first), offer.outcome) == (Now.CONFIRMED, "accepted")
    assert Assignment.objects.running().get().invitation == first


def test_the_first_in_line_is_first_and_another_needs_a_reason(waiting, wanted):
    first, second = waiting
    assert services.next_in_line(wanted) == first
    with pytest.raises(services.ReasonMissing):
        _promote(second)

    offer = _promote(second, reason="Bor i den delen av kommunen")

    assert offer.reason == "Bor i den delen av kommunen"
    assert (_now(first), _now(second)) == (Now.RESERVE, Now.PROMOTED)


def test_one_seat_is_offered_to_one(waiting):
    first, second = waiting
    _promote(first)

    with pytest.raises(services.CannotPromote, match="No seat is free"):
        _promote(second, reason="Likevel")
    with pytest.raises(services.CannotPromote, match="already"):
        _promote(first)


def test_a_held_seat_is_not_taken_by_a_late_yes(waiting, asked):
    _promote(waiting[0])

    _say(asked, "yes", at=LATER)

    assert _now(asked) == Now.RESERVE
    assert list(Invitation.objects.on_reserve()) == [*waiting, asked]


@pytest.mark.parametrize("answer", ["no", "maybe", "other"])
def test_whoever_does_not_want_it_any_more_gives_it_to_the_next(waiting, wanted, answer):
    first, second = waiting
    _promote(first)
    _say(first, answer, at=LATER + timedelta(hours=1))

    assert Offer.objects.get().outcome == "declined"
    assert services.next_in_line(wanted) == second
    _promote(second)
    assert _now(second) == Now.PROMOTED


def test_silence_gives_it_to_the_next_and_can_be_asked_again(waiting, wanted):
    first, second = waiting
    _promote(first)
    late = LATER + timedelta(days=4)

    assert services.lapse_due(at=late) == 1
    assert services.lapse_due(at=late) == 0

    assert (_now(first), _now(second)) == (Now.EXPIRED, Now.PROMOTED)
    assert Turn.objects.filter(kind=Turn.Kind.SILENT, representative=first.representative).exists()
    assert Offer.objects.open().get().offered_by is None

    Request.objects.update(state=Request.State.OPEN)
    services.send_again(invitation=first, reply_by=late.date() + timedelta(days=7), by=None, at=late)
    assert _now(first) == Now.QUEUED
    _say(first, "yes", at=late + timedelta(hours=1))
    assert _now(first) == Now.RESERVE


def test_a_question_waits_for_us_and_holds_the_seat(waiting):
    first, _second = waiting
    _promote(first)
    _say(first, "question", at=LATER, message="Kan jeg komme senere?")

    assert services.lapse_due(at=LATER + timedelta(days=9)) == 0
    assert Offer.objects.open().get().invitation == first


def test_the_link_answers_as_long_as_the_seat_is_held(waiting):
    first, _second = waiting
    Invitation.objects.update(reply_by=AT.date())
    with pytest.raises(services.CannotAnswer, match="passed"):
        _say(first, "no", at=LATER)

    _promote(first)

    _say(first, "yes", at=LATER + timedelta(days=2))
    assert _now(first) == Now.CONFIRMED


@pytest.mark.parametrize("until", [date(2026, 3, 2), date(2026, 5, 1)])
def test_a_day_that_has_passed_or_is_far_off_is_refused(waiting, until):
    with pytest.raises(services.CannotPromote, match="last day"):
        _promote(waiting[0], until=until)


def test_who_cannot_be_asked_is_not_promoted(waiting, asked):
    with pytest.raises(services.CannotPromote, match="not on the reserve"):
        _promote(asked)
    person = waiting[0].representative
    person.state = "resting"
    person.save()
    with pytest.raises(services.CannotPromote, match="taking a break"):
        _promote(waiting[0])


def test_a_project_that_is_cancelled_takes_offers_and_letters_back(waiting, wanted):
    _promote(waiting[0])
    planning.move_project(
        project=wanted.project, to="cancelled", by=None, at=LATER, reason="Pengene tok slutt"
    )

    assert Offer.objects.get().outcome == "taken_back"
    assert set(Message.objects.values_list("state", flat=True)) == {"cancelled"}
    assert not Assignment.objects.running().exists()


def test_the_letter_has_the_same_link_and_names_no_illness(waiting):
    first, _second = waiting
    offer = _promote(first)
    message = Message.objects.get(kind="invitation.seat_opened")
    kind = kind_of(message)

    mail = kind.render(message, True)

    assert mail.subject == "Svar innen 6. mars: en plass er blitt ledig i Granvik"
    assert f"/answer/{services.token_of(first)}/" in mail.text
    assert f"/answer/{services.token_of(first)}/" in mail.html
    assert "Vil du fortsatt ha den?" in mail.text
    assert "Demens" not in mail.subject
    assert "/answer/…/" in kind.render(message, False).text
    assert kind.still_allowed(message)
    _say(first, "yes", at=LATER)
    assert not kind.still_allowed(message)
    message.refresh_from_db()
    assert (message.state, message.about_id) == ("cancelled", offer.public_id)


def test_a_letter_that_has_become_wrong_does_not_leave(waiting, mailoutbox):
    _promote(waiting[0])
    Message.objects.exclude(kind="invitation.seat_opened").delete()
    (claimed,) = outbox.claim(at=LATER)
    _say(waiting[0], "no", at=LATER)

    outbox.deliver(claimed, at=LATER)

    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_two_presses_offer_one_seat_once(municipality):
    wanted = make_wanted(municipality, seats=1)
    rows = [make_invitation(wanted, make_representative(municipality, f"P {n}")) for n in range(3)]
    for row in rows:
        _say(row, "yes")
    _say(rows[0], "no", at=AT + timedelta(hours=1))

    came = at_once(*(partial(_promote, row, reason="Samtidig") for row in rows[1:]))

    assert [isinstance(one, Offer) for one in came].count(True) == 1
    assert Offer.objects.open().count() == 1


def test_offer_one_open_each(waiting):
    offer = _promote(waiting[0])

    assert_refused(
        lambda: Offer.objects.create(
            municipality=offer.municipality, invitation=offer.invitation, until=offer.until, offered_at=AT
        ),
        "offer_one_open_each",
    )


def test_offer_settled_has_a_time(waiting):
    rows = Offer.objects.filter(pk=_promote(waiting[0]).pk)

    assert_refused(lambda: rows.update(outcome="silent"), "offer_settled_has_a_time")


def test_offers_are_seen_with_their_invitation(waiting, alice, pia, charlie):
    offer = _promote(waiting[0])

    assert list(Offer.objects.visible_to(alice)) == [offer]
    assert not Offer.objects.visible_to(pia).exists()
    assert not Offer.objects.visible_to(charlie).exists()
    assert Answer.objects.count() == 4
