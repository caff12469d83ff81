"""Asking: whom it may be, what leaves, and what takes it back."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import links, services
from participation.invitations.models import Invitation
from projects.models import Request
from projects.signals import project_cancelled
from representatives.consent import services as consent
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.invitations import REPLY_BY, make_invitation, make_wanted
from tests.make.people import make_representative

State = Invitation.State
LATE = AT + timedelta(days=11)


@pytest.fixture
def wanted(municipality) -> Request:
    return make_wanted(municipality)


@pytest.fixture
def person(municipality) -> Representative:
    return make_representative(municipality)


def _prepare(wanted, person, **given):
    given = {"reply_by": REPLY_BY, "by": None, "at": AT} | given
    return services.prepare(request=wanted, representative=person, **given)


def _kinds(person):
    return list(Turn.objects.filter(representative=person).values_list("kind", flat=True))


def test_preparing_makes_a_link_whose_token_is_kept_nowhere(wanted, person, alice):
    invitation = _prepare(wanted, person, by=alice)

    token = services.token_of(invitation)
    assert len(token) * 6 >= 128
    assert token == services.token_of(Invitation.objects.get(pk=invitation.pk))
    assert links.find(token) == invitation
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert not [value for value in row.values() if token in str(value)]
    assert AuditEvent.objects.get(kind="invitation.prepared").actor_id == alice.public_id


def test_a_wrong_token_opens_nothing(wanted, person):
    token = services.token_of(_prepare(wanted, person))

    assert links.find(token[:-1]) is None
    assert links.find("") is None
    assert links.find(token + ".") is not None


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ({"consents": ()}, "not said yes"),
        ({"state": "resting"}, "break"),
        ({"state": "left", "consents": ()}, "left"),
    ],
)
def test_who_cannot_be_asked(wanted, municipality, profile, words):
    person = make_representative(municipality, "Rolf Rest", **profile)

    with pytest.raises(services.CannotInvite, match=words):
        _prepare(wanted, person)


def test_a_request_that_is_not_open_invites_nobody(municipality, person):
    with pytest.raises(services.CannotInvite, match="not open"):
        _prepare(make_wanted(municipality, state=Request.State.DRAFT), person)


def test_a_date_that_has_passed_is_refused(wanted, person):
    with pytest.raises(services.CannotInvite, match="date"):
        _prepare(wanted, person, reply_by=AT.date() - timedelta(days=1))


def test_nobody_is_invited_twice_or_after_a_no(wanted, person):
    invitation = make_invitation(wanted, person)
    with pytest.raises(services.CannotInvite, match="already"):
        _prepare(wanted, person)
    services.answer(invitation=invitation, answer="no", by="link", at=AT)
    services.withdraw(invitation=invitation, by=None, at=AT)

    with pytest.raises(services.CannotInvite, match="said no"):
        _prepare(wanted, person)


def test_sending_asks_once_with_one_letter(wanted, person, alice):
    invitation = make_invitation(wanted, person, by=alice)

    message = Message.objects.get()
    assert (message.kind, message.about_id) == ("invitation.asked", invitation.public_id)
    assert message.recipient_id == person.public_id
    assert invitation.state == State.SENT
    assert _kinds(person) == [Turn.Kind.ASKED]
    with pytest.raises(services.CannotSend, match="already"):
        services.send(invitation=invitation, by=alice, at=AT)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("profile", [{"email": ""}, {"channel": "phone", "phone": "+4740612001"}])
def test_one_who_is_called_gets_no_letter(wanted, municipality, profile):
    person = make_representative(municipality, "Turid Telefon", **profile)

    invitation = make_invitation(wanted, person)

    assert invitation.state == State.SENT
    assert not Message.objects.exists()
    assert _kinds(person) == [Turn.Kind.ASKED]


def test_asking_in_one_go_sends_what_stands_ready_with_its_own_date(wanted, person):
    ready = make_invitation(wanted, person, is_sent=False)

    asked = services.ask(
        request=wanted, representative=person, reply_by=REPLY_BY + timedelta(days=3), by=None, at=AT
    )

    assert (asked, asked.state, asked.reply_by) == (ready, State.SENT, REPLY_BY)
    assert Message.objects.count() == 1


def test_a_new_generation_kills_the_old_link(wanted, person):
    invitation = make_invitation(wanted, person)
    old = services.token_of(invitation)

    revoked = services.revoke(invitation=invitation, by=None, at=AT)

    assert links.find(old) is None
    assert links.find(services.token_of(revoked)) == invitation
    assert Message.objects.get().state == Message.State.CANCELLED


def test_sending_again_after_silence_is_a_new_asking_with_a_new_link(wanted, person):
    invitation = make_invitation(wanted, person)
    old = services.token_of(invitation)
    assert services.expire_due(at=LATE) == 1

    again = services.send_again(
        invitation=invitation, reply_by=LATE.date() + timedelta(days=5), by=None, at=LATE
    )

    assert again.state == State.SENT
    assert links.find(old) is None
    assert _kinds(person) == [Turn.Kind.ASKED, Turn.Kind.SILENT, Turn.Kind.ASKED]
    assert Message.objects.filter(state=Message.State.QUEUED).count() == 1


def test_silence_is_written_once_and_only_after_the_day(wanted, person):
    invitation = make_invitation(wanted, person)

    assert services.expire_due(at=AT + timedelta(days=10)) == 0
    assert services.expire_due(at=LATE) == 1
    assert services.expire_due(at=LATE) == 0
    invitation.refresh_from_db()
    assert invitation.state == State.EXPIRED
    assert _kinds(person) == [Turn.Kind.ASKED, Turn.Kind.SILENT]


def test_withdrawing_stops_the_letter(wanted, person, alice):
    invitation = make_invitation(wanted, person)

    services.withdraw(invitation=invitation, by=alice, at=AT)

    assert Message.objects.get().state == Message.State.CANCELLED
    assert _kinds(person) == [Turn.Kind.ASKED, Turn.Kind.WITHDRAWN]
    with pytest.raises(services.CannotWithdraw):
        services.withdraw(invitation=invitation, by=alice, at=AT)


def test_one_with_a_seat_is_not_withdrawn(wanted, person):
    invitation = make_invitation(wanted, person)
    services.answer(invitation=invitation, answer="yes", by="link", at=AT)

    with pytest.raises(services.CannotWithdraw, match="seat"):
        services.withdraw(invitation=invitation, by=None, at=AT)


def test_a_withdrawn_consent_takes_back_invitations_and_letters(wanted, person):
    invitation = make_invitation(wanted, person)
    (claimed,) = outbox.claim(at=AT)

    consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    outbox.deliver(claimed, at=AT)

    invitation.refresh_from_db()
    assert invitation.state == State.WITHDRAWN
    assert Message.objects.get().state == Message.State.CANCELLED


def test_one_who_leaves_is_in_no_seat_and_no_round(wanted, municipality, person):
    seated = make_invitation(wanted, person)
    services.answer(invitation=seated, answer="yes", by="link", at=AT)
    other = make_invitation(make_wanted(municipality, title="En annen"), person)

    registry.move(representative=person, to="left", by=None, at=AT)

    assert not Assignment.objects.running().exists()
    assert set(Invitation.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert other.pk


def test_a_cancelled_project_waits_for_nobody(wanted, person, alice):
    make_invitation(wanted, person)

    project_cancelled.send(sender=type(wanted.project), project=wanted.project, by=alice, at=AT)

    assert Invitation.objects.get().state == State.WITHDRAWN
    assert Message.objects.get().state == Message.State.CANCELLED
