"""A letter of a few paragraphs, with the municipality's own words around them; as text and as HTML."""

from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from config.core.letters.queries import own_words, sender_of
from config.core.outbox.kinds import Mail
from config.core.ui.templatetags.ui import phone


def short_letter(
    *,
    kind: str,
    to: str,
    name: str,
    municipality: Any,
    language: str,
    subject: str,
    paragraphs: list[str],
    link: tuple[str, str] | None = None,
    sender: str = "",
) -> Mail:
    """The mail to `to`, greeted as `name`, in the language that is active; `link` is an address and what it is for.

    Ends with whom to call and the sender, which is the municipality's unless said.
    """
    own = own_words(kind=kind, municipality=municipality, language=language, name=name)
    signed = sender or sender_of(municipality, language)
    context = {
        "letter": {"subject": subject, "paragraphs": paragraphs, "link": link},
        "person": {"given_name": name},
        "municipality": municipality,
        "language": language,
        "sender": signed,
        "own": own,
    }
    lines = [_("Hello %(name)s,") % {"name": name}, *own.before, *paragraphs]
    if link:
        lines.append("\n".join(reversed(link)))
    if municipality.facilitator_phone:
        number = {"number": phone(municipality.facilitator_phone)}
        lines.append(_("Would you rather talk about it? Call %(number)s.") % number)
    return Mail(
        to=to,
        subject=subject,
        text="\n\n".join([*lines, *own.after, own.signed(signed)]) + "\n",
        html=css_inline.inline(render_to_string("emails/short_letter.html", context)),
        language=language,
        reply_to=municipality.facilitator_email,
    )
