"""A small trend."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.core.ui.charts.measure import width
from config.core.ui.charts.model import Chart, Point, Table, described, not_shown
from config.core.ui.charts.numbers import number
from config.core.ui.charts.svg import drawing, identifier, paint, tag, text

_SIZE = 14.0
_TOP, _HIGH = 30.0, 110.0


def line_chart(
    points: Sequence[Point],
    *,
    title: str,
    id_prefix: str,
    unit: str = "",
    takeaway: str | None = None,
    narrow: bool = False,
) -> Chart:
    """Figures over time from a base line of zero, with at least the first, the last and the greatest written.

    Refuses negative figures.
    """
    if any((point.value or 0) < 0 for point in points):
        raise ValueError("figures from 0 up")
    prefix = identifier(id_prefix, narrow=narrow)
    sentence = takeaway or _takeaway(points, unit)
    alt = described(title, sentence, [f"{point.label}: {_figure(point.value)}" for point in points])
    wide = 320.0 if narrow else 720.0
    svg = drawing(
        _drawn(points, wide),
        prefix=prefix,
        width=wide,
        height=_TOP + _HIGH + 30,
        title=title,
        alt=alt,
        narrow=narrow,
    )
    table = Table(
        caption=title,
        columns=(_("Period"), unit.capitalize() or _("Number")),
        rows=tuple((point.label, _figure(point.value)) for point in points),
        keys=tuple(point.key for point in points),
    )
    return Chart(svg=svg, title=title, takeaway=sentence, alt=alt, table=table)


def _figure(value: float | None) -> str:
    return not_shown() if value is None else number(value)


def _takeaway(points: Sequence[Point], unit: str) -> str:
    known = [(point.label, point.value) for point in points if point.value is not None]
    if len(known) < 2:
        return _("Too few periods to see a trend yet.")
    (start, first), (end, last) = known[0], known[-1]
    words = {
        "start": start,
        "end": end,
        "first": f"{number(first)} {unit}".strip(),
        "last": f"{number(last)} {unit}".strip(),
    }
    if last > first:
        return _("Up from %(first)s (%(start)s) to %(last)s (%(end)s).") % words
    if last < first:
        return _("Down from %(first)s (%(start)s) to %(last)s (%(end)s).") % words
    return _("The same at both ends: %(first)s (%(start)s) and %(last)s (%(end)s).") % words


def _drawn(points: Sequence[Point], wide: float) -> str:
    floor, edge = _TOP + _HIGH, 30.0
    greatest = max((point.value or 0 for point in points), default=0) or 1
    apart = (wide - 2 * edge) / max(len(points) - 1, 1)
    places = [
        (edge + at * apart, None if point.value is None else floor - point.value / greatest * _HIGH)
        for at, point in enumerate(points)
    ]
    parts = [tag("path", d=f"M0 {floor:g} H{wide:g}", stroke_width=1.5, **paint(stroke="line"))]
    path = _path(places)
    if path:
        parts.append(tag("path", d=path, stroke_width=2.5, stroke_linejoin="round", **paint(stroke="1")))
    for at in _written(points):
        x, y = places[at]
        if y is not None:
            parts.append(
                text(_figure(points[at].value), x, y - 12, size=_SIZE, bold=True, anchor=_side(places, at))
            )
    for x, y in places:
        if y is not None:
            parts.append(tag("circle", cx=x, cy=y, r=4.5, **paint(fill="1")))
    return "".join(parts) + _periods(points, places, wide, floor + 20)


def _side(places: Sequence[tuple[float, float | None]], at: int) -> str:
    """The figure stands over its point, or beside it where the line leaves steeply upwards."""
    y, following = places[at][1], places[at + 1][1] if at + 1 < len(places) else None
    is_steep = at > 0 and y is not None and following is not None and y - following > _HIGH / 3
    return "end" if is_steep else "middle"


def _path(places: Sequence[tuple[float, float | None]]) -> str:
    """Straight pieces between neighbours that both have a figure."""
    pieces, pen_down = [], False
    for x, y in places:
        if y is not None:
            pieces.append(f"{'L' if pen_down else 'M'}{x:.1f} {y:.1f}")
        pen_down = y is not None
    return " ".join(pieces)


def _written(points: Sequence[Point]) -> list[int]:
    known = [at for at, point in enumerate(points) if point.value is not None]
    if not known or len(points) <= 6:
        return known
    return sorted({known[0], known[-1], max(known, key=lambda at: points[at].value or 0)})


def _periods(
    points: Sequence[Point], places: Sequence[tuple[float, float | None]], wide: float, y: float
) -> str:
    """Names of all periods when they fit side by side, else of the first and the last."""
    apart = places[1][0] - places[0][0] if len(places) > 1 else wide
    if all(width(point.label, _SIZE) < apart - 8 for point in points):
        shown = list(range(len(points)))
    else:
        shown = sorted({0, len(points) - 1}) if points else []
    parts = []
    for at in shown:
        half = width(points[at].label, _SIZE) / 2
        x = min(max(places[at][0], half), wide - half)
        parts.append(text(points[at].label, x, y, size=_SIZE, role="muted", anchor="middle"))
    return "".join(parts)
