"""Who a phrase speaks of, and whether it says no: read from the words, never guessed silently.

"demens (pårørende)" is an experience of dementia seen as next of kin; "ikke diabetes" is not an experience of
diabetes. The reading names the words it rests on, so that a page can show them and a person confirms.
Meant for experience and service words. Skills and practical wishes are looked up as they stand.
"""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 400

OWN = "own-experience"
KIN = "next-of-kin"
KIN_ADULT = "next-of-kin-adult"
KIN_CHILD = "next-of-kin-child"
KIN_PARENT = "next-of-kin-parent"
BEREAVED = "bereaved"
ORGANISATION = "organisation-mandate"


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


_MY = r"(?:min|mi|mitt|mine|vår|vårt|our|my)"
_HAS = r"(?:med|har|hadde|fikk|fekk|som\s+har|som\s+hadde|with|has|had|who\s+has|who\s+had)"
_TO = r"(?:til|for|av|to|of)"
_AN = r"(?:(?:en|ei|ein|et|eit|a|an|the)\s+)?"
_KIN = (
    r"(?:p(?:å|aa|a)r(?:ø|oe|o)r(?:ende|ande|ene)(?:erfaring|representant|perspektiv)?|pår(?:ør)?\.|nærst(?:ående|åande)"
    r"|next[\s-]+of[\s-]+kin|(?:family\s+)?carers?|caregivers?|family\s+members?|relatives?)"
)
_CHILD = (
    r"(?:sønn(?:en)?|son(?:en)?|datter(?:en|a)?|dotter(?:a)?|barn(?:et|a)?|gutt(?:en)?|gut(?:en)?|jenta?|tenåring(?:en)?"
    r"|ungdom|barnebarn|child(?:ren)?|daughter|kid|grandchild)"
)
_PARENT = (
    r"(?:mor|mora|moren|mamma|far|faren|pappa|svigermor|svigerfar|bestemor|bestefar|mother|father|mum|mom|dad"
    r"|grandmother|grandfather)"
)
_PARENTS = rf"(?:{_PARENT}|forelder|foreldre(?:ne)?|parents?)"
_ADULT = (
    r"(?:ektefellen?|ektemaken?|ektemann(?:en)?|mannen|kon[ae]|konen|samboer(?:en)?|sambuar(?:en)?|partner(?:en)?"
    r"|søsken|sysken|søster(?:en|a)?|syster(?:a)?|bror(?:en)?|venn(?:en)?|husband|wife|spouse|sister|brother|sibling|friend)"
)
_SOMEONE = rf"(?:noen|nokon|someone|{_PARENTS}|{_CHILD}|{_ADULT}|{_MY})"


def _kin_patterns(who: str) -> str:
    """The ways to say that somebody else has it: "mor med", "mora mi", "min mor", "pårørende til mor"."""
    return (
        rf"{_KIN}\s+{_TO}\s+(?:{_MY}\s+)?{_AN}{who}(?:\s+{_MY})?(?:\s+{_HAS})?\b"
        rf"|\b(?:{_MY}\s+){who}(?:\s+{_HAS})?\b"
        rf"|\b{who}\s+{_MY}(?:\s+{_HAS})?\b"
        rf"|\b{_AN}{who}\s+{_HAS}\b"
    )


