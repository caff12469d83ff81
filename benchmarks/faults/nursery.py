"""Has Django ready and forks a worker at each line it reads, telling its process id; workers are there to be killed.

With `lock` as argument it forks a sabotaged build: claims lock nothing and no move asks the state. A fault script that
does not fail on it proves nothing.
"""

import os
import signal
import sys
import time
import traceback
from typing import Any

import django
from django.urls import get_resolver


def main() -> None:
    django.setup()
    # As a worker that has been up for a while: the first link in a letter loads every address.
    assert get_resolver().url_patterns
    if sys.argv[1] == "lock":
        _sabotage()
    # Children that were killed leave nothing behind.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _work()
        print(pid, flush=True)


def _work() -> None:
    from config.core.outbox.tasks import deliver_due

    while True:
        try:
            handled = deliver_due()
        except Exception:
            # As a task that fails: told in the log, and the next ring finds the worker there.
            traceback.print_exc()
            handled = 0
        if not handled:
            time.sleep(0.1)


def _sabotage() -> None:
    from config.core.outbox import services
    from config.core.outbox.models import Message, MessageQuerySet

    def move(self: MessageQuerySet, to: Any, **fields: Any) -> int:
        return self.update(state=to, **fields)

    def begin(message: Message, *, at: Any) -> bool:
        return True

    def unlocked(rows: MessageQuerySet) -> list[Message]:
        # Where two workers meet is left open for a moment, so that how fast a machine is does not hide it.
        found = list(rows)
        time.sleep(0.05)
        return found

    MessageQuerySet.move = move  # type: ignore[method-assign]  # that is the sabotage
    services.begin = begin
    services._locked = unlocked


if __name__ == "__main__":
    main()
