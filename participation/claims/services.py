"""Dated rates, and what each person is owed for a meeting. Nothing is paid out here."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from participation.claims.fees import kroner, paid_hours
from participation.claims.models import Claim, Rate, RateKind
from participation.claims.queries import rate_on
from participation.meetings.models import Attendance

Kind, State = Claim.Kind, Claim.State
# Which rate prices which kind of claim; another expense has its own amount.
PRICED_BY = {Kind.FEE: RateKind.FEE_HOUR, Kind.TRAVEL: RateKind.TRAVEL_KM}

FIRST_YEAR = 2000


class CannotSetRate(Exception):
    """The rate cannot be added; the text can be shown."""


class CannotClaim(Exception):
    """The claim cannot be made or changed like this; the text can be shown."""


@transaction.atomic
def add_rate(
    *, municipality: Municipality, kind: str, amount: Decimal, valid_from: date, by: Any, at: datetime
) -> Rate:
    """A rate in force from a day; the one before it ends the day before, and it ends before the next one begins.

    Draft claims of those days are priced anew. Refuses a second rate of the kind from the same day, a day
    before the year 2000, and an amount below zero.
    """
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    rates = Rate.objects.of(municipality).filter(kind=kind)
    if amount < 0:
        raise CannotSetRate(_("A rate cannot be below zero."))
    if valid_from.year < FIRST_YEAR:
        raise CannotSetRate(_("A rate cannot be from before the year 2000."))
    if rates.filter(valid_from=valid_from).exists():
        raise CannotSetRate(_("There is already a rate of this kind from that day."))
    following = rates.filter(valid_from__gt=valid_from).order_by("valid_from").first()
    rates.filter(valid_from__lt=valid_from, valid_to=None).update(valid_to=valid_from - timedelta(days=1))
    rates.filter(valid_from__lt=valid_from, valid_to__gte=valid_from).update(
        valid_to=valid_from - timedelta(days=1)
    )
    rate = Rate.objects.create(
        municipality=municipality,
        kind=kind,
        amount=amount,
        valid_from=valid_from,
        valid_to=following.valid_from - timedelta(days=1) if following else None,
    )
    audit.record("rate.added", obj=rate, by=by, at=at, fields=["amount", "valid_from"], purpose=kind)
    _price_drafts(rate)
    return rate


@transaction.atomic
def draft_fee(*, attendance: Attendance, by: Any, at: datetime) -> Claim | None:
    """The fee of one attendance as a draft, at the rate in force on the day; brought up to date when there is one.

    None, and a draft taken away, for someone who was not there. Without a rate on the day the draft says nothing of
    money until one is added. Refuses to change a fee that has been approved or has gone to payroll; one that the person
    has declined stays declined.
    """
    existing = (
        Claim.objects.select_for_update(of=("self",)).filter(attendance=attendance, kind=Kind.FEE).first()
    )
    day = attendance.meeting.held_on
    if existing and existing.state in (State.APPROVED, State.EXPORTED):
        return _unchanged(existing, attendance)
    if not attendance.was_present:
        if existing and existing.state == State.DRAFT:
            audit.record("claim.dropped", obj=existing, by=by, at=at, subject=_person(existing))
            existing.delete()
        return None
    claim = existing or Claim(
        municipality_id=attendance.municipality_id, attendance=attendance, kind=Kind.FEE
    )
    claim.incurred_on, claim.quantity = day, paid_hours(attendance.hours)
    _price(claim)
    claim.save()
    audit.record("claim.drafted", obj=claim, by=by, at=at, fields=["amount"], subject=_person(claim))
    return claim


@transaction.atomic
def add_expense(
    *,
    attendance: Attendance,
    kind: str,
    quantity: Decimal,
    by: Any,
    at: datetime,
    amount: Decimal | None = None,
) -> Claim:
    """Travel in kilometres, priced by the rate of the day, or another expense with its amount in kroner.

    Refuses someone who was not there, a fee, and an expense without an amount.
    """
    if not attendance.was_present:
        raise CannotClaim(_("Only someone who was there has expenses."))
    if kind not in (Kind.TRAVEL, Kind.EXPENSE) or (kind == Kind.EXPENSE and amount is None):
        raise CannotClaim(_("Write how many kilometres, or an amount in kroner."))
    claim = Claim(
        municipality_id=attendance.municipality_id,
        attendance=attendance,
        kind=kind,
        quantity=quantity if kind == Kind.TRAVEL else Decimal(1),
        amount=amount or Decimal(0),
        incurred_on=attendance.meeting.held_on,
    )
    if kind == Kind.TRAVEL:
        _price(claim)
    claim.save()
    audit.record("claim.added", obj=claim, by=by, at=at, fields=["amount"], subject=_person(claim))
    return claim


def approve(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The facilitator vouches for a draft. Refuses one without a rate to price it."""
    if claim.kind in PRICED_BY and claim.rate_id is None:
        raise CannotClaim(_("No rate is in force on that day. Add the rate first."))
    return _move(claim, State.APPROVED, "claim.approved", by, at)


def decline(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """The person does not want the money. It is never asked why."""
    return _move(claim, State.DECLINED, "claim.declined", by, at)


def reopen(*, claim: Claim, by: Any, at: datetime) -> Claim:
    """Back to a draft: the person wants it after all, or something must be mended."""
    return _move(claim, State.DRAFT, "claim.reopened", by, at)


@transaction.atomic
def _move(claim: Claim, to: Claim.State, event: str, by: Any, at: datetime) -> Claim:
    moved = Claim.objects.filter(pk=claim.pk, state__in=Claim.MOVES[to]).update(state=to)
    claim.refresh_from_db()
    if not moved:
        raise CannotClaim(
            _("A claim that is “%(from)s” cannot become “%(to)s”.")
            % {"from": claim.get_state_display(), "to": to.label}
        )
    audit.record(event, obj=claim, by=by, at=at, fields=["state"], subject=_person(claim))
    return claim


def _unchanged(claim: Claim, attendance: Attendance) -> Claim:
    same = attendance.was_present and claim.quantity == paid_hours(attendance.hours)
    if not same or claim.incurred_on != attendance.meeting.held_on:
        raise CannotClaim(
            _("The fee of somebody here is already approved. Take the approval back before changing it.")
        )
    return claim


def _price(claim: Claim) -> None:
    claim.rate = rate_on(PRICED_BY[Kind(claim.kind)], claim.incurred_on, claim.municipality_id)
    claim.amount = kroner(claim.quantity, claim.rate.amount) if claim.rate else Decimal(0)


def _price_drafts(rate: Rate) -> None:
    kinds = [kind for kind, priced_by in PRICED_BY.items() if priced_by == rate.kind]
    drafts = Claim.objects.filter(
        municipality_id=rate.municipality_id,
        kind__in=kinds,
        state__in=[State.DRAFT, State.DECLINED],
        incurred_on__gte=rate.valid_from,
    )
    if rate.valid_to:
        drafts = drafts.filter(incurred_on__lte=rate.valid_to)
    changed = list(drafts.select_for_update(of=("self",)))
    for claim in changed:
        claim.rate, claim.amount = rate, kroner(claim.quantity, rate.amount)
    Claim.objects.bulk_update(changed, ["rate", "amount"])


def _person(claim: Claim) -> Any:
    return claim.attendance.assignment.representative
