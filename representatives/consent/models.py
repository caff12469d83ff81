"""Consent as rows: to one purpose, in one version of the text, given and withdrawn by someone at a time."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet


class ConsentQuerySet(VisibleQuerySet["Consent"]):
    def _visible(self, scope: Any) -> "ConsentQuerySet":
        from representatives.registry.models import Representative

        return self.filter(representative__in=Representative.objects.all()._visible(scope))

    def in_force(self) -> "ConsentQuerySet":
        """Given and not withdrawn."""
        return self.filter(withdrawn_at=None)


class Consent(MunicipalRow):
    """One person's yes to one purpose. Withdrawal is a stamp on the row; a new yes is a new row."""

    class Purpose(models.TextChoices):
        NETWORK = "network", _("To be in the network and be asked")
        EXPERIENCE = "experience", _("To have lived experience kept and used to find fitting projects")
        QUOTATION = "quotation", _("To be quoted in reports after seeing the text")

    class Channel(models.TextChoices):
        FORM = "form", _("On a web page")
        PAPER = "paper", _("On paper")
        ORAL = "oral", _("By word of mouth, written down by the facilitator")
        OWN_LIST = "own_list", _("Dated in the municipality's own list")

    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    text_version = models.CharField(max_length=20)
    channel = models.CharField(_("how it was given"), max_length=20, choices=Channel.choices)
    # The day the person said yes, which may be long before it was written down here.
    given_on = models.DateField(_("given on"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-given_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["representative", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_once_in_force",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("recorded_at")),
                name="consent_is_withdrawn_after_it_was_recorded",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality text_version recorded_at withdrawn_at".split()
        personal = "representative purpose channel given_on recorded_by withdrawn_by".split()
        keep = "as long as the profile, then five years as proof"

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_at is None
