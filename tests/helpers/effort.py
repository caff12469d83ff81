"""How much work something is, whatever else the machine does: seconds of CPU, of this process and its children."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fails when what is done inside took more CPU time than `seconds`."""
    before = _spent()
    yield
    spent = _spent() - before
    assert spent < seconds, f"took {spent:.2f} s of CPU, {seconds} s at most"


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
