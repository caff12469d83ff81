"""Sending claims to payroll: marked in one transaction, the same file whenever it is asked for, and undone whole."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from participation.claims.exports import Column, PayrollExport, PayrollMapping, mapping_of
from participation.claims.models import Claim, ClaimQuerySet

State = Claim.State


class CannotExport(Exception):
    """Nothing can be sent to payroll, or taken back, like this; the text can be shown."""


@transaction.atomic
def export(*, municipality: Municipality, until: date, by: Any, at: datetime) -> PayrollExport:
    """Marks every approved claim up to a day as sent to payroll, with the columns of now. Refuses when there is none.

    Of two who press at once, the second finds nothing left: no claim goes twice.
    """
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    approved = Claim.objects.of(municipality).filter(state=State.APPROVED, incurred_on__lte=until)
    claims = list(_with_person(approved).select_for_update(of=("self",)))
    if not claims:
        raise CannotExport(_("No claim is approved and not sent yet. Approve some first."))
    mapping = mapping_of(municipality)
    made = PayrollExport.objects.create(
        municipality=municipality,
        made_at=at,
        made_by=by,
        columns=mapping.columns,
        codes=mapping.codes,
        number=len(claims),
        total=sum((claim.amount for claim in claims), Decimal(0)),
    )
    ids = [claim.pk for claim in claims]
    for start in range(0, len(ids), 500):
        Claim.objects.filter(pk__in=ids[start : start + 500]).update(state=State.EXPORTED, export=made)
    audit.record("payroll.exported", obj=made, by=by, at=at, fields=["number", "total"])
    audit.record_many(_line("claim.exported", claim, by, at) for claim in claims)
    return made


@transaction.atomic
def undo(*, export: PayrollExport, by: Any, at: datetime) -> PayrollExport:
    """Takes all of it back: the claims are approved again. For when payroll has not used the file.

    Refuses a second time.
    """
    held = PayrollExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if held.undone_at is not None:
        raise CannotExport(_("This has been taken back already."))
    rows = _with_person(Claim.objects.filter(export=held))
    lines = [_line("claim.export_undone", claim, by, at) for claim in rows]
    Claim.objects.filter(export=held).update(state=State.APPROVED, export=None)
    held.undone_at = at
    held.save(update_fields=["undone_at"])
    audit.record("payroll.undone", obj=held, by=by, at=at, fields=["undone_at"])
    audit.record_many(lines)
    return held


@transaction.atomic
def set_mapping(
    *,
    municipality: Municipality,
    columns: Sequence[tuple[str, str]],
    codes: Mapping[str, str],
    by: Any,
    at: datetime,
) -> PayrollMapping:
    """What the file holds from now on; what has been sent keeps the columns it was sent with.

    `columns` are pairs of what (`Column`) and heading, in order. Refuses a file without the amount, a column twice or
    without a heading, and what is no column or kind of claim.
    """
    names = [name for name, _heading in columns]
    if not set(names) <= set(Column.values) or not set(codes) <= set(Claim.Kind.values):
        raise CannotExport(_("The file cannot hold that."))
    if len(names) != len(set(names)) or not all(heading.strip() for _name, heading in columns):
        raise CannotExport(_("Each column stands once, and has a heading."))
    if Column.AMOUNT not in names:
        raise CannotExport(_("Payroll needs the amount: give it a heading."))
    mapping = mapping_of(municipality)
    mapping.columns = [[name, heading.strip()[:60]] for name, heading in columns]
    mapping.codes = {kind: code.strip()[:20] for kind, code in codes.items() if code.strip()}
    mapping.changed_at = at
    mapping.save()
    audit.record("payroll_mapping.set", obj=mapping, by=by, at=at, fields=["columns", "codes"])
    return mapping


def waiting(municipality: Any, until: date) -> tuple[int, Decimal]:
    """How many claims are approved and not sent, up to a day, and their sum in kroner."""
    rows = Claim.objects.of(municipality).filter(state=State.APPROVED, incurred_on__lte=until)
    return rows.count(), rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def _with_person(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Claims with no more of the person than whose they are: there may be thousands."""
    seat = "attendance__assignment"
    named = claims.select_related(f"{seat}__representative").order_by("pk")
    fields = ("public_id", "municipality", "amount", "attendance__assignment")
    return named.only(*fields, f"{seat}__representative__public_id")


def _line(kind: str, claim: Claim, by: Any, at: datetime) -> Any:
    person = claim.attendance.assignment.representative
    return audit.line(kind, obj=claim, by=by, at=at, fields=["state"], subject=person)
