"""Keeping times as rules: what is not kept any longer is deleted, hour by hour, without anyone asking.

A room registers one rule for each keeping time that `class Privacy` of its models promises.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

log = structlog.get_logger()
Rule = Callable[[datetime], int]
_RULES: dict[str, tuple[Rule, int | None]] = {}
BATCH = 500
# A rule that has more to do than this goes on in an hour.
MOST_BATCHES = 1000


def register(name: str, rule: Rule, *, batch: int | None = None) -> None:
    """Called from an app's `apps.py`. A rule deletes what is past its time at the given moment and says how many.

    One that does a batch at a time is called again as long as it did a full one: `batch`, or else BATCH.
    """
    _RULES[name] = rule, batch


def rules() -> frozenset[str]:
    """The names of the rules that run."""
    return frozenset(_RULES)


def delete_some(rows: Any) -> int:
    """Deletes a batch of the rows, and says how many went, as a rule does."""
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
    rows.model._base_manager.filter(pk__in=ids).delete()
    return len(ids)


def keep(*, at: datetime) -> dict[str, int]:
    """Runs every rule batch by batch until there is no full one more, each batch in a transaction of its own.

    One rule that fails leaves the others done; one that is killed half-way goes on where it was.
    """
    deleted = {}
    for name, (rule, batch) in sorted(_RULES.items()):
        try:
            deleted[name] = _run(rule, batch or BATCH, at)
        except Exception as error:
            log.error("privacy.keep_failed", rule=name, error=type(error).__name__)
    return deleted


def _run(rule: Rule, batch: int, at: datetime) -> int:
    total = 0
    for _batch in range(MOST_BATCHES):
        with transaction.atomic():
            done = rule(at)
        total += done
        if done < batch:
            break
    return total
