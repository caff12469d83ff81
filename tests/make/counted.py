"""Small towns of two years, drawn by a seed: rows in every room that reports count from, written directly."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from config.core.organisations.models import Municipality, Unit
from participation.contributions.kinds import KINDS, EvidenceLevel
from participation.feedback.wording import as_asked
from participation.models import (
    Assignment,
    Attendance,
    Change,
    Claim,
    Contribution,
    Decision,
    Effect,
    Frame,
    Invitation,
    Meeting,
    PhaseRole,
    Pulse,
    PulseAnswer,
    PulseVoice,
    Response,
    Told,
)
from projects.models import PlannedRole, Project, Request
from projects.planning.models import Involvement, Phase
from representatives.models import Representative
from tests.make.counted_inside import Inside
from tests.make.inside import make_people, make_rate

FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)


class Town(Inside):
    """A municipality with units in two levels, and what happened there."""

    def __init__(self, municipality: Municipality, seed: int, *, size: int = 1, people: int = 14) -> None:
        # A repeatable town, no secret.
        self.draw = Random(seed)  # noqa: S311
        self.municipality, self.size, self.seed = municipality, size, seed
        self.common: dict[str, Any] = {"municipality": municipality}
        self.units = [self._unit(f"Enhet {number}", None) for number in range(3)]
        self.units += [self._unit(f"Lag {number}", self.units[0]) for number in range(2)]
        self.people = make_people(municipality, people)
        for kind, amount in (("professional_hour", 500), ("facilitator_hour", 400), ("employer_share", 14)):
            make_rate(municipality, kind, amount, valid_from=FIRST)
        for number in range(4 * size):
            self.project(number)
        self.inside()

    def day(self, first: date = FIRST) -> date:
        return first + timedelta(days=self.draw.randrange((LAST - first).days + 1))

    def at(self, day: date) -> datetime:
        return datetime.combine(day, time(10), UTC)

    def chance(self, share: float) -> bool:
        return self.draw.random() < share

    def _unit(self, name: str, parent: Unit | None) -> Unit:
        return Unit.objects.create(name=name, parent=parent, **self.common)

    def project(self, number: int) -> None:
        """One project with its plan, seats, meetings, and what was said."""
        begun = self.day(FIRST)
        made = Project.objects.create(
            unit=self.draw.choice(self.units),
            title=f"Prosjekt {number}",
            phase=self.draw.choice(Phase.values),
            state=self.draw.choice(["planned", "running", "running", "closed", "cancelled"]),
            starts_on=begun,
            created_at=self.at(begun),
            **self.common,
        )
        for phase in Phase.values:
            if self.chance(0.7):
                became = self.draw.choice(["", *Involvement.values])
                planned = self.draw.choice(Involvement.values)
                PlannedRole.objects.create(
                    project=made, phase=phase, planned=planned, actual=became, **self.common
                )
        seats = self.seats(made)
        for _meeting in range(2):
            self.meeting(made, seats)
        for _said in range(3):
            self.said(made)
        if self.chance(0.4):
            Frame.objects.create(project=made, year=2026, amount=5000, **self.common)

    def seats(self, project: Project) -> list[Assignment]:
        asked_on = self.day()
        request = Request.objects.create(
            project=project,
            title="Plasser",
            state=self.draw.choice(["draft", "open", "filled"]),
            seats=self.draw.randint(1, 4),
            seed="frø",
            created_at=self.at(asked_on),
            **self.common,
        )
        seats = []
        for person in self.draw.sample(self.people, self.draw.randint(0, min(9, len(self.people)))):
            self.invite(request, person)
            if not self.chance(0.8):
                continue
            since = self.day()
            is_over = self.chance(0.3)
            seat = Assignment.objects.create(
                request=request,
                representative=person,
                started_on=since,
                state="ended" if is_over else "running",
                ended_on=self.day(since) if is_over else None,
                **self.common,
            )
            PhaseRole.objects.create(
                assignment=seat,
                phase=project.phase,
                agreed=self.draw.choice(["", *Involvement.values]),
                actual=self.draw.choice(["", *Involvement.values]),
                changed_at=self.at(since),
                **self.common,
            )
            seats.append(seat)
        return seats

    def invite(self, request: Request, person: Representative) -> None:
        at, answer = self.at(self.day()), self.draw.choice(["", "yes", "no", "maybe", "question", "other"])
        Invitation.objects.create(
            request=request,
            representative=person,
            state="sent",
            answer=answer,
            answered_at=at if answer else None,
            reply_by=LAST,
            key_id="k",
            token_hash=f"{self.municipality.pk}-{request.pk}-{person.pk}",
            created_at=at,
            sent_at=at,
            **self.common,
        )

    def meeting(self, project: Project, seats: list[Assignment]) -> None:
        day = self.day()
        met = Meeting.objects.create(
            project=project,
            title="Møte",
            held_on=day,
            state=self.draw.choice(["held", "held", "held", "cancelled", "planned"]),
            professional_hours=self.draw.randint(0, 6),
            facilitator_hours=self.draw.randint(0, 3),
            created_at=self.at(day),
            **self.common,
        )
        for seat in seats:
            came = self.chance(0.7)
            there = Attendance.objects.create(
                meeting=met, assignment=seat, was_present=came, hours=2 if came else 0, **self.common
            )
            if came and self.chance(0.6):
                self.claim(there, day)
        if self.chance(0.5):
            self.pulse(met, [seat.representative for seat in seats])

    def claim(self, there: Attendance, day: date) -> None:
        kind = self.draw.choice(Claim.Kind.values)
        Claim.objects.create(
            attendance=there,
            kind=kind,
            quantity=2,
            measured=2,
            amount=self.draw.randint(0, 900),
            state=self.draw.choice(["draft", "approved", "exported", "declined"]),
            incurred_on=day,
            **self.common,
        )

    def pulse(self, met: Meeting, people: list[Representative]) -> None:
        questions = as_asked("representative", [{"nb": "Lyttet de?"}, {"nb": "Kom du til orde?"}])
        pulse = Pulse.objects.create(
            project=met.project,
            meeting=met,
            kind="after_meeting",
            questions=questions,
            answer_by=met.held_on + timedelta(days=7),
            asked_at=self.at(met.held_on),
            **self.common,
        )
        for person in people:
            has_answered = self.chance(0.8)
            voice = PulseVoice.objects.create(
                pulse=pulse,
                side="representative",
                representative=person,
                key_id="k",
                token_hash=f"p{pulse.pk}-{person.pk}",
                answered_at=self.at(met.held_on) if has_answered else None,
                **self.common,
            )
            for question in questions if has_answered else ():
                step = self.draw.randint(1, 4)
                PulseAnswer.objects.create(voice=voice, question=question["key"], step=step, **self.common)

    def said(self, project: Project) -> None:
        day = self.day()
        said = Contribution.objects.create(
            project=project,
            text="Brevet er for langt.",
            said_on=day,
            due_on=day + timedelta(days=30),
            created_at=self.at(day),
            **self.common,
        )
        later = [day + timedelta(days=self.draw.randrange(90)) for _step in range(4)]
        of: dict[str, Any] = {"contribution": said, **self.common}
        for _answer in range(self.draw.randint(0, 2)):
            answer = self.draw.choice(Response.Answer.values)
            Response.objects.create(
                answer=answer, reason="Fordi.", answered_on=later[0], at=self.at(later[0]), **of
            )
        if self.chance(0.5):
            Decision.objects.create(text="Ja", forum="Møtet", decided_on=later[1], at=self.at(later[1]), **of)
        if self.chance(0.5):
            self.change(of, min(later[2], LAST))
        if self.chance(0.5):
            step = self.draw.choice(Told.Step.values)
            Told.objects.create(step=step, channel="phone", at=self.at(later[3]), **of)

    def change(self, of: dict[str, Any], day: date) -> None:
        outcome = self.draw.choice(list(KINDS))
        made = Change.objects.create(
            text="Kortere brev",
            kind=self.draw.choice(KINDS[outcome]),
            outcome=outcome,
            attribution=self.draw.choice(Change.Attribution.values),
            evidence_level=self.draw.choice(EvidenceLevel.values),
            unintended=self.draw.choice(["", "Flere ringer."]),
            changed_on=day,
            at=self.at(day),
            **of,
        )
        told: dict[str, Any] = self.draw.choice(
            [{}, {"indicator": "Samtaler"}, {"not_measured_because": "Dyrt."}]
        )
        if told:
            Effect.objects.create(change=made, at=self.at(day), **told, **self.common)
