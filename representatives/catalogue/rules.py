"""What holds for every change of the catalogue: whose a term is, which words are free, and that it is written down."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.words import normalise

LONGEST_NAME, LONGEST_WORD = 120, 200
LIVING = (Term.State.ACTIVE, Term.State.RETIRED)


class CannotChange(Exception):
    """The catalogue cannot be changed like this; the text says why and can be shown."""


def normal_of(text: str) -> str:
    """The word as it is compared, no longer than it can be kept."""
    return normalise(text.strip()[:LONGEST_WORD])[:LONGEST_WORD]


def hold(municipality: Any) -> None:
    """One change at a time in a municipality's catalogue, until the transaction ends: a word is free only once."""
    rows = Municipality.objects.select_for_update(of=("self",), no_key=True)
    rows.get(pk=getattr(municipality, "pk", municipality))


def own(term: Term) -> Term:
    """The term as it is now, held for a change. Refuses one that is the same everywhere."""
    if term.municipality_id is None:
        raise CannotChange(
            _("“%(term)s” comes with Medvirk and is the same everywhere. You can give it words of your own.")
            % {"term": term.name}
        )
    hold(term.municipality_id)
    return Term.objects.select_related("municipality", "parent").get(pk=term.pk)


def refuse_merged(term: Term) -> None:
    """A term that was merged is history."""
    if term.state == Term.State.MERGED:
        into = term.merged_into.name if term.merged_into else ""
        raise CannotChange(
            _("“%(term)s” was merged into “%(into)s” and is kept as history only.")
            % {"term": term.name, "into": into}
        )


def refuse_long(texts: Iterable[str], most: int = LONGEST_NAME) -> None:
    """A name or word must say something, and fit."""
    for text in texts:
        if not normalise(text):
            raise CannotChange(_("Write a word with letters or digits."))
        if len(text) > most:
            raise CannotChange(_("Write at most %(most)s characters.") % {"most": most})


def refuse_taken(*, municipality: Any, kind: str, texts: Iterable[str], but: Term | None = None) -> None:
    """A word leads to one term only within a kind, in whatever language and however it is spelt."""
    asked = {normal_of(text): text for text in texts}
    terms = Term.objects.known_in(municipality).filter(kind=kind, state__in=LIVING)
    if but is not None:
        terms = terms.exclude(pk=but.pk)
    for term in terms.order_by("state", "municipality", "pk"):
        for name in term.names:
            if normal_of(name) in asked:
                raise CannotChange(_taken(asked[normal_of(name)], term))
    theirs = Q(municipality=None) | Q(municipality=municipality)
    words = Synonym.objects.filter(theirs, normal__in=list(asked), term__in=terms)
    for word in words.filter(term__state=Term.State.ACTIVE).select_related("term").order_by("pk"):
        raise CannotChange(_taken(asked[word.normal], word.term))


def _taken(text: str, term: Term) -> str:
    if term.is_active:
        return _("“%(text)s” is there already: it leads to “%(term)s”.") % {"text": text, "term": term.name}
    return _(
        "“%(text)s” is the name of “%(term)s”, which is retired. Take that into use again, or choose another name."
    ) % {"text": text, "term": term.name}


def note(
    term: Term,
    kind: str,
    *,
    by: Any,
    at: Any,
    before: tuple[str, str, str] | None = None,
    municipality: Any = None,
    word: str = "",
) -> TermChange:
    """Writes what happened to a term into its history: `before` are the names that held until now."""
    names = before or term.names
    return TermChange.objects.create(
        term=term,
        municipality_id=getattr(municipality, "pk", municipality) or term.municipality_id,
        kind=kind,
        version=term.version,
        **dict(zip(("name_nb", "name_nn", "name_en"), names, strict=True)),
        word=word[:LONGEST_WORD],
        at=at,
        by=by,
    )


def changed(term: Term, kind: str, *, by: Any, at: datetime, fields: Iterable[str], **more: Any) -> Term:
    """Saves the fields of an own term, raises its version, and writes history and audit line."""
    term.version += 1
    term.save(update_fields=[*fields, "version"])
    note(term, kind, by=by, at=at, **more)
    audit.record(f"term.{kind}", obj=term, by=by, at=at, fields=fields)
    return term
