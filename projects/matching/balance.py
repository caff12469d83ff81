"""What counts most within a group, fit or taking turns: three words, and the weights that each stands for."""

from collections.abc import Mapping
from enum import StrEnum

from projects.matching.keys import DEFAULT_WEIGHTS, Weights


class Emphasis(StrEnum):
    """A municipality's choice. The group, that is how many musts are met, comes first whatever it is."""

    FIT = "fit"
    BALANCED = "balanced"
    TURN = "turn"


# Three to one: a wish met (12) then weighs as much as a year and a half of rest, or as four months.
WEIGHTS: Mapping[Emphasis, Weights] = {
    Emphasis.FIT: Weights(fit=3, turn=1),
    Emphasis.BALANCED: DEFAULT_WEIGHTS,
    Emphasis.TURN: Weights(fit=1, turn=3),
}


def emphasis_of(weights: Weights) -> Emphasis | None:
    """The word for `weights`; None for weights that no word stands for."""
    return next((word for word, one in WEIGHTS.items() if one == weights), None)
