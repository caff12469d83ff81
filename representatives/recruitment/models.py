"""How people find the way in: channels that others pass on, and what a person wrote when applying."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet
from representatives.registry.querysets import OfPersonQuerySet


class RecruitmentChannelQuerySet(VisibleQuerySet["RecruitmentChannel"]):
    def _visible(self, scope: Any) -> "RecruitmentChannelQuerySet":
        from config.core.access.permissions import Permission

        """All for the facilitator; for those who pass on invitations, the ones that have not been closed."""
        reads = Q(municipality__in=scope.municipalities(Permission.RECRUITMENT_READ))
        forwards = Q(municipality__in=scope.municipalities(Permission.RECRUITMENT_FORWARD), closed_at=None)
        return self.filter(reads | forwards)

    def open(self, today: date) -> "RecruitmentChannelQuerySet":
        """Those whose page still takes people in."""
        return self.filter(closed_at=None).filter(Q(open_until=None) | Q(open_until__gte=today))


class RecruitmentChannel(MunicipalRow):
    """One way in, with a page, a link and a card of its own, which a professional or an organisation passes on."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("Health professionals who pass it on")
        ORGANISATION = "organisation", _("A user organisation")
        COURSE = "course", _("A course or group")
        VOLUNTEERS = "volunteers", _("A volunteer centre")
        NOTICE = "notice", _("A poster, notice or web page")
        WORD_OF_MOUTH = "word_of_mouth", _("Word of mouth")
        CAMPAIGN = "campaign", _("A campaign for something we lack")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind.choices)
    # In the address of the page: short enough to be typed from a card, and not to be guessed.
    code = models.CharField(max_length=12, unique=True)
    greeting = models.CharField(_("what the page says first"), max_length=400, blank=True)
    # What the network lacks, when the channel is a campaign.
    wanted = models.ForeignKey(
        "representatives.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wanted_area = models.CharField(_("area"), max_length=80, blank=True)
    open_until = models.DateField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # How many cards were printed or links passed on, as far as anybody has said.
    passed_on = models.PositiveIntegerField(_("cards and links passed on"), default=0)
    # How often the page was opened: a number and nothing else.
    opened = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[RecruitmentChannelQuerySet] = RecruitmentChannelQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="recruitment_channel_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="recruitment_channel_has_a_name"),
        ]

    def is_open_on(self, today: date) -> bool:
        """Whether the page still takes people in on a day."""
        return self.closed_at is None and (self.open_until is None or self.open_until >= today)

    class Privacy:
        neutral = (
            "id public_id municipality name kind code greeting wanted wanted_area open_until closed_at passed_on "
            "opened created_at"
        ).split()
        personal = ("created_by",)
        keep = "as long as the network"


class ApplicationQuerySet(OfPersonQuerySet):
    def waiting(self) -> "ApplicationQuerySet":
        """Those on the board: not closed, and about somebody who has neither come in nor left by another way."""
        return self.filter(outcome="", representative__state__in=["applied", "in_conversation"])


class Application(MunicipalRow):
    """What a person wrote when applying, and where the application stands. The profile itself is the registry's."""

    class Outcome(models.TextChoices):
        WELCOMED = "welcomed", _("Welcomed")
        DECLINED = "declined", _("A kind no")
        WITHDRAWN = "withdrawn", _("The person changed their mind")

    representative = models.OneToOneField(
        "representatives.Representative", on_delete=models.CASCADE, related_name="application"
    )
    channel = models.ForeignKey(
        RecruitmentChannel, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    # Free words about experience are kept only under consent to lived experience, and emptied once read into terms.
    words = EncryptedTextField(_("what you would like to contribute"), blank=True, default="")
    best_reached = models.CharField(_("when to call"), max_length=120, blank=True)
    applied_at = models.DateTimeField()
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ApplicationQuerySet] = ApplicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("applied_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="application_closed_has_an_outcome",
            )
        ]

    class Privacy:
        neutral = "id public_id municipality channel applied_at closed_at".split()
        personal = "representative best_reached handled_by outcome".split()
        special = ("words",)
        keep = "words until they are read into terms, at most a year; a declined application 90 days"
        erase = "blank"
