"""The facilitator's own words in letters, written twice and once taken back, and who letters come from."""

from datetime import datetime
from functools import partial
from typing import Any

from config.core.letters import services
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.invitations.rules import KIND as INVITATION
from representatives.freshness.models import LETTER as CHECKUP

# At the very end, so that the letters of the year are those that were sent.
LAST = -1
SENDER = "Brukermedvirkning i Nordvik"
FIRST: dict[str, Any] = {
    "opening": "Dette er en forespørsel fra {kommune} v/ {enhet}.",
    "closing": "",
    "signature": "Med vennlig hilsen\n{avsender}",
}
BETTER: dict[str, Any] = {
    "opening": "Du kjenner tjenestene fra en side vi andre ikke ser. Derfor spør vi deg.",
    "closing": "Er noe uklart, er det bare å ringe {telefon}. Vi bruker den tiden du trenger.",
    "signature": "Hilsen {avsender}",
}
STILL_RIGHT: dict[str, Any] = {
    "opening": "Takk for at du er med i nettverket vårt, {navn}.",
    "closing": "",
    "signature": "",
}


def plan(year: Year) -> None:
    """The sender, two versions of the words of the invitation, and a greeting in the letter that asks once a year."""
    year.plan(year.moment(LAST, 16, 20), apart("words")(partial(_write, year)))


def _write(year: Year, at: datetime) -> None:
    town, by = year.municipality, year.facilitator
    year.municipality = services.set_sender(
        municipality=town,
        name=SENDER,
        email=town.facilitator_email,
        phone=town.facilitator_phone,
        by=by,
        at=at,
    )
    for kind, words in ((INVITATION, FIRST), (INVITATION, BETTER), (CHECKUP, STILL_RIGHT)):
        services.write(municipality=town, kind=kind, language="nb", by=by, at=at, **words)
