"""The colours of the charts: one role, one light and one dark value.

The same values stand in `static/charts.css` as tokens; a test keeps the two alike and measures the contrast.
Light values are written into the drawings as presentation attributes, so that PDF and Word keep them.
"""

from collections.abc import Mapping
from types import MappingProxyType

SERIES = 4
"""How many series a chart may tell apart. Each has a colour and a pattern of its own."""

COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "1": ("#0062ba", "#5aa2e0"),
        "2": ("#9a4a00", "#e3a457"),
        "3": ("#0d7a5f", "#4fb79c"),
        "4": ("#5b3fa0", "#b3a3dc"),
        "line": ("#77797b", "#8e9093"),
        "text": ("#292c30", "#ececec"),
        "muted": ("#5b5d60", "#b4b5b7"),
        "band": ("#ddeaf6", "#172f4b"),
        "grid": ("#d5d6d8", "#44474a"),
        "paper": ("#ffffff", "#17181a"),
    }
)
"""Role → (light, dark). `band` and `grid` only decorate; no meaning rests on seeing them."""

TEXT_ROLES = ("text", "muted")
GRAPHIC_ROLES = ("1", "2", "3", "4", "line")

GROUNDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"light": ("#ffffff", "#f3f3f4"), "dark": ("#17181a", "#1e2022", "#26282b")}
)
"""What charts are laid on: page, tinted page and card of the design system's neutral theme."""


def light(role: str) -> str:
    """The light hex value of a role; refuses an unknown role with `KeyError`."""
    return COLOURS[role][0]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21, as WCAG 2.2 defines it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
