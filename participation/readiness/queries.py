"""Readiness now, before, and side by side."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.access import scope
from config.core.access.permissions import Permission
from config.core.organisations.models import Role, Unit
from participation.readiness.models import Answer, Readiness, ReadinessQuerySet, ReadinessStep
from participation.readiness.questions import PARTS, QUESTIONS, Question
from projects.planning.models import Project

# A better answer is further on; not knowing is neither.
ORDER = {Answer.NOT_YET: 0, Answer.PARTLY: 1, Answer.YES: 2}


def rounds(*, user: Any, municipality: Any) -> ReadinessQuerySet:
    """All that this person may see, the newest first."""
    rows = Readiness.objects.visible_to(user).of(municipality)
    return rows.select_related("unit", "project", "by", "municipality")


def latest(*, user: Any, municipality: Any) -> list[Readiness]:
    """The newest of each unit and each project, by name."""
    newest: dict[tuple[int, int | None], Readiness] = {}
    for row in rounds(user=user, municipality=municipality).prefetch_related("answers", "steps"):
        newest.setdefault((row.unit_id, row.project_id), row)
    return sorted(newest.values(), key=lambda row: (row.unit.name, row.project is not None, row.name, row.pk))


def units(user: Any) -> Any:
    """Units for which this person may answer."""
    return Unit.objects.reached_by(user, Permission.READINESS_WRITE).filter(is_active=True)


def projects(user: Any) -> Any:
    """Projects for which this person may answer, by title."""
    rows = Project.objects.visible_to(user).filter(unit__in=units(user).order_by().values("pk"))
    return rows.filter(state=Project.State.RUNNING).select_related("unit").order_by("title", "id")


@dataclass(frozen=True)
class Line:
    """One question: the answer now, the one before, what that means in a word, and the steps about it."""

    question: Question
    now: str
    before: str
    moved: str
    steps: list[ReadinessStep]

    @property
    def is_weak(self) -> bool:
        return self.now != Answer.YES

    @property
    def now_words(self) -> str:
        return str(Answer(self.now).label) if self.now else "–"

    @property
    def before_words(self) -> str:
        return str(Answer(self.before).label) if self.before else "–"


@dataclass(frozen=True)
class Comparison:
    """A day beside an earlier one, part by part, and the sentence that sums it up."""

    now: Readiness
    before: Readiness | None
    parts: list[tuple[Any, list[Line]]]
    words: str


def compare(now: Readiness, before: Readiness | None) -> Comparison:
    """The two side by side. Steps of both are shown, so that what was agreed the last time is not forgotten."""
    answers = {row.question: row.answer for row in now.answers.all()}
    earlier = {row.question: row.answer for row in before.answers.all()} if before else {}
    steps = [step for row in (before, now) if row for step in row.steps.all()]
    lines = [
        Line(
            question,
            answers.get(question.key, ""),
            earlier.get(question.key, ""),
            _moved(answers.get(question.key, ""), earlier.get(question.key, "")),
            sorted((s for s in steps if s.question == question.key), key=lambda s: (s.due_on, s.pk)),
        )
        for question in QUESTIONS
    ]
    parts = [(label, [line for line in lines if line.question.part == part]) for part, label in PARTS.items()]
    return Comparison(now, before, parts, _summed(lines, before))


def earlier(row: Readiness, user: Any) -> list[Readiness]:
    """What was answered about the same before, the newest first."""
    rows = rounds(user=user, municipality=row.municipality).about(row.unit, row.project)
    before = [one for one in rows if (one.held_on, one.pk) < (row.held_on, row.pk)]
    return sorted(before, key=lambda one: (one.held_on, one.pk), reverse=True)


def may_finish(step: ReadinessStep, user: Any) -> bool:
    """Whether the step is this person's, by the role that it is given to."""
    return Role(step.owner) in scope.of(user).roles_in(step.municipality_id)


def open_steps(*, user: Any, municipality: Any, today: date) -> list[ReadinessStep]:
    """All steps that are not done, the soonest first: shared, whoever they belong to."""
    rows = ReadinessStep.objects.visible_to(user).of(municipality).open()
    return list(rows.select_related("readiness__unit", "readiness__project").order_by("due_on", "id"))


def _moved(now: str, before: str) -> str:
    if now not in ORDER or before not in ORDER or now == before:
        return ""
    return "further" if ORDER[Answer(now)] > ORDER[Answer(before)] else "back"


def _summed(lines: list[Line], before: Readiness | None) -> str:
    yes = sum(line.now == Answer.YES for line in lines)
    said = ngettext(
        "Yes to %(yes)s of %(all)s question.", "Yes to %(yes)s of %(all)s questions.", len(lines)
    ) % {"yes": yes, "all": len(lines)}
    if before is None:
        return said
    further = sum(line.moved == "further" for line in lines)
    back = sum(line.moved == "back" for line in lines)
    moved = _("Since last time %(further)s have come further, and %(back)s have gone back.")
    return f"{said} " + moved % {"further": further, "back": back}
