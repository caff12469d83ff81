"""Names of people: both ways round, what is half a name or no name, and how alike two names are."""

import re
import unicodedata
from dataclasses import dataclass

PARTICLES = frozenset("van von der den de del della di da dos du la le el al af av zu bin ibn ben".split())
TOTALS = re.compile(
    r"^(sum|sum totalt|total|totalt|totalsum|i alt|ialt|til saman|til sammen|antall|antal|count|number "
    r"of|snitt|"
    r"gjennomsnitt|average|subtotal|delsum|grand total)\b(?![\w\-]*\s+[A-ZÆØÅ][a-zæøå]+$)",
    re.IGNORECASE,
)
UNSURE = re.compile(
    r"\?|etternavn|etternamn|fornavn|førenamn|\bukjent\b|\bukjend\b|\bavklaring\b|\bn\.?n\.?\b|\btbd\b|"
    r"surname",
    re.IGNORECASE,
)
NOT_IN_A_NAME = re.compile(r"[\d<>{}\[\]|=@#$%^*_\\/~+!;:\"…€£]|--|–|—|https?", re.IGNORECASE)
COMMON_WORDS = frozenset(
    "nye ny nytt fra frå høsten hausten våren sommeren vinteren bydel område bygd sone gruppe grupper "
    "kommune utvalg "
    "råd rådet team ressurs ressurser liste lista oversikt medlemmer medlemer medlemmar representanter "
    "representantar "
    "brukere brukarar bruker brukar pårørende pårørande etterlatte frivillige aktive inaktive passive "
    "reserve reserver "
    "varamedlemmer vara sluttet slutta venteliste ventande andre annet diverse ungdom eldre voksne "
    "vaksne barn "
    "psykisk helse somatikk rus kontakt kontakter merk obs nb se under over for til og på med uten utan "
    "som ikke "
    "ikkje members new group total sum list from contact".split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the order it is said: "Fatima Solbakkhaug"."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Given and family name with a space."""
        return f"{self.given} {self.family}".strip()


def is_total(text: str) -> bool:
    """Whether the text starts a row of totals: "SUM", "Totalt: 64", "Antall"."""
    return bool(TOTALS.match(text.strip(" -–:=*")))


def is_unsure(text: str) -> bool:
    """Whether the writer says that the name is not known: "Ole (etternavn?)"."""
    return bool(UNSURE.search(text)) or bool(re.match(r"^\s*(--|—|–|\*\*|//)", text))


def strip_brackets(text: str) -> tuple[str, str]:
    """The name without what stands in brackets, and what stood there."""
    inside = " ".join(part.strip() for part in re.findall(r"[(\[]([^)\]]*)[)\]]?", text))
    return " ".join(re.sub(r"[(\[][^)\]]*[)\]]?", " ", text).split()), inside


def split_name(text: str) -> PersonName | None:
    """ "Solbakkhaug, Fatima" and "Fatima Solbakkhaug" to the same name; None for half a name or no name."""
    text = " ".join(unicodedata.normalize("NFC", text).split()).strip(" .,-–*•")
    if not text or NOT_IN_A_NAME.search(text) or len(text) > 120:
        return None
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        if "," in given:
            return None
    else:
        words = text.split(" ")
        cut = len(words) - 1
        while cut > 1 and words[cut - 1].casefold() in PARTICLES:
            cut -= 1
        given, family = " ".join(words[:cut]), " ".join(words[cut:])
    return join_name(given, family)


def join_name(given: str, family: str) -> PersonName | None:
    """A name from its two halves; None when a half is missing, an initial alone, or has no letters."""
    halves = [" ".join(unicodedata.normalize("NFC", half).split()).strip(" .,*") for half in (given, family)]
    for half in halves:
        if not any(sign.isalpha() for sign in half) or NOT_IN_A_NAME.search(half) or len(half) > 100:
            return None
    if len(halves[1]) < 2:
        return None
    return PersonName(given=halves[0], family=halves[1])


def stands_alone_as_name(text: str) -> bool:
    """Whether a lone cell can be a person: two to five capitalised words, none of them a word of headings."""
    words = re.sub(r"[,.]", " ", text).split()
    if not 2 <= len(words) <= 5:
        return False
    if any(word.casefold() in COMMON_WORDS for word in words):
        return False
    return all(word[0].isupper() or word.casefold() in PARTICLES for word in words)


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name for comparing, sorted: no case, no accents, æøå kept (ä, ö, aa read as æ, ø, å)."""
    text = (
        unicodedata.normalize("NFC", name).casefold().replace("ä", "æ").replace("ö", "ø").replace("aa", "å")
    )
    kept = []
    for sign in text:
        kept.append(sign if sign in "æøå" else unicodedata.normalize("NFD", sign)[0])
    return tuple(sorted(re.findall(r"[^\W\d_]+", "".join(kept))))


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words, in any order."""
    return bool(one) and name_tokens(one) == name_tokens(other)


def similar_names(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words, a slip of the pen, or a middle name left out."""
    return similar_tokens(name_tokens(one), name_tokens(other))


def similar_tokens(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """As `similar_names`, for words that are already prepared."""
    if one == other:
        return bool(one)
    short, long = sorted((one, other), key=len)
    left, odd = list(long), []
    for word in short:
        if word in left:
            left.remove(word)
        else:
            odd.append(word)
    if len(short) < 2 or len(odd) > 1 or (odd and not left):
        return False
    return not odd or any(_slip_or_initial(odd[0], word) for word in left)


def _slip_or_initial(one: str, other: str) -> bool:
    distance = _distance(one, other)
    return distance == 0 or (distance == 1 and min(len(one), len(other)) >= 4)


def _distance(one: str, other: str) -> int:
    """0 for the same word or its initial, 1 for one letter added, lost, changed or two swapped, 2 for
    more.
    """
    if one == other or (1 in (len(one), len(other)) and one[0] == other[0]):
        return 0
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return 2
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return 1 if short[start:] == long[start + 1 :] else 2
    swapped = (
        short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    )
    return 1 if short[start + 1 :] == long[start + 1 :] or swapped else 2
