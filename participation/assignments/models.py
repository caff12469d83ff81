"""A person in a seat, and the part the person has in each phase."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from projects.planning.models import Involvement, Phase

TERMS_LENGTH = 1000


class AssignmentQuerySet(VisibleQuerySet["Assignment"]):
    def _visible(self, scope: Any) -> "AssignmentQuerySet":
        """The facilitator's; a professional's own projects, after the yes."""
        own = Q(request__project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.ASSIGNMENTS_READ, unit="request__project__unit", own=own))

    def running(self) -> "AssignmentQuerySet":
        return self.filter(state=Assignment.State.RUNNING)

    def left(self) -> "AssignmentQuerySet":
        """Left by the person, and nobody has taken note of it yet."""
        return self.filter(has_left=True, left_noted_at=None)


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
    # What was agreed of times, pay and travel for this person alone; the request says what is the same for everyone.
    terms = models.TextField(_("practical terms"), max_length=TERMS_LENGTH, blank=True)
    # The person keeps the seat, and is not expected meanwhile.
    paused_on = models.DateField(_("pause from"), null=True, blank=True)
    paused_until = models.DateField(_("pause until"), null=True, blank=True)
    # Said once for every meeting to come: fees are then declined from the start, and nobody asks why.
    declines_fees = models.BooleanField(_("wants no fees"), default=False)
    has_left = models.BooleanField(_("left by the person"), default=False)
    left_noted_at = models.DateTimeField(_("seen by the facilitator"), null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(paused_on=None, paused_until=None)
                | Q(state="running", paused_on__isnull=False)
                & (Q(paused_until=None) | Q(paused_until__gt=F("paused_on"))),
                name="assignment_pause_has_an_order",
            ),
            models.CheckConstraint(
                condition=Q(has_left=False, left_noted_at=None) | Q(has_left=True, state="ended"),
                name="assignment_left_has_ended",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality request involvement state started_on ended_on has_left left_noted_at"
        ).split()
        personal = "representative invitation end_reason terms paused_on paused_until declines_fees".split()
        keep = "five years"
        erase = "blank"

    def is_paused_on(self, today: date) -> bool:
        """Whether the person rests from this assignment on a day."""
        return self.paused_on is not None and (self.paused_until is None or today < self.paused_until)


class PhaseRoleQuerySet(VisibleQuerySet["PhaseRole"]):
    def _visible(self, scope: Any) -> "PhaseRoleQuerySet":
        return self.filter(assignment__in=Assignment.objects.all()._visible(scope))


class PhaseRole(MunicipalRow):
    """The part of one person in one phase: what each side wants, what was agreed on, and what it was in the end."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="phase_roles")
    phase = models.CharField(_("phase"), max_length=20, choices=Phase.choices)
    person_wants = models.CharField(
        _("what the person wants"), max_length=20, choices=Involvement.choices, blank=True
    )
    project_wants = models.CharField(
        _("what the project wants"), max_length=20, choices=Involvement.choices, blank=True
    )
    agreed = models.CharField(_("what was agreed on"), max_length=20, choices=Involvement.choices, blank=True)
    actual = models.CharField(
        _("what it was in the end"), max_length=20, choices=Involvement.choices, blank=True
    )
    changed_at = models.DateTimeField()

    objects: ClassVar[PhaseRoleQuerySet] = PhaseRoleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("assignment", "id")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "phase"], name="phase_role_once_per_phase")
        ]

    class Privacy:
        neutral = "id public_id municipality phase project_wants changed_at".split()
        personal = "assignment person_wants agreed actual".split()
        keep = "five years"
        erase = "blank"

    @property
    def differs(self) -> bool:
        """Whether the two sides want different parts and have not agreed yet: something to talk about."""
        return (
            bool(self.person_wants and self.project_wants and not self.agreed)
            and self.person_wants != self.project_wants
        )
