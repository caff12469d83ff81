"""What a letter about an invitation stands on, in one read: asked right before the letter leaves, and made of it."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from config.core.batch import once
from config.core.outbox.kinds import OneRead, Sms
from config.core.outbox.models import Message
from participation.invitations import links, texts
from participation.invitations.models import Invitation
from projects.models import Request
from representatives.consent.models import Consent
from representatives.proxies.queries import Reach, getting_letters, own_reach, reached_by
from representatives.registry.models import Representative

# What letters and the checks before them read of the two rows.
_ROW = "public_id municipality_id request_id state answer reply_by generation key_id token_hash maybe_until".split()
_PERSON = "public_id municipality_id given_name family_name email phone channel language state".split()


def read(message: Message, **which: Any) -> Invitation | None:
    """The invitation with its person and request, whether the person's yes is in force, and how the person is reached.

    Everything that decides whether a letter may leave, and where to, is read now; the words of the request may be some
    seconds old within a batch.
    """
    same = {"representative": OuterRef("representative")}
    yes = Consent.objects.in_force().filter(purpose=Consent.Purpose.NETWORK, **same)
    rows = Invitation.objects.filter(municipality_id=message.municipality_id, **which)
    rows = rows.select_related("representative").only(*_ROW, *(f"representative__{name}" for name in _PERSON))
    rows = rows.annotate(consents=Exists(yes), has_proxy=Exists(getting_letters().filter(**same)))
    found: Invitation | None = next(iter(rows.order_by()[:1]), None)
    if found is not None:
        found.representative.municipality = message.municipality
        found.request = once(("request", found.request_id), lambda: _request(found.request_id))
    return found


def may_be_written_to(invitation: Any) -> bool:
    """Whether anything may leave to the person about an invitation that was read here."""
    is_sent = invitation.state == Invitation.State.SENT
    return bool(is_sent and not invitation.representative.has_left and invitation.consents)


def reach_of(invitation: Any) -> Reach:
    """How the person of an invitation that was read here is reached."""
    person: Representative = invitation.representative
    return reached_by(person) if invitation.has_proxy else own_reach(person)


def text_message(words: Any, invitation: Any, by_day: date, *, live: bool) -> Sms:
    """A text message about an invitation that was read here; its link is dead unless `live`."""
    link = links.address(links.make(invitation) if live else links.DEAD)
    is_own = not invitation.has_proxy
    return texts.text_message(words, invitation.representative, by_day, link, is_own=is_own)


def _request(pk: int) -> Request:
    return Request.objects.select_related("project__unit").get(pk=pk)


def _own(message: Message) -> Invitation | None:
    return read(message, public_id=message.about_id)


INVITATION: OneRead[Invitation] = OneRead(_own)
