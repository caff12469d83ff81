"""Two profiles that may be one person: what was decided, and how to undo it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class Merge(MunicipalRow):
    """One merge of two profiles, with what it changed, sealed, for as long as it can be undone."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="merges"
    )
    gone = models.ForeignKey("representatives.Representative", on_delete=models.CASCADE, related_name="+")
    # JSON: the fields of both before, and which rows moved. Emptied when the merge can no longer be undone.
    before = EncryptedTextField(blank=True, default="")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undo_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-merged_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(representative=F("gone")), name="merge_is_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merge_takes_a_profile_once"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality merged_at undo_until undone_at".split()
        personal = "representative gone merged_by".split()
        special = ("before",)
        keep = "thirty days to undo; that it happened, as long as the profile"
        erase = "delete"


class NotSame(MunicipalRow):
    """Somebody looked, and these two are two people. The smaller number stands first."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey("representatives.Representative", on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["representative", "other"], name="not_same_once"),
            models.CheckConstraint(condition=Q(representative__lt=F("other")), name="not_same_in_order"),
        ]

    class Privacy:
        neutral = "id public_id municipality decided_at".split()
        personal = "representative other decided_by".split()
        keep = "as long as both profiles"
        erase = "delete"
