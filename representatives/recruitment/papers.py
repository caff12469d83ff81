"""A channel on paper: the card that is passed on, and the form for those who would rather write by hand."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from config.core.ui.pdf.setting import typeset
from config.core.ui.templatetags.ui import phone
from representatives.consent.models import Consent
from representatives.consent.texts import current
from representatives.recruitment.forms import REACHED_BY, OfferForm, ReachForm
from representatives.recruitment.models import RecruitmentChannel

HERE = Path(__file__).parent


def address(channel: RecruitmentChannel) -> str:
    """The whole address of the channel's page."""
    return settings.BASE_URL + reverse("join_open", args=[channel.code])


def short_address(channel: RecruitmentChannel) -> str:
    """The address as it is typed from a card: without what browsers add by themselves."""
    return _short(address(channel))


def _short(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def qr_image(channel: RecruitmentChannel) -> str:
    """The QR code as the address of an image, for a page. On white, also where the page is dark."""
    return qr_image_of(address(channel))


def qr_image_of(address: str) -> str:
    """The QR code of any address, as the address of an image."""
    return str(_qr(address).svg_data_uri(border=2, light="white", omitsize=True))


def _qr_drawing(address: str) -> str:
    drawing = io.BytesIO()
    _qr(address).save(drawing, kind="svg", border=2, omitsize=True)
    return drawing.getvalue().decode()


def _qr(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)


def greeting_of(channel: RecruitmentChannel) -> list[str]:
    """What the page and the card say first, in the language of the page."""
    opening = channel.greeting or _(
        "Have you, or has somebody close to you, used health and care services? What you have learnt can make them "
        "better for others."
    )
    if channel.wanted is None:
        return [opening]
    return [opening, _("Just now we look for people who know: %(term)s") % {"term": channel.wanted.name}]


def card(channel: RecruitmentChannel, *, language: str, as_of: date) -> bytes:
    """A sheet with four cards to cut out."""
    with translation.override(language):
        return cards(
            municipality=channel.municipality,
            title=channel.name,
            lines=greeting_of(channel),
            address=address(channel),
            language=language,
            as_of=as_of,
        )


def cards(
    *, municipality: Any, title: str, lines: list[str], address: str, language: str, as_of: date
) -> bytes:
    """A sheet with four cards to cut out that lead to an address; `lines` say what for."""
    with translation.override(language):
        number = municipality.facilitator_phone
        data: dict[str, Any] = {
            "title": _("Card: %(channel)s") % {"channel": title},
            "author": municipality.name,
            "heading": _("Will you take part?"),
            "lines": [
                *lines,
                _("You decide what you tell, and you can say no to everything we ask. We pay for your time."),
            ],
            "qr": _qr_drawing(address),
            "qr_alt": _("QR code that leads to %(address)s") % {"address": _short(address)},
            "scan": _("Scan the code, or open:"),
            "address": _short(address),
            "phone": _("Or call %(number)s") % {"number": phone(number)} if number else "",
            "small": _("You register yourself. Whoever gave you this card is not told whether you do."),
        }
    return typeset(HERE / "card.typ", data, language=language, as_of=as_of)


def form(channel: RecruitmentChannel, *, language: str, as_of: date) -> bytes:
    """The questions of the screen on paper, with the texts that are consented to and a place to sign."""
    municipality = channel.municipality
    with translation.override(language):
        data: dict[str, Any] = {
            "title": _("I would like to take part"),
            "author": municipality.name,
            "footer": channel.name,
            # The two marks are filled in while the pages are set.
            "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "blocks": [*_opening(channel), *_reach(), *_offer(municipality), *_consents(municipality)],
        }
    return typeset(HERE / "form.typ", data, language=language, as_of=as_of)


def _opening(channel: RecruitmentChannel) -> list[dict[str, Any]]:
    return [{"kind": "paragraph", "text": line} for line in greeting_of(channel)]


def _reach() -> list[dict[str, Any]]:
    fields = ReachForm.base_fields
    lines = [_blank(fields[name]) for name in ("given_name", "family_name", "phone", "email")]
    asked = _ticks(fields["channel"], [str(label) for _key, label in REACHED_BY])
    return [
        {"kind": "heading", "text": _("Who you are and how to reach you")},
        *lines,
        asked,
        _blank(fields["best_reached"]),
        _blank(fields["area"]),
    ]


def _offer(municipality: Any) -> list[dict[str, Any]]:
    fields: Any = OfferForm(municipality=municipality).fields
    names = {
        name: [term.name for term in fields[name].queryset]
        for name in ("experience", "services", "roles", "skills")
    }
    return [
        {"kind": "heading", "text": _("What you would like to do")},
        _ticks(fields["roles"], names["roles"], 2),
        _ticks(fields["skills"], names["skills"], 2),
        {"kind": "heading", "text": _("What you know from experience")},
        _box(
            Consent.Purpose.EXPERIENCE, [str(label) for _key, label in fields["experience_consent"].choices]
        ),
        {"kind": "paragraph", "text": _("Did you tick no? Then go on to the next heading.")},
        _ticks(fields["experience"], names["experience"], 2),
        _ticks(fields["services"], names["services"], 2),
        _ticks(fields["relation"], [str(label) for _key, label in fields["relation"].choices], 2),
        _blank(fields["words"], lines=4),
    ]


def _consents(municipality: Any) -> list[dict[str, Any]]:
    back = _("Give the form to the one you got it from in a closed envelope, or send it to %(municipality)s.")
    return [
        {"kind": "heading", "text": _("What you say yes to")},
        _box(Consent.Purpose.NETWORK, [_("Yes, I will be in the network")]),
        _box(Consent.Purpose.QUOTATION, [_("Yes, you may quote me")]),
        {"kind": "paragraph", "text": _("I am 18 or older, and I fill this in for myself.")},
        {"kind": "blank", "label": _("Date and signature"), "help": "", "lines": 1},
        {"kind": "paragraph", "text": back % {"municipality": municipality.name}},
    ]


def _box(purpose: str, ticks: list[str]) -> dict[str, Any]:
    text = current(purpose)
    return {"kind": "box", "paragraphs": [str(text.body), str(text.on_withdrawal)], "ticks": ticks}


def _blank(field: Any, lines: int = 1) -> dict[str, Any]:
    return {"kind": "blank", "label": str(field.label), "help": str(field.help_text), "lines": lines}


def _ticks(field: Any, items: list[str], columns: int = 1) -> dict[str, Any]:
    return {
        "kind": "ticks",
        "label": str(field.label),
        "help": str(field.help_text),
        "items": items,
        "columns": columns,
    }
