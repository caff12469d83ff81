"""The mail that tells a contributor what came of what was said: plain words, nothing of it in the subject."""

from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.letters.kinds import Wording
from config.core.letters.queries import own_words
from config.core.outbox.kinds import CannotRender, Kind, Mail
from config.core.outbox.models import Message
from config.core.privacy import links
from config.core.ui.templatetags.ui import phone
from participation.contributions import reactions
from participation.contributions.models import Change, Decision, Response, Told
from participation.contributions.telling import KIND, contributors
from participation.contributions.words import plain
from representatives.registry.models import Representative

_KINDS: dict[str, Any] = {
    Told.Step.ANSWERED: Response,
    Told.Step.DECIDED: Decision,
    Told.Step.CHANGED: Change,
}


def _render(message: Message, live: bool) -> Mail:
    told = _told(message)
    if told is None or told.assignment is None:
        raise CannotRender("the contribution has gone")
    person = told.assignment.representative
    if not person.email:
        raise CannotRender("the person has no address")
    about = _about(told)
    if about is None:
        raise CannotRender("the news has gone")
    municipality = told.contribution.municipality
    with translation.override(person.speaks):
        subject = _("News about what you told us – %(municipality)s") % {"municipality": municipality.name}
        own = own_words(kind=KIND, municipality=municipality, language=person.speaks, name=person.given_name)
        greeting, *opening = _opening(told, person)
        parts = {
            "opening": [greeting, *own.before, *opening],
            "said": told.contribution.text,
            "news": _news(told, about),
            "link": _link(told, live=live),
            "closing": _closing(told),
            "own": own,
            "sender": _("The facilitator in %(municipality)s") % {"municipality": municipality.name},
        }
        context = {"language": person.speaks, "subject": subject, "municipality": municipality, **parts}
        html = css_inline.inline(render_to_string("emails/contribution_told.html", context))
        text = _text(parts, municipality)
    return Mail(
        to=person.email,
        subject=subject,
        text=text,
        html=html,
        language=person.speaks,
        reply_to=municipality.facilitator_email,
    )


def _still_allowed(message: Message) -> bool:
    """Asked again when it leaves: the person is in the network, has said yes, and did say it."""
    told = _told(message)
    if told is None or told.assignment is None or _about(told) is None:
        return False
    return told.assignment in contributors(told.contribution)


def _told(message: Message) -> Told | None:
    rows = Told.objects.select_related(
        "contribution__municipality",
        "contribution__project__unit",
        "assignment__representative__municipality",
    )
    return rows.filter(public_id=message.about_id).first()


def _about(told: Told) -> Any:
    kind = _KINDS.get(told.step)
    if kind is None:
        return None
    return kind.objects.filter(contribution=told.contribution, public_id=told.about_ref).first()


def _opening(told: Told, person: Representative) -> list[str]:
    said = told.contribution
    names = {"project": said.project.title, "day": date_format(said.said_on, "DATE_FORMAT")}
    if said.is_from_group:
        line = _("You took part in “%(project)s”. On %(day)s the group said:") % names
    else:
        line = _("You took part in “%(project)s”. On %(day)s you said:") % names
    return [_("Hello %(name)s,") % {"name": person.given_name}, line]


def _text(parts: dict[str, Any], municipality: Any) -> str:
    lines = [*parts["opening"], _("“%(words)s”") % {"words": parts["said"]}, *parts["news"]]
    lines.append("\n".join(reversed(parts["link"])))
    if municipality.facilitator_phone:
        number = phone(municipality.facilitator_phone)
        lines.append(_("Would you rather talk about it? Call %(number)s.") % {"number": number})
    lines += [*parts["closing"], *parts["own"].after, parts["own"].signed(parts["sender"])]
    return "\n\n".join(lines) + "\n"


def _news(told: Told, about: Any) -> list[str]:
    if told.step == Told.Step.ANSWERED:
        answered = _("%(unit)s has answered you.") % {"unit": told.contribution.project.unit.name}
        return [
            f"{answered} {plain(about)}",
            _("They explain it like this: %(reason)s") % {"reason": about.reason},
        ]
    if told.step == Told.Step.DECIDED:
        return [
            _("%(forum)s has decided: %(decision)s") % {"forum": about.forum, "decision": about.text},
        ]
    lines = [_("This is different now: %(change)s") % {"change": about.text}]
    if about.before:
        lines.append(_("Before, it was like this: %(before)s") % {"before": about.before})
    return lines


def _link(told: Told, *, live: bool) -> tuple[str, str]:
    """Where the person says whether it is what was meant: the address, and what it is for."""
    # A preview makes no link.
    reaction = reactions.of(told.contribution, told.assignment) if told.assignment and live else None
    address = reaction.address if reaction else links.address("reaction_open", links.DEAD)
    return address, _("Is it what you meant? Tell us here, also if it is not")


def _closing(told: Told) -> list[str]:
    onward = (
        _("You can also answer this e-mail.")
        if told.contribution.municipality.facilitator_email
        else _("You can also talk to the facilitator the next time you meet.")
    )
    return [onward, _("Thank you for sharing what you know.")]


CONTRIBUTION_TOLD = Kind(
    name=KIND,
    label=gettext_lazy("What came of a contribution"),
    render=_render,
    still_allowed=_still_allowed,
    is_editable=True,
)
WORDING = Wording(
    kind=KIND,
    label=CONTRIBUTION_TOLD.label,
    always=(
        gettext_lazy("what was said, and what came of it"),
        gettext_lazy("the link to say whether it is what was meant"),
        gettext_lazy("whom to call"),
    ),
)
