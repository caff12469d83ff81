"""What is the same for all of a batch, such as own words in its letters: made once, and for some seconds."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

# A batch may last as long as a slow mail server: what somebody changes meanwhile is seen after this.
SECONDS = 5.0
_made: ContextVar[dict[Hashable, tuple[float, Any]] | None] = ContextVar("made", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Inside it `once` keeps what it has made."""
    token = _made.set({})
    try:
        yield
    finally:
        _made.reset(token)


def once(key: Hashable, make: Callable[[], Any]) -> Any:
    """What `make` gives: made anew outside a batch, inside one only where it is not there or is too old."""
    made = _made.get()
    if made is None:
        return make()
    found = made.get(key)
    if found is None or time.monotonic() - found[0] > SECONDS:
        found = made[key] = (time.monotonic(), make())
    return found[1]
