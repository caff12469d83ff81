"""Professionals and units: facts about people, steps for units. Nobody is rated; everyone may read their own."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.privacy.fields import EncryptedTextField
from config.core.rows import MunicipalRow, VisibleQuerySet


class ProfessionalQuerySet(VisibleQuerySet["Professional"]):
    def _visible(self, scope: Any) -> "ProfessionalQuerySet":
        """The facilitator's, a manager's units, and one's own record."""
        own = Q(user=scope.user.pk) if scope.user.is_authenticated else Q(pk__in=[])
        return self.filter(scope.reach(Permission.ENGAGEMENT_READ, unit="unit", own=own) | own)


class Professional(MunicipalRow):
    """Someone who works in a unit and meets representatives there. Has an account only when they need one."""

    unit = models.ForeignKey(
        "core.Unit", on_delete=models.PROTECT, related_name="professionals", verbose_name=_("unit")
    )
    name = models.CharField(_("name"), max_length=120)
    job = models.CharField(_("position"), max_length=120, blank=True)
    email = EncryptedTextField(_("e-mail"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, blank=True, choices=settings.LANGUAGES)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="professional",
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[ProfessionalQuerySet] = ProfessionalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "id")

    class Privacy:
        neutral = "id public_id municipality unit language is_active created_at".split()
        personal = "name job email user".split()
        keep = "as long as the person works there"


class FactQuerySet(VisibleQuerySet["Fact"]):
    def _visible(self, scope: Any) -> "FactQuerySet":
        return self.filter(professional__in=Professional.objects.all()._visible(scope))


class Fact(MunicipalRow):
    """Something that happened, about a professional: never an opinion. The person may read it."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Talked with the facilitator")
        ASKED_FOR = "asked_for", _("Asked for representatives")
        HOSTED = "hosted", _("Hosted a meeting with representatives")
        TRAINED = "trained", _("Took a course on involvement")
        CO_LED = "co_led", _("Led a project together with a representative")
        ANSWERED = "answered", _("Answered a contribution in time")
        GAVE_HOURS = "gave_hours", _("Gave working hours to it")
        SPOKE_UP = "spoke_up", _("Spoke up for it among colleagues")

    professional = models.ForeignKey(Professional, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind.choices)
    text = models.CharField(_("in a few words"), max_length=300, blank=True)
    happened_on = models.DateField(_("day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[FactQuerySet] = FactQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("-happened_on", "-id")

    class Privacy:
        neutral = "id public_id municipality at".split()
        personal = "professional kind text happened_on by".split()
        keep = "three years"


class Step(models.IntegerChoices):
    """The ladder, in own words after the commitment chart (Beckhard and Harris 1987)."""

    NOT_KNOWN = 0, _("Not clarified")
    KNOWS = 1, _("Knows of it")
    GIVES_ROOM = 2, _("Gives room")
    CONTRIBUTES = 3, _("Contributes")
    DRIVES = 4, _("Drives it")


class UnitStepQuerySet(VisibleQuerySet["UnitStep"]):
    def _visible(self, scope: Any) -> "UnitStepQuerySet":
        return self.filter(scope.reach(Permission.ENGAGEMENT_READ, unit="unit", own=Q(pk__in=[])))

    def current(self) -> "UnitStepQuerySet":
        """The row that holds for each unit: the newest day, and the last written on it."""
        newest = UnitStep.objects.filter(unit=OuterRef("unit")).order_by("-set_on", "-id")
        return self.filter(pk=Subquery(newest.values("pk")[:1]))


class UnitStep(MunicipalRow):
    """Where a unit stands and where it is wanted, from a day, and what that rests on. The newest row holds."""

    unit = models.ForeignKey("core.Unit", on_delete=models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField(_("step now"), choices=Step.choices)
    wanted = models.PositiveSmallIntegerField(_("step wanted"), choices=Step.choices)
    basis = models.CharField(_("what it rests on"), max_length=300)
    set_on = models.DateField(_("as of"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar[UnitStepQuerySet] = UnitStepQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-set_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(step__gte=0, step__lte=4, wanted__gte=0, wanted__lte=4),
                name="unit_step_is_on_the_ladder",
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="unit_step_rests_on_something"),
        ]

    class Privacy:
        neutral = "id public_id municipality unit step wanted basis set_on at".split()
        personal = ("by",)
        keep = "as long as the unit"
