"""A person in a seat."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from projects.planning.models import Involvement


class AssignmentQuerySet(VisibleQuerySet["Assignment"]):
    def _visible(self, scope: Any) -> "AssignmentQuerySet":
        """The facilitator's; a professional's own projects, after the yes."""
        own = Q(request__project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.ASSIGNMENTS_READ, unit="request__project__unit", own=own))

    def running(self) -> "AssignmentQuerySet":
        return self.filter(state=Assignment.State.RUNNING)


class Assignment(MunicipalRow):
    """A representative who has said yes and has a seat of a request."""

    class State(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")

    request = models.ForeignKey("projects.Request", on_delete=models.PROTECT, related_name="assignments")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="assignments"
    )
    # Several when a yes was taken back and given again: each time in the seat is a row.
    invitation = models.ForeignKey(
        "participation.Invitation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assignments",
    )
    involvement = models.CharField(max_length=20, choices=Involvement.choices, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RUNNING)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-started_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "representative"],
                condition=Q(state="running"),
                name="assignment_once_per_request",
            ),
            models.CheckConstraint(
                # Said twice: a comparison with nothing is neither true nor false, and a check lets that pass.
                condition=Q(state="running", ended_on=None)
                | Q(state="ended", ended_on__isnull=False, ended_on__gte=F("started_on")),
                name="assignment_ended_has_a_day",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality request involvement state started_on ended_on".split()
        personal = "representative invitation end_reason".split()
        keep = "five years"
        erase = "blank"
