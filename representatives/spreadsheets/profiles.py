"""The values beside the name: what comes in with consent, what without, and what once a person has left."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from representatives.duplicates.likeness import BirthYear
from representatives.spreadsheets.cells import (
    NoConsent,
    birth_year_of,
    consent_of,
    key_of,
    language_of,
    yes_or_no,
)
from representatives.spreadsheets.dates import find_date
from representatives.spreadsheets.drafts import ALWAYS_SILENT, Draft, email_in, phone_in
from representatives.spreadsheets.forbidden import Forbidden, is_diagnosis_code
from representatives.spreadsheets.gathered import Cells
from representatives.spreadsheets.headings import Column
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.names import PersonName
from representatives.spreadsheets.people import Declaration, PersonRow, ReadRow, Term, Training
from representatives.spreadsheets.reasons import (
    FORBIDDEN,
    HAS_LEFT,
    NO_CONSENT,
    NO_CONSENT_COLUMN,
    TERM_TOO_LONG,
    UNREAD,
    sentence,
)
from representatives.spreadsheets.terms import Relation, TermText, relation_of, split_terms
from representatives.spreadsheets.values import Cell, Sentence, as_text

LONGEST_TERM = 500
LEFT_NOTE = re.compile(
    r"(?<!ikke )(?<!ikkje )\b(?:sluttet|slutta|utmeldt|utgått|trukket seg|trekt seg|gått ut av)\b(?! å\b|"
    r" med\b| i jobb| på jobb| som\b)|"
    r"^\s*(?:død|døydd|gått bort)\b",
    re.IGNORECASE,
)
INACTIVE = re.compile(
    r"\b(inaktiv|inactive|slutt\w*|avslutt\w*|utmeldt|utgått|left|passiv|passive|død|not active|ikke "
    r"aktiv|ikkje aktiv|trukket seg|trekt seg|flyttet|flytta)\b"
)
ACTIVE = re.compile(
    r"\b(aktiv|active|ny|new|med|medlem|member|fast|vara|reserve|pause\w*|hvil\w*|kvil\w*|permisjon|"
    r"resting|on leave)\b"
)
NEVER = frozenset(("aldri", "nei", "ikke ennå", "ikkje enno", "never", "ny", "no"))
NEEDS_CONSENT = (
    "experience",
    "relation",
    "skills",
    "availability",
    "birth_year",
    "organisation",
    "training",
    "declaration",
    "last_contact_on",
    "note",
)


def read_profile(
    cells: Cells, name: PersonName, *, beside: str, has_left: bool, columns: Sequence[Column], today: date
) -> ReadRow:
    """The person of a row. Experience is not yet mapped: its terms have no key. `beside` joins the note."""
    draft = Draft(cells, today)
    base = PersonRow(
        row=cells.row,
        name=name.full,
        given_name=name.given,
        family_name=name.family,
        email=email_in(draft),
        phone=phone_in(draft),
    )
    born = _birth_year(Draft(Cells(cells.row, cells.by_field), today))
    if has_left or _left(draft, beside):
        _hold_filled(draft, sentence(HAS_LEFT), (*NEEDS_CONSENT, "area", "language"))
        return ReadRow(person=replace(base, state="left"), born=born, held=tuple(cells.held))
    base = replace(
        base, area=draft.joined(Field.AREA, ", ", 120), language=draft.first(Field.LANGUAGE, language_of)
    )
    consent = _consent(draft)
    if isinstance(consent, NoConsent):
        _without_consent(draft, consent, columns, beside)
        return ReadRow(person=base, born=born, held=tuple(cells.held))
    person = _with_consent(draft, base, consent, beside)
    return ReadRow(person=person, born=born, held=tuple(cells.held))


def _left(draft: Draft, beside: str) -> bool:
    """Whether the row says that the person has left: in the status, in a column for it, in the note
    or the name.
    """
    for text in draft.cells.texts(Field.ACTIVE):
        said = key_of(text)
        if yes_or_no(text) is False or INACTIVE.search(said):
            return True
        if said and yes_or_no(text) is None and not ACTIVE.search(said):
            draft.hold("active", sentence(UNREAD["active"]))
    for text in draft.cells.texts(Field.LEFT):
        if key_of(text) not in ALWAYS_SILENT and yes_or_no(text) is not False:
            when = find_date(text, today=draft.today)
            if when is None or when.on <= draft.today:
                return True
    return any(LEFT_NOTE.search(text) for text in (beside, *draft.cells.texts(Field.NOTE)))


def _consent(draft: Draft) -> date | NoConsent:
    for text in draft.cells.texts(Field.CONSENT_WITHDRAWN):
        if key_of(text) not in ALWAYS_SILENT and yes_or_no(text) is not False:
            return NoConsent.SAID_NO
    answers = [
        consent_of(cell, today=draft.today) for _, cell in draft.cells.by_field.get(Field.CONSENT_ON, ())
    ]
    reasons = [answer for answer in answers if isinstance(answer, NoConsent)]
    dates = [answer for answer in answers if isinstance(answer, date)]
    if NoConsent.SAID_NO in reasons:
        return NoConsent.SAID_NO
    if dates:
        return max(dates)
    return reasons[0] if reasons else NoConsent.EMPTY


def _hold_filled(draft: Draft, reason: Sentence, fields: Sequence[str]) -> None:
    already = {held.field for held in draft.cells.held}
    for which in fields:
        texts = [key_of(text) for text in draft.cells.texts(Field(which))]
        if which not in already and any(text not in ALWAYS_SILENT and not _only_left(text) for text in texts):
            draft.hold(which, reason)


def _only_left(text: str) -> bool:
    return text in ("sluttet", "slutta", "utmeldt", "utgått")


def _without_consent(draft: Draft, consent: NoConsent, columns: Sequence[Column], beside: str) -> None:
    """Hold back everything but contact details; list the experience words for the facilitator, and
    only there.
    """
    asked = any(column.field is Field.CONSENT_ON for column in columns)
    reason = sentence(NO_CONSENT[consent] if asked else NO_CONSENT_COLUMN)
    words = tuple(dict.fromkeys(piece.written for piece in _experience(draft, None)))
    if words:
        draft.hold("experience", reason, words)
    _hold_filled(draft, reason, NEEDS_CONSENT[1:] if words else NEEDS_CONSENT)
    if beside and all(held.field != "note" for held in draft.cells.held):
        draft.hold("note", reason)


def _with_consent(draft: Draft, base: PersonRow, consent: date, beside: str) -> PersonRow:
    relation = draft.first(Field.RELATION, lambda cell: relation_of(as_text(cell)))
    note = "\n".join(part for part in (draft.joined(Field.NOTE, "\n", 4000), beside) if part)
    return replace(
        base,
        consent_on=consent,
        relation=relation,
        experience=tuple(Term(p.text, p.relation, None, p.written) for p in _experience(draft, relation)),
        skills=tuple(Term(p.text, None, None, p.written) for p in _pieces(draft, Field.SKILLS, None)),
        availability=tuple(piece.written for piece in _pieces(draft, Field.AVAILABILITY, None)),
        birth_year=_birth_year(draft),
        last_contact_on=draft.first(
            Field.LAST_CONTACT_ON, lambda cell: _past(cell, draft.today), ALWAYS_SILENT | NEVER
        ),
        organisation=draft.joined(Field.ORGANISATION, ", ", 200),
        training=_training(draft),
        declaration=_declaration(draft),
        note=note,
    )


def _past(cell: Cell, today: date) -> date | None:
    found = find_date(cell, today=today)
    return found.on if found and found.on <= today else None


def _birth_year(draft: Draft) -> BirthYear | None:
    cells = draft.cells.by_field.get(Field.BIRTH_YEAR, ())
    ages = any(column.ages for column, _ in cells)
    year: BirthYear | None = draft.first(
        Field.BIRTH_YEAR, lambda cell: birth_year_of(cell, today=draft.today, bare_is_age=ages)
    )
    return year


def _experience(draft: Draft, relation: Relation | None) -> list[TermText]:
    """The pieces of experience. One without a relation is the person's own, unless the row is unclear."""
    unclear = relation is None and any(
        key_of(text) not in ALWAYS_SILENT for text in draft.cells.texts(Field.RELATION)
    )
    return _pieces(draft, Field.EXPERIENCE, relation or (None if unclear else Relation.OWN))


