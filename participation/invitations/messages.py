"""The letter that asks: text first, one link, whom to call, in the person's language. The subject names no illness."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from participation.invitations import links, rules
from participation.invitations.models import Invitation
from projects.models import Request
from representatives.proxies.queries import reached_by
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Letter:
    """What a letter is made of; a row is not needed, so that it can be seen before anything is sent."""

    request: Request
    person: Representative
    reply_by: date
    link: str


def letter(given: Letter) -> Mail:
    """The mail as the person gets it, or the proxy who gets the person's letters.

    Titles may name an illness, so the subject has only municipality and date.
    """
    municipality = given.person.municipality
    reach = reached_by(given.person)
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
        }
        return Mail(
            to=reach.email,
            subject=_("Answer by %(date)s: an assignment in %(municipality)s") % facts,
            text=_tidy(render_to_string("emails/invitation.txt", context)),
            html=css_inline.inline(render_to_string("emails/invitation.html", context)),
            language=language,
            reply_to=municipality.facilitator_email,
        )


def preview(*, request: Request, person: Representative, reply_by: date) -> Mail:
    """The letter before it is sent, with a link that opens nothing."""
    return letter(Letter(request, person, reply_by, links.address(links.DEAD)))


def _render(message: Message, live: bool) -> Mail:
    invitation = _invitation(message)
    if invitation is None:
        raise CannotRender("the invitation is gone")
    if not reached_by(invitation.representative).email:
        raise CannotRender("no e-mail address")
    token = links.make(invitation) if live else links.DEAD
    return letter(
        Letter(invitation.request, invitation.representative, invitation.reply_by, links.address(token))
    )


def _still_allowed(message: Message) -> bool:
    """Asked once more before the letter leaves: consent, state, answer, and that no newer link has been made."""
    invitation = _invitation(message)
    return (
        invitation is not None
        and invitation.state == Invitation.State.SENT
        and not invitation.answer
        and message.dedupe_key == rules.dedupe_key(invitation)
        and not invitation.representative.has_left
        and rules.has_consent(invitation.representative)
    )


def _invitation(message: Message) -> Invitation | None:
    rows = Invitation.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Any = rows.select_related(
        "request__project__unit", "request__role", "representative__municipality"
    ).first()
    return found  # type: ignore[no-any-return]  # a row or None; the manager is typed as its queryset


def _tidy(text: str) -> str:
    """Without the empty lines that unused parts of the template leave."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept) + "\n"


INVITATION_ASKED = Kind(
    name=rules.KIND,
    label=gettext_lazy("Invitation to an assignment"),
    render=_render,
    still_allowed=_still_allowed,
)
