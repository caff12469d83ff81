"""What leaves when the pause is over: one person at a time, each in a transaction of its own.

The sending is the duty; two workers, or one that is killed and its follower, tell each person once, for every line is
taken under the sending's lock and written together with what it brings about.
"""

import time
from datetime import datetime

import structlog
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from participation.invitations import rules, thanking
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.sendings.models import Sending, SendingLine

log = structlog.get_logger()
State, Does, Outcome = Sending.State, SendingLine.Does, SendingLine.Outcome
MOST_SECONDS = 200
REFUSALS = (rules.CannotInvite, rules.CannotSend, thanking.CannotThank)


def leave_due(*, at: datetime) -> int:
    """Tells everyone of every sending whose pause is over; returns how many lines were settled.

    What is not through after some minutes goes on with the next call, so that no task comes near its time limit.
    """
    count, ends = 0, time.monotonic() + MOST_SECONDS
    for sending in Sending.objects.due(at).select_related("municipality").order_by("leaves_at", "id"):
        with translation.override(sending.municipality.language):
            while time.monotonic() < ends and _next(sending.pk, at):
                count += 1
    return count


@transaction.atomic
def _next(sending_id: int, at: datetime) -> bool:
    """Settles the next line; False when none is left, or somebody has stopped it."""
    rows = Sending.objects.due(at).select_for_update(of=("self",))
    sending = rows.select_related("request", "sent_by").filter(pk=sending_id).first()
    if sending is None:
        return False
    line = sending.lines.waiting().select_related("representative__municipality").order_by("id").first()
    if line is None:
        sending.state, sending.ended_at = State.SENT, at
        sending.save(update_fields=["state", "ended_at"])
        return False
    if sending.state == State.HELD:
        sending.state = State.LEAVING
        sending.save(update_fields=["state"])
    line.outcome, line.reason = _told(sending, line, at)
    line.save(update_fields=["outcome", "reason"])
    return True


def _told(sending: Sending, line: SendingLine, at: datetime) -> tuple[str, str]:
    try:
        with transaction.atomic():
            return (_ask if line.does == Does.ASK else _thank)(sending, line, at), ""
    except REFUSALS as refusal:
        return Outcome.REFUSED, str(refusal)[:300]
    except Exception as error:
        # Whatever is wrong with one person's row must not keep the others waiting; the facilitator sees it.
        log.error("sending.line_failed", line=line.public_id, error=type(error).__name__)
        return Outcome.REFUSED, _("Something went wrong here. Try this person once more on their own.")


def _ask(sending: Sending, line: SendingLine, at: datetime) -> str:
    person = line.representative
    invitations.ask(
        request=sending.request, representative=person, reply_by=sending.reply_by, by=sending.sent_by, at=at
    )
    # Who is called stands in the round, with the number.
    return Outcome.LEFT


def _thank(sending: Sending, line: SendingLine, at: datetime) -> str:
    rows = Invitation.objects.open().filter(request=sending.request, representative=line.representative)
    invitation = rows.first()
    if invitation is None:
        raise thanking.CannotThank(_("The invitation has been withdrawn already."))
    has_letter = thanking.thank(invitation=invitation, by=sending.sent_by, at=at)
    return Outcome.LEFT if has_letter else Outcome.BY_HAND
