"""Somebody who may be in the registry already, asked on entry: a room above registers who can tell."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from representatives.registry.models import Representative


@dataclass(frozen=True)
class Alike:
    """A person who is there already, and in words why it may be the one who is being taken in."""

    person: Representative
    reason: str


# Takes the municipality and the profile fields that were typed.
Check = Callable[[Any, Mapping[str, Any]], list[Alike]]
_checks: dict[str, Check] = {}


def register(key: str, check: Check) -> None:
    """Adds one who can tell, or replaces the one with the same key."""
    _checks[key] = check


def unseen(*, municipality: Any, profile: Mapping[str, Any], seen: Collection[str] = ()) -> list[Alike]:
    """Everybody who may be the one in `profile`; nobody when all of them have been looked at.

    `seen` are the public ids of those that whoever registers was shown and said no to.
    """
    found = [alike for check in _checks.values() for alike in check(municipality, profile)]
    return [] if {alike.person.public_id for alike in found} <= set(seen) else found
