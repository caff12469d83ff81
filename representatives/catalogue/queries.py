"""Reading the catalogue of a municipality: for looking words up, and for its own pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from representatives.catalogue import uses
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.starter import starter_labels
from representatives.catalogue.words import Index, Label


@dataclass
class Node:
    """A term as the list shows it: how deep it lies, and what uses it, in words."""

    term: Term
    depth: int
    uses: list[str] = field(default_factory=list)


def index_for(municipality: Any) -> Index:
    """An index over the names and synonyms that a municipality uses: shared, own and learnt. Keys are Term.key."""
    return Index.build(labels_of(municipality))


def labels_of(municipality: Any) -> list[Label]:
    """Every name and synonym that a municipality uses."""
    labels = []
    terms = Term.objects.offered_in(municipality)
    for key, kind, nb, nn, en in terms.values_list("key", "kind", "name_nb", "name_nn", "name_en"):
        labels += [
            Label(key, text, kind, language, is_name=True)
            for language, text in (("nb", nb), ("nn", nn), ("en", en))
        ]
    words = Synonym.objects.filter(Q(municipality=None) | Q(municipality=municipality), term__in=terms)
    labels += [
        Label(key, text, kind) for key, kind, text in words.values_list("term__key", "term__kind", "text")
    ]
    return labels


def starter_index() -> Index:
    """The same over the starter files alone, where no database is prepared."""
    return Index.build(starter_labels())


def with_words(rows: Any, municipalities: Iterable[Any]) -> Any:
    """Terms with the words that lead to them: the shared ones, and those of these municipalities and no other."""
    theirs = Q(municipality=None) | Q(municipality__in=list(municipalities))
    words = Synonym.objects.filter(theirs).order_by("text", "pk")
    return rows.select_related("municipality", "parent").prefetch_related(Prefetch("synonyms", words))


def tree(
    *, municipality: Any, kind: str, states: Iterable[str], counts: bool, tells_people: bool
) -> list[Node]:
    """The terms of a kind, each below its parent; a fixed number of queries. With `counts`, what uses each."""
    rows = Term.objects.known_in(municipality).filter(kind=kind, state__in=list(states))
    terms = list(rows.select_related("merged_into").order_by("order", "name_nb", "pk"))
    below: dict[int | None, list[Term]] = {}
    here = {term.pk for term in terms}
    for term in terms:
        below.setdefault(term.parent_id if term.parent_id in here else None, []).append(term)
    nodes: list[Node] = []
    _walk(None, 0, below, nodes)
    if counts:
        _count(nodes, municipality, tells_people=tells_people)
    return nodes


def _walk(parent: int | None, depth: int, below: dict[int | None, list[Term]], nodes: list[Node]) -> None:
    for term in below.get(parent, []):
        nodes.append(Node(term, depth))
        _walk(term.pk, depth + 1, below, nodes)


def _count(nodes: list[Node], municipality: Any, *, tells_people: bool) -> None:
    ids = [node.term.pk for node in nodes]
    for use in uses.registered():
        if use.is_personal and not tells_people:
            continue
        found = use.counts(ids, municipality)
        for node in nodes:
            if number := found.get(node.term.pk):
                node.uses.append(use.words(number))


def history(term: Term, municipality: Any) -> list[TermChange]:
    """What happened to a term, newest first, as far as it concerns the municipality."""
    theirs = Q(municipality=None) | Q(municipality=municipality)
    return list(TermChange.objects.filter(theirs, term=term).select_related("by").order_by("-at", "-id"))


def own_words(municipality: Any) -> Any:
    """The municipality's own words for terms in use, by kind and term; to be shared with another municipality."""
    terms = Term.objects.offered_in(municipality)
    rows = Synonym.objects.filter(municipality=municipality, term__in=terms).select_related("term")
    return rows.order_by("term__kind", "term__order", "term__key", "text", "pk")


def words_of(term: Term, municipality: Any) -> tuple[list[str], list[str]]:
    """The words that came with the product, and the municipality's own."""
    theirs = Q(municipality=None) | Q(municipality=municipality)
    rows = Synonym.objects.filter(theirs, term=term).order_by("text", "pk")
    shared: list[str] = []
    own: list[str] = []
    for row in rows:
        (own if row.municipality_id else shared).append(row.text)
    return list(dict.fromkeys(shared)), own
