"""A meeting with representatives in it, and who was there for how long."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class MeetingQuerySet(VisibleQuerySet["Meeting"]):
    def _visible(self, scope: Any) -> "MeetingQuerySet":
        own = Q(project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.MEETINGS_READ, unit="project__unit", own=own))

    def to_close(self, today: date) -> "MeetingQuerySet":
        """Planned, and the day has passed."""
        return self.filter(state=Meeting.State.PLANNED, held_on__lt=today)

    def held(self) -> "MeetingQuerySet":
        return self.filter(state=Meeting.State.HELD)


class Meeting(MunicipalRow):
    """One meeting of a project. It is planned, then closed with who was there, or cancelled."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=140)
    held_on = models.DateField(_("day"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PLANNED)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, default=0)
    # Summed over the people of the service: time that a report counts beside the fees.
    professional_hours = models.DecimalField(
        _("hours of professionals"), max_digits=6, decimal_places=2, default=0
    )
    facilitator_hours = models.DecimalField(
        _("hours of the facilitator"), max_digits=6, decimal_places=2, default=0
    )
    minutes = models.TextField(_("minutes"), max_length=5000, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-held_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, professional_hours__gte=0, facilitator_hours__gte=0),
                name="meeting_hours_are_not_negative",
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project title held_on place state hours professional_hours facilitator_hours "
            "created_at"
        ).split()
        personal = ("minutes",)
        keep = "five years"


class AttendanceQuerySet(VisibleQuerySet["Attendance"]):
    def _visible(self, scope: Any) -> "AttendanceQuerySet":
        """Who was where is the facilitator's to see; others see how many."""
        nobody = Q(pk__in=[])
        return self.filter(scope.reach(Permission.MEETINGS_WRITE, unit="meeting__project__unit", own=nobody))

    def present(self) -> "AttendanceQuerySet":
        return self.filter(was_present=True)


class Attendance(MunicipalRow):
    """Whether a representative was at a meeting, and for how many hours, preparation included."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    assignment = models.ForeignKey(
        "participation.Assignment", on_delete=models.CASCADE, related_name="attendances"
    )
    was_present = models.BooleanField()
    hours = models.DecimalField(max_digits=5, decimal_places=2, default=0)

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["meeting", "assignment"], name="attendance_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(hours__gte=0) & (Q(was_present=True) | Q(hours=0)),
                name="attendance_absent_has_no_hours",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality meeting hours".split()
        personal = "assignment was_present".split()
        keep = "five years"
        erase = "stay"
