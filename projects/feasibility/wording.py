"""Counts in words: a step of five is “at least”, below it nothing is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.matching.feasibility import Feasible, Verdict
from projects.requests.models import RequestTerm
from projects.requests.services import Wanted


@dataclass(frozen=True)
class Told:
    """What a page and the API tell: a verdict, three counts in words, and which must costs most."""

    verdict: str
    sentence: str
    every: str
    all_but_one: str
    free: str
    hints: list[str]


def told(found: Feasible, needs: Sequence[Wanted], seats: int) -> Told:
    """The answer in words."""
    musts = sum(1 for need in needs if need.importance == RequestTerm.Importance.MUST)
    return Told(
        verdict=found.verdict.value,
        sentence=_sentence(found.verdict, seats),
        every=number(found.every),
        all_but_one=number(found.all_but_one) if musts > 1 else "",
        free=number(found.free),
        hints=[
            _("Without “%(term)s” as a must: %(number)s.")
            % {"term": needs[place].term.name, "number": number(free)}
            for place, free in sorted(found.free_without.items(), key=lambda one: (-one[1], one[0]))
            if free > found.free
        ],
    )


def number(at_least: int) -> str:
    """A step of five in words."""
    if not at_least:
        return _("fewer than five, perhaps nobody")
    return _("at least %(number)s") % {"number": localize(at_least)}


def _sentence(verdict: Verdict, seats: int) -> str:
    texts = {
        Verdict.CHOICE: ngettext(
            "Yes. There are enough people to choose from for %(seats)d seat.",
            "Yes. There are enough people to choose from for %(seats)d seats.",
            seats,
        ),
        Verdict.JUST: ngettext(
            "Just. There are people for %(seats)d seat, but little to choose from.",
            "Just. There are people for %(seats)d seats, but little to choose from.",
            seats,
        ),
        Verdict.UNSURE: ngettext(
            "Perhaps. It cannot be told from here whether there is somebody for %(seats)d seat. Ask the facilitator.",
            "Perhaps. It cannot be told from here whether there are people for %(seats)d seats. Ask the facilitator.",
            seats,
        ),
        Verdict.TOO_FEW: ngettext(
            "No, not yet. Too few fit for %(seats)d seat. Make a must a wish, or find more people first.",
            "No, not yet. Too few fit for %(seats)d seats. Make a must a wish, or find more people first.",
            seats,
        ),
    }
    return texts[verdict] % {"seats": seats}
