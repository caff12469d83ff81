"""Adding a rate from a day, and the days for which there is none."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from participation.claims.fees import LEAST
from participation.claims.models import BY_HOUR, Claim, Rate, RateKind, Rounding, takes_over_from
from participation.claims.pricing import PRICED_BY, price, rates_of

FIRST_YEAR = 2000
DAY = timedelta(days=1)


class CannotSetRate(Exception):
    """The rate cannot be added; the text can be shown."""


@dataclass(frozen=True)
class Gap:
    """Days without a rate of a kind that there is a rate of before; `until` is None where it has no end yet."""

    label: str
    since: date
    until: date | None


@transaction.atomic
def add_rate(
    *,
    municipality: Municipality,
    kind: str,
    amount: Decimal,
    valid_from: date,
    by: Any,
    at: datetime,
    valid_to: date | None = None,
    role: Any = None,
    rounding: int = Rounding.HALF,
    least: Decimal = LEAST,
    notice_days: int | None = None,
) -> Rate:
    """A rate in force from a day; the one before it ends the day before, and it ends before the next one begins.

    Draft claims of those days are priced anew. Of the kinds of a meeting's fee one holds at a time, for everybody and
    for each role. Refuses a second rate of the kind from the same day, a day before the year 2000, one that ends before
    it begins, an amount below zero, a role for what is not paid to people, and days of notice for anything but a
    meeting that is called off.
    """

    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    rates = Rate.objects.of(municipality).filter(kind__in=takes_over_from(kind), role=role)
    _refuse(rates, kind, amount, valid_from, valid_to, role, rounding, least, notice_days)
    rate = Rate.objects.create(
        municipality=municipality,
        kind=kind,
        role=role,
        amount=amount,
        rounding=rounding,
        least=least,
        notice_days=notice_days,
        valid_from=valid_from,
        valid_to=_make_room(rates, valid_from, valid_to),
    )
    changed = ["amount", "rounding", "least", "valid_from"]
    audit.record("rate.added", obj=rate, by=by, at=at, fields=changed, purpose=kind)
    _price_drafts(rate)
    return rate


def gaps(municipality: Any, today: date) -> list[Gap]:
    """Days between rates for everybody, and after the last one has ended: nothing of those days can be approved."""
    ways: dict[tuple[str, ...], list[Rate]] = {}
    rows = Rate.objects.of(municipality).filter(role=None).order_by("valid_from", "pk")
    for rate in rows:
        ways.setdefault(takes_over_from(rate.kind), []).append(rate)
    found = []
    for rates in ways.values():
        for rate, later in zip(rates, [*rates[1:], None], strict=True):
            if rate.valid_to is None or (later and later.valid_from <= rate.valid_to + DAY):
                continue
            until = later.valid_from - DAY if later else None
            # One that will end has time yet; the day it has ended, claims wait.
            if later or rate.valid_to < today:
                found.append(Gap(str(rate.get_kind_display()), rate.valid_to + DAY, until))
    return sorted(found, key=lambda gap: (gap.since, gap.label))


def _make_room(rates: Any, valid_from: date, valid_to: date | None) -> date | None:
    """Ends the rate before the day before; returns when the new one ends: on its own day, or before the next begins."""
    following = rates.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    before = rates.filter(valid_from__lt=valid_from)
    (before.filter(valid_to=None) | before.filter(valid_to__gte=valid_from)).update(valid_to=valid_from - DAY)
    ends = [day for day in (valid_to, following and following.valid_from - DAY) if day]
    return min(ends, default=None)


def _refuse(
    rates: Any,
    kind: str,
    amount: Decimal,
    valid_from: date,
    valid_to: date | None,
    role: Any,
    rounding: int,
    least: Decimal,
    notice_days: int | None,
) -> None:
    if notice_days is not None and kind != RateKind.FEE_CANCELLED:
        raise CannotSetRate(_("Only a meeting that is called off has days of notice."))
    if amount < 0 or least < 0:
        raise CannotSetRate(_("A rate cannot be below zero."))
    if rounding not in Rounding.values or (kind in BY_HOUR and least > 24):
        raise CannotSetRate(_("Hours are rounded to a quarter, a half or a whole one, and a day has 24."))
    if valid_from.year < FIRST_YEAR:
        raise CannotSetRate(_("A rate cannot be from before the year 2000."))
    if valid_to is not None and valid_to < valid_from:
        raise CannotSetRate(_("A rate cannot end before it begins."))
    if role is not None and not any(kind in kinds for kinds in PRICED_BY.values()):
        raise CannotSetRate(_("Only what is paid to people has a rate for each role."))
    if rates.filter(valid_from=valid_from).exists():
        raise CannotSetRate(_("There is already a rate of this kind from that day."))


def _price_drafts(rate: Rate) -> None:
    kinds = [kind for kind, priced_by in PRICED_BY.items() if rate.kind in priced_by]
    drafts = Claim.objects.filter(
        municipality_id=rate.municipality_id,
        kind__in=kinds,
        state__in=[Claim.State.DRAFT, Claim.State.RETURNED, Claim.State.DECLINED],
        incurred_on__gte=rate.valid_from,
    )
    if rate.role_id:
        drafts = drafts.filter(attendance__assignment__request__role=rate.role_id)
    changed = list(
        drafts.select_for_update(of=("self",))
        .select_related("attendance__assignment__request")
        .order_by("pk")
    )
    rates = rates_of(rate.municipality_id)
    for claim in changed:
        price(claim, rates)
    Claim.objects.bulk_update(changed, ["rate", "quantity", "amount"])
