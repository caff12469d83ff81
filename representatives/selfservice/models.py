"""What a person asks for on My page and the facilitator does by hand."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class PaperCopyQuerySet(OfPersonQuerySet):
    def waiting(self) -> "PaperCopyQuerySet":
        """Asked for and not sent yet."""
        return self.filter(sent_at=None)


class PaperCopy(MunicipalRow):
    """A person's wish for everything held about them on paper, until somebody has sent it."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="paper_copies"
    )
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[PaperCopyQuerySet] = PaperCopyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["representative"], condition=Q(sent_at=None), name="paper_copy_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(sent_at__gte=F("asked_at")),
                name="paper_copy_is_sent_after_asking",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality asked_at sent_at".split()
        personal = "representative sent_by".split()
        keep = "as long as the profile"
        erase = "delete"
