"""Races: several people press at the same moment, each over a connection of their own."""

import threading
from collections.abc import Callable

from django.db import connection, transaction


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Runs each act in a thread of its own, all begun together; what came of them in some order.

    `done`, or the name of the refusal. Needs `django_db(transaction=True)`: threads see only what is committed.
    """
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=10)
            with transaction.atomic():
                act()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes
