"""Which letters have room for a municipality's own words, and what in them always stands."""

from dataclasses import dataclass
from typing import Any

from config.core.letters.placeholders import COMMON, PLACEHOLDERS, Placeholder


@dataclass(frozen=True)
class Wording:
    """One kind of letter of the outbox with room for own words.

    `more` are placeholders beyond those that every letter has; `always` says in words what the product writes itself
    and nobody can take out: the link, the date, whom to call.
    """

    kind: str
    label: Any
    always: tuple[Any, ...]
    more: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return (*COMMON, *self.more)

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(PLACEHOLDERS[code] for code in self.codes)


_WORDINGS: dict[str, Wording] = {}


def register(*wordings: Wording) -> None:
    """Called from an app's `apps.py`, beside the kind of message."""
    for wording in wordings:
        _WORDINGS[wording.kind] = wording


def wording_of(kind: str) -> Wording | None:
    """The room for own words in a kind of letter; None for a letter that has none."""
    return _WORDINGS.get(kind)


def all_wordings() -> list[Wording]:
    return sorted(_WORDINGS.values(), key=lambda wording: str(wording.label))
