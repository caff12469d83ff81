"""Dots in place of shares when there are too few for a share to mean anything."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from config.core.ui.charts.measure import width, wrap
from config.core.ui.charts.model import Chart, DotRow, Table, described
from config.core.ui.charts.numbers import number
from config.core.ui.charts.svg import LINE, drawing, identifier, paint, tag, text

MOST = 9
_SIZE = 15.0
_APART = 24.0


def dots(
    rows: Sequence[DotRow],
    *,
    title: str,
    id_prefix: str,
    takeaway: str | None = None,
    narrow: bool = False,
) -> Chart:
    """A filled dot for each that is, an open one for each that is not, and "3 of 7" in words.

    For fewer than ten, where a percentage misleads: refuses a total of ten or more, and more filled
    than there are.
    Of things; groups of people under five are hidden before they come here.
    """
    if any(not 0 <= row.filled <= row.total <= MOST for row in rows):
        raise ValueError(f"from 0 to {MOST}, and no more filled than there are")
    prefix = identifier(id_prefix, narrow=narrow)
    sentence = takeaway or (
        f"{rows[0].label}: {_of(rows[0])}." if rows else _("Nothing to show for this period yet.")
    )
    alt = described(title, sentence, [f"{row.label}: {_of(row)}" for row in rows])
    markup, wide, high = _drawn(rows, narrow)
    svg = drawing(markup, prefix=prefix, width=wide, height=high, title=title, alt=alt, narrow=narrow)
    table = Table(
        caption=title,
        columns=(_("What"), _("Number"), _("Of")),
        rows=tuple((row.label, number(row.filled), number(row.total)) for row in rows),
        keys=tuple(row.key for row in rows),
    )
    return Chart(svg=svg, title=title, takeaway=sentence, alt=alt, table=table)


def _of(row: DotRow) -> str:
    return _("%(filled)s of %(total)s") % {"filled": number(row.filled), "total": number(row.total)}


def _drawn(rows: Sequence[DotRow], narrow: bool) -> tuple[str, float, float]:
    wide = 320.0 if narrow else 720.0
    names = 0.0 if narrow else min(300.0, max([width(row.label, _SIZE) for row in rows] or [0]) + 16)
    parts, y = [], 0.0
    for row in rows:
        lines = wrap(row.label, wide if narrow else names - 16, _SIZE)
        parts.append(text(lines, 0, y + 20, size=_SIZE))
        block = len(lines) * _SIZE * LINE
        middle = y + block + 18 if narrow else y + 15
        for at in range(row.total):
            parts.append(_dot(names + 9 + at * _APART, middle, filled=at < row.filled))
        parts.append(text(_of(row), names + row.total * _APART + 8, middle + 5, size=_SIZE, bold=True))
        y = middle + 20 if narrow else y + max(block, 20) + 12
    return "".join(parts), wide, max(y, 20)


def _dot(x: float, y: float, *, filled: bool) -> str:
    if filled:
        return tag("circle", cx=x, cy=y, r=8, **paint(fill="1"))
    return tag("circle", cx=x, cy=y, r=7, stroke_width=1.5, **paint(stroke="line"))
