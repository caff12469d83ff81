"""How a term ends: retired, taken back, or merged into another with everything that used it. Nothing is lost."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from representatives.catalogue import rules, uses
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.rules import CannotChange
from representatives.catalogue.words import normalise

Change = TermChange.Kind
State = Term.State


@dataclass(frozen=True)
class Count:
    """How much of one kind uses a term, in words; `number` is None for those who may not know it."""

    field: str
    number: int | None
    words: str


@transaction.atomic
def retire(*, term: Term, by: Any, at: datetime) -> Term:
    """Takes an own term out of use: it is no longer offered, and what uses it stays as it is.

    Refuses a shared term, one that is out of use already, and one with terms in use below it.
    """
    held = rules.own(term)
    rules.refuse_merged(held)
    if held.state == State.RETIRED:
        raise CannotChange(_("“%(term)s” is retired already.") % {"term": held.name})
    below = [child.name for child in held.children.filter(state=State.ACTIVE).order_by("order", "pk")]
    if below:
        raise CannotChange(
            _("Terms in use lie under “%(term)s”: %(below)s. Move or retire them first.")
            % {"term": held.name, "below": ", ".join(below)}
        )
    held.state = State.RETIRED
    return rules.changed(held, Change.RETIRED, by=by, at=at, fields=["state"])


@transaction.atomic
def restore(*, term: Term, by: Any, at: datetime) -> Term:
    """Takes a retired term into use again.

    Refuses a term in use or merged, one whose name has gone to another meanwhile, and one whose parent is retired.
    """
    held = rules.own(term)
    rules.refuse_merged(held)
    if held.state == State.ACTIVE:
        raise CannotChange(_("“%(term)s” is in use already.") % {"term": held.name})
    if held.parent and not held.parent.is_active:
        raise CannotChange(
            _("“%(parent)s”, under which it lies, is not in use. Take that into use first, or move the term.")
            % {"parent": held.parent.name}
        )
    words = held.synonyms.order_by("pk").values_list("text", flat=True)
    rules.refuse_taken(
        municipality=held.municipality_id, kind=held.kind, texts=[*held.names, *words], but=held
    )
    held.state = State.ACTIVE
    return rules.changed(held, Change.RESTORED, by=by, at=at, fields=["state"])


def preview(*, term: Term, into: Term, tells_people: bool) -> list[Count]:
    """What `merge` would move, in numbers; nothing is changed. Refuses what `merge` refuses.

    `tells_people`: whether the one who asks may know how many people use a term.
    """
    _refuse_merge(term, into)
    return counts(term, municipality=term.municipality_id, tells_people=tells_people)


def counts(term: Term, *, municipality: Any, tells_people: bool) -> list[Count]:
    """How much uses a term in one municipality; kinds of use that have none are left out."""
    found = []
    for use in uses.registered():
        if use.is_personal and not tells_people:
            continue
        number = use.counts([term.pk], municipality).get(term.pk, 0)
        found.append(Count(use.field, number, use.words(number)))
    words = Synonym.objects.filter(term=term, municipality=municipality).count()
    below = Term.objects.known_in(municipality).filter(parent=term).count()
    found.append(
        Count("synonyms", words, ngettext("%(n)d own word", "%(n)d own words", words) % {"n": words})
    )
    found.append(
        Count(
            "children", below, ngettext("%(n)d term under it", "%(n)d terms under it", below) % {"n": below}
        )
    )
    return [one for one in found if one.number]


@transaction.atomic
def merge(*, term: Term, into: Term, by: Any, at: datetime) -> dict[str, int]:
    """Makes an own term one with another, shared or own, of the same kind; returns how many rows of each use moved.

    Everything that used it uses the other; of two rows that become the same the stronger stays. Its names and words
    become words of the other, so that whoever types them finds it. The term stays as history and cannot be taken back.

    Refuses a shared or merged term, itself, another kind, and a target that is not in use.
    """
    held = rules.own(term)
    goal = _refuse_merge(held, into)
    try:
        with transaction.atomic():
            moved = {use.field: use.move(held, goal) for use in uses.registered()}
    except IntegrityError as error:
        raise CannotChange(
            _("Somebody changed the same rows just now. Look again, and try once more.")
        ) from error
    _move_terms(held, goal, by, at)
    _move_words(held, goal, by, at)
    held.state, held.merged_into = State.MERGED, goal
    rules.changed(held, Change.MERGED, by=by, at=at, fields=["state", "merged_into"], word=goal.name_nb)
    return moved


def _refuse_merge(term: Term, into: Term) -> Term:
    if not term.is_own:
        rules.own(term)
    rules.refuse_merged(term)
    if term.pk == into.pk:
        raise CannotChange(_("A term cannot be merged into itself. Choose another."))
    if term.kind != into.kind:
        raise CannotChange(_("A term can be merged into one of the same kind only."))
    goal = Term.objects.known_in(term.municipality_id).filter(pk=into.pk).first()
    if goal is None or not goal.is_active:
        raise CannotChange(_("“%(term)s” is not in use. Choose another.") % {"term": into.name})
    return goal


def _move_terms(term: Term, into: Term, by: Any, at: datetime) -> None:
    """What lay under the term lies under the other; if the other lay under it, that first comes up to its place."""
    above = into
    while above.parent is not None and above.parent_id != term.pk:
        above = above.parent
    if above.parent_id == term.pk and into.is_own:
        into.parent = term.parent
        rules.changed(into, Change.MOVED, by=by, at=at, fields=["parent"], word=term.name_nb)
    for child in term.children.exclude(pk=into.pk).order_by("pk"):
        child.parent = into
        rules.changed(child, Change.MOVED, by=by, at=at, fields=["parent"], word=term.name_nb)
    Term.objects.filter(merged_into=term).update(merged_into=into)


def _move_words(term: Term, into: Term, by: Any, at: datetime) -> None:
    """Names and words of the term lead to the other from now on, for this municipality."""
    place = term.municipality_id
    known = set(Synonym.objects.filter(term=into, municipality=None).values_list("normal", flat=True)) | {
        normalise(name) for name in into.names
    }
    known |= set(Synonym.objects.filter(term=into, municipality=place).values_list("normal", flat=True))
    words = [*term.names, *term.synonyms.order_by("pk").values_list("text", flat=True)]
    term.synonyms.all().delete()
    for text in words:
        normal = rules.normal_of(text)
        if normal in known:
            continue
        known.add(normal)
        Synonym.objects.create(term=into, municipality_id=place, text=text, normal=normal)
        rules.note(into, Change.SYNONYM_ADDED, by=by, at=at, municipality=place, word=text)
