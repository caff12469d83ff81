"""What a project or a unit may spend on participation in a year."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class FrameQuerySet(VisibleQuerySet["Frame"]):
    def _visible(self, scope: Any) -> "FrameQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CLAIMS_READ))


class Frame(MunicipalRow):
    """Kroner for one year, of one project or of one unit with those below it."""

    unit = models.ForeignKey("core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    objects: ClassVar[FrameQuerySet] = FrameQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-year", "id")
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="frame_once_per_unit_and_year"),
            models.UniqueConstraint(fields=["project", "year"], name="frame_once_per_project_and_year"),
            models.CheckConstraint(
                condition=Q(unit=None, project__isnull=False) | Q(unit__isnull=False, project=None),
                name="frame_is_of_a_unit_or_a_project",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, year__gte=2000, year__lte=2100), name="frame_is_not_negative"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality unit project year amount".split()
