"""Who changed what, who read what. Append-only: a trigger refuses every change, on both databases."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from config.core.rows import VisibleQuerySet

# How the kinds of a look at people end: at one, or at a list of them.
READS = Q(kind__endswith=".read") | Q(kind__endswith=".listed") | Q(kind="figure.opened")


class AuditQuerySet(VisibleQuerySet["AuditEvent"]):
    def _visible(self, scope: Any) -> "AuditQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.ACCESS_LOG_READ))

    def reads(self) -> "AuditQuerySet":
        """Looks at people's data."""
        return self.filter(READS)

    def changes(self) -> "AuditQuerySet":
        """Everything that was done and not only looked at."""
        return self.exclude(READS)

    def about(self, row: models.Model) -> "AuditQuerySet":
        """Everything that happened to one row, newest first."""
        return self.filter(
            object_type=row._meta.label_lower, object_id=getattr(row, "public_id", row.pk)
        ).order_by("-id")


class AuditEvent(models.Model):
    """One line: actor, kind, object and the names of the fields. Never a value, never a name."""

    municipality = models.ForeignKey(
        "core.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    # Not a foreign key: an erased account leaves its number behind, and nothing else.
    actor_id = models.CharField(max_length=22, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    # The person whose data it is about, when that is not the object itself: the row's public id.
    subject_id = models.CharField(max_length=22, blank=True)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=60, blank=True)
    # Room for a hash chain over the lines.
    chain = models.CharField(max_length=64, blank=True)

    objects: ClassVar[AuditQuerySet] = AuditQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"]),
            models.Index(fields=["municipality", "subject_id"]),
            models.Index(fields=["municipality", "at"]),
        ]

    class Privacy:
        neutral = "id municipality at kind object_type object_id subject_id fields purpose chain".split()
        personal = ("actor_id",)
        keep = "five years"

    def __str__(self) -> str:
        return f"{self.kind} {self.object_type} {self.object_id}"
