"""What a row of the list becomes: a person with clean values, a refused row, and what stays behind."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from representatives.duplicates.likeness import BirthYear
from representatives.spreadsheets.forbidden import Forbidden
from representatives.spreadsheets.terms import Relation
from representatives.spreadsheets.values import Sentence


@dataclass(frozen=True, slots=True)
class Held:
    """A value that does not come in. `words` are experience words that wait for consent; else it is empty."""

    row: int
    field: str
    reason: Sentence
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not imported, and why. `code` is a value of `NoPerson`."""

    row: int
    code: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class RefusedColumn:
    """A column that is not read at all."""

    heading: str
    kind: Forbidden
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Training:
    """What the list says of training: done or not, in which year, which course. Unknown is None or empty."""

    done: bool
    year: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Whether the declaration of confidentiality is signed, and on which day if the list says so."""

    signed: bool
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word for experience or skill. `key` names a catalogue term, or is None until a person has mapped it.

    `written` is the word as the list has it, before the relation was taken out of it.
    """

    text: str
    relation: Relation | None
    key: str | None
    written: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the list has it, with only what may be stored.

    Without a dated consent there is name, e-mail, phone, area and language; when `state` is "left" there is
    name, e-mail and phone. `birth_year` is None or a year that may be approximate.
    """

    row: int
    name: str
    given_name: str
    family_name: str
    email: str | None = None
    phone: str | None = None
    state: Literal["active", "left"] = "active"
    area: str = ""
    language: str | None = None
    birth_year: BirthYear | None = None
    relation: Relation | None = None
    experience: tuple[Term, ...] = ()
    skills: tuple[Term, ...] = ()
    availability: tuple[str, ...] = ()
    consent_on: date | None = None
    last_contact_on: date | None = None
    organisation: str = ""
    training: Training | None = None
    declaration: Declaration | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody already in the registry of the municipality. `key` is what the caller knows them by."""

    key: str
    name: str
    email: str | None = None
    phone: str | None = None
    birth_year: int | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A row that is certainly somebody in the registry."""

    person: PersonRow
    known: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one person: what the registry keeps, and what the list says. Both are there, and differ."""

    row: int
    field: str
    kept: str
    listed: str


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A row that may be another row of the file (`of_row`) or somebody in the registry (`known`, one
    or more).
    """

    person: PersonRow
    reason: Sentence
    of_row: int | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnmappedTerm:
    """A word that the catalogue does not know exactly: for the review step, never guessed."""

    text: str
    field: str
    rows: tuple[int, ...]
    suggestions: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many people have it."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Everything one row gives: a person or a refusal, and what is held back.

    `born` is for finding the same person twice, also where the year may not come in; it goes no further.
    """

    person: PersonRow | None = None
    refused: RefusedRow | None = None
    born: BirthYear | None = None
    held: tuple[Held, ...] = field(default=())
