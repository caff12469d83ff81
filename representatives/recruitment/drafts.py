"""What a person has written on the way through the steps: sealed in the page itself, and nowhere else.

Nothing is in the database, the session or a cookie before the last press. The seal is bound to the channel, keeps the
words from whoever reads the page's source afterwards, and carries the moment when the person began.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.utils.datastructures import MultiValueDict

from config.core.privacy import crypto
from config.core.rows import new_public_id

LONGEST = 40_000


@dataclass
class Draft:
    """`ref` becomes the id of the application; `steps` has what was written, by step and name of the field."""

    ref: str
    began_at: str
    language: str
    steps: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def keep(self, step: int, data: Any, names: Any) -> None:
        """Keeps what a step's fields say now, right or wrong."""
        self.steps[str(step)] = {name: data.getlist(name) for name in names if data.getlist(name)}

    def drop(self, step: int, names: Any) -> None:
        """Forgets fields of a step."""
        for name in names:
            self.steps.get(str(step), {}).pop(name, None)

    def data(self) -> MultiValueDict[str, str]:
        """Everything written so far, as a form is given it."""
        return MultiValueDict({name: value for step in self.steps.values() for name, value in step.items()})

    def initial(self, step: int, several: Mapping[str, bool]) -> dict[str, Any]:
        """What a step shows again; `several` says which of its fields hold more than one value."""
        kept = self.steps.get(str(step), {})
        return {name: value if several.get(name) else value[0] for name, value in kept.items() if value}

    def seconds_until(self, at: datetime) -> float:
        """How long the person has been at it."""
        return (at - datetime.fromisoformat(self.began_at)).total_seconds()


def begin(*, language: str, at: datetime) -> Draft:
    """An empty draft."""
    return Draft(new_public_id(), at.isoformat(), language)


def sealed(draft: Draft, code: str) -> str:
    """The draft as it lies in the page."""
    return crypto.seal(json.dumps(asdict(draft)), f"join|{code}")


def opened(text: str, code: str) -> Draft | None:
    """The draft that was sealed for this channel; None for anything else."""
    if not text or len(text) > LONGEST:
        return None
    try:
        return Draft(**json.loads(crypto.unseal(text, f"join|{code}")))
    except (crypto.CannotOpen, ValueError, TypeError):
        return None
