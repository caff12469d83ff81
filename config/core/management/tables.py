"""The tables of the documentation that are printed from the code: who may do what, and what is kept for how long."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils import translation

from config.core.access.permissions import ROLE_PERMISSIONS, Permission
from config.core.organisations.models import Role

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
    return _table(head, rows)


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
    return _table(["kept in", "personal", "special (art. 9)", "kept"], rows)


TABLES = {"permissions.md": permissions, "privacy.md": keeping}


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


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
