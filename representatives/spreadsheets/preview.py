"""The preview of an import in the reader's words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from representatives.catalogue.models import Term
from representatives.registry.models import Relation
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.people import PersonRow
from representatives.spreadsheets.plan import ImportPlan
from representatives.spreadsheets.values import Sentence
from representatives.spreadsheets.vocabulary import KINDS

SHOWN = 100


def say(sentence: Sentence) -> str:
    """A sentence of the pure core in the language of the page."""
    return _(sentence.template) % sentence.values


def field_labels() -> dict[str, str]:
    """What each field is called on the page."""
    return {
        Field.NAME: _("Name"),
        Field.GIVEN_NAME: _("Given name"),
        Field.FAMILY_NAME: _("Family name"),
        Field.EMAIL: _("E-mail"),
        Field.PHONE: _("Phone"),
        Field.BIRTH_YEAR: _("Year of birth"),
        Field.AREA: _("Area"),
        Field.EXPERIENCE: _("Experience"),
        Field.RELATION: _("Own experience or next of kin"),
        Field.SKILLS: _("Skills"),
        Field.AVAILABILITY: _("Availability"),
        Field.CONSENT_ON: _("Date of consent"),
        Field.LAST_CONTACT_ON: _("Last contact"),
        Field.LANGUAGE: _("Language"),
        Field.ORGANISATION: _("Organisation"),
        Field.TRAINING: _("Training"),
        Field.DECLARATION: _("Declaration of confidentiality"),
        Field.NOTE: _("Note"),
    }


@dataclass(frozen=True)
class Word:
    """A word of the list that the catalogue does not know, with the terms it may mean."""

    number: int
    text: str
    count: int
    suggestions: list[Term]
    others: list[Term]


def words(plan: ImportPlan, municipality: Any) -> list[Word]:
    """The unknown words with their suggestions first and every other term of the kind after."""
    terms = list(Term.objects.offered_in(municipality))
    by_key = {term.key: term for term in terms}
    found = []
    for number, word in enumerate(plan.unmapped_terms):
        suggested = [by_key[key] for key in word.suggestions if key in by_key]
        kinds = KINDS["experience" if word.field == "experience" else "skills"]
        others = [term for term in terms if term.kind in kinds and term not in suggested]
        found.append(Word(number, word.text, word.count, suggested, others))
    return found


@dataclass(frozen=True)
class Recognised:
    """A word of the list that names a term exactly."""

    text: str
    relation: str
    term: Term
    count: int


def recognised(plan: ImportPlan, municipality: Any) -> list[Recognised]:
    """Which words were taken for which terms, so that a person can look them over before confirming."""
    by_key = {term.key: term for term in Term.objects.offered_in(municipality)}
    counts: dict[tuple[str, str, str], int] = {}
    for person in plan.people:
        for term in (*person.experience, *person.skills):
            if term.key in by_key:
                key = (term.text, str(term.relation or ""), term.key or "")
                counts[key] = counts.get(key, 0) + 1
    return [
        Recognised(text, str(Relation(relation).label) if relation else "", by_key[key], count)
        for (text, relation, key), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


@dataclass(frozen=True)
class Double:
    """A row that may be somebody already there."""

    person: PersonRow
    reason: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """Something about a row in words."""

    row: int
    what: str
    reason: str
    words: tuple[str, ...] = ()


def held_by_row(plan: ImportPlan, labels: dict[str, str]) -> list[Note]:
    """What is held back, one line for a row and a reason: the fields, and the experience words if there are any."""
    lines: dict[tuple[int, str], tuple[list[str], list[str]]] = {}
    for held in plan.held_back:
        fields, kept_words = lines.setdefault((held.row, say(held.reason)), ([], []))
        fields.append(labels.get(held.field, held.field))
        kept_words.extend(held.words)
    return [
        Note(row, ", ".join(dict.fromkeys(fields)), reason, tuple(kept_words))
        for (row, reason), (fields, kept_words) in lines.items()
    ]


@dataclass(frozen=True)
class Differing:
    """Somebody whom the list knows otherwise than the registry: each field with both values, as people read them."""

    row: int
    name: str
    fields: list[tuple[str, str, str, str]]


def differing(plan: ImportPlan) -> list[Differing]:
    """Who differs, row by row: name of the field, its label, what is kept, what the list says."""
    labels = {str(field): label for field, label in field_labels().items()}
    names = {update.person.row: update.person.name for update in plan.updated}
    found: dict[int, Differing] = {}
    for each in plan.differences:
        shown = found.setdefault(each.row, Differing(each.row, names[each.row], []))
        shown.fields.append(
            (
                each.field,
                labels[each.field],
                _as_read(each.field, each.kept),
                _as_read(each.field, each.listed),
            )
        )
    return list(found.values())


def _as_read(field: str, value: str) -> str:
    if field == Field.LANGUAGE:
        return str(dict(settings.LANGUAGES).get(value, value))
    if field == Field.LAST_CONTACT_ON:
        return date_format(date.fromisoformat(value))
    return value


def context(plan: ImportPlan, municipality: Any) -> dict[str, Any]:
    """Everything the preview shows. Held-back words are in it and nowhere else."""
    labels = {str(field): label for field, label in field_labels().items()}
    return {
        "plan": plan,
        "shown": SHOWN,
        "fields": list(labels.items()),
        "columns": [
            (
                column.index,
                column.heading,
                column.field.value if column.field else "",
                column.refused,
                column.as_last_time,
            )
            for column in plan.layout.columns
        ],
        "refused_columns": [say(column.reason) for column in plan.refused_columns],
        "refused": [Note(row.row, "", say(row.reason)) for row in plan.refused],
        "held_back": held_by_row(plan, labels),
        "as_last_time": sum(column.as_last_time for column in plan.layout.columns),
        "differing": differing(plan),
        "doubles": [Double(d.person, say(d.reason), d.known) for d in plan.possible_duplicates],
        "words": words(plan, municipality),
        "recognised": recognised(plan, municipality),
    }
