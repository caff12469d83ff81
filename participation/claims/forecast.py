"""Planned, incurred and sent to payroll in a year, for each project and unit, against its frame.

Sums of projects and units, never of people: whoever manages a unit sees those of the unit and below it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.organisations.models import Unit
from participation.assignments.models import Assignment
from participation.claims.fees import kroner, share
from participation.claims.frames import Frame
from participation.claims.models import FEES, Claim, RateKind
from participation.claims.pricing import Rates, rates_of
from participation.meetings.models import Meeting
from projects.planning.models import Project, ProjectQuerySet

ZERO = Decimal(0)
# A meeting that is planned has no hours yet: it is reckoned with as many as these.
USUAL_HOURS = Decimal(2)
YEARS = range(2000, 2101)


class CannotSetFrame(Exception):
    """The frame cannot be set like this; the text can be shown."""


@dataclass
class Money:
    """Kroner of one project or unit, the employer's contribution included."""

    name: str
    key: str
    frame: Decimal | None = None
    incurred: Decimal = ZERO
    sent: Decimal = ZERO
    ahead: Decimal = ZERO

    @property
    def planned(self) -> Decimal:
        """What the year will cost as far as it is known: what has come, and the meetings that are planned."""
        return self.incurred + self.ahead

    @property
    def left(self) -> Decimal | None:
        """What the frame leaves when all that is planned has come; below zero it is too little."""
        return None if self.frame is None else self.frame - self.planned

    def add(self, other: "Money") -> None:
        self.incurred += other.incurred
        self.sent += other.sent
        self.ahead += other.ahead


@dataclass(frozen=True)
class Forecast:
    """One year. The projects add up to `total`; a unit holds those below it."""

    year: int
    projects: list[Money]
    units: list[Money]
    total: Money = field(default_factory=lambda: Money("", ""))
    unpriced: tuple[str, ...] = ()


def forecast(*, user: Any, municipality: Any, year: int, today: date) -> Forecast:
    """What participation costs in a year. A fixed number of queries, whatever the number of rows."""
    projects = {row.pk: row for row in _projects(user, municipality).select_related("unit")}
    money = {pk: Money(row.title, row.public_id) for pk, row in projects.items()}
    rates = rates_of(municipality)
    _incurred(money, rates, year)
    _ahead(money, rates, year, today)
    frames = list(Frame.objects.of(municipality).filter(year=year))
    for frame in frames:
        if frame.project_id in money:
            money[frame.project_id].frame = frame.amount
    units = _by_unit(money, projects, _units(user, municipality), frames)
    total = Money(_("All together"), "")
    for one in money.values():
        total.add(one)
    return Forecast(
        year,
        [one for one in money.values() if one.planned or one.frame is not None],
        [one for one in units if one.planned or one.frame is not None],
        total,
        tuple(sorted(str(RateKind(kind).label) for kind in rates.missed)),
    )


@transaction.atomic
def set_frame(*, of: Unit | Project, year: int, amount: Decimal | None, by: Any, at: Any) -> Frame | None:
    """What a project or a unit may spend in a year; None takes the frame away. Refuses less than nothing."""
    if year not in YEARS or (amount is not None and amount < 0):
        raise CannotSetFrame(_("Write a year, and an amount that is not below zero."))
    about = {"project": of} if isinstance(of, Project) else {"unit": of}
    found = Frame.objects.select_for_update(of=("self",)).filter(year=year, **about).first()
    frame = found or Frame(municipality_id=of.municipality_id, year=year, **about)
    if amount is None:
        if found is not None:
            audit.record("frame.dropped", obj=found, by=by, at=at)
            found.delete()
        return None
    frame.amount = amount
    frame.save()
    audit.record("frame.set", obj=frame, by=by, at=at, fields=["amount"])
    return frame


def _projects(user: Any, municipality: Any) -> ProjectQuerySet:
    """Those whose money the person may see: of the municipality, or of the units that the person manages."""
    reach = scope.of(user).reach(Permission.FORECAST_READ, unit="unit", own=Q(pk__in=[]))
    found: ProjectQuerySet = Project.objects.visible_to(user).of(municipality).filter(reach)
    return found


def _units(user: Any, municipality: Any) -> list[Unit]:
    units = Unit.objects.of(municipality)
    reach = scope.of(user)
    if municipality.pk not in reach.whole(Permission.FORECAST_READ):
        units = units.filter(pk__in=reach.units(Permission.FORECAST_READ))
    return list(units)


def _incurred(money: dict[int, Money], rates: Rates, year: int) -> None:
    """Every claim of the projects in `money`."""
    claims = Claim.objects.filter(attendance__meeting__project__in=money).owed()
    claims = claims.filter(incurred_on__year=year).order_by()
    sent = Sum("amount", filter=Q(state=Claim.State.EXPORTED), default=ZERO)
    rows = claims.values_list("attendance__meeting__project", "kind", "incurred_on")
    for project, kind, day, amount, paid in rows.annotate(sum=Sum("amount"), sent=sent):
        percent = rates.on(RateKind.EMPLOYER_SHARE, day) if kind in Claim.PAY and amount else ZERO
        money[project].incurred += amount + share(amount, percent)
        money[project].sent += paid + share(paid, percent)


def _ahead(money: dict[int, Money], rates: Rates, year: int, today: date) -> None:
    """Fees of meetings that are planned from today on, for everybody who has a seat now."""
    seats: dict[int, list[int | None]] = defaultdict(list)
    running = Assignment.objects.running().filter(request__project__in=money).order_by()
    for project, role in running.values_list("request__project", "request__role"):
        seats[project].append(role)
    meetings = Meeting.objects.filter(project__in=money, state=Meeting.State.PLANNED)
    coming = meetings.filter(held_on__year=year, held_on__gte=today).order_by()
    for project, day, hours in coming.values_list("project", "held_on", "hours"):
        fees = sum((_fee(rates, day, hours or USUAL_HOURS, role) for role in seats[project]), ZERO)
        percent = rates.on(RateKind.EMPLOYER_SHARE, day) if fees else ZERO
        money[project].ahead += fees + share(fees, percent)


def _fee(rates: Rates, day: date, hours: Decimal, role: int | None) -> Decimal:
    rate = rates.find(FEES, day, role)
    if rate is None:
        rates.missed.add(RateKind.FEE_HOUR.value)
        return ZERO
    return kroner(rate.quantity(hours), rate.amount)


def _by_unit(
    money: dict[int, Money], projects: dict[int, Project], units: list[Unit], frames: Iterable[Frame]
) -> list[Money]:
    above = {unit.pk: unit.parent_id for unit in units}
    found = {unit.pk: Money(unit.name, unit.public_id) for unit in units}
    for frame in frames:
        if frame.unit_id in found:
            found[frame.unit_id].frame = frame.amount
    for pk, one in money.items():
        unit: int | None = projects[pk].unit_id
        # Up to the topmost that the person sees.
        while unit in found:
            found[unit].add(one)
            unit = above[unit]
    return list(found.values())
