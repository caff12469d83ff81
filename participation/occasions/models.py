"""What recurs in the facilitator's year: the council in March, the report in September."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class OccasionQuerySet(VisibleQuerySet["Occasion"]):
    def _visible(self, scope: Any) -> "OccasionQuerySet":
        """Whoever plans meetings for the whole municipality."""
        return self.filter(municipality__in=scope.municipalities(Permission.MEETINGS_WRITE))


class Occasion(MunicipalRow):
    """Something on a day, once or again and again until a day. Not about anybody."""

    class Every(models.IntegerChoices):
        """How many months lie between two."""

        ONCE = 0, _("Once")
        MONTH = 1, _("Every month")
        QUARTER = 3, _("Every third month")
        HALF_YEAR = 6, _("Every half year")
        YEAR = 12, _("Every year")

    title = models.CharField(_("what it is"), max_length=140)
    on = models.DateField(_("first day"))
    every = models.PositiveSmallIntegerField(_("how often"), choices=Every.choices, default=Every.YEAR)
    until = models.DateField(_("until"), null=True, blank=True)
    changed_at = models.DateTimeField()

    objects: ClassVar[OccasionQuerySet] = OccasionQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__isnull=False, until__gte=F("on")),
                name="occasion_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(every__in=[0, 1, 3, 6, 12]), name="occasion_has_a_rhythm"),
        ]

    class Privacy:
        neutral = "id public_id municipality title on every until changed_at".split()
