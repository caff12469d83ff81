"""Conflicts of interest: why somebody should not be asked by a unit, or beside somebody of the service."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class ConflictQuerySet(OfPersonQuerySet):
    def open(self) -> "ConflictQuerySet":
        """Which nobody has ended; the days may not have come, or be over."""
        return self.filter(ended_at=None)

    def in_force(self, today: date) -> "ConflictQuerySet":
        """Which hold on a day."""
        lasting = Q(until=None) | Q(until__gte=today)
        return self.open().filter(lasting, since__lte=today)

    def about(self, *, units: Collection[str], people: Collection[str]) -> "ConflictQuerySet":
        """With one of these units or people, by public ids."""
        return self.filter(Q(unit__public_id__in=units) | Q(person__public_id__in=people))


class Conflict(MunicipalRow):
    """A conflict of interest between a representative and a unit, or somebody of the service. Ended, not deleted.

    It holds back like a question: a facilitator may choose the person all the same, with a reason that is kept.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("Work, now or before")
        CLOSE = "close", _("Family or close friend")
        OWN_CASE = "own_case", _("Own case or complaint")
        ORGANISATION = "organisation", _("Interests of an organisation")
        OTHER = "other", _("Something else")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="conflicts"
    )
    unit = models.ForeignKey("core.Unit", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    note = EncryptedTextField(_("note"), blank=True, default="")
    since = models.DateField(_("since"))
    # The last day, where it is known from the start.
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ConflictQuerySet] = ConflictQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person=None) | Q(unit=None, person__isnull=False),
                name="conflict_is_with_a_unit_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="conflict_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("recorded_at")),
                name="conflict_is_ended_after_it_was_recorded",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality recorded_at ended_at".split()
        personal = "since until recorded_by ended_by".split()
        special = "representative unit person kind note".split()
        keep = "three years after it ended, and no longer than the profile"
        erase = "delete"

    @property
    def about(self) -> str:
        """With what or whom, by name."""
        if self.person:
            return self.person.get_full_name()
        return self.unit.name if self.unit else ""

    def is_in_force(self, today: date) -> bool:
        """Whether it holds on a day, as `in_force` asks of many."""
        return self.ended_at is None and self.since <= today and (self.until is None or self.until >= today)

    def is_over(self, today: date) -> bool:
        """Whether it holds on no day any more."""
        return self.ended_at is not None or (self.until is not None and self.until < today)
