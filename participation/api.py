"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

ROUTES: list[tuple[str, Any, str]] = []
