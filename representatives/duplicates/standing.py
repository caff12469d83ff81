"""Which consents hold after a merge: pure judgement, the narrower of the two for each purpose."""

from collections.abc import Mapping
from enum import StrEnum


class Standing(StrEnum):
    """Where one profile stands on one purpose."""

    NEVER_ASKED = "never_asked"
    IN_FORCE = "in_force"
    TAKEN_BACK = "taken_back"


def narrower(one: Standing, other: Standing) -> Standing:
    """What holds for one purpose: a yes on both, or on one where the other was never asked; a no on either wins."""
    if Standing.TAKEN_BACK in (one, other):
        return Standing.TAKEN_BACK
    return Standing.IN_FORCE if Standing.IN_FORCE in (one, other) else Standing.NEVER_ASKED


def in_force_after(
    one: Mapping[str, Standing], other: Mapping[str, Standing], *, rests_on: Mapping[str, str]
) -> frozenset[str]:
    """Purposes that are in force when two profiles have become one.

    `rests_on` names the ground of a purpose: without the ground in force, what rests on it is not either.
    """
    never = Standing.NEVER_ASKED
    kept = {
        purpose
        for purpose in {*one, *other}
        if narrower(one.get(purpose, never), other.get(purpose, never)) == Standing.IN_FORCE
    }
    while fallen := {purpose for purpose in kept if purpose in rests_on and rests_on[purpose] not in kept}:
        kept -= fallen
    return frozenset(kept)
