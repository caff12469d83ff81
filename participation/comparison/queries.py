"""Reading for the comparison: places to choose, the agreement, and what a municipality was told of those like it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Sum

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Municipality, Unit, UnitQuerySet
from participation.comparison.models import PeerFigure, SharedFigure, Sharing
from projects.panels.models import Category, PopulationShare


def units(*, user: Any, municipality: Any) -> UnitQuerySet:
    """Units in use whose reports this person may read, by name: nothing here is ranked."""
    rows = Unit.objects.reached_by(user, Permission.FIGURES_READ).of(municipality)
    return rows.filter(is_active=True).order_by("name")


def may_whole(*, user: Any, municipality: Municipality) -> bool:
    """Whether the person reads of the whole municipality."""
    return municipality.pk in scope.of(user).whole(Permission.FIGURES_READ)


def running(municipality: Any) -> Sharing | None:
    """The agreement in force, if there is one."""
    return Sharing.objects.of(municipality).running().first()


def known_inhabitants(municipality: Any) -> int | None:
    """The sum of the ages in the table of the population, if it is read in: a first suggestion."""
    rows = PopulationShare.objects.filter(municipality=municipality, category=Category.AGE)
    found: int | None = rows.aggregate(people=Sum("people"))["people"]
    return found


@dataclass(frozen=True)
class Peers:
    """What a municipality shared in the last quarter that was counted, and what it was told. Both may be empty."""

    sharing: Sharing | None
    quarter: date | None
    own: dict[str, int]
    told: list[PeerFigure]


def peers(*, user: Any, municipality: Municipality) -> Peers:
    """Rows of this municipality alone."""
    shared = SharedFigure.objects.visible_to(user).of(municipality)
    quarter = shared.aggregate(last=Max("quarter"))["last"]
    own = dict(shared.filter(quarter=quarter).order_by("id").values_list("key", "value"))
    told = PeerFigure.objects.visible_to(user).of(municipality).filter(quarter=quarter).order_by("id")
    return Peers(running(municipality), quarter, own, list(told))
