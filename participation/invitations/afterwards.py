"""What rooms above show on the answer page to somebody who has said yes. They register; none is known here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from participation.invitations.models import Invitation


@dataclass(frozen=True)
class Part:
    """A part of the page: its template, and what it shows."""

    template: str
    shows: Any


Source = Callable[[Invitation, str], Iterable[Part]]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Called from the app's `apps.py`; `source` is given the invitation and the token of its link."""
    _SOURCES.append(source)


def parts(invitation: Invitation, token: str) -> list[Part]:
    """Everything there is to show, in the order in which the rooms came."""
    if invitation.answer != Invitation.Reply.YES:
        return []
    return [part for source in _SOURCES for part in source(invitation, token)]
