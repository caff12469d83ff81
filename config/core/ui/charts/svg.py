"""Elements of a drawing as text. Everything that comes from outside is escaped here and nowhere else."""

import re
from collections.abc import Sequence
from html import escape

from config.core.ui.charts.palette import light

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
FONT = "Inter, system-ui, sans-serif"
LINE = 1.3  # height of a line of text in ems


class Svg(str):
    """A finished drawing. Templates may print it as it is: every text in it is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def clean(text: str) -> str:
    """`text` escaped for an element or attribute, without the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text), quote=True)


def identifier(prefix: str, *, narrow: bool) -> str:
    """The prefix of all ids of one drawing. Refuses what is no identifier; the narrow twin has its own."""
    if not _IDENTIFIER.fullmatch(prefix):
        raise ValueError(f"not an identifier: {prefix!r}")
    return f"{prefix}-narrow" if narrow else prefix


def tag(name: str, *children: str, **attributes: str | float | int | None) -> str:
    """An element. `class_` → class, `stroke_width` → stroke-width; `None` leaves an attribute out.

    Children are finished markup: pass text through `clean`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def _value(value: str | float | int) -> str:
    return clean(value) if isinstance(value, str) else f"{value:.1f}".rstrip("0").rstrip(".")


def paint(fill: str | None = None, stroke: str | None = None) -> dict[str, str]:
    """Attributes for the colour roles: light hex values, and classes by which CSS tokens override them."""
    classes = [f"chart-fill-{fill}"] if fill else []
    classes += [f"chart-stroke-{stroke}"] if stroke else []
    attributes = {"class_": " ".join(classes), "fill": light(fill) if fill else "none"}
    return attributes | ({"stroke": light(stroke)} if stroke else {})


def text(
    lines: Sequence[str] | str,
    x: float,
    y: float,
    *,
    size: float = 14,
    role: str = "text",
    bold: bool = False,
    anchor: str | None = None,
) -> str:
    """Lines of text; `y` is the base line of the first. `anchor` is start (default), middle or end."""
    rows = [lines] if isinstance(lines, str) else lines
    spans = [
        tag("tspan", clean(row), x=x, dy=size * LINE if index else None) for index, row in enumerate(rows)
    ]
    return tag(
        "text",
        *spans,
        x=x,
        y=y,
        font_size=size,
        font_weight="600" if bold else None,
        text_anchor=anchor,
        **paint(fill=role),
    )


def drawing(*parts: str, prefix: str, width: float, height: float, title: str, alt: str, narrow: bool) -> Svg:
    """The whole drawing, named and described for screen readers. Lengths in units of the view box."""
    kind = "chart-svg chart-svg-narrow" if narrow else "chart-svg chart-svg-wide"
    return Svg(
        tag(
            "svg",
            tag("title", clean(title) or " ", id=f"{prefix}-title"),
            tag("desc", clean(alt) or " ", id=f"{prefix}-desc"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {width:g} {_value(height)}",
            width=width,
            height=height,
            role="img",
            aria_labelledby=f"{prefix}-title {prefix}-desc",
            class_=kind,
            font_family=FONT,
        )
    )
