"""What happened when: a strip on the web, a list with a line on a phone."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.measure import width, wrap
from config.core.ui.charts.model import Chart, Event, Table, described
from config.core.ui.charts.numbers import number, short_date
from config.core.ui.charts.palette import SERIES
from config.core.ui.charts.shapes import legend, mark
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

_SIZE = 13.0
_ROOM = 132.0  # width of an event's label
_LANE = 4 * _SIZE * LINE + 8


def timeline(
    events: Sequence[Event],
    *,
    start: date,
    end: date,
    kinds: Sequence[str],
    title: str,
    id_prefix: str,
    takeaway: str | None = None,
    narrow: bool = False,
) -> Chart:
    """Events from `start` to `end` in the order of their days. `kinds` names the marks 1 to 4 that are used.

    Labels that would meet move to a lane of their own. Refuses an event outside the days, a kind without
    a name, and an end before the start.
    """
    if end < start or any(not start <= event.on <= end for event in events):
        raise ValueError("every event lies between start and end")
    if not 1 <= len(kinds) <= SERIES or any(not 1 <= event.kind <= len(kinds) for event in events):
        raise ValueError(f"from 1 to {SERIES} kinds, each with a name")
    prefix = identifier(id_prefix, narrow=narrow)
    ordered = sorted(events, key=lambda event: event.on)
    sentence = takeaway or _takeaway(ordered, start, end)
    rows = tuple((short_date(event.on), kinds[event.kind - 1], event.label) for event in ordered)
    alt = described(title, sentence, [f"{day}, {kind}: {label}" for day, kind, label in rows])
    markup, wide, high = _list(ordered) if narrow else _strip(ordered, start, end)
    names = [(partial(mark, at), name) for at, name in enumerate(kinds, 1)]
    key, taken = legend(names, x=0, y=high, room=wide)
    svg = drawing(
        markup, key, prefix=prefix, width=wide, height=high + taken + 4, title=title, alt=alt, narrow=narrow
    )
    columns = (_("Date"), _("What"), _("Description"))
    table = Table(caption=title, columns=columns, rows=rows, keys=tuple(event.key for event in ordered))
    return Chart(svg=svg, title=title, takeaway=sentence, alt=alt, table=table)


def _takeaway(events: Sequence[Event], start: date, end: date) -> str:
    if not events:
        return _("Nothing has happened in this period yet.")
    return ngettext(
        "%(count)s event from %(start)s to %(end)s.",
        "%(count)s events from %(start)s to %(end)s.",
        len(events),
    ) % {"count": number(len(events)), "start": short_date(start), "end": short_date(end)}


def _strip(events: Sequence[Event], start: date, end: date) -> tuple[str, float, float]:
    wide, edge = 720.0, 14.0
    days = max((end - start).days, 1)
    free: list[float] = []  # where each lane is free from
    placed = []
    for event in events:
        x = edge + (event.on - start).days / days * (wide - 2 * edge)
        broad = _breadth(event)
        # Right of its stem; left of it where the strip ends.
        left = x + 5 if x + 5 + broad <= wide else x - 5 - broad
        lane = next((at for at, until in enumerate(free) if until <= left), len(free))
        free[lane : lane + 1] = [max(left + broad, x) + 14]
        placed.append((event, x, left, lane))
    line = len(free) * _LANE + 14
    parts = [tag("path", d=f"M0 {line:.1f} H{wide:g}", stroke_width=2, **paint(stroke="line"))]
    # Stems first: a label must lie over the stem of a lane above it.
    for _event, x, _left, lane in placed:
        top = line - (lane + 1) * _LANE + 2
        parts.append(tag("path", d=f"M{x:.1f} {top:.1f} V{line:.1f}", stroke_width=1, **paint(stroke="grid")))
    for event, x, left, lane in placed:
        parts += [_label(event, left, line - (lane + 1) * _LANE), mark(event.kind, x, line)]
    parts.append(text(short_date(start), 0, line + 26, size=_SIZE, role="muted"))
    parts.append(text(short_date(end), wide, line + 26, size=_SIZE, role="muted", anchor="end"))
    return "".join(parts), wide, line + 36


def _label(event: Event, left: float, top: float) -> str:
    lines = _lines(event)
    high = (len(lines) + 1) * _SIZE * LINE
    ground = tag("rect", x=left - 2, y=top, width=_breadth(event) + 4, height=high, **paint(fill="paper"))
    day = text(short_date(event.on), left, top + 13, size=_SIZE, role="muted")
    return ground + day + text(lines, left, top + 13 + _SIZE * LINE, size=_SIZE)


def _lines(event: Event) -> list[str]:
    return wrap(event.label, _ROOM, _SIZE, most=3)


def _breadth(event: Event) -> float:
    return max([width(line, _SIZE) for line in [*_lines(event), short_date(event.on)]])


def _list(events: Sequence[Event]) -> tuple[str, float, float]:
    wide, y = 320.0, 6.0
    marks = []
    for event in events:
        lines = wrap(event.label, wide - 28, 15)
        marks.append(mark(event.kind, 8, y + 10))
        marks.append(text(short_date(event.on), 26, y + 15, size=_SIZE, role="muted"))
        marks.append(text(lines, 26, y + 34, size=15))
        y += 34 + len(lines) * 15 * LINE
    line = tag("path", d=f"M8 6 V{max(y - 16, 6):.1f}", stroke_width=2, **paint(stroke="line"))
    return line + "".join(marks), wide, y
