"""What the one who owes an answer has been asked, and the link that answers."""

from typing import Any, ClassVar

from django.db import models

from config.core.access.permissions import Permission
from config.core.privacy import links
from config.core.rows import MunicipalRow, VisibleQuerySet

PURPOSE = "promise-owner"


class OwnerLinkQuerySet(VisibleQuerySet["OwnerLink"]):
    def _visible(self, scope: Any) -> "OwnerLinkQuerySet":
        """The facilitator's: who was asked and reminded when."""
        nobody = models.Q(pk__in=[])
        unit = "contribution__project__unit"
        return self.filter(scope.reach(Permission.CONTRIBUTIONS_WRITE, unit=unit, own=nobody))


class OwnerLink(MunicipalRow):
    """Of one contribution, for the one who owes the answer now; whoever takes over gets a new link."""

    contribution = models.OneToOneField(
        "participation.Contribution", on_delete=models.CASCADE, related_name="owner_link"
    )
    professional = models.ForeignKey(
        "participation.Professional", on_delete=models.CASCADE, related_name="owner_links"
    )
    generation = models.PositiveSmallIntegerField(default=0)
    key_id = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    # The last of the two reminders: shortly before the day, and right after it.
    reminded_at = models.DateTimeField(null=True, blank=True)
    raised_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OwnerLinkQuerySet] = OwnerLinkQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("id",)

    class Privacy:
        neutral = (
            "id public_id municipality contribution generation key_id token_hash asked_at reminded_at raised_at"
        ).split()
        personal = ("professional",)
        keep = "as long as the contribution"

    @property
    def address(self) -> str:
        """The whole address that stands in the letters."""
        return links.address("promise_open", links.make(PURPOSE, self))
