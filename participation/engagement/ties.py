"""Who knows whom: what ties two professionals, written down by the facilitator. Both of them read it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.engagement.models import Professional


class TieQuerySet(VisibleQuerySet["Tie"]):
    def _visible(self, scope: Any) -> "TieQuerySet":
        """The facilitators' of either end, and those of oneself. A manager of a unit sees none."""
        nobody = Q(pk__in=[])
        reached = [
            scope.reach(Permission.ENGAGEMENT_WRITE, unit=f"{end}__unit", own=nobody)
            for end in ("one", "other")
        ]
        own = Q(one__user=scope.user.pk) | Q(other__user=scope.user.pk)
        here = own & Q(municipality__in=scope.municipalities())
        return self.filter(reached[0] | reached[1] | here)

    def of_person(self, person: Professional) -> "TieQuerySet":
        return self.filter(Q(one=person) | Q(other=person))


class Tie(MunicipalRow):
    """What is between two professionals. Two of them are the same both ways; an introduction goes from one to other."""

    class Kind(models.TextChoices):
        KNOWS = "knows", _("Know each other")
        WORKS_WITH = "works_with", _("Work together")
        INTRODUCED = "introduced", _("Has introduced")

    BOTH_WAYS = (Kind.KNOWS, Kind.WORKS_WITH)

    one = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="ties_from")
    other = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="ties_to")
    kind = models.CharField(_("what ties them"), max_length=20, choices=Kind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[TieQuerySet] = TieQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("-at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["one", "other", "kind"], name="tie_once_of_its_kind"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="tie_is_between_two"),
        ]

    class Privacy:
        neutral = "id public_id municipality at".split()
        personal = "one other kind by".split()
        keep = "as long as both are written down"
