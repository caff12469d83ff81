"""What a lottery is told, and what comes of it. A trait is a pair: category and value."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

TICKETS = 1_000_000_000  # A whole number of tickets, so that chances add up exactly on every machine.

Trait = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Quota:
    """At least `minimum` and at most `maximum` of the panel have the value. Refuses numbers that cannot be meant."""

    category: str
    value: str
    minimum: int
    maximum: int

    def __post_init__(self) -> None:
        if not 0 <= self.minimum <= self.maximum:
            raise ValueError("A quota goes from a minimum of zero or more up to its maximum.")

    @property
    def trait(self) -> Trait:
        return self.category, self.value


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who may be drawn. What is unknown of them is left out, and they count for none of its values."""

    id: str
    traits: frozenset[Trait]


@dataclass(frozen=True)
class Problem:
    """Who may be drawn, for how many seats, under which quotas. Refuses a person or a quota twice, and no seats."""

    seats: int
    quotas: tuple[Quota, ...]
    people: tuple[Willing, ...]

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("A panel has at least one seat.")
        if len({person.id for person in self.people}) != len(self.people):
            raise ValueError("A person is in the draw once.")
        if len({quota.trait for quota in self.quotas}) != len(self.quotas):
            raise ValueError("A value has one quota.")

    @cached_property
    def types(self) -> "tuple[Type, ...]":
        """People in whom the quotas see no difference, together; the same whatever the order of the people."""
        wanted = {quota.trait: place for place, quota in enumerate(self.quotas)}
        placed = sorted(
            (tuple(sorted(wanted[trait] for trait in person.traits if trait in wanted)), person.id)
            for person in self.people
        )
        return tuple(
            Type(quotas, tuple(person_id for _, person_id in group))
            for quotas, group in groupby(placed, key=lambda row: row[0])
        )

    def count(self, quota: Quota) -> int:
        """How many who may be drawn have the value."""
        return sum(quota.trait in person.traits for person in self.people)


@dataclass(frozen=True, slots=True)
class Type:
    """People who meet the same quotas (by place in the problem), in order of id."""

    quotas: tuple[int, ...]
    people: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.people)


# How many of each type sit together, as (place of the type, number), without the zeros.
Panel = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """How near the lottery is to the fairest.

    `bound` is the smallest chance that no lottery under these quotas can beat, `smallest` what it is here; `shortfall`
    is the largest difference of any type from the relaxed optimum (δ). `is_proven` when no fairer lottery exists.
    `costs` are the places of quotas that hold the smallest chance below seats / people.
    """

    smallest: float
    bound: float
    shortfall: float
    is_proven: bool
    costs: tuple[int, ...]


@dataclass(frozen=True)
class Lottery:
    """Panels that keep every quota, with their tickets (together `TICKETS`)."""

    problem: Problem
    panels: tuple[Panel, ...]
    tickets: tuple[int, ...]
    certificate: Certificate

    @cached_property
    def chances(self) -> tuple[float, ...]:
        """The chance of each person of a type, by place of the type."""
        sums = [0] * len(self.problem.types)
        for panel, tickets in zip(self.panels, self.tickets, strict=True):
            for place, number in panel:
                sums[place] += number * tickets
        return tuple(
            total / (kind.size * TICKETS) for total, kind in zip(sums, self.problem.types, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Loosening:
    """A quota as it is, and the nearest numbers with which a panel exists."""

    quota: Quota
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Clash:
    """No panel exists: the quotas that together cannot be kept, and the smallest loosening.

    `clashing` is irreducible: without any one of its limits the others could be kept. `loosening` is empty when
    nothing helps, because there are fewer people than seats.
    """

    clashing: tuple[Quota, ...]
    loosening: tuple[Loosening, ...]


def panel_of(numbers: Iterable[int]) -> Panel:
    """A panel from the number of each type."""
    return tuple((place, number) for place, number in enumerate(numbers) if number)
