"""Rows that point at a person, found in the models themselves: the rooms above need not be known here."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, models, transaction

from representatives.duplicates.models import Merge, NotSame
from representatives.registry.models import NoGo, Representative
from representatives.registry.no_gos import ABOUT
from representatives.turns.models import TurnSummary

# What this room itself writes about two profiles stays with the profile that it was written about.
# The summary of turns is counted anew when the turns themselves have been moved.
OWN = (Merge, NotSame, TurnSummary)


def pointing() -> Iterator[tuple[type[models.Model], str]]:
    """Every model and field that names a person, in a fixed order."""
    relations: list[Any] = list(Representative._meta.get_fields(include_hidden=True))
    found = {
        (relation.related_model, relation.field.name)
        for relation in relations
        if relation.auto_created and not relation.concrete
    }
    for model, name in sorted(found, key=lambda one: (one[0]._meta.label, one[1])):
        if model is not Representative and model not in OWN:
            yield model, name


def rows_of(model: Any, name: str, person: Representative) -> Any:
    """The rows of one model that name the person in one field, oldest first."""
    return model._base_manager.filter(**{name: person}).order_by("pk")


def move(*, stays: Representative, goes: Representative) -> tuple[Counter[str], Counter[str]]:
    """Moves every row from one person to another; what was moved, and what could not be, by the model's label.

    A row stays where it is when the other has one like it already, or when a rule of the database forbids it.
    """
    moved, left = Counter[str](), Counter[str]()
    for model, name in pointing():
        rows = rows_of(model, name, goes)
        count = rows.count()
        if not count:
            continue
        label = model._meta.label
        doubled = _doubled(model, stays, goes)
        went = _move_all(rows.exclude(pk__in=doubled), {name: stays})
        moved[label] += went
        left[label] += count - went
    return +moved, +left


def tried(*, stays: Representative, goes: Representative) -> tuple[Counter[str], Counter[str]]:
    """What `move` would do; nothing is changed."""
    with transaction.atomic():
        outcome = move(stays=stays, goes=goes)
        transaction.set_rollback(True)
    return outcome


def _doubled(model: Any, stays: Representative, goes: Representative) -> list[int]:
    """No-gos that both have: united, each is there once."""
    if model is not NoGo:
        return []
    held = set(NoGo.objects.filter(representative=stays).values_list(*ABOUT))
    rows = NoGo.objects.filter(representative=goes).values_list("pk", *ABOUT)
    return [pk for pk, *about in rows if tuple(about) in held]


def _move_all(rows: Any, to: dict[str, Any]) -> int:
    """All at once where nothing collides, else one by one."""
    if (moved := _moved(rows, to)) is not None:
        return moved
    keys = list(rows.values_list("pk", flat=True))
    return sum(_moved(rows.model._base_manager.filter(pk=key), to) or 0 for key in keys)


def _moved(rows: Any, to: dict[str, Any]) -> int | None:
    try:
        with transaction.atomic():
            count: int = rows.order_by().update(**to)
            return count
    except IntegrityError:
        return None
