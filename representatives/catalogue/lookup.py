"""Typing finds a term: by a name in any language, another word, the beginning of a word, or a word spelt wrongly.

The index of a municipality is kept in the process and thrown away when the catalogue has changed, in whichever process:
one small query asks for a stamp that every change alters.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.queries import labels_of
from representatives.catalogue.spelling import allowed, slips
from representatives.catalogue.words import Index, Label, normalise

Stamp = tuple[Any, ...]
TermKey = tuple[str, str]  # kind and key

MOST = 7
LONGEST_TEXT = 100
# Below this a likeness is chance; a word that is only a slip or two away is found all the same.
FLOOR, FAINT, FAINT_ONES = 0.25, 0.05, 60
KEPT_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: Stamp
    index: Index
    words: tuple[tuple[str, TermKey, bool], ...]  # normal, term, whether it is a name
    rows: dict[TermKey, int]


_kept: dict[int, _Kept] = {}


def find(
    municipality: Any, text: str, kinds: Collection[str] | None = None, *, limit: int = MOST
) -> list[Term]:
    """At most `limit` terms in use that `text` may mean, best first; two queries. Never raises on text."""
    kept = catalogue_of(municipality)
    keys = _keys(kept, text, kinds, limit)
    found = Term.objects.select_related("parent").in_bulk([kept.rows[key] for key in keys])
    return [found[kept.rows[key]] for key in keys if kept.rows[key] in found]


def exact(municipality: Any, text: str, kinds: Collection[str] | None = None) -> Term | None:
    """The one term of which `text` is a name or a word, however it is spelt; None when there is none, or several."""
    normal, kept = normalise(text[:LONGEST_TEXT]), catalogue_of(municipality)
    keys = {key for word, key, _name in kept.words if word == normal and (kinds is None or key[0] in kinds)}
    return Term.objects.filter(pk=kept.rows[keys.pop()]).first() if len(keys) == 1 else None


def _keys(kept: _Kept, text: str, kinds: Collection[str] | None, limit: int) -> list[TermKey]:
    """Kind and key of the terms, best first: exact, then by how the word begins, then by likeness."""
    normal = normalise(text[:LONGEST_TEXT])
    if not normal:
        return []
    best: dict[TermKey, float] = {}
    for word, key, is_name in kept.words:
        if (kinds is None or key[0] in kinds) and (score := _beginning(normal, word, is_name=is_name)):
            best[key] = max(score, best.get(key, 0.0))
    wanted = None if kinds is None else set(kinds)
    for hit in kept.index.find(text[:LONGEST_TEXT], kind=wanted, limit=FAINT_ONES, floor=FAINT):
        likeness = 2.0 if hit.exact else max(hit.similarity, _slip(normal, normalise(hit.label)))
        if likeness >= FLOOR:
            key = (hit.kind, hit.key)
            best[key] = max(likeness, best.get(key, 0.0))
    ordered = sorted(best, key=lambda key: (-best[key], key))
    return [key for key in ordered if key in kept.rows][:limit]


def _beginning(typed: str, word: str, *, is_name: bool) -> float:
    """Names that begin so come before other words that do, and both before a word inside that does."""
    if word == typed:
        return 2.0
    if word.startswith(typed):
        return (1.0 if is_name else 0.8) + 0.1 * len(typed) / len(word)
    if len(typed) > 2 and f" {typed}" in word:
        return 0.6 if is_name else 0.3
    return 0.0


def _slip(typed: str, meant: str) -> float:
    count = slips(typed, meant, allowed(len(typed)))
    return 0.0 if count is None else 1.0 - count / max(len(typed), 1)


def catalogue_of(municipality: Any) -> _Kept:
    """The index as the catalogue is now: kept from before when nothing has changed."""
    pk = getattr(municipality, "pk", municipality)
    stamp = _stamp(pk)
    kept = _kept.get(pk)
    if kept is None or kept.stamp != stamp:
        if len(_kept) >= KEPT_AT_ONCE:
            _kept.clear()
        kept = _kept[pk] = _built(pk, stamp)
    return kept


def _built(municipality_id: int, stamp: Stamp) -> _Kept:
    labels: list[Label] = labels_of(municipality_id)
    rows = Term.objects.offered_in(municipality_id).values_list("kind", "key", "pk")
    words = {(normalise(label.text), (label.kind, label.key), label.is_name) for label in labels}
    return _Kept(
        stamp, Index.build(labels), tuple(sorted(words)), {(kind, key): pk for kind, key, pk in rows}
    )


def _stamp(municipality_id: int) -> Stamp:
    """What every change alters, whoever made it and in whatever order two of them were committed; one query.

    Written out by hand: it is asked at every press of a key, and putting it together took longer than answering it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STAMP, [municipality_id] * 3)
        return tuple(cursor.fetchone())


def _part(columns: str, model: Any, alias: str) -> str:
    theirs = "municipality_id IS NULL OR municipality_id = %s"
    return f"(SELECT {columns} FROM {model._meta.db_table} WHERE {theirs}) {alias}"  # noqa: S608  # our own names


_STAMP = "SELECT * FROM " + ", ".join(  # noqa: S608  # our own names
    (
        _part("COUNT(*), MAX(public_id), SUM(version)", Term, "terms"),
        _part("COUNT(*), MAX(id)", TermChange, "changes"),
        _part("COUNT(*), MAX(id)", Synonym, "words"),
    )
)
