"""The letter to one who was not chosen: thanks, why, and that it says nothing about the person."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.short import short_letter
from config.core.outbox.kinds import CannotRender, Kind, Mail, Sms
from config.core.outbox.models import Message
from participation.invitations import rules, texts
from participation.invitations.models import THANKS, Invitation
from participation.invitations.thanking import key_of_thanks
from projects.models import Request
from representatives.proxies.queries import Reach, reached_by
from representatives.registry.models import Representative

TAKEN = gettext_lazy(
    "%(municipality)s: the places are taken now, so you need not answer. Thank you for letting us ask."
)


def letter(*, request: Request, person: Representative, reach: Reach | None = None) -> Mail:
    """The mail as the person gets it, or the proxy who gets the person's letters. The subject names no illness."""
    municipality, reach = person.municipality, reach or reached_by(person)
    with translation.override(person.speaks):
        return short_letter(
            kind=THANKS,
            to=reach.email,
            name=reach.name,
            municipality=municipality,
            language=person.speaks,
            subject=_("Thank you – the places are taken now (%(municipality)s)")
            % {"municipality": municipality.name},
            paragraphs=_paragraphs(request, person, is_proxy=reach.is_proxy),
        )


def preview(*, request: Request, person: Representative, way: str, reach: Reach | None = None) -> Mail:
    """The letter, or the text message as one, before it is sent."""
    if way != rules.Way.SMS:
        return letter(request=request, person=person, reach=reach)
    sms = text_message(person)
    return Mail(to=sms.to, subject=_("Text message"), text=sms.text, language=sms.language)


def text_message(person: Representative, *, is_own: bool = True) -> Sms:
    """The kind word as a text message to the person; see `texts.text_message`."""
    return texts.text_message(TAKEN, person, date.max, "", is_own=is_own)


def _paragraphs(request: Request, person: Representative, *, is_proxy: bool) -> list[str]:
    said = []
    if is_proxy:
        said.append(_("You get this letter because you answer for %(name)s.") % {"name": person.name})
    said += [
        _(
            "We asked about “%(title)s”. The places are taken now, so you need not think about it any more. "
            "Thank you for letting us ask."
        )
        % {"title": request.title},
        _(
            "It says nothing about you or what you have been through: there were simply more people than places."
        ),
        _("We would gladly ask again another time, when something fits. You need not do anything."),
    ]
    return said


def _render(message: Message, live: bool) -> Mail:  # noqa: ARG001  # no link, so that live and preview are the same
    invitation = _invitation(message)
    if invitation is None:
        raise CannotRender("the invitation is gone")
    if not reached_by(invitation.representative).email:
        raise CannotRender("no e-mail address")
    return letter(request=invitation.request, person=invitation.representative)


def _render_sms(message: Message, live: bool) -> Sms:  # noqa: ARG001  # as above
    invitation = _invitation(message)
    if invitation is None:
        raise CannotRender("the invitation is gone")
    person = invitation.representative
    return text_message(person, is_own=not reached_by(person).is_proxy)


def _still_allowed(message: Message) -> bool:
    """The seats are still taken as far as this person knows, and the person is here."""
    invitation = _invitation(message)
    return (
        invitation is not None
        and invitation.state == Invitation.State.THANKED
        and message.dedupe_key == key_of_thanks(invitation)
        and not invitation.representative.has_left
    )


def _invitation(message: Message) -> Invitation | None:
    rows = Invitation.objects.filter(public_id=message.about_id, municipality_id=message.municipality_id)
    found: Any = rows.select_related("request", "representative__municipality").first()
    return found  # type: ignore[no-any-return]  # a row or None; the manager is typed as its queryset


PLACES_TAKEN = Kind(
    name=THANKS,
    label=gettext_lazy("A kind word: the places are taken"),
    render=_render,
    render_sms=_render_sms,
    still_allowed=_still_allowed,
)
WORDING = Wording(
    kind=THANKS,
    label=PLACES_TAKEN.label,
    always=(
        gettext_lazy("what it was about, and that the places are taken"),
        gettext_lazy("that it says nothing about the person"),
        gettext_lazy("whom to call"),
    ),
)
