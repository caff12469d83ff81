"""What matching is told: one request, and each person as far as the request may know them.

Every field must be given. A forgotten no-go would otherwise pass as "has none", and somebody would be asked
against their own word; without defaults it is a type error instead.
There is no gender, age or origin here, so that none of them can ever move the order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

LOWEST_LEVEL = 1
HIGHEST_LEVEL = 4


class State(StrEnum):
    """Where a person is in the life of a profile; the same words as the registry."""

    APPLIED = "applied"
    IN_CONVERSATION = "in_conversation"
    ACTIVE = "active"
    RESTING = "resting"
    LEFT = "left"


class Importance(StrEnum):
    MUST = "must"
    WISH = "wish"


class TermKind(StrEnum):
    """Lived experience is health data and needs its own consent; a skill does not."""

    EXPERIENCE = "experience"
    SKILL = "skill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One catalogue term that a request asks for, at a level from 1 to 4."""

    term: int
    kind: TermKind
    importance: Importance
    level: int

    def __post_init__(self) -> None:
        _refuse_level(self.level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The seats that one project asks for.

    `units` is the project's unit and every unit above it, so that a no to the whole also holds for its parts;
    `people` are those the representative would work with. All of `must_languages` and `must_meeting_forms`
    are needed, one of `must_areas` is enough; an empty set asks nothing. Refuses the same term twice, and no
    seats.
    """

    id: str
    project: str
    seats: int
    needs: tuple[Need, ...]
    must_languages: frozenset[str]
    must_meeting_forms: frozenset[str]
    must_areas: frozenset[str]
    units: frozenset[str]
    topics: frozenset[str]
    people: frozenset[str]

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("A request has at least one seat.")
        if len({need.term for need in self.needs}) != len(self.needs):
            raise ValueError("A request asks for each term once.")

    @property
    def musts(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.importance is Importance.MUST)


class Conflict(NamedTuple):
    """A recorded conflict of interest: with which unit, project or person, and of which kind."""

    about: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the network as one request sees them.

    `levels` maps a catalogue term to 1 to 4; experience in it counts under consent to lived experience alone.
    Empty `languages` or `meeting_forms` and an `area` of None mean unknown, never no. A maximum of None means
    that the person set none. `resting_until` is the last day of the pause. `conflicts` are those
    in force on the day. `months_of_rest` is whole months since the last assignment ended, 0 while one runs,
    None for never assigned. `assignments_half_year`, `asks_six_months` and `passed_over_twelve_months` are
    counts from the turn ledger. `is_stale` is the registry's judgement, `last_confirmed_on` the day the
    person last confirmed the profile. Refuses a level outside 1 to 4 and a negative count.
    """

    id: str
    state: State
    resting_until: date | None
    has_network_consent: bool
    has_experience_consent: bool
    is_mediated_only: bool
    levels: Mapping[int, int]
    languages: frozenset[str]
    meeting_forms: frozenset[str]
    area: str | None
    no_go_units: frozenset[str]
    no_go_topics: frozenset[str]
    no_go_people: frozenset[str]
    conflicts: frozenset[Conflict]
    max_at_once: int | None
    max_per_half_year: int | None
    running_assignments: int
    assignments_half_year: int
    asks_six_months: int
    passed_over_twelve_months: int
    months_of_rest: int | None
    last_asked_on: date | None
    is_asked_for_request: bool
    has_declined_request: bool
    last_confirmed_on: date | None
    is_stale: bool

    def __post_init__(self) -> None:
        for level in self.levels.values():
            _refuse_level(level)
        counts = (
            self.running_assignments,
            self.assignments_half_year,
            self.asks_six_months,
            self.passed_over_twelve_months,
            self.months_of_rest or 0,
            self.max_at_once or 0,
            self.max_per_half_year or 0,
        )
        if min(counts) < 0:
            raise ValueError("Counts of a person are zero or more.")

    def counted_level(self, need: Need) -> int:
        """The level that may be counted for `need`, 0 for none; lived experience needs its consent."""
        if need.kind is TermKind.EXPERIENCE and not self.has_experience_consent:
            return 0
        return self.levels.get(need.term, 0)


def _refuse_level(level: int) -> None:
    if not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        raise ValueError(f"A level is from {LOWEST_LEVEL} to {HIGHEST_LEVEL}.")
