"""The link of an invitation: the right to answer this one, made as all links are (`core.privacy.links`)."""

from config.core.privacy import links
from config.core.privacy.links import DEAD, hash_of
from participation.invitations.models import Invitation

__all__ = ["DEAD", "address", "find", "hash_of", "make", "renew"]
PURPOSE = "invitation"


def make(invitation: Invitation) -> str:
    """The token of the row as it stands."""
    return links.make(PURPOSE, invitation)


def renew(invitation: Invitation) -> None:
    """Sets a new link; the old one stops working when the row is saved."""
    links.renew(PURPOSE, invitation)


def find(token: str, *, to_show: bool = True) -> Invitation | None:
    """The invitation that a token opens, whatever its state; None for a token that opens nothing.

    With all that its page shows, unless it is not `to_show`: whoever presses a button is sent on.
    """
    rows = Invitation.objects.select_related("municipality", "representative").prefetch_related("offers")
    if to_show:
        rows = rows.select_related("request__project__unit", "request__role")
    found = rows.filter(token_hash=hash_of(token)).order_by().first()
    if found is not None:
        found.representative.municipality = found.municipality
    return found


def address(token: str) -> str:
    """The whole address as it stands in a letter."""
    return links.address("answer_open", token)
