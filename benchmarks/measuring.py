"""How long pages and queries take, what of it is the database's, and how many blocks it touches."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Took:
    """Milliseconds of one search, each time it was asked: all of it, and the part that was the database's."""

    whole: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    blocks: int = 0


def measure(ask: Callable[[str], None], queries: dict[str, str], rounds: int) -> dict[str, Took]:
    """Asks each search some times; the first is left out: it fills caches that every later one has."""
    from django.db import connection

    took = {name: Took() for name in queries}
    statements: list[float] = []

    def timed(execute: Any, *asked: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            statements.append(time.perf_counter() - started)

    for turn in range(rounds + 1):
        for name, query in queries.items():
            statements.clear()
            started = time.perf_counter()
            with connection.execute_wrapper(timed):
                ask(query)
            if turn:
                took[name].whole.append((time.perf_counter() - started) * 1000)
                took[name].database.append(sum(statements) * 1000)
    for name, query in queries.items():
        took[name].blocks = touched(lambda query=query: ask(query))
    return took


def touched(act: Callable[[], None]) -> int:
    """Blocks that the database touches for the SELECTs of an act: each is planned and carried out once more."""
    from django.db import connection

    selects: list[tuple[str, Any]] = []

    def kept(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            selects.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kept):
        act()
    blocks = 0
    with connection.cursor() as cursor:
        for sql, params in selects:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            (plan,) = cursor.fetchone()[0]
            blocks += plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    return blocks


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
