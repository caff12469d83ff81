"""Places in rows and columns, each with a word and a mark: what is where, and what is lacking."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.core.ui.charts.measure import wrap
from config.core.ui.charts.model import Chart, GridCell, GridRow, Table, described
from config.core.ui.charts.palette import SERIES
from config.core.ui.charts.shapes import mark
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

_SIZE, _WORD, _NOTE = 14.0, 13.0, 12.0
_MARK = 22.0  # from the left of a cell to its word


def grid_chart(
    rows: Sequence[GridRow],
    *,
    columns: Sequence[str],
    title: str,
    id_prefix: str,
    takeaway: str,
    narrow: bool = False,
) -> Chart:
    """A row for each place, a column for each side of it. The word in a cell says all; the mark only helps the eye.

    Refuses a row whose cells do not match the columns, and a kind outside 0 to 4.
    """
    if any(len(row.cells) != len(columns) for row in rows):
        raise ValueError("each row has one cell for each column")
    if any(not 0 <= cell.kind <= SERIES for row in rows for cell in row.cells):
        raise ValueError(f"a kind is from 0 to {SERIES}")
    prefix = identifier(id_prefix, narrow=narrow)
    table = Table(
        caption=title,
        columns=(_("Where"), *columns),
        rows=tuple((row.label, *(_said(cell) for cell in row.cells)) for row in rows),
        keys=tuple(row.key for row in rows),
    )
    spoken = [
        f"{name}: " + ", ".join(f"{column} {said}" for column, said in zip(columns, cells, strict=True))
        for name, *cells in table.rows
    ]
    alt = described(title, takeaway, spoken)
    markup, wide, high = _drawn(rows, columns, narrow)
    svg = drawing(markup, prefix=prefix, width=wide, height=high, title=title, alt=alt, narrow=narrow)
    return Chart(svg=svg, title=title, takeaway=takeaway, alt=alt, table=table)


def _said(cell: GridCell) -> str:
    return f"{cell.word} ({cell.note})" if cell.note else cell.word


def _drawn(rows: Sequence[GridRow], columns: Sequence[str], narrow: bool) -> tuple[str, float, float]:
    wide, names = (320.0, 0.0) if narrow else (720.0, 216.0)
    room = (wide - names) / len(columns)
    heads = [wrap(name, room - 6, _SIZE, bold=True) for name in columns]
    parts = [text(lines, names + at * room, 14, size=_SIZE, bold=True) for at, lines in enumerate(heads)]
    y = max(len(lines) for lines in heads) * _SIZE * LINE + 4
    for row in rows:
        parts.append(tag("path", d=f"M0 {y:.1f} H{wide:g}", stroke_width=1, **paint(stroke="grid")))
        lines = wrap(row.label, wide if narrow else names - 16, _SIZE, bold=narrow)
        block = len(lines) * _SIZE * LINE
        parts.append(text(lines, 0, y + 21, size=_SIZE, bold=narrow))
        top = y + block + 4 if narrow else y
        placed = [_cell(cell, names + at * room, top, room) for at, cell in enumerate(row.cells)]
        parts += [markup for markup, _high in placed]
        tall = max(high for _markup, high in placed)
        y = top + tall if narrow else y + max(tall, block + 14)
    return "".join(parts), wide, y + 2


def _cell(cell: GridCell, x: float, y: float, room: float) -> tuple[str, float]:
    lines = wrap(cell.word, room - _MARK - 8, _WORD, most=3)
    role = "text" if cell.kind else "muted"
    parts = [_mark(cell, x + 7, y + 16), text(lines, x + _MARK, y + 21, size=_WORD, role=role)]
    high = 14 + len(lines) * _WORD * LINE
    if cell.note:
        notes = wrap(cell.note, room - _MARK - 8, _NOTE, most=2)
        parts.append(text(notes, x + _MARK, y + high + 5, size=_NOTE, role="muted"))
        high += len(notes) * _NOTE * LINE
    return "".join(parts), high + 4


def _mark(cell: GridCell, x: float, y: float) -> str:
    if not cell.kind:
        return tag("path", d=f"M{x - 5:.1f} {y:.1f} h10", stroke_width=1.5, **paint(stroke="line"))
    if not cell.hollow:
        return mark(cell.kind, x, y, 6)
    colour = paint(stroke=str(cell.kind))
    if cell.kind == 1:
        return tag("circle", cx=x, cy=y, r=5.5, stroke_width=2, **colour)
    if cell.kind == 3:
        path = f"M{x:.1f} {y - 7:.1f} l7 7 l-7 7 l-7 -7 z"
        return tag("path", d=path, stroke_width=2, **colour)
    return tag("rect", x=x - 5.5, y=y - 5.5, width=11, height=11, stroke_width=2, **colour)
