"""A year of participation for the benchmark of reports: drawn by a fixed seed, written in bulk."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

BATCH = 2000
PEOPLE_FOR_EACH_UNIT = 12
SEATS = 8


def lay(contributions: int, meetings: int, units: int, year: int) -> Any:
    """The municipality, with everything in one calendar year."""
    from config.core.organisations import services as organisations
    from config.core.organisations.models import Unit

    draw, at = Random(1), datetime(year, 1, 1, 9, tzinfo=UTC)  # noqa: S311  # repeatable, no secret
    place = organisations.create_municipality(slug="benk", name="Benk", at=at)
    common: dict[str, Any] = {"municipality": place}
    roots = Unit.objects.bulk_create(Unit(name=f"Enhet {n:03}", **common) for n in range(units // 2))
    lower = Unit.objects.bulk_create(
        Unit(name=f"Lag {n:03}", parent=roots[n % len(roots)], **common) for n in range(units - len(roots))
    )
    year_of = _Year(draw, year, common)
    year_of.people([*roots, *lower])
    year_of.meetings(meetings)
    year_of.contributions(contributions)
    return place


class _Year:
    def __init__(self, draw: Random, year: int, common: dict[str, Any]) -> None:
        self.draw, self.year, self.common = draw, year, common

    def day(self) -> date:
        return date(self.year, 1, 1) + timedelta(days=self.draw.randrange(365))

    def at(self, day: date) -> datetime:
        return datetime.combine(day, time(9), UTC)

    def made(self, model: Any, rows: Any) -> list[Any]:
        return list(model.objects.bulk_create(rows, batch_size=BATCH))

    def people(self, units: list[Any]) -> None:
        """People who came at any time, projects of each unit with their seats, and rates."""
        from participation.models import Assignment, Invitation, Rate
        from projects.models import PlannedRole, Project, Request
        from representatives.models import Representative, StateChange

        common, at = self.common, self.at(date(self.year, 1, 1))
        people = self.made(
            Representative,
            (
                Representative(
                    given_name=f"Person {n}", state="active", source="import", created_at=at, **common
                )
                for n in range(len(units) * PEOPLE_FOR_EACH_UNIT)
            ),
        )
        self.made(
            StateChange,
            (
                StateChange(representative=one, to_state="active", at=at - timedelta(days=n % 600), **common)
                for n, one in enumerate(people)
            ),
        )
        self.projects = self.made(
            Project,
            (
                Project(unit=unit, title=f"Prosjekt {n}", state="running", created_at=at, **common)
                for unit in units
                for n in range(4)
            ),
        )
        self.made(
            PlannedRole,
            (
                PlannedRole(
                    project=one,
                    phase="execution",
                    planned="partner",
                    actual=self.draw.choice(["", "advisor", "partner"]),
                    **common,
                )
                for one in self.projects
            ),
        )
        requests = self.made(
            Request,
            (
                Request(
                    project=one,
                    title="Plasser",
                    state="filled",
                    seats=SEATS,
                    seed="b",
                    created_at=at,
                    **common,
                )
                for one in self.projects
            ),
        )
        self.seats: dict[int, list[Any]] = {}
        chosen = [(request, self.draw.sample(people, SEATS)) for request in requests]
        for seat in self.made(
            Assignment,
            (
                Assignment(
                    request=request, representative=person, started_on=date(self.year, 1, 10), **common
                )
                for request, some in chosen
                for person in some
            ),
        ):
            self.seats.setdefault(seat.request.project_id, []).append(seat)
        self.made(
            Invitation,
            (
                Invitation(
                    request=request,
                    representative=person,
                    state="sent",
                    answer="yes",
                    answered_at=at,
                    reply_by=date(self.year, 2, 1),
                    key_id="b",
                    token_hash=f"{request.pk}-{person.pk}",
                    created_at=at,
                    sent_at=at,
                    **common,
                )
                for request, some in chosen
                for person in some
            ),
        )
        for kind, amount in (("professional_hour", 500), ("facilitator_hour", 400), ("employer_share", 14)):
            Rate.objects.create(kind=kind, amount=amount, valid_from=date(self.year, 1, 1), **common)

    def meetings(self, number: int) -> None:
        """Meetings with who was there, and what each is owed."""
        from participation.models import Attendance, Claim, Meeting

        held = self.made(
            Meeting,
            (
                Meeting(
                    project=self.projects[n % len(self.projects)],
                    title="Møte",
                    held_on=(day := self.day()),
                    state="held",
                    professional_hours=self.draw.randint(0, 8),
                    facilitator_hours=self.draw.randint(0, 3),
                    created_at=self.at(day),
                    **self.common,
                )
                for n in range(number)
            ),
        )
        there = self.made(
            Attendance,
            (
                Attendance(meeting=met, assignment=seat, was_present=True, hours=2, **self.common)
                for met in held
                for seat in self.seats[met.project_id][: self.draw.randint(1, SEATS)]
            ),
        )
        kinds = ("fee", "travel", "expense", "lost_earnings")
        self.made(
            Claim,
            (
                Claim(
                    attendance=one,
                    kind=kind,
                    quantity=2,
                    amount=self.draw.randint(50, 900),
                    state="approved",
                    incurred_on=one.meeting.held_on,
                    **self.common,
                )
                for n, one in enumerate(there)
                for kind in (kinds[0], kinds[1 + n % 3])
            ),
        )

    def contributions(self, number: int) -> None:
        """What was said, and how far each came along the chain."""
        from participation.models import Change, Contribution, Decision, Effect, Response, Told

        draw, common = self.draw, self.common
        said = self.made(
            Contribution,
            (
                Contribution(
                    project=self.projects[n % len(self.projects)],
                    text="Brevet er for langt.",
                    said_on=(day := self.day()),
                    due_on=day + timedelta(days=30),
                    created_at=self.at(day),
                    **common,
                )
                for n in range(number)
            ),
        )
        answers = Response.Answer.values
        self.made(
            Response,
            (
                Response(
                    contribution=one,
                    answer=answers[n % len(answers)],
                    reason="Fordi.",
                    answered_on=one.said_on + timedelta(days=draw.randrange(60)),
                    at=one.created_at,
                    **common,
                )
                for n, one in enumerate(said)
                if n % 10
            ),
        )
        self.made(
            Decision,
            (
                Decision(
                    contribution=one,
                    text="Ja",
                    forum="Møtet",
                    decided_on=one.said_on,
                    at=one.created_at,
                    **common,
                )
                for n, one in enumerate(said)
                if n % 2
            ),
        )
        changes = self.made(
            Change,
            (
                Change(
                    contribution=one,
                    text="Kortere brev",
                    kind="records",
                    outcome="service",
                    attribution="decisive",
                    evidence_level=n % 6,
                    unintended="Flere ringer." if n % 7 == 0 else "",
                    changed_on=one.said_on,
                    at=one.created_at,
                    **common,
                )
                for n, one in enumerate(said)
                if n % 4 == 1
            ),
        )
        self.made(
            Effect,
            (
                Effect(
                    change=one,
                    indicator="Samtaler" if n % 3 else "",
                    not_measured_because="" if n % 3 else "Dyrt.",
                    at=one.at,
                    **common,
                )
                for n, one in enumerate(changes)
            ),
        )
        self.made(
            Told,
            (
                Told(
                    contribution=one,
                    step=("received", "answered", "changed")[n % 3],
                    channel="phone",
                    at=one.created_at,
                    **common,
                )
                for n, one in enumerate(said)
            ),
        )
