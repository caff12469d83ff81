"""Roles that several people hold, on the same ladder as units. One of a single person has no step."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.engagement.models import Step

# From so many on a role is no longer a person.
SEVERAL = 2


class WorkRoleQuerySet(VisibleQuerySet["WorkRole"]):
    def _visible(self, scope: Any) -> "WorkRoleQuerySet":
        """The facilitator's; a manager's units. A role of the whole municipality is the facilitator's alone."""
        return self.filter(scope.reach(Permission.ENGAGEMENT_READ, unit="unit", own=Q(pk__in=[])))


class WorkRole(MunicipalRow):
    """A role such as “team leaders”, in one unit or in the whole municipality, and how many hold it."""

    unit = models.ForeignKey(
        "core.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="work_roles",
        verbose_name=_("unit"),
    )
    name = models.CharField(_("role"), max_length=120)
    held_by = models.PositiveSmallIntegerField(_("how many hold it"))
    created_at = models.DateTimeField()

    objects: ClassVar[WorkRoleQuerySet] = WorkRoleQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="work_role_once_per_unit"),
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(unit=None),
                name="work_role_once_in_the_whole",
            ),
            models.CheckConstraint(condition=Q(held_by__gte=1) & ~Q(name=""), name="work_role_is_somebodys"),
        ]

    class Privacy:
        neutral = "id public_id municipality unit name held_by created_at".split()


class RoleStepQuerySet(VisibleQuerySet["RoleStep"]):
    def _visible(self, scope: Any) -> "RoleStepQuerySet":
        return self.filter(role__in=WorkRole.objects.all()._visible(scope))

    def current(self) -> "RoleStepQuerySet":
        """The row that holds for each role: the newest day, and the last written on it."""
        newest = RoleStep.objects.filter(role=OuterRef("role")).order_by("-set_on", "-id")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class RoleStep(MunicipalRow):
    """Where a role stands and where it is wanted, from a day, and what that rests on. The newest row holds."""

    role = models.ForeignKey(WorkRole, on_delete=models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField(_("step now"), choices=Step.choices)
    wanted = models.PositiveSmallIntegerField(_("step wanted"), choices=Step.choices)
    basis = models.CharField(_("what it rests on"), max_length=300)
    set_on = models.DateField(_("as of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[RoleStepQuerySet] = RoleStepQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-set_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(step__gte=0, step__lte=4, wanted__gte=0, wanted__lte=4),
                name="role_step_is_on_the_ladder",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="role_step_rests_on_something"),
        ]

    class Privacy:
        neutral = "id public_id municipality role step wanted basis set_on at".split()
        personal = ("by",)
        keep = "as long as the role"
