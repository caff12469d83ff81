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
# What a profile has room for.
LONGEST_HALF = 80
BETWEEN_NAMES = re.compile(r"\s*[/;&+]\s*|\s+(?:og|and|samt)\s+", re.IGNORECASE)
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


def are_several(text: str) -> bool:
    """Whether a cell names several people: two names with a sign or an "og" between them, or one on each line."""
    if sum(len(line.split()) > 1 for line in text.split("\n")) > 1:
        return True
    pieces = BETWEEN_NAMES.split(strip_brackets(text)[0])
    return len(pieces) > 1 and all(piece[:1].isupper() for piece in pieces)


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
        if not any(sign.isalpha() for sign in half) or NOT_IN_A_NAME.search(half) or len(half) > LONGEST_HALF:
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
