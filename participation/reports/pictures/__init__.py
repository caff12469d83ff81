"""Pictures of a report: what they show is frozen with the figures, and drawn in the reader's language.

Each module has `data(rows)`, plain JSON of sums without anybody's id, small groups hidden; and `drawn(kept)`, which
draws from that alone. Pictures of the network are of the whole municipality: in a report of a unit they are left out.
"""

from typing import Any

from participation.reports.pictures import composition, course, coverage, levels, load, movement, roles
from participation.reports.pictures.base import Picture
from participation.reports.rows import Rows

# In the order of the page.
PARTS: dict[str, Any] = {
    "course": course,
    "coverage": coverage,
    "levels": levels,
    "roles": roles,
    "movement": movement,
    "composition": composition,
    "load": load,
}

# Those that are of one project; the others are of units and of the network.
OF_A_PROJECT = frozenset({"course", "levels"})

__all__ = ["PARTS", "Picture", "data", "drawn"]


def data(rows: Rows) -> dict[str, Any]:
    """What the pictures show, for the snapshot. None: not part of this report."""
    chosen = PARTS if rows.project is None else OF_A_PROJECT
    return {key: part.data(rows) if key in chosen else None for key, part in PARTS.items()}


def drawn(kept: dict[str, Any]) -> tuple[Picture, ...]:
    """The pictures of a snapshot, in order. A report that was frozen before there were pictures has none."""
    frozen = kept.get("pictures") or {}
    return tuple(
        picture
        for key, part in PARTS.items()
        if frozen.get(key) is not None
        for picture in part.drawn(frozen[key])
    )
