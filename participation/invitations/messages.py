"""The letter that asks: text first, one link, whom to call, in the person's language. The subject names no illness."""

from dataclasses import dataclass
from datetime import date

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.queries import Own, own_words
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from participation.invitations import links, reading, rules, texts
from projects.models import Request
from representatives.proxies.queries import Reach, reached_by
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Letter:
    """What a letter is made of; a row is not needed, so that it can be seen before anything is sent."""

    request: Request
    person: Representative
    reply_by: date
    link: str
    # How the person is reached, where the caller has read it.
    reach: Reach | None = None


def letter(given: Letter) -> Mail:
    """The mail as the person gets it, or the proxy who gets the person's letters.

    Titles may name an illness, so the subject has only municipality and date.
    """
    municipality = given.person.municipality
    reach = given.reach or reached_by(given.person)
    language = given.person.speaks
    with translation.override(language):
        facts = {"municipality": municipality.name, "date": date_format(given.reply_by, "MONTH_DAY_FORMAT")}
        context = {
            "letter": given,
            "wanted": given.request,
            "person": given.person,
            "reach": reach,
            "change": given.request.influence or given.request.project.can_change,
            "municipality": municipality,
            "language": language,
            "own": own_of(given, reach.name),
        }
        return Mail(
            to=reach.email,
            subject=_("Answer by %(date)s: an assignment in %(municipality)s") % facts,
            text=rules.tidy(render_to_string("emails/invitation.txt", context)),
            html=css_inline.inline(render_to_string("emails/invitation.html", context)),
            language=language,
            reply_to=municipality.facilitator_email,
        )


def own_of(given: Letter, name: str) -> Own:
    """The municipality's own words in this letter."""
    return own_words(
        kind=rules.KIND,
        municipality=given.person.municipality,
        language=given.person.speaks,
        name=name,
        unit=given.request.project.unit.name,
        reply_by=date_format(given.reply_by, "DATE_FORMAT"),
    )


def preview(
    *,
    request: Request,
    person: Representative,
    reply_by: date,
    way: str = rules.Way.MAIL,
    reach: Reach | None = None,
) -> Mail:
    """The letter, or the text message as one, before it is sent, with a link that opens nothing."""
    dead = links.address(links.DEAD)
    if way == rules.Way.SMS:
        sms = texts.text_message(texts.ASKED, person, reply_by, dead)
        return Mail(to=sms.to, subject=_("Text message"), text=sms.text, language=sms.language)
    return letter(Letter(request, person, reply_by, dead, reach))


def _render(message: Message, live: bool) -> Mail:
    invitation = reading.INVITATION.just_now(message)
    if invitation is None:
        raise CannotRender("the invitation is gone")
    reach = reading.reach_of(invitation)
    if not reach.email:
        raise CannotRender("no e-mail address")
    link = links.address(links.make(invitation) if live else links.DEAD)
    return letter(Letter(invitation.request, invitation.representative, invitation.reply_by, link, reach))


def _render_sms(message: Message, live: bool) -> Sms:
    invitation = reading.INVITATION.just_now(message)
    if invitation is None:
        raise CannotRender("the invitation is gone")
    return reading.text_message(texts.ASKED, invitation, invitation.reply_by, live=live)


def _still_allowed(message: Message) -> bool:
    """Asked once more before the letter leaves: consent, state, answer, and that no newer link has been made."""
    invitation = reading.INVITATION.anew(message)
    return (
        invitation is not None
        and not invitation.answer
        and message.dedupe_key == rules.dedupe_key(invitation)
        and reading.may_be_written_to(invitation)
    )


INVITATION_ASKED = Kind(
    name=rules.KIND,
    label=gettext_lazy("Invitation to an assignment"),
    render=_render,
    still_allowed=_still_allowed,
    is_editable=True,
    render_sms=_render_sms,
)
WORDING = Wording(
    kind=rules.KIND,
    label=INVITATION_ASKED.label,
    always=(
        gettext_lazy("who asks, what it is about, when, where and what is paid"),
        gettext_lazy("the last day to answer, in the subject too"),
        gettext_lazy("the link to answer, and that opening it answers nothing"),
        gettext_lazy("whom to call"),
    ),
    more=("unit", "reply_by"),
)
