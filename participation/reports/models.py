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
        return self.filter(scope.reach(Permission.REPORTS_READ, unit="unit", own=Q(pk__in=[])))


class Report(MunicipalRow):
    """An impact report of a municipality, or of one unit, for a period."""

    unit = models.ForeignKey(
        "core.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    title = models.CharField(_("title"), max_length=140)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    ask = models.ForeignKey(
        "participation.Ask", on_delete=models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    # The figures as they were, with keys, values and the public ids of their records; and the hash of that text.
    snapshot = models.JSONField(default=dict)
    snapshot_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="report_period_ends_after_start"
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality unit title period_from period_to ask snapshot_hash made_at"
        ).split()
        # The snapshot lists public ids of the people behind its figures, and none of their words.
        personal = "made_by snapshot".split()
        keep = "ten years"
