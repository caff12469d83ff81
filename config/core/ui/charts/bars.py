"""Horizontal bars, side by side or end to end."""

from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from config.core.ui.charts.measure import width, wrap
from config.core.ui.charts.model import Bar, Chart, Table, described, not_shown
from config.core.ui.charts.numbers import number
from config.core.ui.charts.palette import SERIES
from config.core.ui.charts.shapes import bar, legend, patterns
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

_SIZE = 14.0
_THICK = 18.0


def bar_chart(
    bars: Sequence[Bar],
    *,
    series: Sequence[str],
    title: str,
    id_prefix: str,
    stacked: bool = False,
    unit: str = "",
    takeaway: str | None = None,
    narrow: bool = False,
) -> Chart:
    """One row of bars for each label, one bar (or, `stacked`, one piece) for each series.

    Values are written beside the bars; a `None` is written as not shown. Refuses more than four series,
    a row whose values do not match the series, and negative values.
    """
    if not 1 <= len(series) <= SERIES:
        raise ValueError(f"from 1 to {SERIES} series")
    if any(len(row.values) != len(series) or any((value or 0) < 0 for value in row.values) for row in bars):
        raise ValueError("each row has one value, from 0 up, for each series")
    prefix = identifier(id_prefix, narrow=narrow)
    sentence = takeaway or _takeaway(bars, unit)
    alt = described(title, sentence, [_spoken(row, series) for row in bars])
    markup, wide, high = _drawn(bars, series, prefix, stacked, narrow)
    svg = drawing(markup, prefix=prefix, width=wide, height=high, title=title, alt=alt, narrow=narrow)
    rows = tuple((row.label, *(_figure(value) for value in row.values)) for row in bars)
    columns = (_("What"), *(f"{name} ({unit})" if unit else name for name in series))
    table = Table(caption=title, columns=columns, rows=rows, keys=tuple(row.key for row in bars))
    return Chart(svg=svg, title=title, takeaway=sentence, alt=alt, table=table)


def _figure(value: float | None) -> str:
    return not_shown() if value is None else number(value)


def _total(row: Bar) -> float:
    return sum(value or 0 for value in row.values)


def _spoken(row: Bar, series: Sequence[str]) -> str:
    if len(series) == 1:
        return f"{row.label}: {_figure(row.values[0])}"
    figures = ", ".join(f"{name} {_figure(value)}" for name, value in zip(series, row.values, strict=True))
    return f"{row.label}: {figures}"


def _takeaway(bars: Sequence[Bar], unit: str) -> str:
    if not any(_total(row) for row in bars):
        return _("Nothing to show for this period yet.")
    most = max(bars, key=_total)
    return _("Most: %(label)s, %(figure)s.") % {
        "label": most.label,
        "figure": f"{number(_total(most))} {unit}".strip(),
    }


def _drawn(
    bars: Sequence[Bar], series: Sequence[str], prefix: str, stacked: bool, narrow: bool
) -> tuple[str, float, float]:
    wide = 320.0 if narrow else 720.0
    names = 0.0 if narrow else min(240.0, max([width(row.label, _SIZE) for row in bars] or [0]) + 14)
    figures = max([width(_written(row, stacked=stacked), _SIZE, bold=True) for row in bars] or [0]) + 12
    room = max(wide - names - figures, 60)
    greatest = max([_total(row) if stacked else max(v or 0 for v in row.values) for row in bars] or [0]) or 1
    parts, y = [patterns(prefix, len(series))], 0.0
    if len(series) > 1:
        swatches = [(partial(_swatch, prefix, at), name) for at, name in enumerate(series, 1)]
        markup, taken = legend(swatches, x=0, y=0, room=wide)
        parts, y = [*parts, markup], taken + 10
    top = y
    for row in bars:
        lines = wrap(row.label, wide if narrow else names - 14, _SIZE)
        if narrow:
            parts.append(text(lines, 0, y + 14, size=_SIZE))
            y += len(lines) * _SIZE * LINE + 4
        markup, thick = _row(row, prefix, names, y, room / greatest, stacked)
        parts.append(markup)
        if not narrow:
            block = len(lines) * _SIZE * LINE
            parts.append(
                text(lines, names - 14, y + max(thick - block, 0) / 2 + 14, size=_SIZE, anchor="end")
            )
            thick = max(thick, block)
        y += thick + 12
    parts.append(
        tag("path", d=f"M{names:.1f} {top:.1f} V{y - 6:.1f}", stroke_width=1.5, **paint(stroke="line"))
    )
    return "".join(parts), wide, max(y, 20)


def _row(row: Bar, prefix: str, x: float, y: float, scale: float, stacked: bool) -> tuple[str, float]:
    """The bars of one label, from `x` to the right; gives markup and height."""
    parts = []
    if stacked:
        at = x
        for series, value in enumerate(row.values, 1):
            if value:
                parts.append(bar(prefix, series, at, y, value * scale, _THICK))
                at += value * scale
        parts.append(text(_written(row, stacked=True), at + 7, y + 14, size=_SIZE, bold=True))
        return "".join(parts), _THICK
    for series, value in enumerate(row.values, 1):
        top = y + (series - 1) * (_THICK + 2)
        if value:
            parts.append(bar(prefix, series, x, top, value * scale, _THICK))
        role = "muted" if value is None else "text"
        written = text(
            _figure(value), x + (value or 0) * scale + 7, top + 14, size=_SIZE, bold=True, role=role
        )
        parts.append(written)
    return "".join(parts), len(row.values) * (_THICK + 2) - 2


def _written(row: Bar, *, stacked: bool) -> str:
    """What stands at the end of the bars; for a stack the sum and its pieces."""
    if not stacked:
        return max((_figure(value) for value in row.values), key=len)
    if len(row.values) == 1 or None in row.values:
        return " + ".join(_figure(value) for value in row.values)
    return f"{number(_total(row))} ({' + '.join(_figure(value) for value in row.values)})"


def _swatch(prefix: str, series: int, x: float, y: float) -> str:
    return bar(prefix, series, x - 8, y - 7, 16, 14)
