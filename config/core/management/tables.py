"""What is printed into the documentation from the code: who may do what, what is kept how long, a message's life."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation

from config.core.access.permissions import ROLE_PERMISSIONS, Permission
from config.core.organisations.models import Role
from config.core.outbox.models import Message

APPS = ("core", "representatives", "projects", "participation")
BEGIN, END = "<!-- printed by `manage.py tables`: begin -->", "<!-- printed by `manage.py tables`: end -->"


def permissions() -> str:
    """One line a permission, one column a role."""
    with translation.override("en"):
        head = ["permission", *(str(role.label) for role in Role)]
    rows = [
        [f"`{one.value}`", *("yes" if one in ROLE_PERMISSIONS[role] else "" for role in Role)]
        for one in sorted(Permission)
    ]
    return of(head, rows)


def keeping() -> str:
    """One line a model: what of it is about people, what is about health or the like, and how long it is kept."""
    rows = []
    for label in APPS:
        for model in sorted(apps.get_app_config(label).get_models(), key=lambda one: one.__name__):
            privacy: Any = getattr(model, "Privacy", None)
            personal, special = (
                ", ".join(f"`{name}`" for name in sorted(getattr(privacy, kind, ())))
                for kind in ("personal", "special")
            )
            if personal or special:
                rows.append([f"{label}.{model.__name__}", personal, special, privacy.keep])
    return of(["kept in", "personal", "special (art. 9)", "kept"], rows)


def message_moves() -> str:
    """The life of a message."""
    return diagram(Message.State.QUEUED, Message.MOVES)


TABLES: dict[str, Callable[[], str]] = {
    "permissions.md": permissions,
    "privacy.md": keeping,
    "outbox.md": message_moves,
}


def register(name: str, table: Callable[[], str]) -> None:
    """Called from an app's `apps.py`: a document whose table is printed from a room above."""
    TABLES[name] = table


def of(head: list[str], rows: list[list[str]]) -> str:
    """A table as the documents have it."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def diagram(first: str, moves: Mapping[Any, frozenset[str]]) -> str:
    """A state diagram from a table that says of each state from which others it may be entered."""
    arrows = sorted((str(was), str(to)) for to, froms in moves.items() for was in froms)
    lines = [f"    [*] --> {first}", *(f"    {was} --> {to}" for was, to in arrows)]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def printed(name: str) -> str:
    """The document with its table as the code has it now. Refuses one without the two marks."""
    text = path_of(name).read_text()
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{name} has no place for its table")
    return f"{before}{BEGIN}\n\n{TABLES[name]()}\n{END}{after}"


def path_of(name: str) -> Path:
    folder: Path = settings.BASE_DIR / "docs"
    return folder / name
