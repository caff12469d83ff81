"""A message as a mail that can leave: one recipient, an id that every try repeats, and what was added by hand."""

import re
from dataclasses import replace
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.html import linebreaks

from config.core.outbox.ids import message_id
from config.core.outbox.kinds import Kind, Mail
from config.core.outbox.models import Message
from config.core.outbox.returns import sender_of

_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)


def rendered(message: Message, kind: Kind, *, live: bool) -> Mail:
    """What the person gets: the letter of its kind, under the facilitator's own words if there are any."""
    mail = kind.render(message, live)
    return with_own_words(mail, message.own_words) if message.own_words and kind.is_editable else mail


def with_own_words(mail: Mail, words: str) -> Mail:
    """The words on top of the letter, in both its parts; they are text, never markup."""
    block = linebreaks(words, autoescape=True)
    html = _BODY.sub(lambda found: found.group() + block, mail.html, count=1) if mail.html else ""
    return replace(mail, text=f"{words}\n\n{mail.text}", html=html)


def envelope(message: Message, mail: Mail) -> EmailMultiAlternatives:
    """The mail with one recipient and an id of its own that every retry repeats."""
    with translation.override(mail.language):
        letter = EmailMultiAlternatives(
            # A title may have been sent with a line break in it: one line, so that no header can follow it.
            subject=" ".join(mail.subject.split()),
            body=mail.text,
            from_email=sender_of(message) or None,
            to=[mail.to],
            reply_to=[mail.reply_to] if mail.reply_to else None,
            headers={
                # What people see; reports of what did not arrive go to the envelope's sender.
                "From": sender(message.municipality),
                "Message-ID": message_id(message),
                "Content-Language": mail.language,
                "Auto-Submitted": "auto-generated",
            },
        )
    if mail.stop:
        letter.extra_headers |= {
            "List-Unsubscribe": f"<{mail.stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    if mail.html:
        letter.attach_alternative(mail.html, "text/html")
    for name, content, content_type in mail.attachments:
        letter.attach(name, content, content_type)
    return letter


def sender(municipality: Any) -> str:
    """The address that letters come from, with the municipality's name for itself before it, on one line."""
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = str(municipality.sender_name or municipality.name)
    shown = "".join(sign if sign.isprintable() else " " for sign in name)
    return formataddr((" ".join(shown.split()), address))
