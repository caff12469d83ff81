"""The link of an invitation: made from the row and the key ring, never kept.

HMAC-SHA256 over the invitation's public id and generation, with a key derived from the ring; 144 bits of it are in the
link and only its SHA-256 is in the database. Every retry, reminder and letter renders the same link; a copy of the
database reveals none; a higher generation makes the old one useless.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from config.core.privacy import crypto
from participation.invitations.models import Invitation

TOKEN_BYTES = 18
# What the link shows where it must not work: a preview.
DEAD = "…"
# Mail programs take the full stop after a link for a part of it.
_CLINGS = ".,;:!?)]}>»”'\""


def make(invitation: Invitation) -> str:
    """The token of the row as it stands: 24 characters that are safe in an address."""
    key = crypto.derived_key("invitation", invitation.key_id)
    said = f"{invitation.public_id}:{invitation.generation}".encode()
    digest = hmac.new(key, said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hash_of(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def renew(invitation: Invitation) -> None:
    """Sets generation, key and hash for a new link; the old one stops working when the row is saved."""
    invitation.generation += 1
    invitation.key_id = crypto.current_key_id()
    invitation.token_hash = hash_of(make(invitation))


def find(token: str) -> Invitation | None:
    """The invitation that a token opens, whatever its state; None for a token that opens nothing."""
    rows = Invitation.objects.select_related(
        "request__project__unit", "request__role", "municipality", "representative__municipality"
    )
    return rows.filter(token_hash=hash_of(token.rstrip(_CLINGS))).first()


def address(token: str) -> str:
    """The whole address as it stands in a letter."""
    path = reverse("answer_open", args=["token"])
    return settings.BASE_URL + path.replace("token", token)
