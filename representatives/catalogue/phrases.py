"""Who a phrase speaks of, and whether it says no: read from the words, never guessed silently.

"demens (pårørende)" is an experience of dementia seen as next of kin; "ikke diabetes" is not an experience of
diabetes. The reading names the words it rests on, so that a page can show them and a person confirms.
Meant for experience and service words. Skills and practical wishes are looked up as they stand.
"""

import re
import unicodedata
from dataclasses import dataclass

from representatives.catalogue.signs import (
    KIN,
    KIN_ADULT,
    KIN_CHILD,
    KIN_PARENT,
    NEGATION,
    OWN,
    SIGNS,
    WEAK_OWN,
)

MAX_CHARACTERS = 400
_SHORT_WITH = re.compile(r"\bm/\s*", re.IGNORECASE)  # "barn m/ autisme"
_EDGE_WORDS = (
    r"(?:jeg|eg|i|er|am|som|as|til|for|of|to|av|og|and|men|but|med|with|fra|frå|har|has|have|that|min|mi|my|hatt|"
    r"vært|vore|been|tidligere|tidlegare|formerly|en|ei|ein|et|eit|a|an|personer|person|people|noen|nokon|someone|menneske|who)"
)
_LEADING = re.compile(rf"^(?:[\W_]+|{_EDGE_WORDS}(?=\s|$|[:,;–—-]))", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s:,;–—/(\[-]+|(?<=\s)(?:som|as|er|og|and|til|for|of|to|av|men|but|med|with)|^(?:som|as))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was read. `relation` is the key of a perspective term, or None when none or several were read.

    `core_text` is the text without the words that were read; it may be empty ("etterlatt").
    `relations` are all perspectives read, `read` the words they and the negation rest on, in the order of
    the text.
    """

    core_text: str
    relation: str | None
    negated: bool
    relations: tuple[str, ...] = ()
    read: tuple[str, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Several perspectives in one phrase: a person must say which, or split it."""
        return len(self.relations) > 1


def read_phrase(text: str) -> Phrase:
    """Read whose experience a phrase is and whether it is denied; looks at 400 characters, never raises.

    Nothing is decided: a page shows `read` and lets a person confirm. "mor med demens" is read as next of kin
    of a parent although a mother may speak of herself.
    """
    whole = " ".join(unicodedata.normalize("NFC", text[:MAX_CHARACTERS]).split())
    rest, found, read = _SHORT_WITH.sub("med ", whole), [], []
    for relation, pattern in SIGNS:
        for match in reversed(list(pattern.finditer(rest))):
            found.append(relation)
            read.append(match.group().strip(" ()–—:;,/+&-"))
            rest = rest[: match.start()] + " ; " + rest[match.end() :]
    weak = WEAK_OWN.search(rest) if not found else None
    if weak:
        found.append(OWN)
        read.append(weak.group())
        rest = rest[weak.end() :]
    denials = [match.group().strip(" ,;:(") for match in NEGATION.finditer(rest)]
    rest = NEGATION.sub(" ", rest)
    relations = _settled(found)
    return Phrase(
        core_text=_trimmed(rest) if found or denials else whole,
        relation=relations[0] if len(relations) == 1 else None,
        negated=bool(denials),
        relations=relations,
        read=tuple(sorted(dict.fromkeys(read + denials), key=whole.find)),
    )


def _settled(found: list[str]) -> tuple[str, ...]:
    """Each relation once; next of kin in general gives way to next of kin of someone named."""
    relations = set(found)
    if relations & {KIN_ADULT, KIN_CHILD, KIN_PARENT}:
        relations.discard(KIN)
    return tuple(sorted(relations))


def _trimmed(rest: str) -> str:
    """Without the small words and signs that the taken words leave at the edges, or between."""
    rest = " ".join(re.sub(r"\(\s*[;\s]*\)", " ", rest).split())
    before = None
    while rest != before:
        before = rest
        rest = _TRAILING.sub("", _LEADING.sub("", rest)).strip()
    rest = re.sub(r"(?:\s*;\s*)+", " ", rest)
    if rest.endswith(")") and "(" not in rest:
        rest = rest.rstrip(")").strip()
    return rest
