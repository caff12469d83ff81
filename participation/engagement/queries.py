"""Where units stand, and who works in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.access.permissions import Permission
from config.core.organisations.models import Unit, UnitQuerySet
from config.core.ui.charts import Chart, LadderRow, ladder_chart
from config.core.ui.charts.numbers import short_date
from participation.engagement.models import Fact, Professional, ProfessionalQuerySet, Step, UnitStep
from participation.engagement.roles import RoleStep, WorkRole


@dataclass(frozen=True)
class Standing:
    """A unit and the step that holds for it; None where nobody has set one."""

    unit: Unit
    step: UnitStep | None

    @property
    def is_clarified(self) -> bool:
        return self.step is not None and self.step.step != Step.NOT_KNOWN


def units(*, user: Any) -> UnitQuerySet:
    """Active units whose engagement this person may see."""
    return Unit.objects.reached_by(user, Permission.ENGAGEMENT_READ).filter(is_active=True)


def standings(units: Iterable[Unit]) -> list[Standing]:
    """Each unit with its current step, in the order of the units, in one query more."""
    chosen = list(units)
    held = {step.unit_id: step for step in UnitStep.objects.filter(unit__in=chosen).current().order_by("id")}
    return [Standing(unit, held.get(unit.pk)) for unit in chosen]


def history(unit: Unit) -> list[UnitStep]:
    """Every step that was set for a unit, newest first."""
    return list(UnitStep.objects.filter(unit=unit).select_related("by").order_by("-set_on", "-id"))


def steps_of(units: Sequence[Unit]) -> dict[int, list[UnitStep]]:
    """Every step of each of the units, newest first, in one statement."""
    found: dict[int, list[UnitStep]] = {unit.pk: [] for unit in units}
    for step in UnitStep.objects.filter(unit__in=units).order_by("-set_on", "-id"):
        found[step.unit_id].append(step)
    return found


def professionals(*, user: Any, municipality: Any, today: date) -> ProfessionalQuerySet:
    """The professionals this person may see, each with `last_contact` (a day or None) up to today."""
    talked = Q(facts__kind=Fact.Kind.CONTACT, facts__happened_on__lte=today)
    rows = Professional.objects.visible_to(user).of(municipality).select_related("unit")
    return rows.annotate(last_contact=Max("facts__happened_on", filter=talked))


def ladder_of(standings: Sequence[Standing]) -> tuple[Chart, Chart]:
    """The ladder of several units as a wide and a narrow drawing."""
    rows = [_row(standing.unit.name, standing.step, standing.unit.public_id) for standing in standings]
    return _charts(rows, _("Units on the ladder"), _takeaway(standings))


def movement_of(steps: Sequence[UnitStep | RoleStep]) -> tuple[Chart, Chart]:
    """The steps of one unit or role over time, the oldest on top, as a wide and a narrow drawing."""
    rows = [_row(short_date(step.set_on), step, step.public_id) for step in reversed(steps)]
    return _charts(rows, _("Steps over time"), _moved(steps))


def _charts(rows: list[LadderRow], title: str, takeaway: str) -> tuple[Chart, Chart]:
    names = [str(label) for label in Step.labels]
    wide, narrow = (
        ladder_chart(rows, steps=names, title=title, id_prefix="ladder", takeaway=takeaway, narrow=is_narrow)
        for is_narrow in (False, True)
    )
    return wide, narrow


def _row(label: str, step: UnitStep | RoleStep | None, key: str) -> LadderRow:
    """The chart counts from 1; a unit without a step stands nowhere on it."""
    if step is None:
        return LadderRow(label, None, None, key)
    return LadderRow(label, step.step + 1, step.wanted + 1, key)


def _takeaway(standings: Sequence[Standing]) -> str:
    clarified = [standing.step for standing in standings if standing.step and standing.is_clarified]
    if not clarified:
        return _("No unit is clarified yet. Start with the one you know best.")
    there = sum(step.step >= step.wanted for step in clarified)
    return ngettext(
        "%(there)s of %(clarified)s clarified unit stands where it is wanted.",
        "%(there)s of %(clarified)s clarified units stand where they are wanted.",
        len(clarified),
    ) % {"there": there, "clarified": len(clarified)}


def _moved(steps: Sequence[UnitStep | RoleStep]) -> str:
    """One sentence on the way from the first row to the last."""
    if not steps:
        return ""
    first, last = steps[-1], steps[0]
    words = {"from": first.get_step_display(), "to": last.get_step_display()}
    if first.step == last.step:
        return _("The unit stands at “%(to)s”.") % words
    return _("From “%(from)s” to “%(to)s”.") % words


def work_roles(*, user: Any, municipality: Any) -> list[tuple[WorkRole, RoleStep | None]]:
    """The roles this person may see, each with the step that holds; two statements."""
    rows = WorkRole.objects.visible_to(user).of(municipality).select_related("unit")
    roles = list(rows.order_by("unit__name", "name", "id"))
    held = {step.role_id: step for step in RoleStep.objects.filter(role__in=roles).current()}
    return [(role, held.get(role.pk)) for role in roles]


def role_history(role: WorkRole) -> list[RoleStep]:
    """Every step that was set for a role, newest first."""
    return list(role.steps.select_related("by").order_by("-set_on", "-id"))
