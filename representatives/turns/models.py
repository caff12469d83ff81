"""The turn ledger: what was asked of a person and what came of it. The only source of rest, load and asked-before."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
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
            models.Index(fields=["request_ref", "representative"]),
        ]

    class Privacy:
        neutral = "id public_id municipality kind at request_ref assignment_ref".split()
        personal = ("representative",)
        keep = "three years"
        erase = "stay"


class TurnSummaryQuerySet(VisibleQuerySet["TurnSummary"]):
    def _visible(self, scope: Any) -> "TurnSummaryQuerySet":
        from representatives.registry.models import Representative

        return self.filter(representative__in=Representative.objects.all()._visible(scope))

    def unsettled(self, at: datetime) -> "TurnSummaryQuerySet":
        """Those that do not say how it is at a moment: time has passed by, or it is a moment of before."""
        return self.filter(Q(holds_from__gt=at) | Q(holds_until__lte=at))


class TurnSummary(MunicipalRow):
    """The ledger of one person in figures, so that a whole network can be put in order without reading it.

    Never a source: `turns.services` counts it anew from the ledger in the transaction that writes there. It says how
    things are from `holds_from` until `holds_until` (without end if None), when the next line is too old to count.
    A person without lines has none.
    """

    representative = models.OneToOneField(
        "representatives.Representative",
        on_delete=models.CASCADE,
        related_name="turn_summary",
    )
    running = models.PositiveSmallIntegerField(_("assignments now"))
    assigned_in_half_year = models.PositiveSmallIntegerField(_("assignments in half a year"))
    asked_in_half_year = models.PositiveSmallIntegerField(_("times asked in half a year"))
    passed_over_in_year = models.PositiveSmallIntegerField(_("times considered and not chosen in a year"))
    # Since when there has been no assignment, in microseconds since 1970, with which a database can reckon.
    rests_since = models.BigIntegerField(null=True)
    holds_from = models.DateTimeField()
    holds_until = models.DateTimeField(null=True)

    objects: ClassVar[TurnSummaryQuerySet] = TurnSummaryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "holds_until"]),
            models.Index(fields=["municipality", "holds_from"]),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality running assigned_in_half_year asked_in_half_year passed_over_in_year "
            "rests_since holds_from holds_until"
        ).split()
        personal = ("representative",)
        keep = "as long as the turns that it counts"
        erase = "delete"
