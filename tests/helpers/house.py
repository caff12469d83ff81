"""What the whole-project tests walk: our source, our templates, our models, our addresses."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "representatives", "projects", "participation")
OURS = ("core", "representatives", "projects", "participation")


def sources(*, with_tests: bool = False) -> list[Path]:
    """Every Python file of ours but migrations, which are made."""
    folders = [*APPS, "requirements", *(["tests"] if with_tests else [])]
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in [ROOT / "manage.py", *paths] if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def named(path: Path) -> str:
    """The path as it is written in lists and messages."""
    return path.relative_to(ROOT).as_posix()


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in (".html", ".txt"))


def own_models() -> list[type[models.Model]]:
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def addresses() -> list[tuple[str, URLPattern]]:
    """Every address of the house with its pattern, through every include()."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        else:
            yield from _walk(pattern.url_patterns, address)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file with the last part of the name that is called."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def imported(path: Path) -> set[str]:
    """Full names of the modules that a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found
