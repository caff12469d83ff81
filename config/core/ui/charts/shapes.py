"""Marks that differ by shape or pattern as well as by colour, and the legend that names them."""

from collections.abc import Callable, Sequence

from config.core.ui.charts.measure import width
from config.core.ui.charts.svg import paint, tag, text

LEGEND_SIZE = 13
_ROW = 22


def patterns(prefix: str, count: int) -> str:
    """Fills of the first `count` series: plain, slanting lines, dots, squares. Ids start with `prefix`."""
    inner: list[Callable[[], str]] = [_slanting, _dotted, _squared]
    made = [
        tag(
            "pattern",
            inner[number - 2](),
            id=f"{prefix}-fill-{number}",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        )
        for number in range(2, count + 1)
    ]
    return tag("defs", *made) if made else ""


def _slanting() -> str:
    return tag("path", d="M-1 1 L1 -1 M0 6 L6 0 M5 7 L7 5", stroke_width=2, **paint(stroke="2"))


def _dotted() -> str:
    return tag("circle", cx=3, cy=3, r=1.6, **paint(fill="3"))


def _squared() -> str:
    return tag("path", d="M0 3 L6 3 M3 0 L3 6", stroke_width=1, **paint(stroke="4"))


def bar(prefix: str, series: int, x: float, y: float, wide: float, high: float) -> str:
    """A bar of the series (1 to 4). The outline carries the contrast, the pattern the difference."""
    colours = paint(fill=str(series) if series == 1 else None, stroke=str(series))
    if series > 1:
        colours["fill"] = f"url(#{prefix}-fill-{series})"
    # The outline is drawn inside the bar, so that neighbours do not touch and lengths stay true.
    inside = (max(wide - 1.5, 0.1), max(high - 1.5, 0.1))
    return tag(
        "rect", x=x + 0.75, y=y + 0.75, width=inside[0], height=inside[1], rx=1.5, stroke_width=1.5, **colours
    )


def mark(kind: int, x: float, y: float, r: float = 6) -> str:
    """A mark for kind 1 to 4: circle, square, diamond, triangle, each in its series' colour."""
    colour = paint(fill=str(kind))
    if kind == 1:
        return tag("circle", cx=x, cy=y, r=r, **colour)
    if kind == 2:
        return tag("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, **colour)
    reach = r * 1.3
    if kind == 3:
        sides = f"l{reach:.1f} {reach:.1f} l{-reach:.1f} {reach:.1f} l{-reach:.1f} {-reach:.1f}"
        path = f"M{x:.1f} {y - reach:.1f} {sides} z"
    else:
        path = f"M{x:.1f} {y - reach:.1f} l{reach:.1f} {2 * r:.1f} l{-2 * reach:.1f} 0 z"
    return tag("path", d=path, **colour)


def legend(
    entries: Sequence[tuple[Callable[[float, float], str], str]], *, x: float, y: float, room: float
) -> tuple[str, float]:
    """Marks with their names, flowing over rows of `room` width. Gives the markup and the height it took."""
    parts, at, row = [], x, 0
    for draw, name in entries:
        wide = width(name, LEGEND_SIZE) + 50
        if at > x and at + wide - 20 > x + room:
            at, row = x, row + 1
        middle = y + row * _ROW + _ROW / 2
        parts += [draw(at + 8, middle), text(name, at + 26, middle + 4.5, size=LEGEND_SIZE)]
        at += wide
    return "".join(parts), (row + 1) * _ROW if entries else 0
