"""Links that are a right: made from a row and the key ring, never kept.

HMAC-SHA256 over the row's public id and generation, with a key derived from the ring for one purpose; 144 bits of it
are in the link and only its SHA-256 is in the database. Every retry, reminder and letter renders the same link; a copy
of the database reveals none; a higher generation makes the old one useless.
"""

import base64
import hashlib
import hmac
from typing import Protocol

from django.conf import settings
from django.urls import reverse

from config.core.privacy import crypto

TOKEN_BYTES = 18
# What the link shows where it must not work: a preview.
DEAD = "…"
# Mail programs take the full stop after a link for a part of it.
_CLINGS = ".,;:!?)]}>»”'\""


class Linked(Protocol):
    """A row with a link of its own."""

    public_id: str
    generation: int
    key_id: str
    token_hash: str


def make(purpose: str, row: Linked) -> str:
    """The token of the row as it stands: 24 characters that are safe in an address."""
    key = crypto.derived_key(purpose, row.key_id)
    said = f"{row.public_id}:{row.generation}".encode()
    digest = hmac.new(key, said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def hash_of(token: str) -> str:
    """What the database keeps of a token, as it came from an address."""
    return hashlib.sha256(token.rstrip(_CLINGS).encode()).hexdigest()


def renew(purpose: str, row: Linked) -> None:
    """Sets generation, key and hash for a new link; the old one stops working when the row is saved."""
    row.generation += 1
    row.key_id = crypto.current_key_id()
    row.token_hash = hash_of(make(purpose, row))


def address(url_name: str, token: str) -> str:
    """The whole address of a page that takes a token, as it stands in a letter."""
    path = reverse(url_name, args=["token"])
    return str(settings.BASE_URL + path.replace("token", token))
