"""Of a town: what happens inside the organisation, every text of it marked."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from config.core.organisations.models import MunicipalLook
from participation.comparison import quarters
from participation.comparison import services as sharing
from participation.models import (
    Ask,
    AskFollowed,
    Fact,
    GladToHelp,
    ParticipationPlan,
    PeerFigure,
    PlanLine,
    Professional,
    Reflection,
    ReflectionPart,
    Relation,
    ReportRhythm,
    RoleStep,
    SharedFigure,
    StaffCourse,
    Tie,
    UnitStep,
    WorkRole,
)
from participation.readiness import services as readiness
from participation.readiness.questions import QUESTIONS
from participation.reports import services as reports
from projects.models import PhaseStep
from tests.make.pictures import arms

if TYPE_CHECKING:
    from tests.make.town import Town


def add_inside(town: "Town", by: Any, at: datetime) -> None:
    """What the organisation holds: a fact and a step of engagement, an ask, a reflection and two reports."""
    common: dict[str, Any] = {"municipality": town.municipality}
    _add_look(town, by, at)
    Fact.objects.create(
        professional=town.rows["professional"],
        kind="contact",
        text=town.text("faktum"),
        happened_on=timezone.localdate(at),
        by=by,
        at=at,
        **common,
    )
    UnitStep.objects.create(
        unit=town.unit,
        step=1,
        wanted=3,
        basis=town.text("grunnlag"),
        set_on=timezone.localdate(at),
        by=by,
        at=at,
        **common,
    )
    _add_relation(town, by, at)
    _add_plan(town, at)
    texts = {name: town.text(name, 200) for name in ("title", "need", "options", "consequence")}
    wanted: dict[str, Any] = {"unit": town.unit, "decide_by": timezone.localdate(at) + timedelta(days=20)}
    town.keep("ask", Ask.objects.create(created_at=at, **wanted, **texts, **common))
    followed: dict[str, Any] = {"text": town.text("fulgte"), "happened_on": timezone.localdate(at)}
    town.keep(
        "ask_line", AskFollowed.objects.create(ask=town.rows["ask"], by=by, at=at, **followed, **common)
    )
    _add_reflection(town, by, at)
    _add_readiness(town, by, at)
    _add_sharing(town, by, at)
    _add_reports(town, by, at)


def _add_look(town: "Town", by: Any, at: datetime) -> None:
    """The municipality's own name and coat of arms."""
    own_name: dict[str, Any] = {
        "name": town.text("navn", 80),
        "arms": arms(),
        "changed_at": at,
        "changed_by": by,
    }
    MunicipalLook.objects.get_or_create(municipality=town.municipality, defaults=own_name)


def _add_reports(town: "Town", by: Any, at: datetime) -> None:
    """A report of the unit that asks, one of the whole, and one that is drafted by itself."""
    common: dict[str, Any] = {"municipality": town.municipality}
    period = {"period_from": timezone.localdate(at) - timedelta(days=30), "period_to": timezone.localdate(at)}
    made: dict[str, Any] = {"municipality": town.municipality, "by": by, "at": at, **period}
    town.keep("report", reports.make_report(unit=town.unit, ask=town.rows["ask"], **made))
    town.keep("whole_report", reports.make_report(**made))
    rhythm: dict[str, Any] = {"kind": "unit", "every": "year", "unit": town.unit, "changed_at": at}
    town.keep("report_rhythm", ReportRhythm.objects.create(**rhythm, **common))


def _add_sharing(town: "Town", by: Any, at: datetime) -> None:
    """That the municipality shares, with a figure of its own and a span that it was told."""
    made: dict[str, Any] = {"municipality": town.municipality, "by": by, "at": at}
    town.keep("sharing", sharing.agree(inhabitants=8000, counted_in=at.year, **made))
    common: dict[str, Any] = {"municipality": town.municipality, "quarter": quarters.last_whole(at.date())}
    SharedFigure.objects.get_or_create(key="said", defaults={"value": 7, "at": at}, **common)
    span = {"band": 1, "low": 5, "high": 10, "at": at}
    PeerFigure.objects.get_or_create(ratio="said", defaults=span, **common)


