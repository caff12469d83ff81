"""What a report keeps beside its figures: the project it closes, what was decided last time, what may be written."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.contributions.models import Response
from participation.reports import words
from participation.reports.figures import REGISTRY
from participation.reports.models import Report
from participation.reports.period import Period
from participation.reports.rows import Rows, below, tree
from participation.support.models import Ask
from projects.planning.models import Project

MOST_LISTED = 200


def about(project: Project) -> dict[str, Any]:
    """What a close-out tells of its project. Names nobody."""
    return {
        "id": project.public_id,
        "title": project.title,
        "purpose": project.purpose,
        "goal": project.goal,
        "can_change": project.can_change,
        "cannot_change": project.cannot_change,
        "from": project.starts_on.isoformat() if project.starts_on else "",
        "to": project.ends_on.isoformat() if project.ends_on else "",
    }


def answered(rows: Rows, *answers: str) -> list[dict[str, Any]]:
    """What was said and last answered so, with the reason, the newest first. No words of a contributor are in it."""
    last = Response.objects.filter(contribution=OuterRef("contribution")).order_by("-at", "-id")
    found = Response.objects.filter(
        contribution__in=rows.contributions().order_by().values("pk"),
        answer__in=answers,
        pk=Subquery(last.values("pk")[:1]),
    ).select_related("contribution__project")
    return [
        {
            "contribution": row.contribution.public_id,
            "project": row.contribution.project.title,
            "answer": row.answer,
            "reason": row.reason,
            "answered_on": row.answered_on.isoformat(),
        }
        for row in found.order_by("-answered_on", "-id")[:MOST_LISTED]
    ]


def previous(report: Report) -> dict[str, Any] | None:
    """The last frozen report of the same kind and place: what it asked for, what was decided, and what followed."""
    rows = (
        Report.objects.frozen()
        .newest()
        .filter(municipality=report.municipality, kind=report.kind, unit=report.unit, project=report.project)
    )
    if report.corrects_id:
        rows = rows.exclude(pk=report.corrects_id)
    last = (
        rows.filter(frozen_at__lte=report.made_at).select_related("ask").order_by("-frozen_at", "-id").first()
    )
    if last is None:
        return None
    asked = last.ask
    return {
        "report": last.public_id,
        "period": [last.period_from.isoformat(), last.period_to.isoformat()],
        "ask": _decided(asked) if asked else None,
    }


def _decided(ask: Ask) -> dict[str, Any]:
    answered_on = timezone.localdate(ask.answered_at).isoformat() if ask.answered_at else ""
    return {
        "id": ask.public_id,
        "title": ask.title,
        "state": ask.state,
        "reason": ask.answer_reason,
        "answered_on": answered_on,
        "followed": [[one.happened_on.isoformat(), one.text] for one in ask.followed.all()],
    }


def is_asked_below(ask: Ask, unit: Any) -> bool:
    """Whether an ask goes to the manager of the unit, or of one below it."""
    return ask.unit_id is not None and ask.unit_id in below(unit, tree(unit.municipality))


def values_of(snapshot: dict[str, Any]) -> dict[str, str]:
    """What may stand in braces: each figure in the reader's words, the place and the period."""
    found = {
        row["key"]: words.value_words(
            row["value"], REGISTRY[row["key"]].measure, is_suppressed=bool(row["suppressed"])
        )
        for row in snapshot["figures"]
        if row["key"] in REGISTRY
    }
    place = snapshot["project"]["title"] if snapshot.get("project") else snapshot["unit"]
    found["place"] = place or snapshot["municipality"]
    found["period"] = Period(*(date.fromisoformat(day) for day in snapshot["period"])).words
    return found


def labels_of(snapshot: dict[str, Any]) -> dict[str, str]:
    """What each figure that may stand in braces is called."""
    found = {
        row["key"]: str(REGISTRY[row["key"]].label) for row in snapshot["figures"] if row["key"] in REGISTRY
    }
    return found | {"place": _("The place"), "period": _("The period")}


def changed(report: Report) -> list[tuple[str, str, str]]:
    """The figures that differ from the version before: label, before and now."""
    if report.corrects is None:
        return []
    before, now = values_of(report.corrects.snapshot), values_of(report.snapshot)
    labels = labels_of(report.snapshot)
    return [
        (labels.get(key, key), before.get(key, "–"), value)
        for key, value in now.items()
        if before.get(key, "–") != value
    ]
