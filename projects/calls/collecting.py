"""Interest comes in: by the person's link, by phone or paper, or from somebody new by the card of the call."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from projects.calls.models import WORDS_LENGTH, Call, Interest
from projects.calls.services import lock
from representatives.consent import queries as consents
from representatives.consent.models import Consent
from representatives.recruitment.models import Application
from representatives.registry.models import Representative

By = Interest.By


class CannotSay(Exception):
    """Interest cannot be kept now; the text says why and can be shown."""


@transaction.atomic
def say(
    *,
    call: Call,
    representative: Representative,
    said_by: str,
    at: datetime,
    words: str = "",
    recorded_by: Any = None,
    by: Any = None,
) -> Interest:
    """Keeps that a person is interested, with a few words; said again, the last words hold.

    For phone and paper `recorded_by` is the facilitator; `by` is the person where they are signed in. Refuses a call
    that takes no interest any more, a person of another municipality, one who has left, and one who has not said yes to
    being in the network.
    """
    held = lock(call)
    if not held.takes_interest_on(timezone.localdate(at)):
        raise CannotSay(_("This call is closed. Nobody more can say that they are interested."))
    person = _present(held, representative)
    words = words.strip()[:WORDS_LENGTH]
    known: Interest | None = Interest.objects.filter(call=held, representative=person).first()
    if known is not None and known.withdrawn_at is None and words in ("", known.words):
        return known
    said = {"words": words, "said_by": said_by, "said_at": at, "recorded_by": recorded_by}
    # What is said anew is read anew.
    anew = {"withdrawn_at": None, "read_at": None, "read_by": None}
    interest, _new = Interest.objects.update_or_create(
        call=held,
        representative=person,
        defaults={"municipality_id": held.municipality_id, **said, **anew},
    )
    who: dict[str, Any] = {"by": recorded_by or by, "at": at, "subject": person, "purpose": said_by}
    audit.record("interest.said", obj=interest, fields=["words"] if words else [], **who)
    return interest


@transaction.atomic
def take_back(*, interest: Interest, by: Any, at: datetime) -> Interest:
    """The person is not interested after all: the words go at once. Refuses one who has an answer already."""
    held = _locked(interest)
    if held.answer:
        raise CannotSay(_("This interest has an answer already."))
    if held.withdrawn_at is None:
        _withdraw(held, by, at)
    return held


def newcomer(*, application: Application, at: datetime) -> Interest | None:
    """Somebody new came in by the card or link of a call: that is interest in it. None where no call is open."""
    if application.channel_id is None:
        return None
    call = Call.objects.filter(channel=application.channel_id, state=Call.State.OPEN).first()
    if call is None:
        return None
    try:
        return say(call=call, representative=application.representative, said_by=By.NEW, at=at)
    except CannotSay:
        return None


@transaction.atomic
def forget(*, representative: Representative, at: datetime) -> None:
    """Somebody leaves: what has no answer yet is taken back, and no words stay anywhere."""
    rows = Interest.objects.filter(representative=representative)
    for interest in rows.standing().filter(answer="").order_by("id"):
        _withdraw(interest, None, at)
    forget_words(representative=representative)


def forget_words(*, representative: Representative) -> None:
    """Empties what the person wrote, in every call; whoever asks writes the audit line."""
    Interest.objects.filter(representative=representative).exclude(words="").update(words="")


def _withdraw(interest: Interest, by: Any, at: datetime) -> None:
    interest.withdrawn_at, interest.words = at, ""
    interest.save(update_fields=["withdrawn_at", "words"])
    subject = interest.representative
    audit.record("interest.taken_back", obj=interest, by=by, at=at, fields=["words"], subject=subject)


def _present(call: Call, representative: Representative) -> Representative:
    people = Representative.objects.filter(municipality=call.municipality_id).present()
    person = consents.consenting(people, Consent.Purpose.NETWORK).filter(pk=representative.pk).first()
    if person is None:
        raise CannotSay(_("The person is not in the network of this municipality."))
    return person


def _locked(interest: Interest) -> Interest:
    """The interest as it is now, with its call locked first."""
    lock(interest.call)
    found: Interest = (
        Interest.objects.select_for_update(of=("self",)).select_related("representative").get(pk=interest.pk)
    )
    return found
