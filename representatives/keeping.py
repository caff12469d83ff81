"""Keeping times of what is kept about people: each rule does a batch and says how many, until none are left."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q

from config.core.organisations.models import Municipality
from config.core.privacy.keeping import delete_some
from representatives.availability import services as availability
from representatives.conflicts import services as conflicts
from representatives.duplicates import services as duplicates
from representatives.erasure import services
from representatives.erasure.models import Erasure
from representatives.freshness import services as freshness
from representatives.freshness.models import NetworkPolicy
from representatives.proxies import services as proxies
from representatives.recruitment import applications, erasing
from representatives.registry.models import Representative, StateChange
from representatives.spreadsheets import runs
from representatives.turns import services as turns

YEAR = timedelta(days=365)
# Erasing is many statements for each person: fewer in one transaction than rows of another kind.
PEOPLE_AT_ONCE = 20


def old_turns(at: datetime) -> int:
    """What was asked more than three years ago counts for nobody's rest or load."""
    return turns.forget(before=at - 3 * YEAR, at=at)


def old_erasures(at: datetime) -> int:
    """Proof of an erasure, five years after it."""
    return delete_some(Erasure.objects.filter(erased_at__lt=at - 5 * YEAR))


def left_people(at: datetime) -> int:
    """People who left longer ago than their municipality keeps them."""
    chosen = dict(NetworkPolicy.objects.values_list("municipality", "erase_left_after_days"))
    standard = NetworkPolicy._meta.get_field("erase_left_after_days").default
    over = Q(pk__in=[])
    for municipality in Municipality.objects.values_list("pk", flat=True):
        limit = at - timedelta(days=chosen.get(municipality, standard))
        over |= Q(municipality=municipality, left_at__lt=limit)
    left = Representative.objects.filter(state=Representative.State.LEFT, erased_at=None)
    # A profile without steps was taken in as one that had left.
    steps = StateChange.objects.filter(representative=OuterRef("pk"), to_state=Representative.State.LEFT)
    known = left.filter(Exists(steps)).annotate(
        left_at=Max("state_changes__at", filter=Q(state_changes__to_state=Representative.State.LEFT))
    )
    unknown = left.filter(~Exists(steps)).annotate(left_at=F("created_at"))
    return _erase(known.filter(over), Erasure.Why.LEFT, at) or _erase(
        unknown.filter(over), Erasure.Why.LEFT, at
    )


def _erase(people: Any, why: str, at: datetime) -> int:
    found = list(people.order_by("pk")[:PEOPLE_AT_ONCE])
    count = 0
    for person in found:
        # A profile that was merged into an earlier one of these is gone with it.
        if Representative.objects.filter(pk=person.pk, erased_at=None).exists():
            services.erase(representative=person, why=why, by=None, at=at)
            count += 1
    return count


RULES = {
    "representatives.Turn": old_turns,
    "representatives.Conflict": conflicts.forget_old,
    "representatives.Checkup": freshness.forget_old,
    "representatives.DayException": availability.forget_old,
    "representatives.Proxy": proxies.forget_ended,
    "representatives.Merge": duplicates.end_undo,
    # A run and whom it touched go by one rule.
    "representatives.ImportedPerson": runs.forget_old,
    "representatives.ImportRun": runs.forget_old,
    "representatives.Application": applications.forget_old_words,
    "representatives.Erasure": old_erasures,
}
# These erase people, fewer at a time.
ERASING = {"representatives.Representative": left_people, "declined applications": erasing.erase_closed}
