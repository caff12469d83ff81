"""The person's word: still right, changed, a pause, or out; by the link, or written down by the facilitator."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.freshness.asking import cancel_letters, gets_mail, lock_checkup
from representatives.freshness.models import Checkup
from representatives.freshness.queries import Wanted, day, wanted_of
from representatives.registry import services as registry
from representatives.registry.models import Representative

Reply = Checkup.Reply
State = Representative.State
LONGEST_PAUSE = timedelta(days=2 * 365)
# Someone who was tried in vain gets at least this long to call back.
TO_CALL_BACK = timedelta(days=14)


class CannotAnswer(Exception):
    """The question takes no such answer now; the text can be shown."""


@transaction.atomic
def answer(
    *,
    checkup: Checkup,
    reply: str,
    channel: str,
    at: datetime,
    by: Any = None,
    until: date | None = None,
    renewals: Mapping[str, bool] | None = None,
) -> Checkup:
    """Keeps the person's word and does what it says, at once; returns the row.

    `channel` is how it came, as for a consent (`form` for the link, `oral`, `paper`); `by` is the facilitator who wrote
    it down, None for the person's own link. `renewals` is yes or no for each purpose that the page asks about. "Still
    right" and a pause need them all; one who asks to be called may leave them. `until` belongs to a pause.

    The same word again, as from a second press, changes nothing. Refuses a question that was settled or called off, an
    answer that lacks something, and a pause that ends in the past or in more than two years.
    """
    held = lock_checkup(checkup)
    if held.reply == reply:
        return held
    said = renewals or {}
    wanted = wanted_of(held.representative, today=day(at)) if reply != Reply.LEAVE else []
    _refuse(held, reply, until, day(at), unsaid=[one for one in wanted if one.purpose not in said])
    # First the word: a step below that ends what is open must find this one answered.
    held.reply, held.replied_at = reply, at
    held.closed_at = None if reply == Reply.CHANGES else at
    held.save(update_fields=["reply", "replied_at", "closed_at"])
    cancel_letters(held)
    for one in wanted:
        if one.purpose in said:
            _renew(held.representative, one, said[one.purpose], channel, by, at)
    _do(held, reply, until, by, at)
    about: dict[str, Any] = {"subject": held.representative, "purpose": channel}
    audit.record("checkup.answered", obj=held, by=by, at=at, fields=["reply"], **about)
    return held


@transaction.atomic
def record_try(*, checkup: Checkup, by: Any, at: datetime) -> Checkup:
    """Writes that the facilitator has tried to reach one who gets no mail. The person has two weeks to call back.

    Refuses one who has answered, one who gets mail, and a second time.
    """
    held = lock_checkup(checkup)
    _refuse_closed(held)
    if held.reply or held.reminded_at is not None or gets_mail(held):
        raise CannotAnswer(_("There is nobody to try here: the person has mail, has answered, or was tried."))
    held.reminded_at = at
    held.due_on = max(held.due_on, day(at) + TO_CALL_BACK)
    held.save(update_fields=["reminded_at", "due_on"])
    audit.record("checkup.tried", obj=held, by=by, at=at, subject=held.representative)
    return held


def can_answer(checkup: Checkup) -> bool:
    """Whether the link still takes an answer: not settled, the person is here, and no newer letter was sent."""
    newer = Checkup.objects.filter(
        representative=checkup.representative_id, asked_at__gt=checkup.asked_at, pk__gt=checkup.pk
    )
    person: Representative = checkup.representative
    return not checkup.is_settled and bool(checkup.token_hash) and not person.has_left and not newer.exists()


def _refuse(checkup: Checkup, reply: str, until: date | None, today: date, *, unsaid: list[Wanted]) -> None:
    _refuse_closed(checkup)
    if reply in (Reply.RIGHT, Reply.PAUSE) and unsaid:
        raise CannotAnswer(_("Say yes or no to each of the consents, please."))
    if reply == Reply.PAUSE:
        _refuse_pause(until, today)


def _refuse_closed(checkup: Checkup) -> None:
    if not can_answer(checkup):
        raise CannotAnswer(_("This question is settled already."))


def _refuse_pause(until: date | None, today: date) -> None:
    if until is None or until <= today:
        raise CannotAnswer(_("A pause ends on a day that has not come yet."))
    if until > today + LONGEST_PAUSE:
        raise CannotAnswer(_("A pause is at most two years. You can take another one then."))


def _renew(person: Representative, wanted: Wanted, is_yes: Any, channel: str, by: Any, at: datetime) -> None:
    """A yes renews, or gives again what had run out; a no withdraws. What rests on a no has ended with it."""
    about: dict[str, Any] = {"representative": person, "purpose": wanted.purpose, "by": by, "at": at}
    in_force = Consent.objects.in_force().filter(representative=person, purpose=wanted.purpose).exists()
    if not is_yes:
        if in_force:
            consents.withdraw(**about)
        return
    try:
        keep = consents.renew if in_force else consents.give
        keep(channel=channel, given_on=day(at), **about)
    except consents.CannotGive as refusal:
        raise CannotAnswer(str(refusal)) from refusal


def _do(checkup: Checkup, reply: str, until: date | None, by: Any, at: datetime) -> None:
    person = checkup.representative
    about: dict[str, Any] = {"representative": person, "by": by, "at": at}
    with translation.override(person.municipality.language):
        if reply == Reply.RIGHT:
            registry.confirm(**about)
            if person.state == State.RESTING and _is_in_network(person):
                reason = _("Has answered that the profile is still right")
                registry.move(to=State.ACTIVE, reason=reason, **about)
        elif reply == Reply.PAUSE and person.state in (State.ACTIVE, State.RESTING):
            registry.move(to=State.RESTING, until=until, reason=_("Has asked for a pause"), **about)
        elif reply == Reply.LEAVE:
            registry.move(to=State.LEFT, reason=_("Has asked to leave"), thanks=True, **about)


def _is_in_network(person: Representative) -> bool:
    given = Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.NETWORK)
    return given.exists()
