"""The main menu as data: apps register items when they start, a page shows those its reader may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

# From here on an item belongs to the quieter lower part of the menu: outbox, settings.
LOWER = 900


@dataclass(frozen=True)
class Item:
    """One entry. `url_name` is an address that takes only the municipality; without `permission` everyone sees it.

    `icon` is a name in the icon set; smaller `order` stands higher, from 900 on in the lower part.
    """

    label: Any
    url_name: str
    permission: str | None = None
    icon: str = "Circle"
    order: int = 100


@dataclass(frozen=True)
class Entry:
    """An item as one page shows it. `current` is "page" on its own page, "true" below it, else empty."""

    label: str
    url: str
    icon: str
    current: str
    starts_group: bool


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Adds an item, or replaces the one with the same address."""
    _items[item.url_name] = item


def registered() -> list[Item]:
    """Every item, highest first."""
    return sorted(_items.values(), key=lambda item: (item.order, item.url_name))


def entries(*, slug: str, permissions: Iterable[str], path: str) -> list[Entry]:
    """The menu of a person in a municipality, with the item marked to which the page at `path` belongs.

    An item whose address does not exist (its room is switched off) is left out.
    """
    allowed = {str(permission) for permission in permissions}
    shown = [item for item in registered() if item.permission is None or str(item.permission) in allowed]
    addressed = [(item, url) for item in shown if (url := _address(item, slug))]
    root = f"/{slug}/"
    inside = [url for _item, url in addressed if path == url or (url != root and path.startswith(url))]
    nearest = max(inside, key=len, default="")
    found: list[Entry] = []
    was_lower = False
    for item, url in addressed:
        is_lower = item.order >= LOWER
        current = "" if url != nearest else "page" if url == path else "true"
        found.append(
            Entry(str(item.label), url, item.icon, current, is_lower and not was_lower and bool(found))
        )
        was_lower = is_lower
    return found


def _address(item: Item, slug: str) -> str:
    try:
        return reverse(item.url_name, args=[slug])
    except NoReverseMatch:
        return ""
