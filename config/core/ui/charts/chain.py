"""The product's signature chart: how many contributions came how far along the chain."""

from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.measure import wrap
from config.core.ui.charts.model import Chart, Step, Table, described
from config.core.ui.charts.numbers import number
from config.core.ui.charts.shapes import bar
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

_WIDE, _NARROW = 720.0, 320.0
_TALLEST = 120.0
_TOP = 36.0
_LABEL, _SMALL = 15.0, 13.0


def chain_chart(
    steps: Sequence[Step],
    *,
    id_prefix: str,
    narrow: bool = False,
    title: str | None = None,
    takeaway: str | None = None,
) -> Chart:
    """Columns (rows when `narrow`) of falling height; what was lost since the link before is dashed.

    Counts of things, so none is hidden. Refuses an empty chain and a negative count. Steps keep
    their order and may rise again: more can be told than was measured. The usual keys are said, answered,
    decided, changed, measured, told.
    """
    if not steps or any(step.count < 0 for step in steps):
        raise ValueError("a chain has one or more steps, with counts from 0 up")
    prefix = identifier(id_prefix, narrow=narrow)
    heading = title or _("From said to told")
    sentence = takeaway or _takeaway(steps)
    alt = described(heading, sentence, [f"{step.label}: {number(step.count)}" for step in steps])
    markup, width, height = _rows(steps, prefix) if narrow else _columns(steps, prefix)
    svg = drawing(markup, prefix=prefix, width=width, height=height, title=heading, alt=alt, narrow=narrow)
    return Chart(svg=svg, title=heading, takeaway=sentence, alt=alt, table=_table(steps, heading))


def _takeaway(steps: Sequence[Step]) -> str:
    counts = {step.key: step.count for step in steps}
    said, answered, changed = counts.get("said"), counts.get("answered"), counts.get("changed")
    if said == 0 or not any(step.count for step in steps):
        return _("No contributions in this period yet.")
    if said is not None and answered is not None and changed is not None:
        sentence = ngettext(
            "Of %(said)s contribution, %(answered)s is answered and %(changed)s has led to a change.",
            "Of %(said)s contributions, %(answered)s are answered and %(changed)s have led to a change.",
            said,
        ) % {"said": number(said), "answered": number(answered), "changed": number(changed)}
        if changed > counts.get("decided", changed):
            return f"{sentence} {_('Some changes came without a formal decision.')}"
        return sentence
    return _("%(first)s: %(start)s. %(last)s: %(end)s.") % {
        "first": steps[0].label,
        "start": number(steps[0].count),
        "last": steps[-1].label,
        "end": number(steps[-1].count),
    }


def _lost(steps: Sequence[Step]) -> list[int]:
    """How many fewer than in the step before; 0 for the first and where it rose."""
    return [0, *(max(a.count - b.count, 0) for a, b in pairwise(steps))]


def _fewer(lost: int) -> str:
    return ngettext("%(number)s fewer", "%(number)s fewer", lost) % {"number": number(lost)} if lost else ""


def _table(steps: Sequence[Step], caption: str) -> Table:
    rows = tuple(
        (step.label, number(step.count), _fewer(lost) or "–")
        for step, lost in zip(steps, _lost(steps), strict=True)
    )
    columns = (_("Link in the chain"), _("Number"), _("Since the link before"))
    return Table(caption=caption, columns=columns, rows=rows, keys=tuple(step.key for step in steps))


def _columns(steps: Sequence[Step], prefix: str) -> tuple[str, float, float]:
    room = _WIDE / len(steps)
    wide = room * 0.54
    tallest = max(1, *(step.count for step in steps))
    floor = _TOP + _TALLEST
    heights = [step.count / tallest * _TALLEST for step in steps]
    parts = [_flow(heights, room, wide, floor)]
    deepest = 0.0
    for index, (step, lost) in enumerate(zip(steps, _lost(steps), strict=True)):
        left, middle, high = index * room + (room - wide) / 2, (index + 0.5) * room, heights[index]
        before = heights[index - 1] if lost else high
        if lost:
            parts.append(_missing(left, floor - before, wide, before - high))
        if step.count:
            parts.append(bar(prefix, 1, left, floor - high, wide, high))
        parts.append(
            text(number(step.count), middle, floor - before - 9, size=26, bold=True, anchor="middle")
        )
        lines = wrap(step.label, room - 8, _LABEL, bold=True)
        parts.append(text(lines, middle, floor + 24, size=_LABEL, bold=True, anchor="middle"))
        under = floor + 24 + len(lines) * _LABEL * LINE
        if lost:
            parts.append(text(_fewer(lost), middle, under, size=_SMALL, role="muted", anchor="middle"))
        deepest = max(deepest, under)
    parts.append(tag("path", d=f"M0 {floor:g} H{_WIDE:g}", stroke_width=1.5, **paint(stroke="line")))
    return "".join(parts), _WIDE, deepest + 8


def _flow(heights: Sequence[float], room: float, wide: float, floor: float) -> str:
    """The pale bands that join neighbouring columns."""
    gap = room - wide
    bands = []
    for index, (high, following) in enumerate(pairwise(heights)):
        left = index * room + gap / 2 + wide
        start, end = f"{left:.1f} {floor - high:.1f}", f"{left + gap:.1f} {floor - following:.1f}"
        path = f"M{left:.1f} {floor:.1f} L{start} L{end} V{floor:.1f} Z"
        bands.append(tag("path", d=path, **paint(fill="band")))
    return "".join(bands)


def _missing(x: float, y: float, wide: float, high: float) -> str:
    return tag(
        "rect",
        x=x + 0.75,
        y=y + 0.75,
        width=max(wide - 1.5, 0.1),
        height=max(high - 0.75, 0.1),
        rx=1.5,
        stroke_width=1.5,
        stroke_dasharray="4 3",
        **paint(stroke="line"),
    )


def _rows(steps: Sequence[Step], prefix: str) -> tuple[str, float, float]:
    tallest = max(1, *(step.count for step in steps))
    lengths = [step.count / tallest * _NARROW for step in steps]
    parts, y = [], 0.0
    for index, (step, lost) in enumerate(zip(steps, _lost(steps), strict=True)):
        lines = wrap(step.label, _NARROW - 150, 16, bold=True)
        parts.append(text(lines, 0, y + 20, size=16, bold=True))
        parts.append(text(number(step.count), _NARROW, y + 20, size=20, bold=True, anchor="end"))
        if lost:
            parts.append(text(_fewer(lost), _NARROW - 60, y + 20, size=14, role="muted", anchor="end"))
        y += 28 + (len(lines) - 1) * 16 * LINE
        parts.append(tag("path", d=f"M0 {y + 19:.1f} H{_NARROW:g}", stroke_width=1, **paint(stroke="line")))
        if lost:
            parts.append(_missing(lengths[index], y, lengths[index - 1] - lengths[index], 18))
        if step.count:
            parts.append(bar(prefix, 1, 0, y, lengths[index], 18))
        y += 32
    return "".join(parts), _NARROW, y
