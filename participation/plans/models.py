"""The participation plan of a unit for a year: where representatives should be, and how many."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.plans.judging import Stage
from projects.planning.models import Involvement

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_SEATS = 50


class ParticipationPlanQuerySet(VisibleQuerySet["ParticipationPlan"]):
    def _visible(self, scope: Any) -> "ParticipationPlanQuerySet":
        """The facilitator's and the senior managers', and a manager's units."""
        return self.filter(scope.reach(Permission.PLANS_READ, unit="unit", own=Q(pk__in=[])))

    def writable_by(self, user: Any) -> "ParticipationPlanQuerySet":
        """Plans that this person may change."""
        from config.core.access import scope

        return self.filter(scope.of(user).reach(Permission.PLANS_WRITE, unit="unit", own=Q(pk__in=[])))


class ParticipationPlan(MunicipalRow):
    """One unit's plan for one year. What can and cannot be changed is said before anything else."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        AGREED = "agreed", _("Agreed plan")

    unit = models.ForeignKey(
        "core.Unit", on_delete=models.PROTECT, related_name="participation_plans", verbose_name=_("unit")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    can_change = models.TextField(_("what can be changed"), max_length=1000)
    cannot_change = models.TextField(_("what cannot be changed"), max_length=1000)
    purpose = models.TextField(_("what it is for"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agreed by"),
    )
    created_at = models.DateTimeField()

    objects: ClassVar[ParticipationPlanQuerySet] = ParticipationPlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "unit", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], name="participation_plan_once_per_unit_and_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="participation_plan_year_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(can_change="") & ~Q(cannot_change=""),
                name="participation_plan_says_what_can_change",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", agreed_on=None) | Q(state="agreed", agreed_on__isnull=False),
                name="participation_plan_agreed_has_a_day",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality unit year can_change cannot_change purpose state agreed_on created_at"
        ).split()
        personal = ("agreed_by",)
        keep = "as long as the unit"

    @property
    def is_agreed(self) -> bool:
        return self.state == self.State.AGREED


class PlanLineQuerySet(VisibleQuerySet["PlanLine"]):
    def _visible(self, scope: Any) -> "PlanLineQuerySet":
        return self.filter(plan__in=ParticipationPlan.objects.all()._visible(scope))


class PlanLine(MunicipalRow):
    """One place where representatives should be: in what, at which stage, with which part, how many and why."""

    plan = models.ForeignKey(ParticipationPlan, on_delete=models.CASCADE, related_name="lines")
    area = models.CharField(_("area of work"), max_length=140)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    involvement = models.CharField(_("part wanted"), max_length=20, choices=Involvement.choices)
    seats = models.PositiveSmallIntegerField(_("seats"), default=2)
    needed_by = models.DateField(_("needed by"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    # Which project is meant to fulfil it; without one, any involvement of the unit at this stage does.
    project = models.ForeignKey(
        "projects.Project",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="plan_lines",
        verbose_name=_("project"),
    )

    objects: ClassVar[PlanLineQuerySet] = PlanLineQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="plan_line_has_one_to_fifty_seats"
            ),
            models.CheckConstraint(condition=~Q(area=""), name="plan_line_says_where"),
        ]

    class Privacy:
        neutral = "id public_id municipality plan area stage involvement seats needed_by why project".split()
