"""Short letters to people on their way in: text first, in the person's language, with whom to call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from config.core.letters.queries import Own, own_words
from config.core.outbox.kinds import CannotRender, Mail
from config.core.ui.templatetags.ui import phone
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Letter:
    """What a letter says. The subject names no illness; `link` is an address and the words on its button."""

    subject: str
    paragraphs: list[str]
    link: tuple[str, str] | None = None


def mail(person: Representative, kind: str, write: Callable[[Any], Letter]) -> Mail:
    """The letter as it leaves. `write` takes the municipality and is called in the person's language.

    `kind` is the kind of message, by which the municipality's own words are found.

    Raises CannotRender for a person who has no address.
    """
    if not person.email:
        raise CannotRender("no e-mail address")
    municipality = person.municipality
    with translation.override(person.speaks):
        letter = write(municipality)
        own = own_words(kind=kind, municipality=municipality, language=person.speaks, name=person.given_name)
        sender = _("The facilitator in %(municipality)s") % {"municipality": municipality.name}
        context = {
            "letter": letter,
            "person": person,
            "municipality": municipality,
            "language": person.speaks,
            "sender": sender,
            "own": own,
        }
        return Mail(
            to=person.email,
            subject=letter.subject,
            text=_text(letter, person, own, sender),
            html=css_inline.inline(render_to_string("emails/short_letter.html", context)),
            language=person.speaks,
            reply_to=municipality.facilitator_email,
        )


def _text(letter: Letter, person: Representative, own: Own, sender: str) -> str:
    lines = [_("Hello %(name)s,") % {"name": person.given_name}, *own.before, *letter.paragraphs]
    if letter.link:
        lines.append("\n".join(reversed(letter.link)))
    number = person.municipality.facilitator_phone
    if number:
        lines.append(_("Would you rather talk about it? Call %(number)s.") % {"number": phone(number)})
    return "\n\n".join([*lines, *own.after, own.signed(sender)]) + "\n"
