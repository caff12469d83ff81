"""What waits on the last day: a seat that is held for the first on a reserve, and a letter that is held back."""

from contextlib import suppress
from datetime import datetime
from functools import partial

from config.core.outbox import handling
from config.core.outbox.models import Message
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.invitations import offers
from participation.invitations.models import Invitation

LAST = -1


def plan(year: Year) -> None:
    """The seat is offered in the afternoon; the letter is stopped before it can leave in the morning."""
    own = apart("waiting")
    year.plan(year.moment(LAST, 15, 20), own(partial(_offer_a_seat, year)))
    year.plan(year.end, own(partial(_hold_a_letter, year)))


def _offer_a_seat(year: Year, at: datetime) -> None:
    """To the first who may be asked now of those who have waited longest for theirs."""
    for invitation in Invitation.objects.of(year.municipality).on_reserve().select_related("request"):
        if offers.next_in_line(invitation.request) == invitation:
            with suppress(offers.CannotPromote):
                offers.promote(invitation=invitation, by=year.facilitator, at=at)
                return


def _hold_a_letter(year: Year, at: datetime) -> None:
    letter = Message.objects.of(year.municipality).waiting().order_by("id").last()
    if letter is not None:
        handling.hold(message=letter, by=year.facilitator, at=at)
