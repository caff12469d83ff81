"""Sets of people: who may see whom, and who is in the registry at all."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from config.core.rows import VisibleQuerySet

if TYPE_CHECKING:
    from representatives.registry.models import Representative  # noqa: F401  # in quotes below

STALE_AFTER_DAYS = 365
# Kinds of term that tell of a person's health: kept only under consent to lived experience.
EXPERIENCE_KINDS = ("experience", "service")


class RepresentativeQuerySet(VisibleQuerySet["Representative"]):
    def _visible(self, scope: Any) -> "RepresentativeQuerySet":
        """The whole registry for the facilitator; for others only a profile of their own."""
        from config.core.access.permissions import Permission

        reach = Q(municipality__in=scope.municipalities(Permission.REGISTRY_READ))
        if scope.user.is_authenticated:
            reach |= Q(user=scope.user)
        return self.filter(reach).in_registry()

    def in_registry(self) -> "RepresentativeQuerySet":
        """Without rows that are nobody any more: merged into another, or erased. No list or search shows them."""
        return self.filter(merged_into=None, erased_at=None)

    def active(self) -> "RepresentativeQuerySet":
        return self.filter(state=self.model.State.ACTIVE)

    def present(self) -> "RepresentativeQuerySet":
        """Everyone who has not left."""
        return self.in_registry().exclude(state=self.model.State.LEFT)

    def stale(self, today: date) -> "RepresentativeQuerySet":
        """Profiles that nobody has confirmed for a year."""
        limit = today - timedelta(days=STALE_AFTER_DAYS)
        return self.present().filter(Q(confirmed_on=None) | Q(confirmed_on__lt=limit))


class OfPersonQuerySet(VisibleQuerySet["Any"]):
    """Rows about a representative: seen by whoever sees the person."""

    def _visible(self, scope: Any) -> Self:
        people: Any = self.model._meta.get_field("representative").related_model
        return self.filter(representative__in=people.objects.all()._visible(scope))


class ProfileTermQuerySet(OfPersonQuerySet):
    """Terms on profiles."""

    def experience(self) -> "ProfileTermQuerySet":
        """Lived experience: health data, kept only under consent to it."""
        return self.filter(term__kind__in=EXPERIENCE_KINDS)

    def skills(self) -> "ProfileTermQuerySet":
        return self.filter(term__kind="skill")
