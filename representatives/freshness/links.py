"""The link of a checkup: the right to answer this one, made as all links are (`core.privacy.links`)."""

from config.core.privacy import links
from representatives.freshness.models import Checkup

PURPOSE = "checkup"


def make(checkup: Checkup) -> str:
    """The token of the row as it stands."""
    return links.make(PURPOSE, checkup)


def renew(checkup: Checkup) -> None:
    """Sets the link; call it before the row is saved."""
    links.renew(PURPOSE, checkup)


def find(token: str) -> Checkup | None:
    """The checkup that a token opens, whatever has become of it; None for a token that opens nothing."""
    rows = Checkup.objects.select_related("municipality", "representative__municipality")
    return rows.filter(token_hash=links.hash_of(token)).first()


def address(token: str) -> str:
    """The whole address as it stands in a letter."""
    return links.address("still_right_open", token)
