"""What a person decided after seeing the candidates, and what was shown then."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class ChoiceQuerySet(VisibleQuerySet["Choice"]):
    def _visible(self, scope: Any) -> "ChoiceQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Choice(MunicipalRow):
    """Someone chosen for a request, kept for later, or set aside; with the reason when it went against a warning."""

    class Decision(models.TextChoices):
        CHOSEN = "chosen", _("Chosen")
        LATER = "later", _("Ask later")
        NOT_CHOSEN = "not_chosen", _("Not chosen this time")

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="choices")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="choices"
    )
    decision = models.CharField(max_length=20, choices=Decision.choices)
    # Codes of the gates and gaps that stood against the choice when it was made.
    warnings = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[ChoiceQuerySet] = ChoiceQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "representative"], name="choice_once")]

    class Privacy:
        neutral = "id public_id municipality request decision at".split()
        personal = "representative reason by".split()
        special = ("warnings",)
        keep = "three years"
        erase = "blank"


class ShowingQuerySet(VisibleQuerySet["Showing"]):
    def _visible(self, scope: Any) -> "ShowingQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Showing(MunicipalRow):
    """What was shown, to whom and when: so that a choice can be explained a year later."""

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="showings")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    seed = models.CharField(max_length=22)
    rule_version = models.CharField(max_length=20)
    # Public ids in the order shown, by group.
    shown = models.JSONField(default=list)

    objects: ClassVar[ShowingQuerySet] = ShowingQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Privacy:
        neutral = "id public_id municipality request at seed rule_version".split()
        personal = "by shown".split()
        keep = "three years"
