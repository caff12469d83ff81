"""Writing the ledger. Called downward by the rooms that ask, choose and seat people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from config.core.privacy import keeping
from representatives.registry.models import Representative
from representatives.turns.models import Turn, TurnSummary
from representatives.turns.queries import COUNTED_FOR, Line, history, lines, microseconds

# As many summaries are counted anew at once when time has passed them by.
BATCH = 500
# The columns of a summary that are counted.
COUNTED = (
    "holds_from",
    "running",
    "assigned_in_half_year",
    "asked_in_half_year",
    "passed_over_in_year",
    "rests_since",
    "holds_until",
)


@transaction.atomic(savepoint=False)
def write(
    *,
    representative: Representative,
    kind: str,
    at: datetime,
    request_ref: str = "",
    assignment_ref: str = "",
) -> Turn:
    """Adds one line, and counts the person's figures anew in the same transaction.

    `request_ref` and `assignment_ref` are public ids of rows in the apps above.
    """
    turn = Turn.objects.create(
        municipality_id=representative.municipality_id,
        representative=representative,
        kind=kind,
        at=at,
        request_ref=request_ref,
        assignment_ref=assignment_ref,
    )
    recount(people=[representative.pk], at=at)
    return turn


@transaction.atomic
def take_back(*, municipality: Any, kind: str, request_ref: str, written_at: datetime, at: datetime) -> int:
    """Deletes the lines of a kind that one step wrote for a request, when the step is taken back; says how many."""
    rows = Turn.objects.filter(municipality=municipality, kind=kind, request_ref=request_ref, at=written_at)
    people = list(rows.order_by("pk").values_list("representative", flat=True))
    rows.delete()
    recount(people=people, at=at)
    return len(people)


@transaction.atomic(savepoint=False)
def recount(*, people: Iterable[int], at: datetime) -> None:
    """Counts the figures of people (by primary key) from the ledger: at `at`, or at their last line if that is later.

    For whoever changes the ledger otherwise than by `write`. The rows are locked before the ledger is read, so that of
    two who write at once the second counts the line of the first.
    """
    pks = sorted(set(people))
    # One person whose figures are there is what almost every call is about.
    rows = list(_locked(pks)) if len(pks) == 1 else []
    if len(rows) < len(pks):
        _begin(pks, at)
        rows = list(_locked(pks))
    read = lines(pks)
    empty = [row.pk for row in rows if not read[row.representative_id]]
    kept = [row for row in rows if read[row.representative_id]]
    for row in kept:
        its = read[row.representative_id]
        row.holds_from = max(at, its[-1][1])
        for name, value in _figures(its, row.holds_from).items():
            setattr(row, name, value)
    _write(kept)
    if empty:
        TurnSummary.objects.filter(pk__in=empty).delete()


def _locked(pks: list[int]) -> QuerySet[TurnSummary]:
    held = TurnSummary.objects.select_for_update(of=("self",))
    return held.filter(representative__in=pks).order_by("representative")


def _begin(pks: list[int], at: datetime) -> None:
    """Figures of those who have none."""
    new = Representative.objects.filter(pk__in=pks, turn_summary=None).order_by("pk")
    # Each is called as its person: there is one, and no address leads to it.
    blank = [
        TurnSummary(
            representative_id=pk, public_id=ref, municipality_id=place, holds_from=at, **_figures([], at)
        )
        for pk, ref, place in new.values_list("pk", "public_id", "municipality_id")
    ]
    # Another may have made them in this moment.
    TurnSummary.objects.bulk_create(blank, ignore_conflicts=True)


def _write(rows: list[TurnSummary]) -> None:
    if len(rows) == 1:
        rows[0].save(update_fields=COUNTED)
    else:
        TurnSummary.objects.bulk_update(rows, COUNTED, batch_size=BATCH)


def recount_passed_by(at: datetime) -> int:
    """Counts anew those whose figures no longer hold at `at`, a batch at a time; says how many."""
    passed = TurnSummary.objects.filter(holds_until__lte=at).order_by("holds_until", "pk")
    people = list(passed.values_list("representative", flat=True)[:BATCH])
    recount(people=people, at=at)
    return len(people)


def forget(*, before: datetime, at: datetime) -> int:
    """Deletes a batch of lines from before a moment, and counts anew whose they were; says how many went."""
    old = Turn.objects.filter(at__lt=before).order_by("pk")
    people = set(old.values_list("representative", flat=True)[: keeping.BATCH])
    gone = keeping.delete_some(old)
    recount(people=people, at=at)
    return gone


def _figures(read: list[Line], at: datetime) -> dict[str, int | datetime | None]:
    """What lines come to at a moment at or after all of them, and until when that holds."""
    found = history(read, at=at)
    ends = [when + COUNTED_FOR[kind] for kind, when, *_refs in read if kind in COUNTED_FOR]
    return {
        "running": found.running,
        "assigned_in_half_year": found.assigned_in_half_year,
        "asked_in_half_year": found.asked_in_half_year,
        "passed_over_in_year": found.passed_over_in_year,
        "rests_since": None if found.rests_since is None else microseconds(found.rests_since),
        "holds_until": min((end for end in ends if end > at), default=None),
    }
