"""When to stop: long solving is asked to end by its time, or because nobody waits for the answer any more.

A stopped job must end within two seconds, so every long call asks `Watch` again and again, the solver itself too.
"""

import time
from collections.abc import Callable
from typing import Any

ASKED_EVERY = 0.2


class Stopped(Exception):
    """Whoever waits for the answer wants it no more."""


class OutOfTime(Exception):
    """The time is used up; what was found so far can be used."""


class Watch:
    """When to stop: at the end of the time, or when `should_stop` says so."""

    def __init__(self, *, seconds: float, should_stop: Callable[[], bool] | None = None) -> None:
        self._ends = time.monotonic() + seconds
        self._should_stop = should_stop or (lambda: False)
        self._asked = 0.0
        self._is_stopped = False

    @property
    def is_out_of_time(self) -> bool:
        return time.monotonic() >= self._ends

    @property
    def is_stopped(self) -> bool:
        """Asks whoever waits, at most five times a second: the question may cost a query."""
        now = time.monotonic()
        if not self._is_stopped and now - self._asked >= ASKED_EVERY:
            self._asked = now
            self._is_stopped = self._should_stop()
        return self._is_stopped

    @property
    def is_over(self) -> bool:
        """Whether to stop, for the one reason or the other."""
        return self.is_stopped or self.is_out_of_time

    def check_wanted(self) -> None:
        """Raises `Stopped` when nobody waits any more; the end of the time is no reason to raise."""
        if self.is_stopped:
            raise Stopped

    def check(self) -> None:
        """Raises `Stopped`, or `OutOfTime`."""
        self.check_wanted()
        if self.is_out_of_time:
            raise OutOfTime

    def within(self, share: float) -> "Watch":
        """A part of the time that is left, with the same question."""
        left = max(0.0, self._ends - time.monotonic())
        return Watch(seconds=left * share, should_stop=lambda: self.is_stopped)


def watched_model(watch: Watch) -> Any:
    """An empty model of HiGHS: quiet, on one thread, the same answer each time, and ended when the watch is over."""
    import highspy  # here, so that only a process that solves loads it

    solver: Any = highspy  # its types leave some of it out
    model = solver.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0)):
        model.setOptionValue(name, value)

    def ask(kind: Any, message: str, told: Any, answer: Any, more: Any) -> None:
        if watch.is_over:
            answer.user_interrupt = 1

    model.setCallback(ask, None)
    for moment in (
        solver.cb.HighsCallbackType.kCallbackMipInterrupt,
        solver.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    ):
        model.startCallback(moment)
    return model
