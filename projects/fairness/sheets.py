"""The fairness watch as lines for a spreadsheet: what the page shows to the same reader, hidden where it is hidden."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from projects.fairness import charts, wording
from projects.fairness.queries import Row, Watch
from projects.gaps.sheets import Line, shown, spread_lines
from projects.gaps.weighing import LAST_BAR
from projects.gaps.wording import how_often


def lines(watch: Watch) -> list[Line]:
    """Everything that the page counts."""
    return [
        *_sums(watch),
        *spread_lines(_("Who is asked"), _("Those asked most"), watch.spread),
        *_bars(
            _("How often each person was asked"), watch.often, lambda times: how_often(times, last=LAST_BAR)
        ),
        *_bars(_("How long people have rested"), watch.rest, wording.rest),
        *(line for _key, heading, rows in watch.tables for row in rows for line in _row(heading, row)),
        *_quarters(watch),
    ]


def _sums(watch: Watch) -> list[Line]:
    asked, rests, choices = _("Who is asked"), _("Rest between assignments"), _("Choices against the list")
    everybody = _("Everybody")
    return [
        (asked, everybody, _("People"), shown(watch.people)),
        (asked, everybody, _("Asked"), shown(watch.asked)),
        (asked, everybody, _("Not asked"), shown(watch.unasked)),
        (asked, everybody, _("Never asked"), shown(watch.never)),
        (asked, everybody, _("Invitations"), shown(watch.asks)),
        (asked, everybody, _("Gini"), shown(watch.gini, decimals=2)),
        (rests, everybody, _("Months that half have rested"), shown(watch.median_rest)),
        (choices, everybody, _("Chosen"), shown(watch.overrides.chosen)),
        (choices, everybody, _("Against the list"), shown(watch.overrides.against)),
    ]


def _bars(part: str, counts: list[tuple[int, int]] | None, label: Callable[[int], str]) -> list[Line]:
    if counts is None:
        return [(part, _("Everybody"), _("People"), shown(None))]
    return [(part, label(key), _("People"), shown(people)) for key, people in counts]


def _row(heading: str, row: Row) -> list[Line]:
    figures = {
        _("People"): row.people,
        _("Asked"): row.asked,
        _("Not asked"): row.unasked,
        _("Invitations"): row.asks,
    }
    return [(heading, row.label, figure, shown(value)) for figure, value in figures.items()]


def _quarters(watch: Watch) -> list[Line]:
    part, found = _("Quarter by quarter"), []
    for one in watch.trend:
        label = charts.quarter(one.first)
        found += [
            (part, label, _("Invitations"), shown(one.asks)),
            (part, label, _("People asked"), shown(one.people)),
        ]
        if one.asks:
            found += [
                (part, label, _("Part of the four"), shown(one.percent)),
                (part, label, _("Gini among those asked"), shown(one.gini, decimals=2)),
            ]
    return found
