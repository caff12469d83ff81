"""A meeting with representatives in it, and who was there for how long."""

from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.meetings import clock

# The papers go out a week before; whoever writes them is reminded a week before that.
PREPARED_BY = timedelta(days=14)
DAYS_TO_PREPARE = timedelta(days=8)


class MeetingQuerySet(VisibleQuerySet["Meeting"]):
    def _visible(self, scope: Any) -> "MeetingQuerySet":
        own = Q(project__leader=scope.user.pk)
        return self.filter(scope.reach(Permission.MEETINGS_READ, unit="project__unit", own=own))

    def to_close(self, today: date) -> "MeetingQuerySet":
        """Planned, and the day has passed."""
        return self.filter(state=Meeting.State.PLANNED, held_on__lt=today)

    def ahead(self, today: date) -> "MeetingQuerySet":
        """Planned, today or later, the next first."""
        return self.filter(state=Meeting.State.PLANNED, held_on__gte=today).order_by(
            "held_on", "begins", "id"
        )

    def to_prepare(self, today: date) -> "MeetingQuerySet":
        """Planned within two weeks, and something that people need before it is missing."""
        soon = self.filter(state=Meeting.State.PLANNED, held_on__range=(today, today + PREPARED_BY))
        lacks = Q(begins=None) | Q(place="") | Q(agenda="") | Q(papers="")
        return soon.filter(lacks)

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
    # Hours on the clock of the municipality, both or none; as moments: `span`.
    begins = models.TimeField(_("begins at"), null=True, blank=True)
    ends = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), max_length=3000, blank=True)
    papers = models.TextField(_("papers to read"), max_length=2000, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    # Kinds of support needs that are seen to where the meeting is.
    arranged = models.JSONField(_("seen to"), default=list, blank=True)
    # What calendars call the sequence: it grows with every change that they show.
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    # The day for which people were reminded to prepare.
    reminded_for = models.DateField(null=True, blank=True)
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
            ),
            models.CheckConstraint(
                # Said twice: a comparison with nothing is neither true nor false, and a check lets that pass.
                condition=Q(begins=None, ends=None)
                | Q(begins__isnull=False, ends__isnull=False, ends__gt=F("begins")),
                name="meeting_ends_after_it_begins",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality project title held_on place state hours professional_hours facilitator_hours "
            "created_at begins ends agenda papers arranged version changed_at reminded_for"
        ).split()
        personal = ("minutes", "contact")
        keep = "five years"

    @property
    def prepared_on(self) -> date:
        """When those who are coming are told to prepare, a whole week before."""
        return date.fromordinal(max(self.held_on.toordinal() - DAYS_TO_PREPARE.days, 1))

    @property
    def missing(self) -> list[str]:
        """What people need before it and nobody has written yet, in words."""
        needed = (
            (self.begins, _("the hours")),
            (self.place, _("the place")),
            (self.agenda, _("the agenda")),
            (self.papers, _("the papers")),
        )
        return [str(label) for value, label in needed if not value]

    @property
    def span(self) -> clock.Span | None:
        """From and to as moments; None where only the day is known."""
        if self.begins is None or self.ends is None:
            return None
        return clock.span(self.held_on, self.begins, self.ends)

    @property
    def last_changed_at(self) -> datetime:
        return self.changed_at or self.created_at


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
