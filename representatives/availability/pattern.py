"""When a person can, as plain values and one rule. No Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Otherwise:
    """Days that are otherwise than the week, both included: free, or away."""

    from_on: date
    to_on: date
    is_available: bool = False

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on

    @property
    def length(self) -> int:
        return (self.to_on - self.from_on).days


@dataclass(frozen=True)
class Pattern:
    """What is said: `week` is pairs of weekday (0 is Monday) and part of the day; after `until` nothing holds."""

    week: frozenset[tuple[int, str]] = frozenset()
    days: tuple[Otherwise, ...] = field(default=())
    until: date | None = None


def can(pattern: Pattern, day: date, part: str) -> bool | None:
    """Whether the person can: yes, no, or None when nobody has said.

    After the until-date it is no. The shortest stretch of days that covers the day goes before the week, for it was
    said of fewer days; of two as long, being away holds. An empty week says nothing.
    """
    if pattern.until is not None and day > pattern.until:
        return False
    covering = [one for one in pattern.days if one.covers(day)]
    if covering:
        return min(covering, key=lambda one: (one.length, one.is_available)).is_available
    if not pattern.week:
        return None
    return (day.weekday(), part) in pattern.week


def by_parts(week: Iterable[tuple[int, str]], order: tuple[str, ...]) -> list[tuple[list[int], list[str]]]:
    """Weekdays with the same parts taken together, earliest first: Monday and Wednesday, morning."""
    parts_of: dict[int, list[str]] = {}
    for weekday, part in sorted(week, key=lambda pair: (pair[0], order.index(pair[1]))):
        parts_of.setdefault(weekday, []).append(part)
    found: dict[tuple[str, ...], list[int]] = {}
    for weekday, parts in parts_of.items():
        found.setdefault(tuple(parts), []).append(weekday)
    return [(weekdays, list(parts)) for parts, weekdays in found.items()]
