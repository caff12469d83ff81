"""The catalogue in the database: the starter terms, own terms, and words that people have confirmed."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from representatives.catalogue import starter
from representatives.catalogue.models import Synonym, Term
from representatives.catalogue.words import normalise


@transaction.atomic
def load_starter_catalogue() -> int:
    """Puts the starter terms in place, with names and synonyms as the files have them now; returns how many.

    Safe to run again: terms are found by kind and key, a changed name raises the version, learnt synonyms stay.
    """
    terms = starter.load_starter()
    existing = {(row.kind, row.key): row for row in Term.objects.filter(municipality=None)}
    for order, term in enumerate(terms):
        names = {f"name_{language}": text for language, text in term.names.items()}
        row = existing.get((term.kind, term.key))
        if row is None:
            existing[term.kind, term.key] = Term.objects.create(
                kind=term.kind, key=term.key, order=order, **names
            )
        elif any(getattr(row, field) != text for field, text in names.items()) or row.order != order:
            Term.objects.filter(pk=row.pk).update(order=order, version=row.version + 1, **names)
    for term in terms:
        parent = existing.get((term.kind, term.parent or ""))
        Term.objects.filter(municipality=None, kind=term.kind, key=term.key).update(parent=parent)
    _load_synonyms(terms, existing)
    return len(terms)


def learn(*, term: Term, text: str, municipality: Any) -> None:
    """Keeps a word that a person confirmed for a term, for this municipality; does nothing if it is known."""
    normal = normalise(text)
    known = Synonym.objects.filter(
        Q(municipality=municipality) | Q(municipality=None), term=term, normal=normal
    )
    if normal and not known.exists():
        Synonym.objects.get_or_create(
            term=term, normal=normal, municipality=municipality, defaults={"text": text.strip()[:200]}
        )


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
