"""Money on the last day: what has gone to payroll, receipts, what came back with a word, a no, and the frames."""

import base64
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from participation.assignments.models import Assignment
from participation.claims import attaching, exporting, forecast, rating
from participation.claims import services as claims
from participation.claims.exports import Column
from participation.claims.models import Claim, RateKind
from participation.demonstration.apart import apart
from participation.demonstration.course import Year
from participation.meetings.models import Attendance, Meeting
from representatives.registry.models import Representative

LAST = -1
# Payroll has had what is older than this.
SENT_BEFORE = timedelta(days=60)
RATES = (
    (RateKind.PREPARATION_HOUR, "200"),
    (RateKind.TRAVEL_HOUR, "150"),
    (RateKind.FEE_CANCELLED, "355"),
)
HEADINGS = (
    (Column.NAME, "Navn"),
    (Column.DAY, "Dato"),
    (Column.CODE, "Lønnsart"),
    (Column.QUANTITY, "Antall"),
    (Column.AMOUNT, "Beløp"),
    (Column.UNIT, "Ansvar"),
    (Column.PROJECT, "Prosjekt"),
)
CODES: dict[str, str] = {Claim.Kind.FEE: "3110", Claim.Kind.TRAVEL: "7140", Claim.Kind.EXPENSE: "7190"}
# A picture of one grey dot: nobody's receipt.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


def plan(year: Year) -> None:
    """In the afternoon, when nothing else of the year is counted any more."""
    own = apart("money")
    year.plan(year.moment(LAST, 16, 30), own(partial(_rates, year)))
    year.plan(year.moment(LAST, 16, 35), own(partial(_send, year)))
    year.plan(year.moment(LAST, 16, 40), own(partial(_frames, year)))
    year.plan(year.moment(LAST, 16, 45), own(partial(_own, year)))
    year.plan(year.moment(LAST, 16, 50), own(partial(_called_off, year)))


def _rates(year: Year, at: datetime) -> None:
    for kind, amount in RATES:
        rating.add_rate(
            municipality=year.municipality,
            kind=kind,
            amount=Decimal(amount),
            valid_from=date(year.today.year - 1, 1, 1),
            by=year.users["ida"],
            at=at,
        )


def _send(year: Year, at: datetime) -> None:
    said: dict[str, Any] = {"municipality": year.municipality, "by": year.facilitator, "at": at}
    exporting.set_mapping(columns=HEADINGS, codes=CODES, **said)
    exporting.export(until=year.today - SENT_BEFORE, **said)


def _frames(year: Year, at: datetime) -> None:
    projects = sorted(year.projects.values(), key=lambda project: project.pk)[:2]
    for of, amount in ((projects[0], 40_000), (projects[-1], 1_000), (projects[0].unit, 120_000)):
        forecast.set_frame(of=of, year=year.today.year, amount=Decimal(amount), by=year.facilitator, at=at)


def _own(year: Year, at: datetime) -> None:
    """What the one with an account has written of the latest meeting: one of each kind, in each state."""
    person = Representative.objects.select_related("user").get(pk=year.own.pk)
    attended = Attendance.objects.of(year.municipality).present().filter(meeting__state=Meeting.State.HELD)
    rows = attended.select_related("meeting", "assignment__request", "assignment__representative")
    one = rows.filter(assignment__representative=person).order_by("-meeting__held_on", "-pk").first()
    if one is None:
        return
    spent: dict[str, Any] = {"attendance": one, "by": person.user, "at": at}
    bus = claims.add_expense(
        kind="expense", quantity=Decimal(1), amount=Decimal(98), note="Buss tur-retur", **spent
    )
    attaching.attach(claim=bus, name="bussbillett.png", content=PICTURE, by=person.user, at=at)
    lost = claims.add_expense(
        kind="lost_earnings", quantity=Decimal(1), amount=Decimal(1450), note="Fri en halv dag", **spent
    )
    claims.give_back(claim=lost, word="Legg ved en bekreftelse fra arbeidsgiver.", by=year.facilitator, at=at)
    claims.add_expense(kind="preparation", quantity=Decimal("1.2"), note="Leste rapporten", **spent)
    declined = claims.add_expense(kind="travel_time", quantity=Decimal("0.75"), **spent)
    claims.decline(claim=declined, by=person.user, at=at)


def _called_off(year: Year, at: datetime) -> None:
    meetings = Meeting.objects.of(year.municipality).filter(state=Meeting.State.CANCELLED)
    for meeting in meetings.order_by("-held_on", "-pk"):
        seats = Assignment.objects.filter(request__project=meeting.project_id)
        first = seats.select_related("request", "representative").order_by("pk").first()
        if first is not None:
            claims.call_off(meeting=meeting, assignments=[first], by=year.facilitator, at=at)
            return
