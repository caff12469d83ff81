"""An undefined variable in one of our templates fails the test that renders it."""

import sys
from pathlib import Path
from typing import Any


class UndefinedVariable(AssertionError):
    """A template asked for something that its view did not give."""


class FailOnUndefined(str):
    """For `string_if_invalid`: Django formats it with the name it could not find, and we refuse there.

    Templates that came with a package may leave things out; ours may not.
    """

    root: Path

    def __new__(cls, root: Path) -> "FailOnUndefined":
        made = super().__new__(cls, "undefined: %s")
        made.root = root / "templates"
        return made

    def __mod__(self, name: Any) -> str:
        origin = _template_being_rendered()
        if origin is None or not Path(origin).is_relative_to(self.root):
            return ""
        raise UndefinedVariable(f"{Path(origin).relative_to(self.root)} uses {name}, which is not defined")


def _template_being_rendered() -> str | None:
    context = sys._getframe(2).f_locals.get("context")
    template = getattr(getattr(context, "render_context", None), "template", None)
    return getattr(getattr(template, "origin", None), "name", None)
