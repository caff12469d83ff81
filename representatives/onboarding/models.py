"""What a person has done to be ready: training, and the declaration of confidentiality."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow
from representatives.registry.models import OfPersonQuerySet


class Training(MunicipalRow):
    """A course or conversation the person has completed."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="trainings"
    )
    name = models.CharField(_("training"), max_length=120)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Privacy:
        neutral = "id public_id municipality added_at".split()
        personal = "representative name completed_on".split()
        keep = "as long as the profile"


class Declaration(MunicipalRow):
    """A signed declaration of confidentiality."""

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="declarations"
    )
    text_version = models.CharField(max_length=20)
    signed_on = models.DateField(_("signed on"))
    added_at = models.DateTimeField()

    objects: ClassVar[OfPersonQuerySet] = OfPersonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-signed_on",)

    class Privacy:
        neutral = "id public_id municipality text_version added_at".split()
        personal = "representative signed_on".split()
        keep = "five years after the last assignment"
