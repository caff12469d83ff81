"""Meetings of the year: planned, held with what was said, paid for; some ahead, one called off. And the rates."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from config.core.rows import new_public_id
from config.core.ui.templatetags.ui import phone
from participation.assignments.models import Assignment
from participation.claims import rating
from participation.claims import services as claims
from participation.claims.models import Claim
from participation.closing import services as closing
from participation.contributions.saying import Said
from participation.demonstration import promises
from participation.demonstration.apart import Act, apart
from participation.demonstration.course import BEFORE, Year, told
from participation.engagement.models import Professional
from participation.meetings import services as meetings
from participation.meetings.models import Attendance, Meeting
from participation.meetings.services import Account, Presence
from projects.planning.models import Project

# A meeting is planned this many days ahead, one that is yet to come at the latest this long ago.
AHEAD, PLANNED_BY = 10, -3
TO_TRAVEL, TO_APPROVE = 2, 21
PREPARING = Decimal("0.5")
# A third come by their own car.
TRAVELS = 0.33
# The hour at which a meeting begins, what is talked about, and what is read before it.
BEGINS, LASTS = (13, 10, 17), 2
AGENDA = "1. Siden sist\n2. {title}\n3. Veien videre, og hvem som gjør hva"
PAPERS = (
    "Notatet «Slik er det i dag», to sider. Du får det også på papir.",
    "Referatet fra forrige møte.\nUtkastet vi skal se på sammen.",
    "",
)


def plan_rates(year: Year) -> None:
    """Rates become known a month before they are in force."""
    for row in told("rates"):
        valid_from = date.fromisoformat(row["valid_from"])
        days = (valid_from - year.today).days - 30
        year.plan(year.moment(max(days, 1 - BEFORE), 8), partial(_rate, year, row, valid_from))


def _rate(year: Year, row: dict[str, Any], valid_from: date, at: datetime) -> None:
    rating.add_rate(
        municipality=year.municipality,
        kind=row["kind"],
        amount=Decimal(row["amount"]),
        valid_from=valid_from,
        by=year.users["ida"],
        at=at,
    )


def plan(year: Year, key: str, story: dict[str, Any]) -> None:
    """The meetings of one project, each with what was said in it."""
    own = apart(f"meetings {key}")
    for number, meeting in enumerate(story["meetings"]):
        planned = min(meeting["day"] - AHEAD, PLANNED_BY)
        act = own(partial(_plan, year, key, number, meeting, story))
        year.plan(year.moment(planned, 12), partial(_in_step, act))
        if meeting["minutes"]:
            said = [row for row in story["contributions"] if row["meeting"] == number]
            year.plan(year.moment(meeting["day"], 15), partial(_hold, year, key, number, meeting, said))


def _in_step(act: Act, at: datetime) -> None:
    """One id is drawn and left: as many as before letters went out about meetings."""
    new_public_id()
    act(at)


def call_off(year: Year, key: str, at: datetime) -> None:
    """Calls off what is planned in a project."""
    ahead = Meeting.objects.filter(project=year.projects[key], state=Meeting.State.PLANNED)
    for meeting in ahead.order_by("id"):
        apart(f"called off {key}")(partial(_cancel, year, meeting))(at)


def _cancel(year: Year, meeting: Meeting, at: datetime) -> None:
    meetings.cancel(meeting=meeting, by=year.facilitator, at=at)


def _plan(
    year: Year, key: str, number: int, meeting: dict[str, Any], story: dict[str, Any], at: datetime
) -> None:
    project = Project.objects.get(pk=year.projects[key].pk)
    year.meetings[key, number] = meetings.plan_meeting(
        project=project,
        title=meeting["title"],
        held_on=year.day(meeting["day"]),
        begins=time(BEGINS[number % len(BEGINS)]),
        ends=_ends(number, Decimal(str(meeting["hours"] or LASTS))),
        place=story["requests"][0]["place"],
        agenda=AGENDA.format(title=meeting["title"]),
        papers=PAPERS[number % len(PAPERS)],
        contact=f"{year.facilitator.name}, {phone(year.municipality.facilitator_phone)}",
        arranged=["access", "pauses"],
        by=year.users[story["leader"]],
        at=at,
    )


def _ends(number: int, hours: Decimal) -> time:
    begins = datetime.combine(date.min, time(BEGINS[number % len(BEGINS)]))
    return (begins + timedelta(hours=float(hours))).time()


def _hold(
    year: Year, key: str, number: int, meeting: dict[str, Any], said: list[dict[str, Any]], at: datetime
) -> None:
    seated = _seated(year, key)
    speakers = [_speaker(row, seated) for row in said]
    hours = Decimal(str(meeting["hours"]))
    closed = closing.hold_meeting(
        # Asked by the room of feedback, with ids of its own.
        ask_for_feedback=False,
        meeting=year.meetings[key, number],
        account=Account(
            held_on=timezone.localdate(at),
            hours=hours,
            professional_hours=hours * year.random.choice([2, 3, 3, 4]),
            facilitator_hours=hours + year.random.choice([1, 2]),
            minutes=meeting["minutes"],
        ),
        attendances=[
            Presence(one, one in speakers or year.random.random() < 0.85, hours + PREPARING) for one in seated
        ],
        contributions=[
            Said(
                row["said"],
                owner=_owner(year, key, place),
                assignment=speaker,
                hoped_for=row["hoped_for"],
                speaks_for=row["speaks_for"],
                # Few say it; the story leaves it out elsewhere.
                from_experience=row.get("from_experience", ""),
            )
            for place, (row, speaker) in enumerate(zip(said, speakers, strict=True))
        ],
        by=year.facilitator,
        at=at,
    )
    for contribution, row in zip(closed.contributions, said, strict=True):
        promises.plan(year, key, contribution, row)
    _plan_money(year, closed.attendances, at)


def _seated(year: Year, key: str) -> list[Assignment]:
    """Those with a seat in the project now, in the order they took it."""
    running = Assignment.objects.running().filter(request__project=year.projects[key])
    return list(running.select_related("request", "representative").order_by("id"))


def _speaker(row: dict[str, Any], seated: list[Assignment]) -> Assignment | None:
    return None if row["who"] == "group" or not seated else seated[row["who"] % len(seated)]


def _owner(year: Year, key: str, place: int) -> Professional:
    """The one who leads the project; for every fourth contribution a colleague in the unit."""
    project = year.projects[key]
    leader = next(one for one in year.professionals.values() if one.user_id == project.leader_id)
    others = [one for one in year.professionals.values() if one.unit_id == project.unit_id and one != leader]
    return others[0] if others and place % 4 == 3 else leader


def _plan_money(year: Year, attendances: tuple[Attendance, ...], at: datetime) -> None:
    for one in attendances:
        kilometres = Decimal(year.random.randrange(6, 46, 2))
        if one.was_present and year.random.random() < TRAVELS:
            year.plan(at + timedelta(days=TO_TRAVEL), partial(_travel, year, one, kilometres))
    year.plan(at + timedelta(days=TO_APPROVE), partial(_settle, year, [one.pk for one in attendances]))


def _travel(year: Year, attendance: Attendance, kilometres: Decimal, at: datetime) -> None:
    claims.add_expense(
        attendance=attendance, kind=Claim.Kind.TRAVEL, quantity=kilometres, by=year.facilitator, at=at
    )
    if kilometres > 36:
        claims.add_expense(
            attendance=attendance,
            kind=Claim.Kind.EXPENSE,
            quantity=Decimal(1),
            amount=Decimal(60),
            by=year.facilitator,
            at=at,
        )


def _settle(year: Year, attendances: list[int], at: datetime) -> None:
    """Most fees are approved; those who live on a benefit often say no to theirs."""
    for claim in _drafts(attendances):
        is_declined = claim.kind == Claim.Kind.FEE and year.random.random() < 0.08
        step = claims.decline if is_declined else claims.approve
        step(claim=claim, by=year.facilitator, at=at)


def _drafts(attendances: list[int]) -> Iterator[Claim]:
    rows = Claim.objects.filter(attendance__in=attendances, state=Claim.State.DRAFT)
    yield from rows.select_related("attendance__assignment__representative").order_by("id")
