"""Two presses, two workers: one sending, and everybody is told once (T43, T47)."""

from functools import partial

import pytest

from config.core.outbox.models import Message
from participation.invitations.models import Invitation
from participation.sendings import leaving, services
from participation.sendings.models import Sending
from tests.cast import AT
from tests.make.invitations import at_once
from tests.participation.sendings.conftest import AFTER


@pytest.mark.django_db(transaction=True)
def test_two_presses_and_two_workers_tell_everybody_once(draft, alice):
    came = at_once(*2 * [partial(services.send, sending=draft, by=alice, at=AT)])
    assert {one.state for one in came} == {"held"}

    told = at_once(*2 * [partial(leaving.leave_due, at=AFTER)])

    assert sum(told) == 3
    assert Sending.objects.get().state == "sent"
    assert Invitation.objects.count() == 3
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_stopped_while_it_leaves_nobody_is_told_afterwards(draft, alice):
    services.send(sending=draft, by=alice, at=AT)

    at_once(partial(leaving.leave_due, at=AFTER), partial(services.stop, sending=draft, by=alice, at=AFTER))
    left = Invitation.objects.count()
    leaving.leave_due(at=AFTER)

    assert Invitation.objects.count() == left
    assert draft.lines.filter(outcome="left").count() == left