# In this order: what is read is taken out, so that a narrow sign is not read again as a wide one.
_SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(pattern, re.IGNORECASE))
    for relation, pattern in (
        (BEREAVED, r"\b(?:etterlatte?|etterlaten|etterlatne|enkj?e(?:mann)?|bereaved|widow(?:er)?)\b"),
        (
            BEREAVED,
            rf"\b(?:mistet|mista|lost)\s+{_SOMEONE}\b(?:\s+{_PARENTS}\b|\s+{_CHILD}\b|\s+{_ADULT}\b)?",
        ),
        (KIN_CHILD, rf"\b{_PARENTS}\s+{_TO}\s+{_AN}(?:{_CHILD}(?:\s+{_HAS})?)?(?:\b|(?<=\s))"),
        (KIN_PARENT, r"\bbarn\s+som\s+pårør[ae]nde\b"),
        (KIN_PARENT, rf"\b(?:{_CHILD})\s+(?:til|av|of|to)\s+(?:{_AN}{_PARENTS}\s+{_HAS}\b)?"),
        (KIN_PARENT, _kin_patterns(_PARENTS)),
        (KIN_CHILD, _kin_patterns(_CHILD)),
        (KIN_ADULT, _kin_patterns(_ADULT)),
        (KIN_ADULT, rf"\b{_ADULT}\s+(?:til|av|of|to)\b"),
        (
            KIN_CHILD,
            rf"\(\s*(?:som\s+)?(?:forelder|foreldre|foresatte?|føresette?|parents?|guardian|{_CHILD})\s*\)",
        ),
        (KIN_CHILD, r"\b(?:forelder|foreldre|foresatte?|føresette?|parents?|guardian)(?:erfaring)?\b"),
        (KIN_ADULT, rf"\(\s*(?:som\s+)?{_ADULT}\s*\)"),
        (KIN, rf"\(\s*(?:som\s+)?(?:{_PARENT}|familie|family)\s*\)"),  # whose mother? the words do not say
        (KIN_PARENT, r"^(?:mor|mora|moren|faren|mamma|pappa|mother|father)\b"),
        (KIN, rf"(?<!\w){_KIN}(?!\w)"),
        (ORGANISATION, r"\b(?:organisasjonsmandat|organisation\s+mandate)\b"),
        (
            ORGANISATION,
            r"\b(?:på\s+vegner?\s+av|oppnevnt\s+av|oppnemnd\s+av|on\s+behalf\s+of|appointed\s+by)\b(?!\s+(?:andre|others))",
        ),
        (OWN, r"\b(?:(?:jeg|eg|og)\s+)?(?:har|lever)\s+(?:selv|sjølv)\b(?:\s+(?:hatt|med))?"),
        (OWN, r"\b(?:selv|sjølv)\s+(?:har|hatt|hadde)\b(?:\s+hatt)?"),
        (OWN, r"\b(?:egen|eigen|eiga|egne|eigne)[\s-]*erfaring(?:er|ar)?\b(?:\s+(?:med|fra|frå|av))?"),
        (OWN, r"\b(?:lived|own|personal)\s+experience\b(?:\s+(?:of|with))?"),
        (
            OWN,
            r"\(\s*(?:som\s+)?(?:selv|sjølv|jeg|eg|egen|eigen|self|own|myself|bruker|brukar|pasient|patient)\s*\)",
        ),
        (OWN, r"^(?:selv|sjølv|egen|eigen|self|own|bruker|brukar|pasient|patient)(?=\s*[:–—-])"),
        (OWN, r"[:–—-]\s*(?:selv|sjølv|egen|eigen|self|own|bruker|brukar|pasient|patient)\s*$"),
    )
)
# "I have" is only taken as one's own when nothing else was said of whom.
_WEAK_OWN = re.compile(
    r"^(?:jeg|eg|i)\s+(?:har\s+hatt|har|lever\s+med|fikk|fekk|have\s+had|have|had|live\s+with)\b|^i've\s+had\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?:^|(?<=[,;:(])|\b(?:har|hatt|er|men|og|but|and|is|am|have|has|do|does)\b)\s*"
    r"\b(?:ikke|ikkje|aldri|not|never)\b(?!-)(?:\s+(?:hatt|selv|sjølv|har|have|had)\b)?"
    r"|\b(?:uten|utan|without)\b|\b(?:ingen|inga|ikkje\s+noka?|^no)\b(?:\s+(?:erfaring|experience)\s+(?:med|fra|frå|of|with)\b)?",
    re.IGNORECASE,
)
_EDGE_WORDS = (
    r"(?:jeg|eg|i|er|am|som|as|til|for|of|to|av|og|and|men|but|med|with|fra|frå|har|has|have|that|min|mi|my|hatt|"
    r"en|ei|ein|et|eit|a|an|personer|person|people|noen|nokon|someone|menneske|who)"
)
_LEADING = re.compile(rf"^(?:[\W_]+|{_EDGE_WORDS}(?=\s|$|[:,;–—-]))", re.IGNORECASE)
_TRAILING = re.compile(
    r"(?:[\s:,;–—/(\[-]+|(?<=\s)(?:som|as|er|og|and|til|for|of|to|av|men|but|med|with)|^(?:som|as))$",
    re.IGNORECASE,
)


def read_phrase(text: str) -> Phrase:
    """Read whose experience a phrase is and whether it is denied. Never raises; reads the first 400 characters.

    Nothing is decided: a page shows `read` and lets a person confirm. "mor med demens" is read as next of kin of
    a parent although a mother may speak of herself.
    """
    rest = " ".join(unicodedata.normalize("NFC", text[:MAX_CHARACTERS]).split())
    whole, found, read = rest, [], []
    for relation, pattern in _SIGNS:
        for match in reversed(list(pattern.finditer(rest))):
            found.append(relation)
            read.append(match.group().strip(" ()–—:-"))
            rest = rest[: match.start()] + " ; " + rest[match.end() :]
    weak = _WEAK_OWN.search(rest) if not found else None
    if weak:
        found.append(OWN)
        read.append(weak.group())
        rest = rest[weak.end() :]
    denials = [match.group().strip(" ,;:(") for match in _NEGATION.finditer(rest)]
    rest = _NEGATION.sub(" ", rest)
    relations = _settled(found)
    return Phrase(
        core_text=_trimmed(rest),
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
