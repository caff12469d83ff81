"""The letter on paper for an invitation: its short code, and that it was printed and posted."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.invitations.models import Invitation


class PaperLetterQuerySet(VisibleQuerySet["PaperLetter"]):
    def _visible(self, scope: Any) -> "PaperLetterQuerySet":
        """With its invitation: the facilitator's."""
        return self.filter(invitation__in=Invitation.objects.all()._visible(scope))

    def current(self) -> "PaperLetterQuerySet":
        """Those whose code is of the link in force; an invitation that is sent again has a new one."""
        return self.filter(generation=F("invitation__generation"))


class PaperLetter(MunicipalRow):
    """One letter on paper. The code is made of the row and the key ring; only its keyed hash is kept.

    It opens what the link of the same generation opens, and dies with it.
    """

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="paper_letters")
    generation = models.PositiveSmallIntegerField()
    key_id = models.CharField(max_length=20)
    # Counts on where a code was taken already.
    turn = models.PositiveSmallIntegerField(default=0)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    posted_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[PaperLetterQuerySet] = PaperLetterQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("made_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["invitation", "generation"], name="paper_letter_one_each_link"),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=False) | Q(posted_by=None),
                name="paper_letter_posted_has_a_time",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality invitation generation key_id turn code_hash made_at posted_at"
        ).split()
        personal = "made_by posted_by".split()
        keep = "three years"
        erase = "stay"
