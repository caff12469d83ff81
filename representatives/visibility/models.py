"""Who may see which part of a profile: the person decides, field by field."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow
from representatives.registry.querysets import OfPersonQuerySet


class Visibility(MunicipalRow):
    """Who may see one field of a profile, when the person has chosen otherwise than the product proposes.

    A field without a row is seen by the facilitator alone. Name and language cannot be hidden from a project after a
    yes.
    """

    class Field(models.TextChoices):
        PHONE = "phone", _("Phone")
        EMAIL = "email", _("E-mail")
        AREA = "area", _("Area")
        BIRTH_YEAR = "birth_year", _("Year of birth")
        ORGANISATION = "organisation", _("Organisation")
        AVAILABILITY = "availability", _("When you can")
        SKILLS = "skills", _("Skills")
        EXPERIENCE = "experience", _("Lived experience")

    class Audience(models.TextChoices):
        FACILITATOR = "facilitator", _("Only the facilitator")
        PROJECT = "project", _("A project, after I have said yes to it")
        NETWORK = "network", _("Everyone in the network")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="visibilities"
    )
    field = models.CharField(max_length=20, choices=Field.choices)
    audience = models.CharField(max_length=20, choices=Audience.choices)
    changed_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["representative", "field"], name="visibility_once_per_field"),
            models.CheckConstraint(
                condition=~Q(field="experience", audience="network"),
                name="visibility_experience_is_never_for_all",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality field audience changed_at".split()
        personal = ("representative",)
        keep = "as long as the profile"
        erase = "delete"
