"""How many went from which step to which between two days: bands between two columns of steps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from config.core.ui.charts.measure import wrap
from config.core.ui.charts.model import Chart, Move, Table, described
from config.core.ui.charts.numbers import number
from config.core.ui.charts.shapes import legend, patterns
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

_SIZE = 14.0
_NODE = 12.0  # width of a step's column
_ROOM = 168.0  # what all that moved may fill of the height
_APART = 12.0
_BROAD = 720.0


@dataclass(frozen=True)
class _Frame:
    """Where the two columns of steps stand."""

    wide: float
    left: float
    right: float
    narrow: bool


def flow_chart(
    moves: Sequence[Move],
    *,
    steps: Sequence[str],
    ends: tuple[str, str],
    title: str,
    id_prefix: str,
    takeaway: str,
    what: str,
    ways: tuple[str, str, str] | None = None,
    narrow: bool = False,
) -> Chart:
    """A column of steps for each of two ends, the highest on top; bands as thick as they are many.

    `steps` names the steps from the lowest, `ends` the two days, `what` the things that are counted, `ways` what it is
    called to rise, stay and fall. What rose is filled, what fell is hatched, what stayed is pale; the way of the band
    says the same. Of units and plans, never of people.
    """
    if any(move.count < 0 for move in moves):
        raise ValueError("counts from 0 up")
    if any(not 0 <= step < len(steps) for move in moves for step in (move.start, move.end)):
        raise ValueError("a move goes between steps that have a name")
    prefix = identifier(id_prefix, narrow=narrow)
    found = sorted((move for move in moves if move.count), key=lambda move: (-move.start, -move.end))
    table = Table(
        caption=title,
        columns=(*ends, what),
        rows=tuple((steps[move.start], steps[move.end], number(move.count)) for move in found),
        keys=tuple(f"{move.start}-{move.end}" for move in found),
    )
    alt = described(title, takeaway, [f"{was} → {now}: {count}" for was, now, count in table.rows])
    frame = _Frame(320, 84, 278, narrow) if narrow else _Frame(_BROAD, 230, 640, narrow)
    markup, high = _drawn(found, steps, ends, ways or _ways(), prefix, frame)
    svg = drawing(markup, prefix=prefix, width=frame.wide, height=high, title=title, alt=alt, narrow=narrow)
    return Chart(svg=svg, title=title, takeaway=takeaway, alt=alt, table=table)


def _drawn(
    moves: Sequence[Move],
    steps: Sequence[str],
    ends: tuple[str, str],
    ways: tuple[str, str, str],
    prefix: str,
    frame: _Frame,
) -> tuple[str, float]:
    starts, stops = _sums(moves, "start"), _sums(moves, "end")
    scale = min(_ROOM / max(starts.total(), 1), 26.0)
    swatches = [(partial(_swatch, prefix, 1 - at), name) for at, name in enumerate(ways)]
    key, taken = legend(swatches, x=0, y=0, room=frame.wide)
    parts = [patterns(prefix, 2), key]
    y = taken + 22
    parts.append(text(ends[0], frame.left, y, size=_SIZE, bold=True))
    parts.append(text(ends[1], frame.right + _NODE, y, size=_SIZE, bold=True, anchor="end"))
    y += 12
    tops: dict[int, float] = {}
    nodes: list[str] = []
    for step in reversed(range(len(steps))):
        lines = wrap(steps[step], frame.wide if frame.narrow else frame.left - 50, _SIZE)
        block = len(lines) * _SIZE * LINE
        if frame.narrow:
            nodes.append(text(lines, 0, y + 14, size=_SIZE, role="muted"))
            y += block + 2
        tops[step] = y
        high = max(starts[step], stops[step]) * scale
        if not frame.narrow:
            high = max(high, block)
            nodes.append(text(lines, 0, y + (max(high, 18) - block) / 2 + 14, size=_SIZE))
        nodes += [
            _node(starts[step], frame.left, y, scale, -8),
            _node(stops[step], frame.right, y, scale, 20),
        ]
        y += max(high, 20) + _APART
    return "".join([*parts, *_bands(moves, tops, scale, prefix, frame), *nodes]), y


def _sums(moves: Sequence[Move], side: str) -> Counter[int]:
    found: Counter[int] = Counter()
    for move in moves:
        found[getattr(move, side)] += move.count
    return found


def _node(count: int, x: float, y: float, scale: float, beside: float) -> str:
    """The part of a column that stands on one step, with its number; a short line where nothing does."""
    anchor = "end" if beside < 0 else None
    if not count:
        line = tag("path", d=f"M{x:.1f} {y + 9:.1f} h{_NODE:g}", stroke_width=1.5, **paint(stroke="line"))
        return line + text("0", x + beside, y + 14, size=_SIZE, role="muted", anchor=anchor)
    high = count * scale
    block = tag("rect", x=x, y=y, width=_NODE, height=high, rx=1.5, **paint(fill="text"))
    middle = y + max(high / 2, 9) + 5
    return block + text(number(count), x + beside, middle, size=_SIZE, bold=True, anchor=anchor)


def _bands(
    moves: Sequence[Move], tops: dict[int, float], scale: float, prefix: str, frame: _Frame
) -> list[str]:
    """Each from its place in the left column to its place in the right; they leave and arrive from the top."""
    leaves, arrives = dict(tops), dict(tops)
    placed = []
    for move in moves:
        placed.append((move, leaves[move.start]))
        leaves[move.start] += move.count * scale
    drawn = []
    for move, start in sorted(placed, key=lambda one: (-one[0].end, -one[0].start)):
        end, high = arrives[move.end], move.count * scale
        arrives[move.end] += high
        way = (move.end > move.start) - (move.end < move.start)
        drawn.append((way, _band(way, prefix, frame, start, end, high)))
    # What stayed lies under what moved.
    return [markup for _way, markup in sorted(drawn, key=lambda one: abs(one[0]))]


def _band(way: int, prefix: str, frame: _Frame, start: float, end: float, high: float) -> str:
    left, right = frame.left + _NODE, frame.right
    middle = (left + right) / 2
    there = f"M{left:.1f} {start:.1f} C{middle:.1f} {start:.1f} {middle:.1f} {end:.1f} {right:.1f} {end:.1f}"
    back = (
        f"V{end + high:.1f} C{middle:.1f} {end + high:.1f} {middle:.1f} {start + high:.1f} "
        f"{left:.1f} {start + high:.1f} Z"
    )
    return tag("path", d=f"{there} {back}", **_colours(way, prefix))


def _colours(way: int, prefix: str) -> dict[str, str | float]:
    if not way:
        return {"stroke_width": 1, **paint(fill="band", stroke="grid")}
    if way > 0:
        return {"stroke_width": 1, "fill_opacity": 0.55, **paint(fill="1", stroke="1")}
    return {"stroke_width": 1, **paint(stroke="2"), "fill": f"url(#{prefix}-fill-2)"}


def _ways() -> tuple[str, str, str]:
    return _("moved up"), _("stands where it stood"), _("moved down")


def _swatch(prefix: str, way: int, x: float, y: float) -> str:
    rise = -5 * way
    path = f"M{x - 8:.1f} {y - rise - 3:.1f} L{x + 8:.1f} {y + rise - 3:.1f} v7 L{x - 8:.1f} {y - rise + 4:.1f} Z"
    return tag("path", d=path, **_colours(way, prefix))
