"""What a picture is, and words that several share. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.core.ui.charts import Chart
from participation.reports.suppression import LEAST


@dataclass(frozen=True)
class Picture:
    """A chart, wide and narrow, with what stands around it. Without one `missing` says why, and what would show it."""

    key: str
    title: str
    wide: Chart | None = None
    narrow: Chart | None = None
    missing: str = ""
    note: str = ""


def picture(key: str, draw: Callable[..., Chart], *, note: str = "") -> Picture:
    """A picture of a chart that is drawn twice."""
    wide, narrow = draw(narrow=False), draw(narrow=True)
    return Picture(key, wide.title, wide, narrow, note=note)


def absent(key: str, title: str, why: str, shown_by: str) -> Picture:
    """A sentence in place of an empty chart: that it is not measured, and what would show it."""
    return Picture(key, title, missing=f"{_('Not measured.')} {why} {shown_by}".strip())


def hidden(key: str, title: str) -> Picture:
    """A sentence in place of a chart that would tell of a few."""
    return Picture(
        key, title, missing=_("Not shown: a group is under five, and its people could be recognised.")
    )


def in_fives(count: int) -> int:
    """A count of people to the nearest five: two reports cannot be subtracted to find one who came or left.

    Nobody stays nobody. Of a group that may be shown, never less than five.
    """
    return max(LEAST, (count + 2) // 5 * 5) if count else 0


def prefix_of(key: str) -> str:
    """The ids of a drawing start with this: no two pictures of a page share it."""
    return f"picture-{key}"
