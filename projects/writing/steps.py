"""The steps of the guide: what each asks, and what is good to know while one answers."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.requests.models import Request


@dataclass(frozen=True)
class Step:
    """One step: its word in the address, its heading, its coaching, and the fields of a request that it asks for."""

    key: str
    label: Any
    lead: Any
    fields: tuple[str, ...] = ()


STEPS = (
    Step(
        "do",
        _("The work"),
        _("Begin with the work, not with the person. What will somebody do, and how many are needed?"),
        ("title", "task", "role", "seats"),
    ),
    Step(
        "change",
        _("What can change"),
        _("This is the question people ask first. Be honest: a little that is real is better than a lot."),
        ("influence",),
    ),
    Step(
        "who",
        _("Whom you look for"),
        _("What must somebody have lived through, or be able to do? Few musts find more people."),
    ),
    Step(
        "when",
        _("When and where"),
        _("Ask those who come which times suit. Say how one gets there."),
        ("starts_on", "ends_on", "times", "place", "meeting_form", "must_area", "must_language"),
    ),
    Step(
        "pay",
        _("Pay"),
        _("People plan their money. Say the fee, and that travel is covered. If nothing is paid, say that."),
        ("pay",),
    ),
    Step("look", _("Look at it"), _("Read it aloud. Would you say yes to this?")),
)
BY_KEY = {step.key: step for step in STEPS}


def after(key: str) -> str:
    """The step that follows; the last one follows itself."""
    keys = list(BY_KEY)
    return keys[min(keys.index(key) + 1, len(keys) - 1)]


def before(key: str) -> str:
    """The step before it; empty for the first."""
    keys = list(BY_KEY)
    at = keys.index(key)
    return keys[at - 1] if at else ""


def is_done(step: Step, request: Request) -> bool:
    """Whether the step has said what the request needs, or what people need to know."""
    if step.key == "who":
        return bool(request.terms.all())
    asked = {"do": ("title", "task"), "change": ("influence",), "when": ("times",), "pay": ("pay",)}
    names = asked.get(step.key, ())
    return bool(names) and all(getattr(request, name).strip() for name in names)


@dataclass(frozen=True)
class Mark:
    """A step as the line of steps shows it."""

    key: str
    label: str
    state: str


def marks(current: str, request: Request | None) -> list[Mark]:
    """Every step with where it stands; without a request nothing is done yet."""
    return [
        Mark(
            step.key,
            str(step.label),
            "current"
            if step.key == current
            else "done"
            if request is not None and is_done(step, request)
            else "todo",
        )
        for step in STEPS
    ]