def _pieces(draft: Draft, which: Field, relation: Relation | None) -> list[TermText]:
    """The pieces of all columns of a field. Codes of diagnoses and whole texts are held back."""
    kept: list[TermText] = []
    for column, cell in draft.cells.by_field.get(which, ()):
        for piece in split_terms(as_text(cell), relation=column.relation or relation):
            if which is Field.EXPERIENCE and is_diagnosis_code(piece.text):
                draft.hold(which.value, sentence(FORBIDDEN[Forbidden.DIAGNOSIS]))
            elif len(piece.text) > LONGEST_TERM:
                draft.hold(which.value, sentence(TERM_TOO_LONG))
            elif piece not in kept:
                kept.append(piece)
    return kept


def _training(draft: Draft) -> Training | None:
    text = draft.joined(Field.TRAINING, ", ", 200)
    if key_of(text) in ALWAYS_SILENT:
        return None
    said = yes_or_no(text)
    year = re.search(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)", text)
    name = (
        ""
        if said is not None and " " not in text
        else re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", "", text).strip(" ,.()-–")
    )
    if said is None:
        date_found = find_date(text, today=draft.today)
        name = "" if date_found and not date_found.words else name
    return Training(done=said is not False, year=int(year[1]) if year else None, name=name)


def _declaration(draft: Draft) -> Declaration | None:
    def read(cell: Cell) -> Declaration | None:
        found = find_date(cell, today=draft.today)
        if yes_or_no(cell) is False:
            return Declaration(signed=False)
        if found and found.on <= draft.today:
            return Declaration(signed=True, signed_on=found.on)
        return Declaration(signed=True) if yes_or_no(cell) else None

    declaration: Declaration | None = draft.first(Field.DECLARATION, read)
    return declaration
