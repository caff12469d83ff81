"""Rows come back in no order unless one is asked for; pages cost the same for one row and for three."""

import random
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

_fetch_all = QuerySet._fetch_all


def fetch_all_shuffled(rows: Any) -> None:
    """Like Django's, but an unordered result comes back in another order each time."""
    is_first = rows._result_cache is None
    _fetch_all(rows)
    if is_first and not rows.ordered:
        random.shuffle(rows._result_cache)


def assert_constant_queries(make_rows: Callable[[int], object], call: Callable[[], object]) -> None:
    """`make_rows(n)` adds n rows; `call()` shows them. Costs the same number of queries with 1 row and with 3."""
    make_rows(1)
    call()  # whatever is kept for the whole process is fetched now
    one = _queries(call)
    make_rows(2)
    three = _queries(call)
    more = "\n".join(query for query in three if query not in one)
    assert len(one) == len(three), f"{len(one)} queries for one row, {len(three)} for three:\n{more}"


def _queries(call: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured]
