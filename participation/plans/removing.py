"""Removing a plan that was begun for the wrong unit or year, while nothing has come of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.audit.models import AuditEvent
from participation.assignments.models import Assignment
from participation.contributions.models import Contribution
from participation.meetings.models import Meeting
from participation.plans.models import ParticipationPlan
from participation.plans.services import CannotPlan


@transaction.atomic
def remove_plan(*, plan: ParticipationPlan, by: Any, at: datetime) -> None:
    """Takes a plan away with its lines, so that the unit can begin another for the year.

    Refuses one that must stay, as `why_it_stays` says.
    """
    held = ParticipationPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if reason := why_it_stays(held):
        raise CannotPlan(reason)
    audit.record("participation_plan.removed", obj=held, by=by, at=at, fields=["unit", "year"])
    held.delete()


def why_it_stays(plan: ParticipationPlan) -> str:
    """Why a plan cannot be removed, in a sentence; empty when it can.

    It stays when it is agreed on or has been, and when a project that a line names has got a seat taken, a meeting held
    or something said since the plan was begun: that is what the plan has led to.
    """
    if plan.is_agreed:
        return _("The plan is agreed on, and stays. Open it again to change it.")
    if AuditEvent.objects.about(plan).filter(kind="participation_plan.agreed").exists():
        return _("The plan has been agreed on before, and stays. Change it instead.")
    if _has_led_to_something(plan):
        return _(
            "Since the plan was begun, representatives have been in a project that it names. It stays, so that what "
            "was planned can be seen beside what came of it."
        )
    return ""


def _has_led_to_something(plan: ParticipationPlan) -> bool:
    begun = timezone.localdate(plan.created_at)
    named = list(plan.lines.exclude(project=None).order_by().values_list("project", flat=True))
    since: list[tuple[Any, Q]] = [
        (Assignment.objects.all(), Q(request__project__in=named, started_on__gte=begun)),
        (Meeting.objects.held(), Q(project__in=named, held_on__gte=begun)),
        (Contribution.objects.all(), Q(project__in=named, said_on__gte=begun)),
    ]
    return bool(named) and any(rows.filter(condition).exists() for rows, condition in since)
