"""How promises are kept in the year, counted once more from the bare rows: no query of the product is used for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Unit
from participation.contributions import queries, rates
from participation.models import Change, Contribution, Decision, Effect, Response, Told

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from tests.participation.demonstration.year.conftest import Laid

FAILED = ("undeliverable", "cancelled")
CALENDAR_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LAST_TWELVE_MONTHS = (date(2025, 11, 23), date(2026, 11, 22))
HALF_A_YEAR = (date(2026, 1, 1), date(2026, 6, 30))


@dataclass(frozen=True)
class Counted:
    """One contribution, and how far it came."""

    unit: int
    project: str
    days: int | None
    in_time: bool
    overdue: bool
    came: frozenset[str]


def _recounted(laid: "Laid", period: tuple[date, date]) -> list[Counted]:
    first: dict[int, date] = {}
    for row in Response.objects.order_by().values("contribution", "answered_on"):
        pk, day = row["contribution"], row["answered_on"]
        first[pk] = min(day, first.get(pk, day))
    measured = {
        row["change"]
        for row in Effect.objects.order_by().values("change", "indicator")
        if row["indicator"] != ""
    }
    changes = list(Change.objects.order_by().values("id", "contribution"))
    tellings = Told.objects.order_by().values("contribution", "step", "message__state")
    came = {
        "answered": set(first),
        "decided": {row["contribution"] for row in Decision.objects.order_by().values("contribution")},
        "changed": {row["contribution"] for row in changes},
        "measured": {row["contribution"] for row in changes if row["id"] in measured},
        "told": {
            row["contribution"]
            for row in tellings
            if row["step"] in ("answered", "decided", "changed") and row["message__state"] not in FAILED
        },
    }
    today = timezone.localdate(laid.at)
    rows = Contribution.objects.order_by().values(
        "id", "municipality", "said_on", "due_on", "project__unit", "project__public_id"
    )
    return [
        Counted(
            row["project__unit"],
            row["project__public_id"],
            (first[row["id"]] - row["said_on"]).days if row["id"] in first else None,
            row["id"] in first and first[row["id"]] <= row["due_on"],
            row["id"] not in first and row["due_on"] < today,
            frozenset(step for step, those in came.items() if row["id"] in those),
        )
        for row in rows
        if row["municipality"] == laid.municipality.pk and period[0] <= row["said_on"] <= period[1]
    ]


def _middle(days: Iterable[int]) -> float | None:
    ordered = sorted(days)
    if not ordered:
        return None
    half, is_odd = divmod(len(ordered), 2)
    return float(ordered[half]) if is_odd else (ordered[half - 1] + ordered[half]) / 2


def _same(found: rates.Rate, rows: list[Counted]) -> None:
    told = sum(1 for row in rows if "told" in row.came)
    assert (found.said, found.answered, found.told) == (
        len(rows),
        sum(1 for row in rows if row.days is not None),
        told,
    ), found.name
    assert found.in_time == sum(1 for row in rows if row.in_time)
    assert found.overdue == sum(1 for row in rows if row.overdue)
    assert found.days == _middle(row.days for row in rows if row.days is not None), found.name
    if len(rows) < 10:
        assert found.told_share is None
    else:
        assert found.told_share is not None and abs(found.told_share - 100 * told / len(rows)) <= 0.5


def _below(unit: int, parents: dict[int, int | None]) -> set[int]:
    """The unit and everything under it."""
    found, size = {unit}, 0
    while len(found) > size:
        size = len(found)
        found |= {pk for pk, parent in parents.items() if parent in found}
    return found


@pytest.mark.parametrize("period", [CALENDAR_YEAR, LAST_TWELVE_MONTHS, HALF_A_YEAR])
def test_the_rates_and_the_chain_are_what_the_rows_say(laid: "Laid", period: tuple[date, date]) -> None:
    marte = User.objects.get(email="marte@demo.example.org")
    today = timezone.localdate(laid.at)
    found = rates.rates(user=marte, municipality=laid.municipality, period=period, today=today)
    rows = _recounted(laid, period)
    parents = dict(Unit.objects.of(laid.municipality).values_list("pk", "parent"))
    keys = dict(Unit.objects.of(laid.municipality).values_list("public_id", "pk"))

    _same(found.total, rows)
    assert {one.key for one in found.projects} == {row.project for row in rows}
    for one in found.projects:
        _same(one, [row for row in rows if row.project == one.key])
    for one in found.units:
        _same(one, [row for row in rows if row.unit in _below(keys[one.key], parents)])
    for unit in (None, *Unit.objects.of(laid.municipality)):
        own = rows if unit is None else [row for row in rows if row.unit in _below(unit.pk, parents)]
        steps = {step: sum(1 for row in own if step in row.came) for step in queries.STATES[2:]}
        assert queries.chain(laid.municipality, unit, period) == queries.Chain(said=len(own), **steps)


def test_no_figure_of_the_year_is_trivial(laid: "Laid") -> None:
    """Neither nothing nor everything, over all and in the units; otherwise a wrong count could look right."""
    marte = User.objects.get(email="marte@demo.example.org")
    today = timezone.localdate(laid.at)
    found = rates.rates(user=marte, municipality=laid.municipality, period=CALENDAR_YEAR, today=today)
    chain = queries.chain(laid.municipality, None, CALENDAR_YEAR)

    total = found.total
    assert total.said >= 100
    for part in (total.answered, total.in_time, total.told, total.overdue):
        assert 0 < part < total.said
    for step in queries.STATES[2:]:
        assert 0 < getattr(chain, step) < chain.said
    assert total.days is not None and total.days > 0
    large = [one for one in found.units if one.told_share is not None]
    assert len(large) >= 3
    assert len({one.told_share for one in large}) >= 3 and len({one.days for one in large}) >= 3
    # One unit may have told everything; most have not.
    assert sum(1 for one in large if 0 < (one.told_share or 0) < 100) >= 3
