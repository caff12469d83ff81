"""Letters about calls: what is open now, with one link for each and one that ends these letters; and the answer.

Titles may name an illness, so that a subject names the municipality alone. Where a proxy gets the person's letters
they go there, and say for whom they are.
"""

import re
from dataclasses import dataclass

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.core.letters.kinds import Wording
from config.core.letters.queries import own_words
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.privacy.links import DEAD
from projects.calls import announcing, links, queries, services
from projects.calls.models import Call, Interest
from representatives.consent import queries as consents
from representatives.consent.models import Consent
from representatives.interests import links as stopping
from representatives.interests.models import Hearing
from representatives.proxies.queries import Reach, reached_by
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Told:
    """One call as it stands in a letter."""

    call: Call
    link: str


def announcement(person: Representative, calls: list[Told], stop: str) -> Mail:
    """The letter about calls that are open, to the person or the proxy who gets the letters."""
    reach = reached_by(person)
    municipality, language = person.municipality, person.speaks
    with translation.override(language):
        subject = ngettext(
            "Would you like to take part? %(municipality)s",
            "Would you like to take part? %(count)s things in %(municipality)s",
            len(calls),
        ) % {"municipality": municipality.name, "count": len(calls)}
        context = {
            "subject": subject,
            "calls": calls,
            "person": person,
            "reach": reach,
            "stop": stop,
            "municipality": municipality,
            "language": language,
            "own": own_words(
                kind=announcing.KIND, municipality=municipality, language=language, name=reach.name
            ),
        }
        return Mail(
            to=reach.email,
            subject=subject,
            text=_tidy(render_to_string("emails/call.txt", context)),
            html=css_inline.inline(render_to_string("emails/call.html", context)),
            language=language,
            reply_to=municipality.facilitator_email,
            stop=stop,
        )


def preview(call: Call, person: Representative) -> Mail:
    """The letter before it is sent, with links that open nothing."""
    told = Told(call, links.own_address(call, DEAD))
    return announcement(person, [told], stopping.address(DEAD))


def answer_letter(interest: Interest, answer: str) -> Mail:
    """What the person is answered, in the person's language; `answer` may be one that is not decided yet."""
    person = interest.representative
    reach, municipality = reached_by(person), person.municipality
    name = {"municipality": municipality.name}
    with translation.override(person.speaks):
        return short_letter(
            kind=services.ANSWERED,
            to=reach.email,
            name=reach.name,
            municipality=municipality,
            language=person.speaks,
            subject=_("Thank you for being interested (%(municipality)s)") % name,
            paragraphs=_words(interest, answer, reach),
            sender=_("The facilitator in %(municipality)s") % name,
        )


def _words(interest: Interest, answer: str, reach: Reach) -> list[str]:
    title = {"title": interest.call.request.title}
    said = []
    if reach.is_proxy:
        name = {"name": interest.representative.name}
        said.append(_("You get this letter because you answer for %(name)s.") % name)
    said.append(_("Thank you for being interested in “%(title)s”. We have read what everyone said.") % title)
    if answer == Interest.Answer.CANDIDATE:
        said += [
            _(
                "We would like to go on with you. You get an invitation, or a call from us, with all that you need."
            ),
            _("You bind yourself to nothing: you say yes or no when you are asked."),
        ]
    else:
        said += [
            _(
                "There were more who were interested than there are places, or others fitted a little better. "
                "This time it did not become you. It says nothing about you or what you have been through."
            ),
            _("It counts that you offered: you stand further ahead the next time something fits."),
        ]
    return said


def _render_announcement(message: Message, live: bool) -> Mail:
    person = _person(message)
    if person is None:
        raise CannotRender("the person is gone")
    if not reached_by(person).email:
        raise CannotRender("no e-mail address")
    notices = queries.told_on(person, announcing.day_of(message.dedupe_key))
    if not notices:
        raise CannotRender("no call is open any more")
    calls = [
        Told(notice.call, links.own_address(notice.call, links.make(notice) if live else DEAD))
        for notice in notices
    ]
    hearing = Hearing.objects.filter(representative=person).first()
    token = stopping.make(hearing) if live and hearing else DEAD
    return announcement(person, calls, stopping.address(token))


def _announcement_allowed(message: Message) -> bool:
    """Asked once more before the letter leaves: a call is open, and the person is here, says yes and wants to hear."""
    person = _person(message)
    if person is None or person.state != Representative.State.ACTIVE:
        return False
    hears = Hearing.objects.filter(representative=person).exclude(how=Hearing.How.NEVER)
    people = consents.consenting(Representative.objects.filter(pk=person.pk), Consent.Purpose.NETWORK)
    is_open = bool(queries.told_on(person, announcing.day_of(message.dedupe_key)))
    return is_open and hears.exists() and people.exists()


def _render_answer(message: Message, live: bool) -> Mail:
    interest = _interest(message)
    if interest is None:
        raise CannotRender("the interest is gone")
    if not reached_by(interest.representative).email:
        raise CannotRender("no e-mail address")
    return answer_letter(interest, interest.answer)


def _answer_allowed(message: Message) -> bool:
    """There is an answer, and the person has neither left nor taken it back."""
    interest = _interest(message)
    return (
        interest is not None
        and interest.answer != ""
        and interest.withdrawn_at is None
        and not interest.representative.has_left
    )


def _person(message: Message) -> Representative | None:
    people = Representative.objects.filter(
        public_id=message.about_id, municipality_id=message.municipality_id
    )
    return people.in_registry().select_related("municipality").first()


def _interest(message: Message) -> Interest | None:
    rows = Interest.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Interest | None = rows.select_related("call__request", "representative__municipality").first()
    return found


def _tidy(text: str) -> str:
    """Without the empty lines that unused parts of the template leave."""
    return re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


KINDS = (
    Kind(
        name=announcing.KIND,
        label=gettext_lazy("An open call that may suit"),
        render=_render_announcement,
        still_allowed=_announcement_allowed,
    ),
    Kind(
        name=services.ANSWERED,
        label=gettext_lazy("Answer to interest in an open call"),
        render=_render_answer,
        still_allowed=_answer_allowed,
    ),
)
WORDINGS = (
    Wording(
        kind=announcing.KIND,
        label=KINDS[0].label,
        always=(
            gettext_lazy("each call, its last day and its link"),
            gettext_lazy("that opening a link says nothing for you"),
            gettext_lazy("whom to call, and how these letters are stopped"),
        ),
    ),
    Wording(
        kind=services.ANSWERED,
        label=KINDS[1].label,
        always=(gettext_lazy("the answer, and that it says nothing about you"), gettext_lazy("whom to call")),
    ),
)
