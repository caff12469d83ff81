"""Long work as rows with progress. The row is the truth; Celery rings the bell."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet


class JobQuerySet(VisibleQuerySet["Job"]):
    def _visible(self, scope: Any) -> "JobQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.JOBS_READ), created_by=scope.user)

    def due(self, at: datetime) -> "JobQuerySet":
        """Jobs that wait, and those whose worker let its lease run out."""
        waiting = Q(state=Job.State.WAITING, not_before__lte=at)
        return self.filter(waiting | Q(state=Job.State.RUNNING, lease_until__lt=at))


class Job(MunicipalRow):
    """One piece of long work. Its payload and result hold ids and counts, never personal data."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        PARKED = "parked", _("Stopped after several tries")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=150, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    # The class of the error; its text may hold personal data.
    failure = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]  # manager made of queryset

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["state", "not_before"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=0) | Q(done__lte=F("total")), name="job_is_not_more_than_done"
            )
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind key payload state done total result failure attempts created_at not_before "
            "lease_until ended_at"
        ).split()
        personal = ("created_by",)
        keep = "ninety days"

    @property
    def is_ended(self) -> bool:
        return self.state in (Job.State.DONE, Job.State.PARKED)
