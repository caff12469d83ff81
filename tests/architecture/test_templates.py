"""Every template that is asked for is there, and every one that is there is asked for."""

import ast
import re

from django.template import Origin, Template
from django.template.engine import Engine

from tests.helpers.house import ROOT, sources, templates, tree

# Named by packages: allauth and Django look for these by themselves.
CALLED_BY_PACKAGES = (
    "account/",
    "mfa/",
    "usersessions/",
    "allauth/",
    "django/",
    "socialaccount/",
    "registration/",
)
_EXTENSION = r"\.(?:html|txt)"
_NAMED = re.compile(rf"""["']([a-z0-9_-]+/[a-z0-9_/-]+{_EXTENSION}|[a-z0-9_-]+\.html)(?:\#[a-z_-]+)?["']""")
_PREFIX = re.compile(r"""f["']([a-z0-9_-]+/[a-z0-9_/-]*)\{[^"']*\.(?:html|txt)""")
_COMPONENT = re.compile(r"<c-([a-z][a-z0-9_.-]*)")
_COMMENT = re.compile(r"{% comment.*?endcomment %}|{#.*?#}", re.DOTALL)


def _present() -> set[str]:
    return {path.relative_to(ROOT / "templates").as_posix() for path in templates()}


def _asked_for() -> set[str]:
    found: set[str] = set()
    for path in sources():
        words = (node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant))
        found.update(
            match[1] for word in words if isinstance(word, str) and (match := _NAMED.fullmatch(f'"{word}"'))
        )
    for path in templates():
        text = _COMMENT.sub("", path.read_text())
        found.update(_NAMED.findall(text))
        found.update(_file_of(name) for name in _COMPONENT.findall(text) if name not in ("vars", "slot"))
    return found


def _chosen_at_run_time() -> tuple[str, ...]:
    """Folders from which a view picks a template by name."""
    return tuple(prefix for path in sources() for prefix in _PREFIX.findall(path.read_text()))


def _file_of(component: str) -> str:
    return f"components/{component.replace('.', '/').replace('-', '_')}.html"


def test_no_template_is_unused():
    present = {name for name in _present() if not name.startswith(CALLED_BY_PACKAGES)}
    unused = present - _asked_for()

    assert {name for name in unused if not name.startswith(_chosen_at_run_time())} == set()


def test_no_template_is_missing():
    packaged = {
        name
        for name in _asked_for()
        if name.startswith((*CALLED_BY_PACKAGES, "rest_framework/", "drf_spectacular/"))
    }

    assert _asked_for() - _present() - packaged == set()


def test_every_template_compiles():
    for path in templates():
        Template(path.read_text(), origin=Origin(str(path)), engine=Engine.get_default())
