"""Putting the starter terms in place: at the start, and again with each new version of the product."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from representatives.catalogue import rules, starter
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.words import normalise


@transaction.atomic
def load_starter_catalogue(*, at: datetime | None = None) -> int:
    """Puts the starter terms in place, with names and synonyms as the files have them now; returns how many.

    Safe to run again: terms are found by kind and key, a changed name raises the version and goes into the history,
    learnt synonyms stay. Without `at` the database says when.
    """
    terms = starter.load_starter()
    existing = {(row.kind, row.key): row for row in Term.objects.filter(municipality=None)}
    new = []
    for order, term in enumerate(terms):
        names = {f"name_{language}": text for language, text in term.names.items()}
        row = existing.get((term.kind, term.key))
        if row is None:
            new.append(Term(kind=term.kind, key=term.key, order=order, **names))
        else:
            _bring_in_step(row, names, order, at)
    existing |= {(row.kind, row.key): row for row in Term.objects.bulk_create(new)}
    _place_under_parents(terms, existing)
    _load_synonyms(terms, existing)
    return len(terms)


def _bring_in_step(row: Term, names: dict[str, str], order: int, at: datetime | None) -> None:
    before = row.names
    is_renamed = any(getattr(row, field) != text for field, text in names.items())
    if not is_renamed and row.order == order:
        return
    for field, text in names.items():
        setattr(row, field, text)
    row.order, row.version = order, row.version + is_renamed
    row.save(update_fields=[*names, "order", "version"])
    if is_renamed:
        rules.note(row, TermChange.Kind.RENAMED, by=None, at=at or Now(), before=before)


def _place_under_parents(terms: tuple[starter.Term, ...], rows: dict[tuple[str, str], Term]) -> None:
    moved = []
    for term in terms:
        row, parent = rows[term.kind, term.key], rows.get((term.kind, term.parent or ""))
        if row.parent_id != (parent.pk if parent else None):
            row.parent = parent
            moved.append(row)
    Term.objects.bulk_update(moved, ["parent"], batch_size=200)


def _load_synonyms(terms: tuple[starter.Term, ...], rows: dict[tuple[str, str], Term]) -> None:
    wanted: dict[tuple[int, str], str] = {}
    for term in terms:
        for words in term.synonyms.values():
            for word in words:
                wanted.setdefault((rows[term.kind, term.key].pk, normalise(word)), word)
    known = set(Synonym.objects.filter(municipality=None).values_list("term_id", "normal"))
    Synonym.objects.bulk_create(
        [
            Synonym(term_id=term_id, normal=normal, text=text)
            for (term_id, normal), text in wanted.items()
            if (term_id, normal) not in known
        ]
    )
