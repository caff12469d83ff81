"""Consent as rows: to one purpose, in one version of the text, given and withdrawn by someone at a time."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.consent.renewal import months_after


class ConsentQuerySet(VisibleQuerySet["Consent"]):
    def _visible(self, scope: Any) -> "ConsentQuerySet":
        from representatives.registry.models import Representative

        return self.filter(representative__in=Representative.objects.all()._visible(scope))

    def in_force(self) -> "ConsentQuerySet":
        """Given and not withdrawn."""
        return self.filter(withdrawn_at=None)

    def due(self, *, by: date, months: int) -> "ConsentQuerySet":
        """In force, and to be renewed by a day; rows of before renewal count `months` from the day of the yes."""
        unsaid = Q(renew_by=None, given_on__lte=months_after(by, -months))
        return self.in_force().filter(Q(renew_by__lte=by) | unsaid)


class Consent(MunicipalRow):
    """One person's yes to one purpose. Withdrawal is a stamp on the row; a new yes is a new row."""

    class Purpose(models.TextChoices):
        NETWORK = "network", _("To be in the network and be asked")
        EXPERIENCE = "experience", _("To have lived experience kept and used to find fitting projects")
        SHARING = "sharing", _("To have chosen parts of the profile shown to a project after a yes")
        QUOTATION = "quotation", _("To be quoted in reports after seeing the text")
        PHOTO = "photo", _("To be shown in a photograph after seeing it")
        OTHER_MUNICIPALITIES = "other", _("To be asked by projects in other municipalities")

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
    # What shows it, where there is something: "form in the locked cabinet, no. 14".
    evidence = models.CharField(_("what shows it"), max_length=200, blank=True)
    # When the person is asked again; never later than the municipality's policy says.
    renew_by = models.DateField(_("to be renewed by"), null=True, blank=True)
    # The last day on which the person was asked to renew it.
    asked_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # Not taken back by anybody: it ran out unanswered.
    is_lapsed = models.BooleanField(default=False)
    # Not taken back either: a newer yes to the same took its place.
    is_renewed = models.BooleanField(default=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ConsentQuerySet] = ConsentQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-given_on", "-id")
        indexes = [
            # Whose yes holds, for a whole network at once: read from this index alone.
            models.Index(
                fields=["purpose", "representative"],
                condition=Q(withdrawn_at=None),
                name="consent_in_force_by_purpose",
            )
        ]
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
            models.CheckConstraint(
                condition=Q(is_lapsed=False) | Q(withdrawn_at__isnull=False),
                name="consent_lapsed_is_not_in_force",
            ),
            models.CheckConstraint(
                condition=Q(is_renewed=False) | Q(withdrawn_at__isnull=False, is_lapsed=False),
                name="consent_renewed_has_not_lapsed",
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality text_version recorded_at withdrawn_at renew_by asked_on is_lapsed "
            "is_renewed"
        ).split()
        personal = "representative purpose channel given_on evidence recorded_by withdrawn_by".split()
        keep = "as long as the profile, then five years as proof"
        erase = "blank"

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_at is None

    @property
    def end(self) -> str:
        """How it ended: `renewed`, `lapsed` or `withdrawn`; empty while it is in force."""
        if self.withdrawn_at is None:
            return ""
        return "renewed" if self.is_renewed else "lapsed" if self.is_lapsed else "withdrawn"


# Without the second there is nothing for the first to serve.
RESTS_ON: dict[str, str] = {
    purpose: Consent.Purpose.NETWORK for purpose in Consent.Purpose if purpose != Consent.Purpose.NETWORK
}
