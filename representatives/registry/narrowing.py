"""Groups of people that higher apps know how to find, as data: they register when they start, the list offers them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class Group:
    """People in one standing. `condition` takes the day and gives what holds of a representative in the group."""

    key: str
    label: Any
    condition: Callable[[date], Q]


_groups: dict[str, Group] = {}


def register(group: Group) -> None:
    """Adds a group, or replaces the one with the same key."""
    _groups[group.key] = group


def registered() -> list[Group]:
    """Every group, in the order in which they were registered."""
    return list(_groups.values())


def narrowed(people: Any, key: str, today: date) -> Any:
    """Those of the people who are in the group; all of them for a group that nobody knows."""
    group = _groups.get(key)
    return people if group is None else people.filter(group.condition(today))
