"""*Why here?* for one candidate: the group, and every part of the key as a fact that lifts or holds back.

No amount leaves this file: facts come in the order of their weight, and that is all that is told of it.
"""

from dataclasses import dataclass
from datetime import date

from projects.matching.gates import Barrier, gates
from projects.matching.keys import DEFAULT_WEIGHTS, Part, Weights, key
from projects.matching.ordering import Candidate, GroupKind, explained, group_kind
from projects.matching.reasons import Reason
from projects.matching.values import Person, Request


@dataclass(frozen=True, slots=True)
class Standing:
    """The way of one person through the rule, step by step.

    `barriers` are the gates that hold the person back, `kind` the group with the facts that decide it in `missing`;
    `lifts` and `holds_back` are the facts that count within the group, those that count most first.
    """

    barriers: tuple[Barrier, ...]
    kind: GroupKind
    missing: tuple[Reason, ...]
    lifts: tuple[Reason, ...]
    holds_back: tuple[Reason, ...]


def standing(
    person: Person, request: Request, *, today: date, weights: Weights = DEFAULT_WEIGHTS
) -> Standing:
    """Where `person` stands for `request` on `today`, and every fact that put them there."""
    told = explained(person, request)
    counted = key(person, request, weights)
    musts = {need.term for need in request.musts}
    parts = sorted(counted.parts, key=lambda part: -abs(part.amount))
    return Standing(
        barriers=tuple(gates(person, request, today)),
        kind=group_kind(counted.missing, len(musts)),
        missing=tuple(gap for gap in told.gaps if gap.params.get("term") in musts),
        lifts=tuple(_fact(part, told) for part in parts if part.amount > 0),
        holds_back=tuple(_fact(part, told) for part in parts if part.amount < 0),
    )


def _fact(part: Part, told: Candidate) -> Reason:
    """The fact that tells of a part: every part of a key has one, as the tests of the rule hold it to."""
    facts = (*told.fits, *told.gaps, *told.rest, *told.load)
    return next(fact for fact in facts if fact.code is part.code and fact.params.get("term") == part.term)
