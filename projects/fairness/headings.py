"""What a list of people behind a figure is called."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from projects.fairness import wording
from projects.fairness.records import BAND_EDGES, NEVER, REST_EDGES, UNKNOWN_AGE
from projects.gaps.weighing import LAST_BAR
from projects.gaps.wording import how_often
from representatives.registry.models import Relation


def heading_of(by: str, key: str) -> str:
    """The heading; the plain one for what cannot be read."""
    if by == "area":
        return wording.area(key)
    if by == "perspective" and key in Relation.values:
        return wording.perspective(key)
    numbers: dict[str, tuple[range, Callable[[int], str]]] = {
        "times": (range(LAST_BAR + 1), lambda value: how_often(value, last=LAST_BAR)),
        "rest": (range(NEVER, len(REST_EDGES) + 1), wording.rest),
        "age": (range(UNKNOWN_AGE, len(BAND_EDGES) + 1), wording.age),
    }
    if by in numbers:
        known, words = numbers[by]
        return next((words(value) for value in known if str(value) == key), _("How people are asked"))
    return {"asked": _("Asked in this period"), "never": _("Never asked")}.get(by, _("How people are asked"))
