"""The link at the foot of each letter about calls: it ends these letters, and opens nothing else."""

from config.core.privacy import links
from representatives.interests.models import Hearing

PURPOSE = "hearing"


def make(hearing: Hearing) -> str:
    """The token of the row as it stands."""
    return links.make(PURPOSE, hearing)


def renew(hearing: Hearing) -> None:
    """Sets the link; call it before the row is saved."""
    links.renew(PURPOSE, hearing)


def find(token: str) -> Hearing | None:
    """The row that a token opens; None for a token that opens nothing."""
    rows = Hearing.objects.select_related("municipality", "representative__municipality")
    found: Hearing | None = rows.filter(token_hash=links.hash_of(token)).first() if token else None
    return found


def address(token: str) -> str:
    """The whole address as it stands in a letter."""
    return links.address("stop_hearing", token)
