"""The figures of a page as a file for a spreadsheet: one number a line, with what it is of."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.ui.charts.numbers import number
from projects.gaps.queries import Gaps, Need
from projects.gaps.weighing import Spread
from projects.gaps.wording import group
from representatives.spreadsheets.sheets import CSV, XLSX, File, text_of, workbook_of

# Part of the page, who or what, which figure, and the number as text.
Line = tuple[str, str, str, str]
WIDTHS = (32, 44, 36, 12)


class Kind(models.TextChoices):
    XLSX = "xlsx", "XLSX"
    CSV = "csv", "CSV"


def kind_of(asked: str) -> str:
    """The kind of file that was asked for; a workbook where it cannot be read."""
    return asked if asked in Kind.values else Kind.XLSX.value


def record(municipality: Any, what: str, *, by: Any, at: datetime) -> None:
    """Writes that figures were taken out, and by whom."""
    audit.record("figures.taken_out", obj=municipality, by=by, at=at, purpose=what)


def file_of(lines: Iterable[Line], *, name: str, kind: str, day: date) -> File:
    """The lines as a workbook or as text; no cell of either is calculated."""
    headings = (_("Part"), _("Of what"), _("Figure"), _("Number"))
    full = f"medvirk-{name}-{day.isoformat()}.{Kind(kind).value}"
    if kind == Kind.CSV:
        return File(full, CSV, text_of(headings, lines))
    return File(full, XLSX, [workbook_of(name, headings, lines, WIDTHS)])


def shown(value: float | None, *, decimals: int = 0) -> str:
    """A number as the reader writes it; what the page hides is hidden here."""
    return _("hidden") if value is None else number(value, decimals=decimals)


def spread_lines(part: str, what: str, spread: Spread | None) -> list[Line]:
    """How much of a total fell on those who got the most."""
    figures: dict[str, Any] = {
        _("All together"): spread and spread.total,
        _("People who got any"): spread and spread.people,
        _("On those who got the most"): spread and spread.theirs,
        _("In per cent of all"): spread and spread.percent,
    }
    return [(part, what, figure, shown(value)) for figure, value in figures.items()]


def gap_lines(found: Gaps) -> list[Line]:
    """Everything that the page counts, as it counts it."""
    return [
        *(line for need in found.needs for line in _need(need)),
        *(
            (_("Had, and not asked for"), one.term.name, _("People"), shown(one.people))
            for one in found.unasked
        ),
        *_areas(found),
        *(
            (_("How people are asked"), group(one.key, one.people), _("People"), shown(one.people))
            for one in found.groups
        ),
        *spread_lines(_("How people are asked"), _("Invitations"), found.asks),
        *spread_lines(_("How people are asked"), _("Seats"), found.seats),
    ]


def _need(need: Need) -> list[Line]:
    part = _("What was asked for")
    figures = {
        _("Requests"): need.asked.requests,
        _("Seats"): need.asked.seats,
        _("Requests that were not filled"): need.asked.empty,
        _("People who have it"): need.people,
        _("People who have it at a lower level"): need.below,
    }
    lines = [(part, need.label, figure, shown(value)) for figure, value in figures.items()]
    return [*lines, (part, need.label, _("How it stands"), need.words)]


def _areas(found: Gaps) -> list[Line]:
    part, lines = _("Where people live"), []
    for area in found.areas:
        figures = {
            _("People who can be asked"): area.people,
            _("Requests that need people from there"): area.requests,
            _("Seats"): area.seats,
        }
        lines += [(part, area.name, figure, shown(value)) for figure, value in figures.items()]
    for need, cells in found.matrix:
        lines += [
            (part, f"{need.label} · {cell.area}", _("People who have it"), shown(cell.people))
            for cell in cells
        ]
    return lines
