"""Each constraint of invitations and assignments refuses a bad row, on both databases."""

from datetime import timedelta

import pytest

from participation.assignments.models import Assignment
from participation.invitations import services
from participation.invitations.models import Answer, Invitation
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_assignment
from tests.make.invitations import REPLY_BY, make_invitation, make_wanted


@pytest.fixture
def invitation(municipality):
    return make_invitation(make_wanted(municipality))


def test_invitation_once_per_request(invitation):
    assert_refused(
        lambda: Invitation.objects.create(
            municipality=invitation.municipality,
            request=invitation.request,
            representative=invitation.representative,
            reply_by=REPLY_BY,
            created_at=AT,
            token_hash="another",
        ),
        "invitation_once_per_request",
    )


def test_invitation_answer_has_a_time(invitation):
    rows = Invitation.objects.filter(pk=invitation.pk)

    assert_refused(lambda: rows.update(answer="yes"), "invitation_answer_has_a_time")
    assert_refused(lambda: rows.update(answered_at=AT), "invitation_answer_has_a_time")


def test_invitation_reserve_has_said_yes(invitation):
    rows = Invitation.objects.filter(pk=invitation.pk)

    assert_refused(lambda: rows.update(on_reserve_since=AT), "invitation_reserve_has_said_yes")


def test_invitation_thinks_after_a_maybe(invitation):
    rows = Invitation.objects.filter(pk=invitation.pk)

    assert_refused(lambda: rows.update(maybe_until=REPLY_BY), "invitation_thinks_after_a_maybe")


def test_answer_why_of_a_no(invitation):
    answer = services.answer(invitation=invitation, answer="maybe", by="link", at=AT)
    rows = Answer.objects.filter(pk=answer.pk)

    assert_refused(lambda: rows.update(why="time"), "answer_why_of_a_no")


def test_assignment_once_per_request(invitation):
    make_assignment(invitation.request, invitation.representative)

    assert_refused(
        lambda: make_assignment(invitation.request, invitation.representative), "assignment_once_per_request"
    )


def test_assignment_ended_has_a_day(invitation):
    rows = Assignment.objects.filter(pk=make_assignment(invitation.request, invitation.representative).pk)

    assert_refused(lambda: rows.update(state="ended"), "assignment_ended_has_a_day")
    assert_refused(
        lambda: rows.update(state="ended", ended_on=AT.date() - timedelta(days=1)),
        "assignment_ended_has_a_day",
    )


def test_answers_are_seen_with_their_invitation(invitation, alice, pia, charlie):
    answer = services.answer(invitation=invitation, answer="no", by="link", at=AT)

    assert list(Answer.objects.visible_to(alice)) == [answer]
    assert not Answer.objects.visible_to(pia).exists()
    assert not Answer.objects.visible_to(charlie).exists()
