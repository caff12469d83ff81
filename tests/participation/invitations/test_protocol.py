"""What an invitation is now: read from state, answer, letter and seat; and every step is in the table."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.core.outbox.models import Message
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import protocol, queries, services, thanking
from participation.invitations.models import Invitation
from participation.invitations.protocol import Now
from tests.cast import AT
from tests.make.invitations import REPLY_BY, make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality):
    return make_wanted(municipality, seats=1)


@pytest.fixture
def invitation(wanted):
    return make_invitation(wanted)


def _now(invitation) -> Now:
    return protocol.read_now(Invitation.objects.get(pk=invitation.pk))


def _letter_is(state, **fields):
    Message.objects.update(state=state, **fields)


def test_a_letter_is_followed_on_its_way(wanted):
    invitation = make_invitation(wanted, is_sent=False)
    assert _now(invitation) == Now.READY

    services.send(invitation=invitation, by=None, at=AT)
    assert _now(invitation) == Now.QUEUED
    _letter_is("retrying")
    assert _now(invitation) == Now.QUEUED
    _letter_is("sent", sent_at=AT)
    assert _now(invitation) == Now.DELIVERED
    _letter_is("undeliverable", sent_at=None)
    assert _now(invitation) == Now.FAILED


def test_whoever_gets_no_mail_is_called(wanted, municipality):
    person = make_representative(municipality, "Rolf Ringes", email="", channel="phone")

    assert _now(make_invitation(wanted, person)) == Now.BY_HAND


def test_a_revoked_link_leaves_somebody_to_call(invitation):
    services.revoke(invitation=invitation, by=None, at=AT)

    assert _now(invitation) == Now.BY_HAND


@pytest.mark.parametrize(
    ("answer", "now"), [("no", Now.DECLINED), ("maybe", Now.MAYBE), ("question", Now.QUESTION)]
)
def test_an_answer_is_what_it_is(invitation, answer, now):
    services.answer(invitation=invitation, answer=answer, by="link", at=AT)

    assert _now(invitation) == now


def test_a_yes_has_a_seat_or_waits_for_one_or_had_one(invitation, wanted, municipality):
    other = make_invitation(wanted, make_representative(municipality, "Berit To"))
    for one in (invitation, other):
        services.answer(invitation=one, answer="yes", by="link", at=AT)
    assert (_now(invitation), _now(other)) == (Now.CONFIRMED, Now.RESERVE)

    assignments.end(assignment=Assignment.objects.get(), by=None, at=AT, reason="Flyttet")
    assert (_now(invitation), _now(other)) == (Now.ENDED, Now.RESERVE)


def test_whoever_waited_first_is_not_overtaken(invitation, wanted, municipality):
    other = make_invitation(wanted, make_representative(municipality, "Berit To"))
    third = make_invitation(wanted, make_representative(municipality, "Cato Tre"))
    for one in (invitation, other):
        services.answer(invitation=one, answer="yes", by="link", at=AT)
    services.answer(invitation=invitation, answer="no", by="link", at=AT + timedelta(hours=1))

    for one, hours in ((third, 2), (invitation, 3)):
        services.answer(invitation=one, answer="yes", by="link", at=AT + timedelta(hours=hours))

    assert not Assignment.objects.running().exists()
    assert list(Invitation.objects.on_reserve()) == [other, third, invitation]


def test_a_question_keeps_the_place_on_the_reserve(invitation, wanted, municipality):
    other = make_invitation(wanted, make_representative(municipality, "Berit To"))
    for one in (invitation, other):
        services.answer(invitation=one, answer="yes", by="link", at=AT)

    for hours, answer in ((1, "question"), (2, "yes")):
        services.answer(invitation=other, answer=answer, by="link", at=AT + timedelta(hours=hours))

    assert Invitation.objects.on_reserve().get().on_reserve_since == AT


def test_whoever_has_said_yes_is_not_asked_again(invitation):
    services.answer(invitation=invitation, answer="yes", by="link", at=AT)

    with pytest.raises(services.CannotSend, match="said yes"):
        services.send_again(invitation=invitation, reply_by=REPLY_BY, by=None, at=AT)


def test_those_to_call_are_the_same_in_the_list_and_in_the_count(wanted, municipality, alice):
    people = {
        "mail": {},
        "phone": {"email": "", "channel": "phone"},
        "prefers": {"channel": "phone"},
        "lost": {},
    }
    rows = {
        name: make_invitation(wanted, make_representative(municipality, f"Per {name}", **fields))
        for name, fields in people.items()
    }
    Message.objects.filter(about_id=rows["lost"].public_id).update(state="undeliverable")

    lines = queries.lines(queries.with_details(Invitation.objects.order_by("id")), today=AT.date())
    counted = Invitation.objects.waiting_for("call", AT.date())

    to_call = {line.invitation.pk for line in lines if line.must_call}
    assert to_call == {row.pk for row in counted} == {rows[n].pk for n in ("phone", "prefers", "lost")}


def test_the_table_says_every_word_once():
    _head, rows = protocol.table()

    assert [row[0] for row in rows] == [f"`{now}`" for now in Now]
    assert "`confirmed`" in rows[list(Now).index(Now.DELIVERED)][2]
    assert rows[list(Now).index(Now.WITHDRAWN)][2] == "–"


_STEPS = st.sampled_from(
    [
        "yes",
        "no",
        "maybe",
        "question",
        "again",
        "withdraw",
        "thank",
        "revoke",
        "end",
        "silence",
        "sent",
        "lost",
    ]
)


def _step(what, invitation, at):
    letters = Message.objects.filter(about_id=invitation.public_id, state="queued")
    try:
        if what == "again":
            services.send_again(invitation=invitation, reply_by=at.date(), by=None, at=at)
        elif what == "withdraw":
            services.withdraw(invitation=invitation, by=None, at=at)
        elif what == "revoke":
            services.revoke(invitation=invitation, by=None, at=at)
        elif what == "end":
            seats = Assignment.objects.filter(invitation=invitation)
            assignments.end_all(assignments=seats, by=None, at=at, reason="Flyttet")
        elif what == "thank":
            thanking.thank(invitation=invitation, by=None, at=at)
        elif what == "silence":
            services.expire_due(at=at + timedelta(days=30))
        elif what == "sent":
            letters.update(state="sent", sent_at=at)
        elif what == "lost":
            letters.update(state="undeliverable")
        else:
            services.answer(invitation=invitation, answer=what, by="link", at=at)
    except (services.CannotAnswer, services.CannotSend, services.CannotWithdraw, thanking.CannotThank):
        pass


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 2), _STEPS), max_size=12))
def test_every_step_is_in_the_table(municipality, steps):
    with transaction.atomic():
        wanted = make_wanted(municipality, seats=1)
        rows = [make_invitation(wanted, make_representative(municipality, f"P {n}")) for n in range(3)]
        before = [_now(row) for row in rows]
        for number, (who, what) in enumerate(steps):
            _step(what, rows[who], AT + timedelta(minutes=number))

            after = [_now(row) for row in rows]
            moved = zip(before, after, strict=True)
            assert [(one, other) for one, other in moved if not protocol.may(one, other)] == []
            before = after
        transaction.set_rollback(True)
