"""The letters that follow an invitation, with the same link: a seat has opened, a reminder, and “you said maybe”."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.queries import Own, own_words
from config.core.outbox.kinds import CannotRender, Kind, Mail, OneRead, Sms
from config.core.outbox.models import Message
from participation.invitations import links, reading, rules, texts
from participation.invitations.models import REMINDER, SEAT_LETTER, THOUGHT, Invitation, Offer
from participation.invitations.offers import letter_key
from participation.invitations.policies import policy_of
from participation.invitations.reminding import key_of, undecided


@dataclass(frozen=True)
class Following:
    """What one of these letters says: its subject, and why it comes, to the person and to one who answers for them.

    `text` is all of it in a text message.
    """

    kind: str
    subject: Any
    why: Any
    why_to_proxy: Any
    text: Any


SEAT = Following(
    SEAT_LETTER,
    gettext_lazy("Answer by %(date)s: a seat has opened in %(municipality)s"),
    gettext_lazy(
        "You said yes to being a representative for %(unit)s, and all the seats were taken. "
        "Now a seat has opened. Do you still want it?"
    ),
    gettext_lazy(
        "%(name)s has said yes to being a representative for %(unit)s, and all the seats were taken. "
        "Now a seat has opened. Does %(name)s still want it?"
    ),
    texts.SEAT,
)

REMINDED = Following(
    REMINDER,
    gettext_lazy("A reminder: answer by %(date)s about an assignment in %(municipality)s"),
    gettext_lazy(
        "We have asked whether you will be a representative for %(unit)s, and have not got a yes or a no. "
        "Perhaps the letter was hidden among others. It is quite all right to say no."
    ),
    gettext_lazy(
        "We have asked whether %(name)s will be a representative for %(unit)s, and have not got a yes or a no. "
        "Perhaps the letter was hidden among others. It is quite all right to say no."
    ),
    texts.REMINDED,
)
THOUGHT_OVER = Following(
    THOUGHT,
    gettext_lazy("You said maybe: answer by %(date)s about an assignment in %(municipality)s"),
    gettext_lazy(
        "You said maybe to being a representative for %(unit)s, and wanted time to think. "
        "Have you made up your mind? We do not ask again after this."
    ),
    gettext_lazy(
        "%(name)s said maybe to being a representative for %(unit)s, and wanted time to think. "
        "Is it a yes or a no? We do not ask again after this."
    ),
    texts.THOUGHT,
)


def letter(following: Following, invitation: Invitation, by_day: date, *, live: bool) -> Mail:
    """The mail as the person gets it, or the proxy who gets the person's letters. The subject names no illness."""
    person = invitation.representative
    municipality, reach = person.municipality, reading.reach_of(invitation)
    if not reach.email:
        raise CannotRender("no e-mail address")
    with translation.override(person.speaks):
        facts = {
            "municipality": municipality.name,
            "date": date_format(by_day, "MONTH_DAY_FORMAT"),
            "unit": invitation.request.project.unit.name,
            "name": person.given_name,
        }
        context = {
            "why": (following.why_to_proxy if reach.is_proxy else following.why) % facts,
            "by_day": by_day,
            "link": links.address(links.make(invitation) if live else links.DEAD),
            "wanted": invitation.request,
            "person": person,
            "reach": reach,
            "municipality": municipality,
            "language": person.speaks,
            "own": _own(following, invitation, reach.name, by_day),
        }
        return Mail(
            to=reach.email,
            subject=following.subject % facts,
            text=rules.tidy(render_to_string("emails/invitation_again.txt", context)),
            html=css_inline.inline(render_to_string("emails/invitation_again.html", context)),
            language=person.speaks,
            reply_to=municipality.facilitator_email,
        )


def _own(following: Following, invitation: Invitation, name: str, by_day: date) -> Own:
    """The municipality's own words in this letter."""
    return own_words(
        kind=following.kind,
        municipality=invitation.representative.municipality,
        language=invitation.representative.speaks,
        name=name,
        unit=invitation.request.project.unit.name,
        reply_by=date_format(by_day, "DATE_FORMAT"),
    )


