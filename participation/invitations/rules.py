"""Whether a person may be asked, and what an invitation refuses. Shared by asking and by answering."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.outbox import gateway
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.assignments import services as assignments
from participation.invitations.models import LETTER, REMINDER, THOUGHT, Answer, Invitation
from projects.models import Request
from representatives.consent.models import Consent
from representatives.proxies.queries import Reach, reached_by
from representatives.registry.models import Representative

KIND = LETTER
State = Invitation.State
Channel = Representative.Channel


class CannotInvite(Exception):
    """The person cannot be asked for this; the text can be shown."""


class CannotSend(Exception):
    """The invitation cannot be sent; the text can be shown."""


class CannotAnswer(Exception):
    """The invitation takes no answer now; the text can be shown."""


class CannotWithdraw(Exception):
    """The invitation cannot be taken back; the text can be shown."""


@dataclass(frozen=True)
class Standing:
    """What is known of a person before asking: consent in force, an invitation to the same request, a no to it."""

    consents: bool
    is_invited: bool
    said_no: bool


def standings(*, request: Request, people: Any) -> dict[int, Standing]:
    """The standing of each person (by primary key) towards a request, in three queries."""
    ids = [person.pk for person in people]
    invitations = Invitation.objects.filter(request=request, representative__in=ids)
    consents = Consent.objects.in_force().filter(representative__in=ids, purpose=Consent.Purpose.NETWORK)
    consenting = set(consents.values_list("representative_id", flat=True))
    invited = set(invitations.open().values_list("representative_id", flat=True))
    declined = set(invitations.filter(answer__in=Invitation.NOES).values_list("representative_id", flat=True))
    return {pk: Standing(pk in consenting, pk in invited, pk in declined) for pk in ids}


def why_not(*, request: Request, person: Representative, standing: Standing) -> str:
    """Why a person cannot be asked for a request, in words that can be shown; empty when nothing stands against it."""
    if request.state != Request.State.OPEN:
        return _("The request is not open, so nobody can be invited to it now.")
    if person.municipality_id != request.municipality_id:
        return _("This person belongs to another municipality.")
    return why_not_person(person, standing)


def why_not_person(person: Representative, standing: Standing) -> str:
    """What stands against asking a person, whatever the state of the request."""
    if person.has_left:
        return _("This person has left the network.")
    if person.state == Representative.State.RESTING:
        return _("This person is taking a break, and is not to be asked now.")
    if not standing.consents:
        return _("This person has not said yes to being in the network and asked.")
    if standing.said_no:
        return _("This person has said no to this request. A no is not asked about again.")
    if standing.is_invited:
        return _("This person has been invited to this request already.")
    return ""


class Way(models.TextChoices):
    """How a person is asked, in words about the person. The first two go by the outbox."""

    MAIL = "mail", gettext_lazy("gets an e-mail")
    SMS = "sms", gettext_lazy("gets a text message")
    POST = "post", gettext_lazy("gets a letter on paper")
    CALL = "call", gettext_lazy("you call")

    @property
    def is_sent(self) -> bool:
        """Whether the letter leaves by itself, so that nobody has to call or print."""
        return self in (Way.MAIL, Way.SMS)


def way_to(person: Representative, reach: Reach | None = None) -> Way:
    """How the person, or the proxy who gets the letters, is asked.

    `reach` is how the person is reached, where the caller has read it for many at once. Text messages go to the person
    alone, where they can be sent and the number can take one.
    """
    found, chosen = reach or reached_by(person), person.channel
    if found.email and (found.is_proxy or chosen == Channel.EMAIL):
        return Way.MAIL
    if chosen == Channel.SMS and not found.is_proxy and gateway.is_there() and _takes_texts(found.phone):
        return Way.SMS
    return Way.POST if chosen == Channel.LETTER or not found.phone else Way.CALL


def gets_mail(person: Representative, reach: Reach | None = None) -> bool:
    """Whether the person, or the proxy who gets the letters, is asked by e-mail."""
    return way_to(person, reach) == Way.MAIL


def send(*, kind: str, held: Invitation, key: str, at: datetime, about: Any = None, when: Any = None) -> bool:
    """Queues a letter about an invitation as mail or text message; False where somebody has to call or print.

    `about` is what the letter is about, if not the invitation itself; `when` is when it may leave, if not at once.
    """
    person = held.representative
    way = way_to(person)
    if way.is_sent:
        outbox.queue(
            kind=kind,
            channel=way.value,
            municipality=person.municipality,
            recipient=person,
            about=about or held,
            dedupe_key=key,
            at=at,
            not_before=when,
        )
    return way.is_sent


def _takes_texts(phone: str) -> bool:
    """Whether a number can take text messages: a Norwegian one begins with 4 or 9 then, of others nothing is known."""
    return phone[3:4] in ("4", "9") if phone.startswith("+47") else bool(phone)


def lock(invitation: Invitation) -> Invitation:
    """The row, locked together with its person and request, always in that order."""
    person, request = assignments.lock(
        representative_id=invitation.representative_id, request_id=invitation.request_id
    )
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True)
    (held,) = rows.prefetch_related("offers").filter(pk=invitation.pk)
    held.representative, held.request = person, request
    return held


def has_consent(representative: Representative) -> bool:
    """Whether the person's yes to being asked is in force."""
    given = Consent.objects.in_force().filter(representative=representative, purpose=Consent.Purpose.NETWORK)
    return given.exists()


def dedupe_key(invitation: Invitation) -> str:
    """One letter for each link: a retry, a second press or two workers send it once."""
    return f"{KIND}:{invitation.public_id}:{invitation.generation}"


def cancel_letters(invitation: Invitation) -> int:
    """Takes back letters and reminders that have not left; returns how many."""
    kinds = (KIND, REMINDER, THOUGHT)
    return outbox.cancel(Message.objects.filter(kind__in=kinds, about_id=invitation.public_id))


def day(at: datetime) -> date:
    """The day of a moment where the municipality is."""
    return timezone.localdate(at)


def last_answer(invitation: Invitation) -> Answer | None:
    """The answer that holds."""
    return invitation.answers.order_by("-at", "-id").first()


def tidy(text: str) -> str:
    """Without the empty lines that unused parts of the template leave."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept) + "\n"
