"""The internal key that orders people within a group. It is never shown: pages, API and files have facts.

    key = F · Σ w · 12 · min(level, asked) / asked
        + T · (min(24, months of rest) - 3 · running - 2 · asks in 6 months + 2 · passed over in 12 months)
        - 6 · T if the profile is stale

w is 3 for a must and 1 for a wish. Levels run from 1 to 4; 12 is a multiple of each: no fractions.
"""

from dataclasses import dataclass

from projects.matching.reasons import Code
from projects.matching.values import HIGHEST_LEVEL, Importance, Need, Person, Request

RULE_VERSION = (
    "1"  # Raised with any change of the rule, so that an old list can be explained by the rule it had.
)

FULL_FIT = 12
IMPORTANCE_WEIGHT = {Importance.MUST: 3, Importance.WISH: 1}
MOST_REST = 24
PER_RUNNING = -3
PER_ASK = -2
PER_PASSED_OVER = 2
STALE = -6
# Where one number has to hold group and key: a met must is worth more than every key, and nobody is below nought.
MUST_MET = 2**20
LIFTED = 2**19


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The municipality's choice between fit and taking turns; refuses a negative weight and two zeros."""

    fit: int = 1
    turn: int = 1

    def __post_init__(self) -> None:
        if min(self.fit, self.turn) < 0 or self.fit == self.turn == 0:
            raise ValueError("Weights are zero or more, and not both zero.")


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a key, and the code of the fact that tells it in words, with its `term` if it has one."""

    code: Code
    term: int | None
    amount: int


@dataclass(frozen=True, slots=True)
class Key:
    """How one person is placed: by `missing` (musts not met) first, then by `total`, the sum of `parts`."""

    missing: int
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.amount for part in self.parts)


def key(person: Person, request: Request, weights: Weights = DEFAULT_WEIGHTS) -> Key:
    """The key of `person` for `request`, in parts; a part of zero is left out. Asks no gate."""
    fit = [_fit_part(person, need, weights) for need in request.needs]
    parts = (*fit, *_turn_parts(person, weights))
    missing = sum(person.counted_level(need) < need.level for need in request.musts)
    return Key(missing, tuple(part for part in parts if part.amount))


def fit_amount(need: Need, level: int, weights: Weights) -> int:
    """What `level` (0 for none, else 1 to 4) is worth for `need`; more than was asked adds nothing."""
    return weights.fit * IMPORTANCE_WEIGHT[need.importance] * FULL_FIT * min(level, need.level) // need.level


def _fit_part(person: Person, need: Need, weights: Weights) -> Part:
    level = person.counted_level(need)
    is_must = need.importance is Importance.MUST
    if level >= need.level:
        code = Code.MUST_MET if is_must else Code.WISH_MET
    else:
        code = Code.MUST_BELOW if is_must else Code.WISH_BELOW
    return Part(code, need.term, fit_amount(need, level, weights))


def _turn_parts(person: Person, weights: Weights) -> tuple[Part, ...]:
    months = person.months_of_rest
    rest = Code.NEVER_ASSIGNED if months is None else Code.RESTED
    stale = Code.PROFILE_UNCONFIRMED if person.last_confirmed_on is None else Code.PROFILE_STALE
    return (
        Part(rest, None, weights.turn * min(MOST_REST, MOST_REST if months is None else months)),
        Part(Code.RUNNING, None, weights.turn * PER_RUNNING * person.running_assignments),
        Part(Code.ASKED, None, weights.turn * PER_ASK * person.asks_six_months),
        Part(Code.PASSED_OVER, None, weights.turn * PER_PASSED_OVER * person.passed_over_twelve_months),
        Part(stale, None, weights.turn * STALE if person.is_stale else 0),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """The same as `Key` without its parts, and whether any need is covered at all."""

    missing: int
    total: int
    is_covering: bool


class Scale:
    """Keys of many people for one request, without parts: what a level is worth is looked up."""

    def __init__(self, request: Request, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self._turn = weights.turn
        self._rows = [
            (
                need,
                need.importance is Importance.MUST,
                tuple(fit_amount(need, level, weights) for level in range(HIGHEST_LEVEL + 1)),
            )
            for need in request.needs
        ]

    def place(self, person: Person) -> Place:
        """Where `person` stands, equal to `key(…)`. A request without needs is covered by everybody."""
        total = missing = 0
        is_covering = not self._rows
        for need, is_must, worth in self._rows:
            level = person.counted_level(need)
            total += worth[level]
            is_covering = is_covering or level > 0
            missing += is_must and level < need.level
        months = MOST_REST if person.months_of_rest is None else min(MOST_REST, person.months_of_rest)
        turn = (
            months
            + PER_RUNNING * person.running_assignments
            + PER_ASK * person.asks_six_months
            + PER_PASSED_OVER * person.passed_over_twelve_months
            + (STALE if person.is_stale else 0)
        )
        return Place(missing, total + self._turn * turn, is_covering)