def _read_offer(message: Message) -> Offer | None:
    rows = Offer.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    offer: Offer | None = rows.first()
    if offer is not None:
        offer.invitation = reading.read(message, pk=offer.invitation_id)  # type: ignore[assignment]  # it is there
    return offer


OFFER: OneRead[Offer] = OneRead(_read_offer)


def _render_seat(message: Message, live: bool) -> Mail:
    offer = OFFER.just_now(message)
    if offer is None:
        raise CannotRender("the offer is gone")
    return letter(SEAT, offer.invitation, offer.until, live=live)


def _seat_sms(message: Message, live: bool) -> Sms:
    offer = OFFER.just_now(message)
    if offer is None:
        raise CannotRender("the offer is gone")
    return reading.text_message(SEAT.text, offer.invitation, offer.until, live=live)


def _seat_still_allowed(message: Message) -> bool:
    offer = OFFER.anew(message)
    return (
        offer is not None
        and not offer.outcome
        and message.dedupe_key == letter_key(offer)
        and reading.may_be_written_to(offer.invitation)
    )


def _render_again(following: Following) -> Callable[[Message, bool], Mail]:
    def render(message: Message, live: bool) -> Mail:
        invitation = reading.INVITATION.just_now(message)
        if invitation is None:
            raise CannotRender("the invitation is gone")
        return letter(following, invitation, invitation.last_day, live=live)

    return render


def _sms_again(following: Following) -> Callable[[Message, bool], Sms]:
    def render(message: Message, live: bool) -> Sms:
        invitation = reading.INVITATION.just_now(message)
        if invitation is None:
            raise CannotRender("the invitation is gone")
        return reading.text_message(following.text, invitation, invitation.last_day, live=live)

    return render


def _reminder_still_allowed(message: Message) -> bool:
    """Asked right before it leaves: somebody who answered a second ago is not reminded."""
    invitation = reading.INVITATION.anew(message)
    return (
        invitation is not None
        and message.dedupe_key.startswith(f"{key_of(REMINDER, invitation)}:")
        and undecided(invitation)
        and reading.may_be_written_to(invitation)
    )


def _thought_still_allowed(message: Message) -> bool:
    invitation = reading.INVITATION.anew(message)
    return (
        invitation is not None
        and message.dedupe_key == key_of(THOUGHT, invitation)
        and invitation.answer == Invitation.Reply.MAYBE
        and reading.may_be_written_to(invitation)
    )


def _in_allowed_hours(message: Message, at: datetime) -> datetime:
    """Asked once more when it leaves: a worker may be late."""
    return policy_of(message.municipality_id).allowed_from(at)


REMINDER_SENT = Kind(
    name=REMINDER,
    label=gettext_lazy("Reminder of an invitation"),
    render=_render_again(REMINDED),
    still_allowed=_reminder_still_allowed,
    render_sms=_sms_again(REMINDED),
    leaves_from=_in_allowed_hours,
)
ASKED_ONCE_MORE = Kind(
    name=THOUGHT,
    label=gettext_lazy("You said maybe"),
    render=_render_again(THOUGHT_OVER),
    still_allowed=_thought_still_allowed,
    render_sms=_sms_again(THOUGHT_OVER),
    leaves_from=_in_allowed_hours,
)
SEAT_OPENED = Kind(
    name=SEAT_LETTER,
    label=gettext_lazy("A seat has opened"),
    render=_render_seat,
    still_allowed=_seat_still_allowed,
    render_sms=_seat_sms,
)
WORDINGS = tuple(
    Wording(
        kind=kind.name,
        label=kind.label,
        always=(
            gettext_lazy("why the letter comes, and what it is about"),
            gettext_lazy("the last day to answer, in the subject too"),
            gettext_lazy("the link to answer, and that opening it answers nothing"),
            gettext_lazy("whom to call"),
        ),
        more=("unit", "reply_by"),
    )
    for kind in (REMINDER_SENT, ASKED_ONCE_MORE, SEAT_OPENED)
)
