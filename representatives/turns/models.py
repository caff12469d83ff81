"""The turn ledger: what was asked of a person and what came of it. The only source of rest, load and asked-before."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet


class TurnQuerySet(VisibleQuerySet["Turn"]):
    def _visible(self, scope: Any) -> "TurnQuerySet":
        from representatives.registry.models import Representative

        return self.filter(representative__in=Representative.objects.all()._visible(scope))


class Turn(MunicipalRow):
    """One line of the ledger. Lines are added, never changed: an answer that changes is a new line."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Said yes")
        DECLINED = "declined", _("Said no")
        UNCLEAR = "unclear", _("Said maybe, or asked something")
        SILENT = "silent", _("Did not answer")
        CHOSEN = "chosen", _("Chosen")
        PASSED_OVER = "passed_over", _("Considered, not chosen")
        WITHDRAWN = "withdrawn", _("Invitation withdrawn")
        ASSIGNED = "assigned", _("Took a seat")
        ENDED = "ended", _("Finished an assignment")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="turns"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    # Public ids of rows in the apps above: the ledger points up by name only.
    request_ref = models.CharField(max_length=22, blank=True)
    assignment_ref = models.CharField(max_length=22, blank=True)

    objects: ClassVar[TurnQuerySet] = TurnQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=["representative", "kind", "at"]),
            models.Index(fields=["municipality", "at"]),
        ]

    class Privacy:
        neutral = "id public_id municipality kind at request_ref assignment_ref".split()
        personal = ("representative",)
        keep = "three years"
        erase = "stay"
