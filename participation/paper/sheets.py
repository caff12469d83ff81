"""Letters on paper as an accessible PDF: the same content as the mail, in large text, each on a page of its own."""

import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from config.core.ui.pdf.setting import typeset
from config.core.ui.templatetags.ui import phone
from participation.invitations import links
from participation.invitations import messages as mails
from participation.invitations.models import Invitation
from participation.paper import codes
from participation.paper.models import PaperLetter
from representatives.proxies.queries import Reach, reached_by

HERE = Path(__file__).parent


def sheets(letters: Iterable[PaperLetter], *, language: str, as_of: date) -> bytes:
    """One file with every letter, each to one person and in that person's language; `language` names the file."""
    made = [_sheet(letter) for letter in letters]
    with translation.override(language):
        title = made[0]["heading"] if len(made) == 1 else _("Letters to print")
    author = made[0]["author"]
    return typeset(
        HERE / "letter.typ",
        {"title": title, "author": author, "letters": made},
        language=made[0]["lang"] if len(made) == 1 else language,
        as_of=as_of,
    )


def short_address(language: str) -> str:
    """The address that is typed from a letter, without what browsers add by themselves."""
    name = "answer_by_code" if language == "en" else "svar_by_code"
    return (settings.BASE_URL + reverse(name)).partition("://")[2].rstrip("/")


def _sheet(letter: PaperLetter) -> dict[str, Any]:
    invitation = letter.invitation
    person = invitation.representative
    reach = reached_by(person)
    given = mails.Letter(
        invitation.request, person, invitation.reply_by, links.address(links.make(invitation))
    )
    with translation.override(person.speaks):
        own = mails.own_of(given, reach.name)
        municipality = {"municipality": person.municipality.name}
        return {
            "lang": person.speaks,
            "author": person.municipality.name,
            "to": reach.name if reach.is_proxy else person.name,
            "heading": _("An assignment in %(municipality)s") % municipality,
            "opening": _opening(invitation, reach, own.before),
            "reply_by": _("Please answer by %(weekday)s %(day)s.")
            % {
                "weekday": date_format(invitation.reply_by, "l"),
                "day": date_format(invitation.reply_by, "MONTH_DAY_FORMAT"),
            },
            "matter": invitation.request.title,
            "task": invitation.request.task,
            "facts": _facts(invitation),
            "how": _how(letter, given),
            "closing": own.after,
            "ending": own.signed(person.municipality.name).split("\n"),
        }


def _opening(invitation: Invitation, reach: Reach, own: list[str]) -> list[str]:
    person = invitation.representative
    names = {"municipality": person.municipality.name, "unit": invitation.request.project.unit.name}
    lines = [_("Hello %(name)s,") % {"name": reach.name}, *own]
    if reach.is_proxy:
        lines.append(
            _("You get this letter because you answer for %(name)s.") % {"name": person.name}
            + " "
            + _("%(municipality)s asks whether %(name)s will be a representative for %(unit)s.")
            % {**names, "name": person.given_name}
        )
    else:
        lines.append(_("%(municipality)s asks whether you will be a representative for %(unit)s.") % names)
    return lines


def _facts(invitation: Invitation) -> list[list[str]]:
    wanted = invitation.request
    facts = [
        (_("What it is for"), wanted.project.title),
        (_("What you can change"), wanted.influence or wanted.project.can_change),
        (_("When"), wanted.times),
        (_("Where"), wanted.place),
        (_("What you are paid"), wanted.pay),
    ]
    return [[label, text] for label, text in facts if text]


def _how(letter: PaperLetter, given: mails.Letter) -> dict[str, Any]:
    """The ways to answer: by phone with the code, on the net with the code, or by the square."""
    municipality = given.person.municipality
    number = municipality.facilitator_phone
    return {
        "title": _("How to answer"),
        "say": _("You can say yes, no or maybe, or ask us about something."),
        "code_label": _("Your code"),
        "code": codes.code_of(letter),
        "phone": _("Call %(phone)s and say the code.") % {"phone": phone(number)} if number else "",
        "net": _("Or open %(address)s and type the code.") % {"address": short_address(given.person.speaks)},
        "qr": _drawing(given.link),
        "qr_alt": _("QR code that opens the page where you answer"),
        "scan": _("Or point the camera of your phone at this square."),
        "safe": _("You need not sign in, and you need not say why. Opening the link answers nothing."),
    }


def _drawing(address: str) -> str:
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, omitsize=True)
    return drawing.getvalue().decode()
