"""The catalogue in the database: the starter terms, a municipality's own terms, and words that lead to them.

Shared terms come with the product and change with it alone. A municipality changes its own, and adds words of its own
to any. How a term ends, or becomes one with another, is in `endings.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue import rules
from representatives.catalogue.loading import load_starter_catalogue
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.rules import CannotChange
from representatives.catalogue.words import normalise

__all__ = [
    "CannotChange",
    "add",
    "add_synonym",
    "edit",
    "learn",
    "load_starter_catalogue",
    "move",
    "remove_synonym",
    "rename",
]

Change = TermChange.Kind
NAMES = ("name_nb", "name_nn", "name_en")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def learn(*, term: Term, text: str, municipality: Any) -> None:
    """Keeps a word that a person confirmed for a term, for this municipality; does nothing if it is known."""
    normal = rules.normal_of(text)
    known = Synonym.objects.filter(
        Q(municipality=municipality) | Q(municipality=None), term=term, normal=normal
    )
    if normal and not known.exists():
        Synonym.objects.get_or_create(
            term=term, normal=normal, municipality=municipality, defaults={"text": text.strip()[:200]}
        )


@transaction.atomic
def add(
    *,
    municipality: Any,
    kind: str,
    names: Mapping[str, str],
    by: Any,
    at: datetime,
    parent: Term | None = None,
    synonyms: Iterable[str] = (),
) -> Term:
    """Adds a term of the municipality's own. `names` has `name_nb`, `name_nn` and `name_en`.

    Refuses a name that leads to another term of the kind already, and a parent of another kind or not in use.
    """
    names = {field: names[field].strip() for field in NAMES}
    rules.hold(municipality)
    rules.refuse_long(names.values())
    rules.refuse_taken(municipality=municipality, kind=kind, texts=names.values())
    _refuse_parent(parent, kind, municipality)
    last = Term.objects.known_in(municipality).filter(kind=kind).aggregate(last=Max("order"))["last"]
    term: Term = Term.objects.create(
        municipality=municipality,
        kind=kind,
        key=_free_key(names["name_en"], municipality),
        parent=parent,
        order=min((last or 0) + 1, 32000),
        **names,
    )
    rules.note(term, Change.ADDED, by=by, at=at)
    audit.record("term.added", obj=term, by=by, at=at, fields=[*NAMES, "kind", "parent"])
    for text in synonyms:
        add_synonym(term=term, text=text, municipality=municipality, by=by, at=at)
    return term


@transaction.atomic
def rename(*, term: Term, names: Mapping[str, str], by: Any, at: datetime) -> Term:
    """Gives an own term other names; the ones it had stay in its history. Names that are left out stay.

    Refuses a shared or merged term, and a name that leads to another term of the kind.
    """
    held = rules.own(term)
    rules.refuse_merged(held)
    before = held.names
    wanted = {field: names.get(field, getattr(held, field)).strip() for field in NAMES}
    new = [field for field in NAMES if wanted[field] != getattr(held, field)]
    if not new:
        return held
    rules.refuse_long(wanted[field] for field in new)
    texts = [wanted[field] for field in new]
    rules.refuse_taken(municipality=held.municipality_id, kind=held.kind, texts=texts, but=held)
    for field in new:
        setattr(held, field, wanted[field])
    return rules.changed(held, Change.RENAMED, by=by, at=at, fields=new, before=before)


@transaction.atomic
def move(*, term: Term, parent: Term | None, by: Any, at: datetime) -> Term:
    """Puts an own term under another one, shared or own, or at the top. Does nothing when it is there.

    Refuses a shared or merged term, a parent of another kind or not in use, and one that lies below the term itself.
    """
    held = rules.own(term)
    rules.refuse_merged(held)
    if held.parent_id == (parent.pk if parent else None):
        return held
    _refuse_parent(parent, held.kind, held.municipality_id)
    above = parent
    while above is not None:
        if above.pk == held.pk:
            raise CannotChange(
                _("“%(parent)s” lies under “%(term)s” itself. Choose another place.")
                % {"parent": parent.name if parent else "", "term": held.name}
            )
        above = above.parent
    word = held.parent.name_nb if held.parent else ""
    held.parent = parent
    return rules.changed(held, Change.MOVED, by=by, at=at, fields=["parent"], word=word)


@transaction.atomic
def edit(*, term: Term, names: Mapping[str, str], parent: Term | None, by: Any, at: datetime) -> Term:
    """Other names and another place in one step. Refuses what `rename` and `move` refuse."""
    return move(term=rename(term=term, names=names, by=by, at=at), parent=parent, by=by, at=at)


@transaction.atomic
def add_synonym(*, term: Term, text: str, municipality: Any, by: Any, at: datetime) -> Synonym:
    """Adds a word that leads to a term, shared or own, for one municipality.

    Refuses a word that leads somewhere already within the kind, and a term that is not in use.
    """
    rules.hold(municipality)
    held = _usable(term, municipality)
    text = text.strip()
    rules.refuse_long([text], rules.LONGEST_WORD)
    normal = rules.normal_of(text)
    theirs = Q(municipality=None) | Q(municipality=municipality)
    same = Synonym.objects.filter(theirs, term=held, normal=normal)
    if same.exists() or normal in {normalise(name) for name in held.names}:
        raise CannotChange(_("“%(text)s” leads to “%(term)s” already.") % {"text": text, "term": held.name})
    rules.refuse_taken(municipality=municipality, kind=held.kind, texts=[text], but=held)
    synonym: Synonym = Synonym.objects.create(term=held, municipality=municipality, text=text, normal=normal)
    _worded(held, Change.SYNONYM_ADDED, text, municipality, by, at)
    audit.record("synonym.added", obj=synonym, by=by, at=at, fields=["text"])
    return synonym


@transaction.atomic
def remove_synonym(*, term: Term, text: str, municipality: Any, by: Any, at: datetime) -> None:
    """Takes away a word that the municipality itself added or learnt. Refuses words that came with the product."""
    rules.hold(municipality)
    held = Term.objects.get(pk=term.pk)
    normal = rules.normal_of(text)
    synonym = Synonym.objects.filter(term=held, municipality=municipality, normal=normal).first()
    if synonym is None:
        shared = Synonym.objects.filter(term=held, municipality=None, normal=normal).exists()
        raise CannotChange(
            _("This word comes with Medvirk and cannot be taken away.")
            if shared
            else _("The term has no such word.")
        )
    audit.record("synonym.removed", obj=synonym, by=by, at=at, fields=["text"])
    synonym.delete()
    _worded(held, Change.SYNONYM_REMOVED, synonym.text, municipality, by, at)


def _worded(term: Term, kind: str, text: str, municipality: Any, by: Any, at: datetime) -> None:
    """A word more or less; a shared term keeps its version, for it is the same everywhere."""
    if term.is_own:
        term.version += 1
        term.save(update_fields=["version"])
    rules.note(term, kind, by=by, at=at, municipality=municipality, word=text)


def _usable(term: Term, municipality: Any) -> Term:
    held = Term.objects.offered_in(municipality).filter(pk=term.pk).first()
    if held is None:
        raise CannotChange(_("This term is not in use. Choose another."))
    return held


def _refuse_parent(parent: Term | None, kind: str, municipality: Any) -> None:
    if parent is None:
        return
    if parent.kind != kind:
        raise CannotChange(_("A term lies under one of the same kind only."))
    _usable(parent, municipality)


def _free_key(name: str, municipality: Any) -> str:
    """A key that no shared term and no own one has, whatever the kind: lists speak of terms by key alone."""
    root = f"own-{slugify(name.lower().translate(_LETTERS))[:40].strip('-')}".rstrip("-")
    taken = set(
        Term.objects.known_in(municipality).filter(key__startswith=root).values_list("key", flat=True)
    )
    key, number = root, 1
    while key in taken:
        number += 1
        key = f"{root}-{number}"
    return key
