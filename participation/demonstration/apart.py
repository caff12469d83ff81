"""Acts of the fiction with ids from a source of their own: the rest of the year is the same with and without them."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from config.core.rows import ids_chosen_by

Act = Callable[[datetime], None]


def apart(seed: str) -> Callable[[Act], Act]:
    """What makes an act draw its ids from the source of `seed`, one after the other with the others of that source."""
    source = Random(seed)  # noqa: S311  # a repeatable fiction, no secret

    def own(act: Act) -> Act:
        def run(at: datetime) -> None:
            with ids_chosen_by(source.choice):
                act(at)

        return run

    return own
