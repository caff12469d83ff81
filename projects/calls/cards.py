"""The card and the QR code of a call: they lead to its page, where it stands what it is about."""

from datetime import date

from projects.calls import links
from projects.calls.models import Call
from representatives.recruitment import papers


def qr_image(call: Call) -> str:
    """The QR code as the address of an image, for a page."""
    return papers.qr_image_of(links.address(call))


def card(call: Call, *, language: str, as_of: date) -> bytes:
    """A sheet with four cards to cut out."""
    lines = [line for line in (call.request.title, call.greeting) if line]
    return papers.cards(
        municipality=call.municipality,
        title=call.request.title,
        lines=lines,
        address=links.address(call),
        language=language,
        as_of=as_of,
    )