def _add_reflection(town: "Town", by: Any, at: datetime) -> None:
    """What a group has kept, with a part of it."""
    words = ("went_well", "surprised", "for_others", "not_heard", "gap_words")
    common: dict[str, Any] = {"municipality": town.municipality}
    lines = {name: town.text(name) for name in (*words, "for_managers")}
    reflected: dict[str, Any] = {"project": town.rows["project"], "meeting": town.rows["meeting"]}
    reflected |= {"held_on": timezone.localdate(at), "by": by, "at": at}
    town.keep("reflection", Reflection.objects.create(**reflected, **lines, **common))
    if by is not None:
        part = {name: lines[name] for name in words}
        ReflectionPart.objects.create(
            reflection=town.rows["reflection"], user=by, written_at=at, invited_at=at, **part, **common
        )


def _add_readiness(town: "Town", by: Any, at: datetime) -> None:
    """Twelve answers about the unit, and a step of its manager's about one of them."""
    today = timezone.localdate(at)
    answers = {question.key: "yes" for question in QUESTIONS} | {"time": "not_yet"}
    made = readiness.answer(unit=town.unit, answers=answers, held_on=today, by=by, at=at)
    town.keep("readiness", made)
    step: dict[str, Any] = {"question": "time", "text": town.text("steg", 200), "owner": "unit_manager"}
    step |= {"due_on": today + timedelta(days=20)}
    town.keep("readiness_step", readiness.add_step(readiness=made, by=by, at=at, **step))


def _add_relation(town: "Town", by: Any, at: datetime) -> None:
    """The facilitator's next step with the professional, due today."""
    made = Relation.objects.create(
        municipality=town.municipality,
        professional=town.rows["professional"],
        holder=by,
        every_days=30,
        next_step=town.text("neste"),
        next_on=timezone.localdate(at),
        by=by,
        at=at,
    )
    town.keep("relation", made)
    common: dict[str, Any] = {"municipality": town.municipality}
    other = Professional.objects.create(
        unit=town.unit,
        name=town.text("kollega", 120),
        job=town.text("stilling", 120),
        created_at=at,
        **common,
    )
    town.keep(
        "tie",
        Tie.objects.create(one=town.rows["professional"], other=other, kind="knows", by=by, at=at, **common),
    )
    _add_guidance(town, by, at)


def _add_guidance(town: "Town", by: Any, at: datetime) -> None:
    """That the professional is glad to be asked, a course, and a role with its step."""
    common: dict[str, Any] = {"municipality": town.municipality}
    glad = {"about": town.text("spør om", 200), "story": town.text("fortalte", 1500), "at": at}
    own = {"professional": town.rows["professional"]}
    town.keep("glad", GladToHelp.objects.create(**own, **glad, **common))
    words = {name: town.text(name, 120) for name in ("name", "about")}
    town.keep("staff_course", StaffCourse.objects.create(created_at=at, **words, **common))
    role = WorkRole.objects.create(
        unit=town.unit, name=town.text("rolle", 120), held_by=4, created_at=at, **common
    )
    town.keep("work_role", role)
    RoleStep.objects.create(
        role=role,
        step=1,
        wanted=3,
        basis=town.text("grunnlag for rolle"),
        set_on=timezone.localdate(at),
        by=by,
        at=at,
        **common,
    )


def _add_plan(town: "Town", at: datetime) -> None:
    """A plan of the year with one line, for the town's project, which has gone a phase on."""
    common: dict[str, Any] = {"municipality": town.municipality}
    words = {name: town.text(name) for name in ("can_change", "cannot_change", "purpose")}
    plan = ParticipationPlan.objects.create(
        unit=town.unit, year=timezone.localdate(at).year, created_at=at, **words, **common
    )
    town.keep("participation_plan", plan)
    texts = {"area": town.text("område", 140), "why": town.text("hvorfor")}
    planned = {"stage": "design", "involvement": "partner", "seats": 2, "project": town.rows["project"]}
    town.keep("plan_line", PlanLine.objects.create(plan=plan, **planned, **texts, **common))
    PhaseStep.objects.create(project=town.rows["project"], was="execution", to="preparation", at=at, **common)
