"""What is shared and told, in words. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from config.core.ui.charts.numbers import number
from participation.comparison.models import Key, PeerFigure, Ratio
from participation.comparison.queries import Peers
from participation.comparison.sizes import EDGES, ENOUGH, ends_of

OF_TEN: dict[str, tuple[str, str]] = {
    Ratio.ANSWERED: (Key.ANSWERED, Key.SAID),
    Ratio.UNITS_WITH: (Key.UNITS_WITH, Key.UNITS),
}


@dataclass(frozen=True)
class Line:
    """One figure: what it is, this municipality's own, and where the middle half of the others and itself lies."""

    ratio: str
    label: str
    own: str
    others: str


def band_words(band: int) -> str:
    """Which municipalities a band is of."""
    first, last = ends_of(band)
    if last is None:
        return _("%(first)s inhabitants or more") % {"first": number(first)}
    if band == 0:
        return _("fewer than %(edge)s inhabitants") % {"edge": number(EDGES[0])}
    return _("%(first)s to %(last)s inhabitants") % {"first": number(first), "last": number(last)}


def lines(found: Peers) -> list[Line]:
    """Own figures in whole numbers beside the span that was told, in a fixed order."""
    told = {row.ratio: row for row in found.told}
    return [
        Line(ratio, str(Ratio(ratio).label), own_words(ratio, found), span_words(told.get(ratio)))
        for ratio in Ratio.values
    ]


def own_words(ratio: str, found: Peers) -> str:
    """Of ten: as counts, so that nobody reads much into few. Of inhabitants: the count, and what it is of 10 000."""
    own = found.own
    needed = OF_TEN.get(ratio, (ratio,))
    if not all(key in own for key in needed):
        # Not shared in that quarter: there was no such figure yet.
        return "–"
    if ratio in OF_TEN:
        part, whole = OF_TEN[ratio]
        counts = _("%(part)s of %(whole)s") % {"part": number(own[part]), "whole": number(own[whole])}
        if own[whole] < ENOUGH:
            return counts
        return f"{number(round(10 * own[part] / own[whole], 1))} ({counts})"
    if found.sharing is None:
        return number(own[ratio])
    rate = float(Fraction(own[ratio] * 10_000, found.sharing.inhabitants))
    return _("%(rate)s (%(count)s in all)") % {
        "rate": number(round(rate, 1)),
        "count": number(own[ratio]),
    }


def span_words(row: PeerFigure | None) -> str:
    if row is None:
        return _("too few to show")
    return _("from %(low)s to %(high)s") % {"low": number(row.low), "high": number(row.high)}
