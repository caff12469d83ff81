"""Units on the ladder of five steps: where they stand and where they want to be."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts.measure import wrap
from config.core.ui.charts.model import Chart, LadderRow, Table, described
from config.core.ui.charts.numbers import number
from config.core.ui.charts.shapes import legend
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

STEPS = 5
_SIZE = 14.0


def ladder_chart(
    rows: Sequence[LadderRow],
    *,
    steps: Sequence[str],
    title: str,
    id_prefix: str,
    takeaway: str | None = None,
    narrow: bool = False,
) -> Chart:
    """A filled disc for the step now, a ring for the step wanted, an arrow's line between them.

    `steps` names the five steps from the lowest. What nobody knows is said in words. Refuses another number
    of names and steps outside 1 to 5. Of units, never of people.
    """
    if len(steps) != STEPS:
        raise ValueError(f"the ladder has {STEPS} steps")
    if any(step is not None and not 1 <= step <= STEPS for row in rows for step in (row.now, row.wanted)):
        raise ValueError(f"a step is from 1 to {STEPS}")
    prefix = identifier(id_prefix, narrow=narrow)
    sentence = takeaway or _takeaway(rows)
    table = Table(
        caption=title,
        columns=(_("Unit"), _("Step now"), _("Step wanted")),
        rows=tuple((row.label, _named(row.now, steps), _named(row.wanted, steps)) for row in rows),
        keys=tuple(row.key for row in rows),
    )
    spoken = [f"{name}: {_('now')} {now}, {_('wanted')} {wanted}" for name, now, wanted in table.rows]
    alt = described(title, sentence, spoken)
    markup, wide, high = _narrow(rows, steps) if narrow else _wide(rows, steps)
    svg = drawing(markup, prefix=prefix, width=wide, height=high, title=title, alt=alt, narrow=narrow)
    return Chart(svg=svg, title=title, takeaway=sentence, alt=alt, table=table)


def _named(step: int | None, steps: Sequence[str]) -> str:
    return _("not known") if step is None else f"{step} {steps[step - 1]}"


def _takeaway(rows: Sequence[LadderRow]) -> str:
    known = [row for row in rows if row.now is not None and row.wanted is not None]
    if not known:
        return _("Nobody has set the steps of the units yet.")
    there = sum((row.now or 0) >= (row.wanted or 0) for row in known)
    return ngettext(
        "%(there)s of %(all)s unit stands where it wants to be.",
        "%(there)s of %(all)s units stand where they want to be.",
        len(known),
    ) % {"there": number(there), "all": number(len(known))}


def _wide(rows: Sequence[LadderRow], steps: Sequence[str]) -> tuple[str, float, float]:
    wide, names = 720.0, 230.0
    room = (wide - names) / STEPS
    markup, taken = legend(_legend(), x=names, y=0, room=wide - names)
    parts, top = [markup], taken + 10
    heads = [wrap(f"{at} {name}", room - 8, 13, bold=True) for at, name in enumerate(steps, 1)]
    for at, lines in enumerate(heads):
        parts.append(text(lines, names + (at + 0.5) * room, top + 13, size=13, bold=True, anchor="middle"))
    y = top + max(len(lines) for lines in heads) * 13 * LINE + 8
    for row in rows:
        lines = wrap(row.label, names - 16, _SIZE)
        high = max(34, len(lines) * _SIZE * LINE + 12)
        parts.append(text(lines, 0, y + (high - len(lines) * _SIZE * LINE) / 2 + 14, size=_SIZE))
        parts.append(_rungs(row, names, room, y, high))
        y += high
    return "".join(parts), wide, y + 4


def _narrow(rows: Sequence[LadderRow], steps: Sequence[str]) -> tuple[str, float, float]:
    """Numbers over the columns; the names of the steps stand below."""
    wide = 320.0
    room = wide / STEPS
    markup, taken = legend(_legend(), x=0, y=0, room=wide)
    parts, y = [markup], taken + 24
    for at in range(STEPS):
        parts.append(text(str(at + 1), (at + 0.5) * room, y, size=15, bold=True, anchor="middle"))
    y += 10
    for row in rows:
        lines = wrap(row.label, wide, 15)
        parts.append(text(lines, 0, y + 18, size=15))
        y += len(lines) * 15 * LINE + 4
        parts.append(_rungs(row, 0, room, y, 32))
        y += 36
    for at, name in enumerate(steps, 1):
        lines = wrap(f"{at} {name}", wide, _SIZE)
        parts.append(text(lines, 0, y + 18, size=_SIZE, role="muted"))
        y += len(lines) * _SIZE * LINE
    return "".join(parts), wide, y + 12


def _rungs(row: LadderRow, x: float, room: float, y: float, high: float) -> str:
    middle = y + high / 2
    end = x + STEPS * room
    parts = [tag("path", d=f"M{x:.1f} {y + high:.1f} H{end:.1f}", stroke_width=1, **paint(stroke="grid"))]
    for at in range(STEPS):
        parts.append(tag("circle", cx=x + (at + 0.5) * room, cy=middle, r=2, **paint(fill="line")))
    now = None if row.now is None else x + (row.now - 0.5) * room
    wanted = None if row.wanted is None else x + (row.wanted - 0.5) * room
    if now is not None and wanted is not None and now != wanted:
        parts.append(_arrow(now, wanted, middle))
    if wanted is not None:
        parts.append(_ring(wanted, middle))
    if now is not None:
        parts.append(_disc(now, middle))
    else:
        # In the first column that is free: a ring on step 1 must not be written over.
        column = 1.5 if row.wanted == 1 else 0.5
        parts.append(
            tag("rect", x=x + column * room - 30, y=middle - 9, width=60, height=18, **paint(fill="paper"))
        )
        parts.append(
            text("?", x + column * room, middle + 5, size=15, role="muted", bold=True, anchor="middle")
        )
    return "".join(parts)


def _disc(x: float, y: float) -> str:
    return tag("circle", cx=x, cy=y, r=6, **paint(fill="1"))


def _ring(x: float, y: float) -> str:
    return tag("circle", cx=x, cy=y, r=10, stroke_width=2, **paint(fill="paper", stroke="2"))


def _question(x: float, y: float) -> str:
    return text("?", x, y + 5, size=15, role="muted", bold=True, anchor="middle")


def _arrow(start: float, end: float, y: float) -> str:
    way = 1 if end > start else -1
    tip = end - way * 12
    head = f"M{tip - way * 6:.1f} {y - 5:.1f} L{tip:.1f} {y:.1f} L{tip - way * 6:.1f} {y + 5:.1f}"
    path = f"M{start:.1f} {y:.1f} H{tip:.1f} {head}"
    return tag("path", d=path, stroke_width=1.5, **paint(stroke="line"))


def _legend() -> list[tuple[Callable[[float, float], str], str]]:
    return [(_disc, _("now")), (_ring, _("wanted")), (_question, _("not known"))]
