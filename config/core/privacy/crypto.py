"""Encryption of single values, blind indexes and link keys, from one key ring outside the database.

AES-256-GCM with the municipality, model and field as associated data: a value moved to another row's municipality,
table or column does not open. Every purpose has its own key, derived by HKDF, so that one ring serves all.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


class CannotOpen(Exception):
    """The value was not sealed for this place, or its key has left the ring."""


@cache
def _ring(text: str) -> dict[str, bytes]:
    ring = {}
    for part in text.split(","):
        key_id, _, encoded = part.strip().partition(":")
        key = base64.urlsafe_b64decode(encoded)
        if len(key) < 32:
            raise ValueError(f"Key {key_id} of FIELD_KEYS is shorter than 256 bits.")
        ring[key_id] = key
    return ring


@cache
def _derived(ring: str, key_id: str, purpose: str) -> bytes:
    root = _ring(ring)[key_id]
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"medvirk/{purpose}".encode()).derive(
        root
    )


def current_key_id() -> str:
    """The key that new values are written with: the first of the ring."""
    return next(iter(_ring(settings.KEYRING)))


def derived_key(purpose: str, key_id: str | None = None) -> bytes:
    """32 bytes for one purpose. Raises CannotOpen for a key that has left the ring."""
    try:
        return _derived(settings.KEYRING, key_id or current_key_id(), purpose)
    except KeyError as error:
        raise CannotOpen(f"Key {key_id} is not in the ring.") from error


def seal(text: str, context: str) -> str:
    """Encrypts for one place; the result is `key id $ base64(nonce + ciphertext)`."""
    key_id = current_key_id()
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(derived_key("field", key_id)).encrypt(nonce, text.encode(), context.encode())
    return f"{key_id}${base64.b64encode(nonce + body).decode()}"


def unseal(sealed: str, context: str) -> str:
    """Decrypts what `seal` made for the same place; raises CannotOpen otherwise."""
    key_id, _, encoded = sealed.partition("$")
    body = base64.b64decode(encoded)
    try:
        opened = AESGCM(derived_key("field", key_id)).decrypt(
            body[:NONCE_BYTES], body[NONCE_BYTES:], context.encode()
        )
    except InvalidTag as error:
        raise CannotOpen("The value was sealed for another place.") from error
    return opened.decode()


def blind_index(value: str, context: str) -> str:
    """A keyed hash by which an encrypted value is found exactly; empty for an empty value.

    It always uses the ring's last key (the oldest), so that the index survives a new key in front.
    """
    if not value:
        return ""
    oldest = list(_ring(settings.KEYRING))[-1]
    digest = hmac.new(derived_key("index", oldest), f"{context}|{value}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()
