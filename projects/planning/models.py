"""A service-development project, and the part that representatives are to have in each phase."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class Phase(models.TextChoices):
    """After the Involvement Matrix (Smits et al. 2020): when in a project."""

    PREPARATION = "preparation", _("Preparation")
    EXECUTION = "execution", _("Execution")
    IMPLEMENTATION = "implementation", _("Implementation")


class Involvement(models.TextChoices):
    """After the Involvement Matrix: the part a representative has."""

    LISTENER = "listener", _("Listener")
    CO_THINKER = "co_thinker", _("Co-thinker")
    ADVISOR = "advisor", _("Advisor")
    PARTNER = "partner", _("Partner")
    DECISION_MAKER = "decision_maker", _("Decision-maker")


class ProjectQuerySet(VisibleQuerySet["Project"]):
    def _visible(self, scope: Any) -> "ProjectQuerySet":
        """The facilitator's municipality, a manager's units, a professional's own projects."""
        return self.filter(scope.reach(Permission.PROJECTS_READ, unit="unit", own=Q(leader=scope.user.pk)))

    def current(self) -> "ProjectQuerySet":
        """Proposed, planned or running."""
        return self.exclude(state__in=[Project.State.CLOSED, Project.State.CANCELLED])


class Project(MunicipalRow):
    """What is to be developed, for which unit, and what can and cannot be changed in it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.PLANNED: frozenset({State.PROPOSED}),
        State.RUNNING: frozenset({State.PROPOSED, State.PLANNED, State.CLOSED}),
        State.CLOSED: frozenset({State.RUNNING}),
        State.CANCELLED: frozenset({State.PROPOSED, State.PLANNED, State.RUNNING}),
    }
    # Whoever waits for the project is told why it ended.
    NEEDS_REASON: ClassVar[frozenset[str]] = frozenset({State.CLOSED, State.CANCELLED})

    unit = models.ForeignKey(
        "core.Unit", on_delete=models.PROTECT, related_name="projects", verbose_name=_("unit")
    )
    title = models.CharField(_("title"), max_length=140)
    purpose = models.TextField(_("purpose"), max_length=1500, blank=True)
    goal = models.CharField(_("goal in the municipality's plan"), max_length=200, blank=True)
    can_change = models.TextField(_("what can be changed"), max_length=1000, blank=True)
    cannot_change = models.TextField(_("what cannot be changed"), max_length=1000, blank=True)
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices, default=Phase.PREPARATION)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.PLANNED)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="led_projects",
        verbose_name=_("project leader"),
    )
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[ProjectQuerySet] = ProjectQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality unit title purpose goal can_change cannot_change phase state starts_on ends_on "
            "created_at"
        ).split()
        personal = ("leader",)
        keep = "as long as the municipality"


class PlannedRoleQuerySet(VisibleQuerySet["PlannedRole"]):
    def _visible(self, scope: Any) -> "PlannedRoleQuerySet":
        return self.filter(project__in=Project.objects.all()._visible(scope))


class PlannedRole(MunicipalRow):
    """The involvement plan: the part representatives are to have in one phase, and what it was in the end."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="planned_roles")
    phase = models.CharField(max_length=20, choices=Phase.choices)
    planned = models.CharField(max_length=20, choices=Involvement.choices)
    actual = models.CharField(max_length=20, choices=Involvement.choices, blank=True)

    objects: ClassVar[PlannedRoleQuerySet] = PlannedRoleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "phase"], name="planned_role_once_per_phase")
        ]

    class Privacy:
        neutral = "id public_id municipality project phase planned actual".split()


class ProjectMoveQuerySet(VisibleQuerySet["ProjectMove"]):
    def _visible(self, scope: Any) -> "ProjectMoveQuerySet":
        return self.filter(project__in=Project.objects.all()._visible(scope))


class ProjectMove(MunicipalRow):
    """One step in the life of a project: from what to what, why, by whom and when."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="moves")
    was = models.CharField(max_length=20, choices=Project.State.choices)
    to = models.CharField(max_length=20, choices=Project.State.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The step before it was a mistake, and this takes it back.
    is_undo = models.BooleanField(default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    objects: ClassVar[ProjectMoveQuerySet] = ProjectMoveQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-at", "-id")
        constraints = [models.CheckConstraint(condition=~Q(was=F("to")), name="project_move_goes_somewhere")]

    class Privacy:
        neutral = "id public_id municipality project was to reason is_undo at".split()
        personal = ("by",)
        keep = "as long as the project"


class PhaseStepQuerySet(VisibleQuerySet["PhaseStep"]):
    def _visible(self, scope: Any) -> "PhaseStepQuerySet":
        return self.filter(project__in=Project.objects.all()._visible(scope))


class PhaseStep(MunicipalRow):
    """That a project went from one phase to another: what tells in which phase something happened."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phase_steps")
    was = models.CharField(max_length=20, choices=Phase.choices)
    to = models.CharField(max_length=20, choices=Phase.choices)
    at = models.DateTimeField()

    objects: ClassVar[PhaseStepQuerySet] = PhaseStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("at", "id")
        constraints = [models.CheckConstraint(condition=~Q(was=F("to")), name="phase_step_goes_somewhere")]

    class Privacy:
        neutral = "id public_id municipality project was to at".split()
