"""Agreeing to share, withdrawing, and the quarterly count. Only the count ever sees several municipalities at once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from participation.comparison import quarters
from participation.comparison.models import (
    FEWEST,
    FIRST_YEAR,
    MOST,
    Key,
    PeerFigure,
    Ratio,
    SharedFigure,
    Sharing,
)
from participation.comparison.sizes import ENOUGH, LEAST, ROUND, TENTHS, span
from participation.reports.figures import REGISTRY
from participation.reports.rows import Rows
from projects.gaps.thresholds import moment


class CannotShare(Exception):
    """It cannot be shared; the text says why and can be shown."""


@transaction.atomic
def agree(*, municipality: Municipality, inhabitants: int, counted_in: int, by: Any, at: datetime) -> Sharing:
    """Begins to share from the next whole quarter on; where it is shared already, corrects the inhabitants.

    Refuses a number of inhabitants that no municipality has, and a year that has not come.
    """
    if not FEWEST <= inhabitants <= MOST:
        raise CannotShare(_("No municipality has so many inhabitants, or so few."))
    if not FIRST_YEAR <= counted_in <= timezone.localdate(at).year:
        raise CannotShare(_("Give the year that the number is from."))
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    held = Sharing.objects.of(municipality).running().first()
    if held is not None:
        held.inhabitants, held.counted_in = inhabitants, counted_in
        held.save(update_fields=["inhabitants", "counted_in"])
        audit.record("sharing.changed", obj=held, by=by, at=at, fields=["inhabitants", "counted_in"])
        return held
    made = Sharing.objects.create(
        municipality=municipality, inhabitants=inhabitants, counted_in=counted_in, agreed_at=at, by=by
    )
    audit.record("sharing.agreed", obj=made, by=by, at=at)
    return made


@transaction.atomic
def withdraw(*, sharing: Sharing, by: Any, at: datetime) -> Sharing:
    """Ends it at once: what was shared is deleted, and what the others told as well. What they were told stays theirs.

    Refuses what is withdrawn already.
    """
    held = Sharing.objects.select_for_update(of=("self",)).get(pk=sharing.pk)
    if held.withdrawn_at is not None:
        raise CannotShare(_("It is withdrawn already."))
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    SharedFigure.objects.of(held.municipality_id).delete()
    PeerFigure.objects.of(held.municipality_id).delete()
    audit.record("sharing.withdrawn", obj=held, by=by, at=at)
    return held


@transaction.atomic
def count_quarter(*, at: datetime) -> int:
    """Counts the last whole quarter, once: those who shared all of it, and each band of six or more of them.

    Who joins within a quarter is in the next; who has left is in none. So nothing that is shown moves on the day
    somebody joins or leaves. Returns how many municipalities were counted.
    """
    quarter = quarters.last_whole(timezone.localdate(at))
    running = Sharing.objects.select_for_update(of=("self",)).running().order_by("pk")
    shared = list(running.filter(agreed_at__lt=moment(quarter)).select_related("municipality"))
    if not shared or SharedFigure.objects.filter(quarter=quarter).exists():
        return 0
    counts = {one.pk: _count(one, quarter, at) for one in shared}
    bands: dict[tuple[bool, int], list[Sharing]] = defaultdict(list)
    for one in shared:
        # Invented municipalities are compared with invented ones.
        bands[one.municipality.is_demonstration, one.band].append(one)
    for (_is_invented, band), members in bands.items():
        _tell(band, members, counts, quarter, at)
    return len(shared)


def _count(sharing: Sharing, quarter: Any, at: datetime) -> dict[str, int]:
    period = quarters.year_to(quarter)
    rows = Rows(sharing.municipality, None, period, period.end)
    values = {}
    for key in Key.values:
        count = REGISTRY[key].count
        values[key] = int((count(rows).value if count else 0) or 0)
    SharedFigure.objects.bulk_create(
        SharedFigure(municipality=sharing.municipality, quarter=quarter, key=key, value=value, at=at)
        for key, value in values.items()
    )
    audit.record("sharing.counted", obj=sharing, by=None, at=at)
    return values


def _tell(
    band: int,
    members: list[Sharing],
    counts: Mapping[int, Mapping[str, int]],
    quarter: Any,
    at: datetime,
) -> None:
    """Gives each of a band the same span of each figure, if six or more of them have it."""
    if len(members) < LEAST:
        return
    for ratio in Ratio.values:
        found = [ratio_of(ratio, counts[one.pk], one.inhabitants) for one in members]
        known = [value for value in found if value is not None]
        told = span(known, steps_of(ratio))
        if told is None:
            continue
        PeerFigure.objects.bulk_create(
            PeerFigure(
                municipality=one.municipality,
                quarter=quarter,
                band=band,
                ratio=ratio,
                low=told[0],
                high=told[1],
                at=at,
            )
            for one in members
        )


def steps_of(ratio: str) -> tuple[int, ...]:
    """The round numbers of a ratio: of ten in twos, of inhabitants in 1, 2, 5, 10 and so on."""
    return TENTHS if ratio in (Ratio.ANSWERED, Ratio.UNITS_WITH) else ROUND


def ratio_of(ratio: str, counts: Mapping[str, int], inhabitants: int) -> Fraction | None:
    """A ratio of one municipality; None where it rests on too few to say anything."""
    if ratio == Ratio.ANSWERED:
        return _of_ten(counts[Key.ANSWERED], counts[Key.SAID])
    if ratio == Ratio.UNITS_WITH:
        return _of_ten(counts[Key.UNITS_WITH], counts[Key.UNITS])
    return min(Fraction(counts[ratio] * 10_000, inhabitants), Fraction(ROUND[-1]))


def _of_ten(part: int, whole: int) -> Fraction | None:
    return Fraction(10 * min(part, whole), whole) if whole >= ENOUGH else None
