"""A report is a frozen snapshot: its figures never change after the day it was made."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class ReportQuerySet(VisibleQuerySet["Report"]):
    def _visible(self, scope: Any) -> "ReportQuerySet":
        """Frozen ones for who may read them; drafts for those who write reports.

        Who leads a project reads its close-out, and what is told to those who took part is for everybody.
        """
        led = Q(kind=Report.Kind.PROJECT, project__leader=scope.user.pk)
        told = Q(kind=Report.Kind.PLAIN, shared_at__isnull=False)
        read = scope.reach(Permission.REPORTS_READ, unit="unit", own=led | told)
        written = scope.reach(Permission.REPORTS_WRITE, unit="unit", own=Q(pk__in=[]))
        return self.filter((Q(state=Report.State.FROZEN) & read) | written)

    def frozen(self) -> "ReportQuerySet":
        return self.filter(state=Report.State.FROZEN)

    def drafts(self) -> "ReportQuerySet":
        return self.filter(state=Report.State.DRAFT)

    def newest(self) -> "ReportQuerySet":
        """Without those that a later version has taken the place of."""
        return self.exclude(corrected__state=Report.State.FROZEN)


class Report(MunicipalRow):
    """An impact report of a municipality, of one unit or of a project, for a period."""

    class Kind(models.TextChoices):
        SENIOR = "senior", _("Brief for the senior management")
        UNIT = "unit", _("Brief for a unit")
        PROJECT = "project", _("Close-out of a project")
        YEARLY = "yearly", _("Yearly report")
        PLAIN = "plain", _("For those who took part")
        BLOCK = "block", _("Text for a political case")
        DUTIES = "duties", _("Supervision pack")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        FROZEN = "frozen", _("Frozen")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.SENIOR)
    state = models.CharField(max_length=20, choices=State.choices, default=State.FROZEN)

    unit = models.ForeignKey(
        "core.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    project = models.ForeignKey(
        "projects.Project", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    title = models.CharField(_("title"), max_length=140)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    ask = models.ForeignKey(
        "participation.Ask", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    # The figures as they were, with keys, values and the public ids of their records; and the hash of that text.
    snapshot = models.JSONField(default=dict)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    # What somebody writes, by the name of its section; figures stand in it by name.
    prose = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    # Told to those it is for: by letter, or open to everybody who took part.
    shared_at = models.DateTimeField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected"
    )
    correction = models.CharField(_("what is corrected"), max_length=600, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="report_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", frozen_at=None)
                | (Q(state="frozen", frozen_at__isnull=False) & ~Q(snapshot_hash="")),
                name="report_frozen_has_a_time_and_a_mark",
            ),
            models.CheckConstraint(
                condition=(Q(kind="project") & Q(project__isnull=False))
                | (~Q(kind="project") & Q(project=None)),
                name="report_close_out_is_of_a_project",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, number=1)
                | (Q(corrects__isnull=False, number__gt=1) & ~Q(correction="")),
                name="report_version_says_what_is_corrected",
            ),
            models.CheckConstraint(
                condition=Q(shared_at=None) | Q(state="frozen"), name="report_shared_is_frozen"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind state unit project title period_from period_to ask snapshot_hash prose "
            "made_at frozen_at shared_at number corrects correction"
        ).split()
        # The snapshot lists public ids of the people behind its figures, and none of their words; and who made it.
        personal = "made_by snapshot".split()
        keep = "ten years"


class ReportRhythmQuerySet(VisibleQuerySet["ReportRhythm"]):
    def _visible(self, scope: Any) -> "ReportRhythmQuerySet":
        return self.filter(scope.reach(Permission.REPORTS_WRITE, unit="unit", own=Q(pk__in=[])))


class ReportRhythm(MunicipalRow):
    """A report that is drafted by itself: which kind, over which period, and on which day."""

    class Every(models.TextChoices):
        """The period; a budget wants the last twelve months."""

        YEAR = "year", _("Each year, of the year before")
        TERTIAL = "tertial", _("After each four months")
        BUDGET = "budget", _("Before the budget, of the last twelve months")

    kind = models.CharField(_("kind"), max_length=20, choices=Report.Kind.choices)
    unit = models.ForeignKey(
        "core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="report_rhythms"
    )
    every = models.CharField(_("how often"), max_length=20, choices=Every.choices)
    # Of the month after the period; for a budget of the month that is said.
    day = models.PositiveSmallIntegerField(_("day of the month"), default=10)
    month = models.PositiveSmallIntegerField(_("month"), default=1)
    # The last day of its own for which a draft was ordered.
    ordered_for = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    objects: ClassVar[ReportRhythmQuerySet] = ReportRhythmQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("every", "kind", "id")
        constraints = [
            models.CheckConstraint(condition=Q(day__range=(1, 28)), name="report_rhythm_has_a_day"),
            models.CheckConstraint(condition=Q(month__range=(1, 12)), name="report_rhythm_has_a_month"),
            models.CheckConstraint(condition=~Q(kind="project"), name="report_rhythm_is_of_no_project"),
            models.UniqueConstraint(
                fields=["municipality", "unit", "kind", "every"],
                condition=Q(unit__isnull=False),
                name="report_rhythm_once_for_a_unit",
            ),
            models.UniqueConstraint(
                fields=["municipality", "kind", "every"], condition=Q(unit=None), name="report_rhythm_once"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality kind unit every day month ordered_for changed_at".split()
