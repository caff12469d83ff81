"""A whole network as arrays of numbers, and who comes first in it for one request: the rule of `keys` once more.

For work over everybody at once, a season or a pool of several municipalities, where asking a database for each request
would take too long. There are no names here: people are places in a list, kept by their ids. What is shown to anybody
afterwards is asked again where it is kept, so that a consent withdrawn since bites at once.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projects.matching.keys import DEFAULT_WEIGHTS, LIFTED, MUST_MET, Weights, fit_amount
from projects.matching.values import HIGHEST_LEVEL, Importance, Need, TermKind

Bools = NDArray[np.bool_]
Places = NDArray[np.int64]
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has one term, each once, and at which level."""

    ids: Ids
    levels: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """People by number: `ids[n]` is what the rest of the program calls the nth.

    `terms` are by what a request calls a need; `turns` is what rest and load are worth; `is_offered` says whom no gate
    holds back that is the same for every request, `has_experience` who consents to lived experience being counted.
    """

    ids: list[str]
    is_offered: Bools
    has_experience: Bools
    turns: Places
    terms: Mapping[Any, Holders]

    def places(
        self,
        needs: Collection[tuple[Any, Need]],
        barred: Ids,
        weights: Weights = DEFAULT_WEIGHTS,
    ) -> Places:
        """The place of everybody for `needs`, each with the key of its holders; 0 for whoever is not listed.

        `barred` are those whom a gate of this very request holds back.
        """
        fit = np.zeros(len(self.ids), dtype=np.int64)
        is_covering = np.full(len(self.ids), not needs)
        for key, need in needs:
            if (held := self.terms.get(key)) is None:
                continue
            worth = _worth(need, weights)[held.levels]
            if need.kind is TermKind.EXPERIENCE:
                counted = self.has_experience[held.ids]
                fit[held.ids] += worth * counted
                is_covering[held.ids] |= counted
            else:
                fit[held.ids] += worth
                is_covering[held.ids] = True
        is_covering &= self.is_offered
        is_covering[barred] = False
        return np.where(is_covering, fit + weights.turn * self.turns + LIFTED, 0)

    def first(self, places: Places, most: int, draw: Callable[[str], bytes]) -> list[int]:
        """The numbers of the first `most` who are listed, in order; equal ones by the draw of their ids."""
        listed = np.flatnonzero(places)
        if len(listed) > most:
            found = places[listed]
            border = np.partition(found, len(found) - most)[len(found) - most]
            listed = listed[found >= border]
        values = places[listed].tolist()
        rows = [
            (-value, draw(self.ids[n]), self.ids[n], n)
            for value, n in zip(values, listed.tolist(), strict=True)
        ]
        return [n for *_order, n in sorted(rows)[:most]]


def holders(ids: Ids, levels: NDArray[np.uint8]) -> Holders:
    """One row for each person, with the highest of the levels: a term may be held from several sides."""
    order = np.lexsort((levels, ids))
    ids, levels = ids[order], levels[order]
    last = np.append(ids[1:] != ids[:-1], True) if len(ids) else np.zeros(0, dtype=bool)
    return Holders(ids[last], levels[last])


def missing(places: Places, musts: int) -> Places:
    """How many of the musts each of the listed misses."""
    return musts - places // MUST_MET


def _worth(need: Need, weights: Weights) -> Places:
    """What each level from 0 to 4 is worth, and that a must is met."""
    met = MUST_MET if need.importance is Importance.MUST else 0
    amounts = [
        fit_amount(need, level, weights) + (met if level >= need.level else 0)
        for level in range(HIGHEST_LEVEL + 1)
    ]
    return np.array(amounts, dtype=np.int64)
