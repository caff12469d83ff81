"""Whatever people and facilitators do, in whatever order: seats are never oversold, and every step is in the table."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from config.core.outbox.models import Message
from participation.assignments import services as assignments
from participation.assignments.models import Assignment
from participation.invitations import protocol, services
from participation.invitations.models import Invitation, Offer
from projects.planning import services as planning
from tests.cast import AT
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative

WHO = st.integers(0, 3)
REFUSALS = (
    services.CannotAnswer,
    services.CannotSend,
    services.CannotWithdraw,
    services.CannotPromote,
    planning.CannotMove,
)


class Asking(RuleBasedStateMachine):
    """Four people asked for two seats."""

    municipality: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.at, self.is_cancelled = AT, False
        self.wanted = make_wanted(self.municipality, seats=2)
        people = [make_representative(self.municipality, f"P {n}") for n in range(4)]
        self.rows = [make_invitation(self.wanted, person) for person in people]
        self.before = self._now()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _now(self) -> list[protocol.Now]:
        return [protocol.read_now(Invitation.objects.get(pk=row.pk)) for row in self.rows]

    def _try(self, work: Any, **given: Any) -> None:
        self.at += timedelta(minutes=7)
        try:
            work(at=self.at, **given)
        except REFUSALS:
            return

    @rule(who=WHO, answer=st.sampled_from(["yes", "yes", "no", "maybe", "question", "other"]))
    def say(self, who: int, answer: str) -> None:
        self._try(services.answer, invitation=self.rows[who], answer=answer, by="link")

    @rule(who=WHO)
    def withdraw(self, who: int) -> None:
        self._try(services.withdraw, invitation=self.rows[who], by=None)

    @rule(who=WHO, reason=st.sampled_from(["", "Bor der"]))
    def promote(self, who: int, reason: str) -> None:
        self._try(services.promote, invitation=self.rows[who], by=None, reason=reason)

    @rule(who=WHO)
    def end(self, who: int) -> None:
        seats = Assignment.objects.filter(invitation=self.rows[who])
        self._try(assignments.end_all, assignments=seats, by=None, reason="Flyttet")

    @rule(who=WHO)
    def ask_again(self, who: int) -> None:
        day = self.at.date() + timedelta(days=5)
        self._try(services.send_again, invitation=self.rows[who], reply_by=day, by=None)

    @rule(days=st.sampled_from([1, 4, 9]))
    def let_days_pass(self, days: int) -> None:
        self.at += timedelta(days=days)
        services.expire_due(at=self.at)
        services.lapse_due(at=self.at)

    @rule(state=st.sampled_from(["sent", "undeliverable"]))
    def deliver(self, state: str) -> None:
        letters = Message.objects.filter(state="queued")
        letters.update(state=state, sent_at=self.at if state == "sent" else None)

    @precondition(lambda self: not self.is_cancelled)
    @rule()
    def cancel(self) -> None:
        self._try(
            planning.move_project,
            project=self.wanted.project,
            to="cancelled",
            by=None,
            reason="Pengene tok slutt",
        )
        self.is_cancelled = True

    @invariant()
    def nobody_is_promised_a_seat_that_is_not_there(self) -> None:
        taken = Assignment.objects.running().filter(request=self.wanted).count()
        assert taken + Offer.objects.open().count() <= self.wanted.seats
        assert not self.is_cancelled or taken + Offer.objects.open().count() == 0

    @invariant()
    def whoever_has_a_seat_or_an_offer_has_said_yes(self) -> None:
        for seat in Assignment.objects.running().select_related("invitation"):
            assert seat.invitation is not None
            assert seat.invitation.answer in ("yes", "question")
            assert seat.invitation.on_reserve_since is None
        for offer in Offer.objects.open().select_related("invitation"):
            assert offer.invitation.on_reserve_since is not None

    @invariant()
    def every_step_is_in_the_table(self) -> None:
        after = self._now()
        moved = zip(self.before, after, strict=True)
        assert [(one, other) for one, other in moved if not protocol.may(one, other)] == []
        self.before = after


@pytest.mark.django_db
def test_seats_are_never_oversold_whatever_happens(municipality):
    Asking.municipality = municipality

    run_state_machine_as_test(
        Asking,
        settings=settings(
            max_examples=10,
            stateful_step_count=15,
            deadline=None,
            # To make a failure shorter takes minutes; the steps that led to it are told all the same.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
