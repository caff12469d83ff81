"""Keeping times as rules: what is not kept any longer is deleted, hour by hour, without anyone asking.

A room registers one rule for each keeping time that `class Privacy` of its models promises.
"""

from collections.abc import Callable
from datetime import datetime

import structlog
from django.db import transaction

log = structlog.get_logger()
Rule = Callable[[datetime], int]
_RULES: dict[str, Rule] = {}


def register(name: str, rule: Rule) -> None:
    """Called from an app's `apps.py`. A rule deletes what is past its time at the given moment and says how many."""
    _RULES[name] = rule


def keep(*, at: datetime) -> dict[str, int]:
    """Runs every rule, each in a transaction of its own, so that one that fails leaves the others done."""
    deleted = {}
    for name, rule in sorted(_RULES.items()):
        try:
            with transaction.atomic():
                deleted[name] = rule(at)
        except Exception as error:
            log.error("privacy.keep_failed", rule=name, error=type(error).__name__)
    return deleted
