"""What many figures count from, read once and in few statements: one light line for each row."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone

from participation.contributions.models import Effect, Response
from participation.contributions.rates import Row
from participation.engagement.models import Step, UnitStep
from participation.engagement.roles import RoleStep
from participation.feedback import showing
from participation.feedback.models import PulseAnswer, PulseVoice
from participation.feedback.questions import Side
from participation.plans import matrix
from participation.support.models import AskFollowed

NOTHING = Decimal(0)


class Met(NamedTuple):
    """A meeting that was held, with how many representatives were there and for how many hours together."""

    public_id: str
    project: int
    unit: int
    held_on: date
    professional_hours: Decimal
    facilitator_hours: Decimal
    people: int
    hours: Decimal


class Said(NamedTuple):
    """A contribution with how far it has come; `answer` is the last, `answered_on` the day of the first."""

    public_id: str
    project: int
    unit: int
    said_on: date
    due_on: date
    answered_on: date | None
    answer: str
    is_decided: bool
    is_changed: bool
    is_measured: bool
    is_told: bool

    @property
    def row(self) -> Row:
        """As promises are counted everywhere."""
        return Row(self.project, self.said_on, self.due_on, self.answered_on, self.is_told)


class Changed(NamedTuple):
    public_id: str
    outcome: str
    attribution: str
    level: int
    unintended: str
    is_measured: bool
    has_reason: bool


class Place(NamedTuple):
    pk: int
    public_id: str


class UnderWay(NamedTuple):
    pk: int
    public_id: str
    unit: int
    phase: str


class Owed(NamedTuple):
    public_id: str
    kind: str
    amount: Decimal
    incurred_on: date
    measured: Decimal | None
    project: int
    unit: int


class Meant(NamedTuple):
    """A part in one phase of a project: what was meant, and what it became; empty where nobody has looked back."""

    project: str
    meant: str
    became: str

    @property
    def difference(self) -> str:
        """As the table of roles by phase has it."""
        return matrix.difference(self.meant, self.became).value


class ToBecomeReady(NamedTuple):
    """A step that came of readiness."""

    readiness: str
    due_on: date
    done_at: datetime | None


class Asked(NamedTuple):
    public_id: str
    state: str
    waited: int | None
    is_followed: bool


class Heard(NamedTuple):
    """What one side of a pulse said, where it may be shown: how many answers, and how many in the better half."""

    public_id: str
    side: str
    asked: int
    answered: int
    answers: int
    good: int


def meetings(rows: Any) -> list[Met]:
    """Two statements."""
    there: dict[int, tuple[int, Decimal]] = {}
    grouped = rows.attendances().order_by().values_list("meeting")
    for meeting, people, hours in grouped.annotate(people=Count("pk"), sum=Sum("hours")):
        there[meeting] = (people, hours)
    fields = ("public_id", "project", "project__unit", "held_on", "professional_hours", "facilitator_hours")
    found = rows.meetings().order_by("pk").values_list("pk", *fields)
    return [Met._make((*values, *there.get(pk, (0, NOTHING)))) for pk, *values in found]


def contributions(rows: Any) -> list[Said]:
    """Two statements: what was said, and the answers, of which the first has the day and the last the word."""
    first: dict[int, date] = {}
    last: dict[int, str] = {}
    answers = Response.objects.filter(contribution__in=rows.contributions().order_by().values("pk"))
    for one, answer, day in answers.order_by("at", "pk").values_list("contribution", "answer", "answered_on"):
        first[one] = min(day, first.get(one, day))
        last[one] = answer
    steps = ("is_decided", "is_changed", "is_measured", "is_told")
    fields = ("pk", "public_id", "project", "project__unit", "said_on", "due_on", *steps)
    found = rows.contributions().with_steps().order_by("pk").values_list(*fields)
    return [
        Said._make((*values[:-4], first.get(pk), last.get(pk, ""), *values[-4:]))
        for pk, *values in found.iterator(chunk_size=2000)
    ]


def changes(rows: Any) -> list[Changed]:
    """Whether something was measured after it, or why not, is asked of its effects. One statement."""
    effects = Effect.objects.filter(change=OuterRef("pk"))
    found = rows.changes().annotate(
        is_measured=Exists(effects.measured()), has_reason=Exists(effects.exclude(not_measured_because=""))
    )
    fields = ("public_id", "outcome", "attribution", "evidence_level", "unintended")
    return [
        Changed(*values) for values in found.order_by("pk").values_list(*fields, "is_measured", "has_reason")
    ]


def units(rows: Any) -> list[Place]:
    return [Place(*values) for values in rows.units().order_by("pk").values_list("pk", "public_id")]


def projects(rows: Any) -> list[UnderWay]:
    found = rows.projects().order_by("pk").values_list("pk", "public_id", "unit", "phase")
    return [UnderWay(*values) for values in found]


def involving(rows: Any) -> dict[int, int]:
    """Projects with a representative at a meeting, or a contribution, in the period; each with its unit."""
    found = {met.project: met.unit for met in rows.meeting_table if met.people}
    return found | {said.project: said.unit for said in rows.contribution_table}


def planned(rows: Any) -> list[Meant]:
    found = rows.planned_roles().order_by("pk").values_list("project__public_id", "planned", "actual")
    return [Meant(*values) for values in found]


def agreed(rows: Any) -> list[Meant]:
    fields = ("assignment__request__project__public_id", "agreed", "actual")
    return [Meant(*values) for values in rows.phase_roles().order_by("pk").values_list(*fields)]


def claims(rows: Any) -> list[Owed]:
    where = ("attendance__meeting__project", "attendance__meeting__project__unit")
    fields = ("public_id", "kind", "amount", "incurred_on", "measured", *where)
    return [Owed(*values) for values in rows.claims().order_by("pk").values_list(*fields)]


def asks(rows: Any) -> list[Asked]:
    followed = Exists(AskFollowed.objects.filter(ask=OuterRef("pk")))
    found = rows.asks().annotate(is_followed=followed).order_by("pk")
    return [
        Asked(public_id, state, (timezone.localdate(answered) - made).days if answered else None, is_followed)
        for public_id, state, made, answered, is_followed in found.values_list(
            "public_id", "state", "made_on", "answered_at", "is_followed"
        )
    ]


def readiness(rows: Any) -> list[ToBecomeReady]:
    found = rows.readiness_steps().order_by("pk").values_list("readiness__public_id", "due_on", "done_at")
    return [ToBecomeReady(*values) for values in found]


def unit_steps(rows: Any) -> dict[int, int]:
    """The step of each unit of the municipality on the last day; those that nobody has looked at are not there."""
    found = UnitStep.objects.of(rows.municipality).filter(set_on__lte=rows.last_day)
    return dict(found.order_by("set_on", "pk").values_list("unit", "step"))


def roles(rows: Any) -> list[tuple[str, int]]:
    """Roles that several hold, and the step of each on the last day. Two statements."""
    steps = RoleStep.objects.of(rows.municipality).filter(set_on__lte=rows.last_day)
    at = dict(steps.order_by("set_on", "pk").values_list("role", "step"))
    found = rows.work_roles().order_by("pk").values_list("pk", "public_id")
    return [(public_id, at.get(pk, int(Step.NOT_KNOWN))) for pk, public_id in found]


def pulses(rows: Any) -> list[Heard]:
    """Every side that is asked; what it answered only where its own page shows it too. Three statements."""
    asked: dict[Hashable, tuple[int, int]] = {}
    ids = rows.pulses().order_by().values("pk")
    voices = PulseVoice.objects.asked().filter(pulse__in=ids).order_by().values_list("pulse", "side")
    for pulse, side, of_all, answered in voices.annotate(of=Count("pk"), answered=Count("answered_at")):
        asked[pulse, side] = (of_all, answered)
    said: dict[Hashable, list[tuple[str, int]]] = defaultdict(list)
    answers = PulseAnswer.objects.filter(voice__pulse__in=ids).order_by("pk")
    for pulse, side, key, step in answers.values_list("voice__pulse", "voice__side", "question", "step"):
        said[pulse, side].append((key, step))
    found = []
    for pulse in rows.pulses().order_by("pk").only("public_id", "questions", "answer_by"):
        for side in Side.values:
            if (pulse.pk, side) in asked:
                found.append(_heard(pulse, side, asked[pulse.pk, side], said[pulse.pk, side], rows.today))
    return found


def _heard(
    pulse: Any, side: str, numbers: tuple[int, int], said: Sequence[tuple[str, int]], today: date
) -> Heard:
    counts: list[tuple[int, ...]] = []
    if showing.is_shown(asked=numbers[0], answered=numbers[1], is_over=pulse.is_over(today)):
        steps = {question["key"]: len(question["steps"]) for question in pulse.of_side(side)}
        counts = [one.counts for one in showing.counted(steps, said) if one.counts is not None]
    answers = sum(sum(row) for row in counts)
    good = sum(sum(row[(len(row) + 1) // 2 :]) for row in counts)
    return Heard(pulse.public_id, side, *numbers, answers, good)


def seated(rows: Any) -> list[tuple[str, int]]:
    """Requests of which the first seat was taken in the period, and how many days after they were written."""
    found = rows.requests_seated().order_by("pk").values_list("public_id", "created_at", "first_seat_on")
    return [(key, max((first - timezone.localdate(made)).days, 0)) for key, made, first in found]
