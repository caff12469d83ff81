"""The plan as JSON: the fixed shape that the command prints and the API gives."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.people import Held, PersonRow, Term
from representatives.spreadsheets.plan import ImportPlan
from representatives.spreadsheets.values import Sentence

Say = Callable[[Sentence], str]
# These decide about the person and hold no field of a profile.
DECIDING = frozenset({Field.ACTIVE, Field.LEFT, Field.CONSENT_WITHDRAWN})


def as_json(plan: ImportPlan, say: Say = str) -> dict[str, Any]:
    """The plan as plain JSON values. `say` turns a sentence into the reader's language.

    Keys: sheet, header_row, columns, state_columns, ignored_columns, refused_columns, new, updated,
    possible_duplicates, refused, held_back, unmapped_terms. The shape is fixed; add keys, never change one.
    `state_columns` only say whether a person has left or withdrawn.
    """
    return {
        key: list(value) if isinstance(value, Iterator) else value
        for key, value in _values(plan, say).items()
    }


def as_text(plan: ImportPlan, say: Say = str) -> Iterator[str]:
    """The same as indented JSON text, piece by piece: a list of a hundred thousand is never held as values."""
    mark = "{"
    for key, value in _values(plan, say).items():
        yield f"{mark}\n  {json.dumps(key)}: "
        mark = ","
        if isinstance(value, Iterator):
            yield from _list_as_text(value)
        else:
            yield _indented(value, 1)
    yield "\n}"


def _list_as_text(values: Iterator[Any]) -> Iterator[str]:
    mark = "["
    for value in values:
        yield f"{mark}\n    {_indented(value, 2)}"
        mark = ","
    yield "[]" if mark == "[" else "\n  ]"


def _indented(value: Any, depth: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + "  " * depth)


def _values(plan: ImportPlan, say: Say) -> dict[str, Any]:
    """The answer by key; what there is one of for each row is made as it is asked for."""
    return {
        "sheet": plan.layout.sheet,
        "header_row": plan.layout.header_row,
        "columns": {heading: field for heading, field in plan.columns.items() if field not in DECIDING},
        "state_columns": [heading for heading, field in plan.columns.items() if field in DECIDING],
        "ignored_columns": list(plan.ignored_columns),
        "refused_columns": [column.heading for column in plan.refused_columns],
        "new": (person_as_json(person) for person in plan.new),
        "updated": ({**person_as_json(update.person), "known": update.known} for update in plan.updated),
        "possible_duplicates": (
            {
                **person_as_json(double.person),
                "of_row": double.of_row,
                "known": list(double.known),
                "reason": say(double.reason),
            }
            for double in plan.possible_duplicates
        ),
        "refused": ({"row": row.row, "reason": say(row.reason)} for row in plan.refused),
        "held_back": (_held(held, say) for held in plan.held_back),
        "unmapped_terms": [
            {
                "text": term.text,
                "field": term.field,
                "count": term.count,
                "rows": list(term.rows),
                "suggestions": list(term.suggestions),
            }
            for term in plan.unmapped_terms
        ],
    }


def _held(held: Held, say: Say) -> dict[str, Any]:
    shown: dict[str, Any] = {"row": held.row, "field": held.field, "reason": say(held.reason)}
    return {**shown, "words": list(held.words)} if held.words else shown


def person_as_json(person: PersonRow) -> dict[str, Any]:
    """A person with the fields that are filled."""
    values: dict[str, Any] = {
        "row": person.row,
        "state": person.state,
        "name": person.name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "email": person.email,
        "phone": person.phone,
        "birth_year": person.birth_year.year if person.birth_year else None,
        "area": person.area,
        "experience": [_term(term) for term in person.experience],
        "relation": person.relation.value if person.relation else None,
        "skills": [_term(term) for term in person.skills],
        "availability": list(person.availability),
        "consent_on": person.consent_on.isoformat() if person.consent_on else None,
        "last_contact_on": person.last_contact_on.isoformat() if person.last_contact_on else None,
        "language": person.language,
        "organisation": person.organisation,
        "training": _training(person),
        "declaration": _declaration(person),
        "note": person.note,
    }
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _term(term: Term) -> dict[str, str | None]:
    shown: dict[str, str | None] = {"text": term.text, "term": term.key}
    return {**shown, "relation": term.relation.value} if term.relation else shown


def _training(person: PersonRow) -> dict[str, Any] | None:
    training = person.training
    return None if training is None else {"done": training.done, "year": training.year, "name": training.name}


def _declaration(person: PersonRow) -> dict[str, Any] | None:
    declaration = person.declaration
    if declaration is None:
        return None
    return {
        "signed": declaration.signed,
        "signed_on": declaration.signed_on.isoformat() if declaration.signed_on else None,
    }
