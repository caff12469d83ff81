"""The short code in a letter on paper: eight signs that nobody takes for others, to type or to say on the phone.

26 signs make 2 × 10¹¹ codes: too few alone, so guesses are limited (`paper.open_views`), only letters that were
made have a code, and only its keyed hash is in the database.
"""

import hashlib
import hmac

from config.core.privacy import crypto
from participation.invitations.models import Invitation
from participation.paper.models import PaperLetter

ALPHABET = "23456789ACDEFHJKMNPQRTVWXY"
LENGTH = 8
_PURPOSE = "invitation-code"
# What people take for a sign of ours, typed in its place.
_TAKEN_FOR = str.maketrans({"B": "8", "S": "5", "Z": "2", "G": "6"})


def code_of(letter: PaperLetter) -> str:
    """The code as it is printed: `K7PT-3MXD`; the same each time."""
    return _shown(_make(letter.invitation, letter.key_id, letter.turn))


def hash_of(code: str) -> str:
    """What the database keeps of a code, however it was typed; empty for what can be none."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_TAKEN_FOR)
    if len(signs) != LENGTH or set(signs) - set(ALPHABET):
        return ""
    return crypto.blind_index(signs, _PURPOSE)


def prepare(letter: PaperLetter) -> None:
    """Sets key, turn and hash of a letter that is not kept yet, to a code that no other letter has."""
    letter.key_id = crypto.current_key_id()
    letter.turn = 0
    while True:
        letter.code_hash = hash_of(_make(letter.invitation, letter.key_id, letter.turn))
        if not PaperLetter.objects.filter(code_hash=letter.code_hash).exists():
            return
        letter.turn += 1


def find(code: str) -> Invitation | None:
    """The invitation whose letter has the code, whatever its state; None for a code of no letter in force."""
    kept = hash_of(code)
    if not kept:
        return None
    rows = PaperLetter.objects.current().select_related("invitation")
    letter = rows.filter(code_hash=kept).first()
    return letter.invitation if letter else None


def _make(invitation: Invitation, key_id: str, turn: int) -> str:
    key = crypto.derived_key(_PURPOSE, key_id)
    said = f"{invitation.public_id}:{invitation.generation}:{turn}".encode()
    number = int.from_bytes(hmac.new(key, said, hashlib.sha256).digest())
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def _shown(code: str) -> str:
    half = LENGTH // 2
    return f"{code[:half]}-{code[half:]}"
