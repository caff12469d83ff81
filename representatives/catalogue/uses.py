"""Where terms are used: rooms above tell of their rows when the apps start, so that a merge can count and move them.

The catalogue is the lowest room and knows none of them. A test fails when a row anywhere points at a term and no use
tells of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count

from representatives.catalogue.models import Term

Changes = dict[str, Any]


def nothing(_kept: Any, _gone: Any) -> Changes:
    """Two rows that say the same: the one that stays is as it was."""
    return {}


@dataclass(frozen=True)
class Use:
    """One field of a row of a municipality that points at a term.

    `field` is written "projects.RequestTerm.term"; `words` tells a number of them ("3 people"). `counted` is the field
    whose different values are counted. `alike` names the fields that make two rows one when their terms become one, and
    `stronger` what of the row that goes lives on in the one that stays. `is_personal`: how many is told only to those
    who read the registry.
    """

    field: str
    words: Callable[[int], str]
    counted: str = "pk"
    alike: tuple[str, ...] = ()
    stronger: Callable[[Any, Any], Changes] = nothing
    is_personal: bool = False

    @property
    def name(self) -> str:
        """The field alone."""
        return self.field.rpartition(".")[2]

    def rows(self) -> Any:
        """Every row of the model, oldest first."""
        return apps.get_model(self.field.rpartition(".")[0])._base_manager.order_by("pk")

    def counts(self, terms: Iterable[int], municipality: Any) -> dict[int, int]:
        """How many use each of the terms (by primary key) in one municipality; those that nobody uses are left out."""
        rows = self.rows().filter(municipality=municipality, **{f"{self.name}__in": list(terms)}).order_by()
        found = rows.values_list(self.name).annotate(many=Count(self.counted, distinct=True))
        return dict(found)

    def move(self, term: Term, into: Term) -> int:
        """Lets the rows of one term point at another; returns how many there were."""
        rows = self.rows().filter(**{self.name: term})
        moved: int = rows.count()
        if self.alike:
            kept = {self._likeness(row): row for row in self.rows().filter(**{self.name: into})}
            for row in rows:
                if (stays := kept.get(self._likeness(row))) is not None:
                    self._unite(stays, row)
        rows.order_by().update(**{self.name: into})
        return moved

    def _likeness(self, row: Any) -> tuple[Any, ...]:
        return tuple(getattr(row, row._meta.get_field(name).attname) for name in self.alike)

    def _unite(self, stays: Any, goes: Any) -> None:
        changes = self.stronger(stays, goes)
        self.rows().filter(pk=goes.pk).delete()
        if changes:
            self.rows().filter(pk=stays.pk).update(**changes)


_uses: dict[str, Use] = {}


def register(*uses: Use) -> None:
    """Adds uses, or replaces those of the same field."""
    _uses.update({use.field: use for use in uses})


def registered() -> list[Use]:
    """Every use, in the order in which the apps told of them."""
    return list(_uses.values())
