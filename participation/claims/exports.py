"""What has gone to payroll together, and how the municipality's payroll wants it: columns, headings and codes."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class Column(models.TextChoices):
    """What a column of the file can hold. Never an identity number or an account: payroll has those."""

    NAME = "name", _("Name")
    PERSON = "person", _("The person's id in Medvirk")
    DAY = "day", _("Day")
    KIND = "kind", _("What it is")
    CODE = "code", _("Payroll's code")
    QUANTITY = "quantity", _("Number")
    RATE = "rate", _("Rate")
    AMOUNT = "amount", _("Amount")
    UNIT = "unit", _("Unit")
    PROJECT = "project", _("Project")
    MEETING = "meeting", _("Meeting")
    NOTE = "note", _("What the person wrote")
    CLAIM = "claim", _("The claim's id in Medvirk")


# Where the municipality has decided nothing.
USUAL = tuple(column for column in Column if column not in (Column.PERSON, Column.NOTE))


class PayrollMappingQuerySet(VisibleQuerySet["PayrollMapping"]):
    def _visible(self, scope: Any) -> "PayrollMappingQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CLAIMS_READ))


class PayrollMapping(MunicipalRow):
    """One row for each municipality that has decided: `columns` as [what, heading] in order, `codes` by kind."""

    columns = models.JSONField(default=list)
    codes = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PayrollMappingQuerySet] = PayrollMappingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality"], name="payroll_mapping_one_each")]

    class Privacy:
        neutral = "id public_id municipality columns codes changed_at".split()


class PayrollExportQuerySet(VisibleQuerySet["PayrollExport"]):
    def _visible(self, scope: Any) -> "PayrollExportQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CLAIMS_READ))


class PayrollExport(MunicipalRow):
    """Claims that went to payroll in one press, with the columns of that day; undone, it holds none."""

    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.SET_NULL, null=True, related_name="+")
    columns = models.JSONField(default=list)
    codes = models.JSONField(default=dict, blank=True)
    number = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=2)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PayrollExportQuerySet] = PayrollExportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0, total__gte=0), name="payroll_export_has_claims")
        ]

    class Privacy:
        neutral = "id public_id municipality made_at columns codes number total undone_at".split()
        personal = ("made_by",)
        keep = "five years (bookkeeping)"


def mapping_of(municipality: Any) -> PayrollMapping:
    """What a municipality has decided, or the usual columns (a row that is not saved) where it has decided nothing."""
    pk = getattr(municipality, "pk", municipality)
    kept = PayrollMapping.objects.filter(municipality=pk).first()
    usual = [[column.value, str(column.label)] for column in USUAL]
    return kept or PayrollMapping(municipality_id=pk, columns=usual, codes={})
