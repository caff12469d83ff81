"""What silence leads to: rest, the end of consents that were not renewed, and in the end deletion."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.erasure import services as erasure
from representatives.erasure.models import Erasure
from representatives.freshness.asking import cancel_letters, gets_mail, lock_checkup
from representatives.freshness.models import Checkup
from representatives.freshness.queries import day, due_consents, policy_of, running_seats
from representatives.registry import services as registry
from representatives.registry.models import Representative

State = Representative.State


@transaction.atomic
def settle(*, checkup: Checkup, at: datetime) -> bool:
    """Closes a question that has been answered by another way: the facilitator has confirmed the profile since.

    Only when no consent is left to renew; whether it did.
    """
    held = lock_checkup(checkup)
    if held.closed_at is not None or held.reply or not _is_confirmed(held):
        return False
    if due_consents(held.representative, policy_of(held.municipality_id), today=day(at)):
        return False
    held.reply, held.replied_at, held.closed_at = Checkup.Reply.RIGHT, at, at
    held.save(update_fields=["reply", "replied_at", "closed_at"])
    cancel_letters(held)
    return True


@transaction.atomic
def end(*, checkup: Checkup, at: datetime) -> bool:
    """Takes the step that silence leads to once the last day has passed; whether it did.

    After "still right?" the consents that were asked about run out and the person rests; after a notice the profile is
    erased. Nobody who has a seat is touched, and nobody whom no letter has reached and the facilitator has not tried:
    both stand on the facilitator's list until somebody has talked to them.
    """
    held = lock_checkup(checkup)
    person = held.representative
    if held.closed_at is not None or held.reply or day(at) <= held.due_on:
        return False
    if running_seats(person, at=at) or not (gets_mail(held) or held.reminded_at):
        return False
    held.closed_at = at
    held.save(update_fields=["closed_at"])
    cancel_letters(held)
    audit.record("checkup.unanswered", obj=held, by=None, at=at, subject=person, purpose=held.kind)
    if held.is_notice and not _is_confirmed(held):
        erasure.erase(representative=person, why=Erasure.Why.SILENCE, by=None, at=at)
    elif not held.is_notice:
        _lapse(held, at)
        _rest(held, at)
    return True


def _lapse(checkup: Checkup, at: datetime) -> None:
    """The consents that this person was asked to renew, and did not; the network takes the others with it."""
    policy, asked_on = policy_of(checkup.municipality_id), day(checkup.asked_at)
    for consent in due_consents(checkup.representative, policy, today=day(at)):
        was_asked = consent.asked_on is not None and consent.asked_on >= asked_on
        if was_asked and Consent.objects.in_force().filter(pk=consent.pk).exists():
            consents.lapse(consent=consent, at=at)


def _rest(checkup: Checkup, at: datetime) -> None:
    person = Representative.objects.select_related("municipality").get(pk=checkup.representative_id)
    if person.state != State.ACTIVE or _is_confirmed(checkup):
        return
    with translation.override(person.municipality.language):
        reason = _("Has not answered whether the profile is still right")
    registry.move(representative=person, to=State.RESTING, by=None, at=at, reason=reason)


def _is_confirmed(checkup: Checkup) -> bool:
    """Whether the profile has been confirmed since the person was asked."""
    confirmed_on = checkup.representative.confirmed_on
    return confirmed_on is not None and confirmed_on >= day(checkup.asked_at)
