"""Keeping the network true: the municipality's numbers, and the day's round of asking and of what silence leads to."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from representatives.freshness.answering import CannotAnswer, answer, can_answer, record_try
from representatives.freshness.asking import ask, cancel_letters, remind, warn
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.freshness.queries import day, policy_of, to_ask, to_warn
from representatives.freshness.silence import end, settle

__all__ = [
    "CannotAnswer",
    "CannotSet",
    "answer",
    "ask",
    "call_off",
    "can_answer",
    "end",
    "forget_old",
    "go_round",
    "record_try",
    "remind",
    "set_policy",
    "settle",
    "warn",
]
log = structlog.get_logger()
KEPT = timedelta(days=3 * 365)
# In one municipality: more would answer, and call back, on one day than one facilitator can take.
MOST_A_MORNING = 50

# The least and the most of each number. People are given time; and nobody is kept for ever because a number was big.
LIMITS: dict[str, tuple[int, int]] = {
    "confirm_after_days": (30, 1100),
    "rest_after_days": (14, 365),
    "notice_after_days": (30, 1100),
    "delete_after_notice_days": (30, 365),
    "erase_left_after_days": (0, 1825),
    "consent_months": (1, 24),
}


class CannotSet(Exception):
    """The number is outside what is allowed; the text can be shown."""


@transaction.atomic
def set_policy(*, municipality: Any, by: Any, at: datetime, **numbers: int) -> NetworkPolicy:
    """Sets some or all of the numbers of a municipality (see LIMITS), and returns its row.

    What has been asked already keeps its last day; consents that were given keep the day on which they are renewed.
    Refuses an unknown number and one outside its limits.
    """
    for name, number in numbers.items():
        if name not in LIMITS:
            raise ValueError(f"Not a number of the policy: {name}")
        least, most = LIMITS[name]
        if not least <= number <= most:
            label = getattr(NetworkPolicy._meta.get_field(name), "verbose_name", name)
            raise CannotSet(
                _("“%(what)s” is a number from %(least)d to %(most)d.")
                % {"what": label, "least": least, "most": most}
            )
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    policy = policy_of(municipality)
    changed = sorted(name for name, number in numbers.items() if getattr(policy, name) != number)
    for name in changed:
        setattr(policy, name, numbers[name])
    policy.changed_at = at
    policy.save()
    audit.record("network_policy.changed", obj=policy, by=by, at=at, fields=changed)
    return policy


@transaction.atomic
def call_off(*, checkup: Checkup, at: datetime) -> None:
    """Ends an open question because nothing is to be asked any more; its link opens nothing from now on."""
    checkup.closed_at, checkup.token_hash = at, ""
    checkup.save(update_fields=["closed_at", "token_hash"])
    cancel_letters(checkup)


def forget_old(at: datetime) -> int:
    """Deletes questions closed three years ago, but the silence of one who rests: notice is counted from it."""
    old = Checkup.objects.filter(closed_at__lt=at - KEPT).exclude(pk__in=_silences())
    return old.delete()[0]


def _silences() -> Any:
    return Checkup.objects.in_silence().filter(representative__state="resting").order_by().values("pk")


def go_round(*, at: datetime) -> dict[str, int]:
    """The day's round in every municipality; returns how many of each step were taken.

    Each step is a transaction of its own that asks again under a lock, so that a round that is run twice, or killed
    half-way and begun again, does each thing once. One that fails is written in the log and leaves the others done.
    """
    done = dict.fromkeys(("settled", "ended", "reminded", "warned", "asked"), 0)
    for municipality in Municipality.objects.order_by("id"):
        policy, today = policy_of(municipality), day(at)
        rows = Checkup.objects.of(municipality).unanswered().select_related("representative")
        waiting = rows.order_by("id")
        # First what is over, so that nobody is reminded of it or asked anew on the day of the end.
        done["settled"] += _each(waiting, lambda row: settle(checkup=row, at=at))
        done["ended"] += _each(waiting.filter(due_on__lt=today), lambda row: end(checkup=row, at=at))
        done["reminded"] += _each(waiting.filter(reminded_at=None), lambda row: remind(checkup=row, at=at))
        done["warned"] += _each(to_warn(policy, at=at).order_by("id"), lambda row: warn(person=row, at=at))
        longest_first = to_ask(policy, at=at).order_by(F("confirmed_on").asc(nulls_first=True), "id")
        done["asked"] += _each(longest_first[:MOST_A_MORNING], lambda row: ask(person=row, at=at))
    return done


def _each(rows: Any, step: Callable[[Any], Any]) -> int:
    """Takes a step for each row; how many were taken."""
    taken = 0
    for row in list(rows):
        try:
            taken += bool(step(row))
        except Exception as error:
            log.error("freshness.step_failed", row=row.public_id, error=type(error).__name__)
    return taken
