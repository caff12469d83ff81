"""The link with which one person signs the declaration: made from the person's id and the key ring, never kept.

It can sign the current text for that person and nothing else, and it opens nothing about the person. A new version of
the text makes the old links useless.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse

from config.core.privacy import crypto
from representatives.onboarding.texts import CURRENT_VERSION
from representatives.registry.models import Representative

TOKEN_BYTES = 18
# What the link shows where it must not work: a preview.
DEAD = "…"
# Mail programs take the full stop after a link for a part of it.
_CLINGS = ".,;:!?)]}>»”'\""


def make(person: Representative) -> str:
    """The token of a person: id, key and seal."""
    key_id = crypto.current_key_id()
    return f"{person.public_id}-{key_id}-{_seal(person.public_id, key_id)}"


def find(token: str) -> Representative | None:
    """The person whose token it is; None for a token that opens nothing, and for a person who has left."""
    public_id, _dash, rest = token.rstrip(_CLINGS).partition("-")
    key_id, _dash, seal = rest.partition("-")
    try:
        is_right = hmac.compare_digest(seal.encode(), _seal(public_id, key_id).encode())
    except crypto.CannotOpen:
        return None
    if not is_right:
        return None
    rows = Representative.objects.present().select_related("municipality")
    return rows.filter(public_id=public_id).first()


def address(token: str) -> str:
    """The whole address as it stands in a letter."""
    path = reverse("declaration_open", args=["token"])
    return settings.BASE_URL + path.replace("token", token)


def _seal(public_id: str, key_id: str) -> str:
    said = f"{public_id}:{CURRENT_VERSION}".encode()
    digest = hmac.new(crypto.derived_key("declaration", key_id or "none"), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()
