"""What stands behind a claim, what has gone to payroll, and what may be spent."""

import base64
from datetime import datetime
from typing import Any

from participation.models import Attendance, Claim, Frame, PayrollExport, PayrollMapping, Receipt

PDF = b"%PDF-1.7\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def make_receipt(claim: Claim, *, at: datetime, name: str = "buss.pdf", content: bytes = PDF) -> Receipt:
    return Receipt.objects.create(
        municipality=claim.municipality,
        claim=claim,
        name=name,
        kind="application/pdf",
        size=len(content),
        content=base64.b64encode(content).decode(),
        added_at=at,
    )


def add_money(town: Any, attendance: Attendance, at: datetime) -> None:
    """A receipt of a bus, an earlier claim that has gone to payroll, the columns, and a frame."""
    common: dict[str, Any] = {"municipality": town.municipality}
    spent: dict[str, Any] = {"quantity": 1, "amount": 60, "incurred_on": attendance.meeting.held_on, **common}
    bus = Claim.objects.create(
        attendance=attendance,
        kind="expense",
        note=town.text("buss", 200),
        word=town.text("svar", 300),
        **spent,
    )
    town.keep("receipt", make_receipt(bus, at=at, name=town.text("kvittering", 120)))
    export = PayrollExport.objects.create(
        made_at=at, columns=[["amount", town.text("beløp", 60)]], number=1, total=60, **common
    )
    town.keep("payroll_export", export)
    Claim.objects.create(attendance=attendance, kind="expense", state="exported", export=export, **spent)
    PayrollMapping.objects.get_or_create(defaults={"columns": export.columns}, **common)
    town.keep("frame", Frame.objects.create(unit=town.unit, year=at.year, amount=1000, **common))
