"""Proof that a person was erased, without saying who it was."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet


class ErasureQuerySet(VisibleQuerySet["Erasure"]):
    def _visible(self, scope: Any) -> "ErasureQuerySet":
        from config.core.access.permissions import Permission

        return self.filter(municipality__in=scope.municipalities(Permission.REGISTRY_READ))


class Erasure(MunicipalRow):
    """One erasure. Keyed hashes of what the person was found by stop an old list from bringing the person back, and
    the public id lets a restored backup be erased again; neither can be turned into a name."""

    class Why(models.TextChoices):
        ASKED = "asked", _("The person asked")
        SILENCE = "silence", _("Nothing was heard after the notice")
        LEFT = "left", _("The keeping time after leaving was over")
        DECLINED = "declined", _("A declined application's keeping time was over")

    profile_id = models.CharField(max_length=22, unique=True)
    why = models.CharField(max_length=20, choices=Why.choices)
    email_index = models.CharField(max_length=24, blank=True, db_index=True)
    phone_index = models.CharField(max_length=24, blank=True, db_index=True)
    # Name and year of birth together.
    name_index = models.CharField(max_length=24, blank=True, db_index=True)
    erased_at = models.DateTimeField()
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The person has said since that the municipality may have them in again.
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ErasureQuerySet] = ErasureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-erased_at", "-id")

    class Privacy:
        neutral = "id public_id municipality profile_id why erased_at lifted_at".split()
        personal = "email_index phone_index name_index erased_by".split()
        keep = "five years, as proof and against an old list"
