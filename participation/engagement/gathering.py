"""Facts that gather by themselves: which rows of the other rooms tell of a professional, and on which day.

A source only describes. It is read when somebody looks, so that a fact is right again the moment its row is corrected.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, DateField, Exists, F, FloatField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_lazy as _

from participation.assignments.models import Assignment, PhaseRole
from participation.contributions.models import Contribution, Response
from participation.engagement.models import Fact
from participation.meetings.models import Meeting
from projects.planning.models import Involvement, PlannedRole, Project
from projects.requests.models import Request

COLUMNS = ("fact_person", "fact_source", "fact_day", "fact_about", "fact_hours", "fact_row")
PARTNERS = (Involvement.PARTNER, Involvement.DECISION_MAKER)


@dataclass(frozen=True)
class Source:
    """One kind of fact: the rows it comes from, the way from a row to the professional, its day, and a row's page."""

    key: str
    kind: Fact.Kind
    said: Any
    rows: Callable[[], Any]
    person: str
    day: Any
    about: str
    page: str
    hours: str | None = None


def _led(rows: Any, leader: str) -> Any:
    """Those whose leader is written down as a professional of the same municipality."""
    return rows.filter(**{f"{leader}__professional__municipality": F("municipality")})


def _asked() -> Any:
    """Requests that the professional has filed and let go of; what is still being written is not asked yet."""
    being_written = Q(state=Request.State.DRAFT, pen=Request.Pen.FILER)
    return _led(Request.objects.exclude(being_written), "filed_by")


def _hosted() -> Any:
    return _led(Meeting.objects.held(), "project__leader")


def _with_partners() -> Any:
    """Projects where somebody has a seat, and is a partner by the plan or by what was agreed with the person."""
    planned = PlannedRole.objects.filter(project=OuterRef("request__project"), planned__in=PARTNERS)
    agreed = PhaseRole.objects.filter(assignment=OuterRef("pk"), agreed__in=PARTNERS)
    seats = Assignment.objects.filter(Exists(planned) | Exists(agreed), request__project=OuterRef("pk"))
    first = seats.order_by("started_on", "id").values("started_on")[:1]
    return _led(Project.objects.annotate(seated_on=Subquery(first)).exclude(seated_on=None), "leader")


def _kept() -> Any:
    """Promises whose first answer was given on the day it was due, or before."""
    answers = Response.objects.filter(contribution=OuterRef("pk")).order_by("answered_on", "id")
    rows = Contribution.objects.filter(owner__municipality=F("municipality"))
    return rows.annotate(first_on=Subquery(answers.values("answered_on")[:1])).filter(
        first_on__lte=F("due_on")
    )


SOURCES: tuple[Source, ...] = (
    Source(
        "requests",
        Fact.Kind.ASKED_FOR,
        _("from the requests"),
        _asked,
        person="filed_by__professional",
        day=TruncDate("created_at"),
        about="title",
        page="request_detail",
    ),
    Source(
        "meetings",
        Fact.Kind.HOSTED,
        _("from the meetings"),
        _hosted,
        person="project__leader__professional",
        day=F("held_on"),
        about="title",
        page="meeting_detail",
    ),
    Source(
        "projects",
        Fact.Kind.CO_LED,
        _("from the plan and the agreements of the project"),
        _with_partners,
        person="leader__professional",
        day=F("seated_on"),
        about="title",
        page="project_detail",
    ),
    Source(
        "answers",
        Fact.Kind.ANSWERED,
        _("from the answers"),
        _kept,
        person="owner",
        day=F("first_on"),
        about="project__title",
        page="contribution_detail",
    ),
    Source(
        "hours",
        Fact.Kind.GAVE_HOURS,
        _("from the meetings"),
        lambda: _hosted().filter(professional_hours__gt=0),
        person="project__leader__professional",
        day=F("held_on"),
        about="title",
        page="meeting_detail",
        hours="professional_hours",
    ),
)
NAMED = {source.key: source for source in SOURCES}


def rows_of(source: Source, *, since: date, until: date, people: Iterable[Any] | None = None) -> Any:
    """The facts of one source within two days, of some professionals or of all."""
    rows = source.rows().annotate(
        fact_person=F(source.person),
        fact_source=Value(source.key, output_field=CharField()),
        fact_day=Cast(source.day, DateField()),
        fact_about=Cast(F(source.about), CharField()),
        # Cast also where there are none: in a union PostgreSQL takes a bare NULL for text.
        fact_hours=Cast(Value(None) if source.hours is None else F(source.hours), FloatField()),
        fact_row=F("public_id"),
    )
    rows = rows.filter(fact_day__range=(since, until))
    if people is not None:
        rows = rows.filter(**{f"{source.person}__in": people})
    return rows.order_by()


def gathered(*, people: Iterable[Any], since: date, until: date) -> Any:
    """All the facts of some professionals, as tuples of `COLUMNS`, in one statement."""
    chosen = list(people)
    first, *others = (
        rows_of(source, since=since, until=until, people=chosen).values_list(*COLUMNS) for source in SOURCES
    )
    return first.union(*others, all=True)
