"""What participation costs: dated rates, and what a person is owed. Nothing is paid out here."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class RateKind(models.TextChoices):
    FEE_HOUR = "fee_hour", _("Meeting fee, an hour")
    TRAVEL_KM = "travel_km", _("Own car, a kilometre")
    PROFESSIONAL_HOUR = "professional_hour", _("A professional's time, an hour")
    FACILITATOR_HOUR = "facilitator_hour", _("The facilitator's time, an hour")
    EMPLOYER_SHARE = "employer_share", _("Employer's contribution, per cent of fees")


class RateQuerySet(VisibleQuerySet["Rate"]):
    def _visible(self, scope: Any) -> "RateQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.CLAIMS_READ))


class Rate(MunicipalRow):
    """An amount in force from a day until another; in kroner, or per cent for a share."""

    kind = models.CharField(max_length=20, choices=RateKind.choices)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[RateQuerySet] = RateQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("kind", "-valid_from")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind", "valid_from"], name="rate_once_per_day"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="rate_is_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="rate_ends_after_it_starts",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality kind amount valid_from valid_to".split()


class ClaimQuerySet(VisibleQuerySet["Claim"]):
    def _visible(self, scope: Any) -> "ClaimQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CLAIMS_READ))


class Claim(MunicipalRow):
    """What one person is owed for one meeting: fee, travel or another expense."""

    class Kind(models.TextChoices):
        FEE = "fee", _("Meeting fee")
        TRAVEL = "travel", _("Travel")
        EXPENSE = "expense", _("Other expense")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")
        EXPORTED = "exported", _("Sent to payroll")
        DECLINED = "declined", _("Declined by the person")

    # From which states each state may be entered. What has gone to payroll is settled there.
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.APPROVED: frozenset({State.DRAFT}),
        State.DECLINED: frozenset({State.DRAFT, State.APPROVED}),
        State.DRAFT: frozenset({State.APPROVED, State.DECLINED}),
        State.EXPORTED: frozenset({State.APPROVED}),
    }

    attendance = models.ForeignKey(
        "participation.Attendance", on_delete=models.CASCADE, related_name="claims"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    rate = models.ForeignKey(Rate, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    incurred_on = models.DateField()

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("-incurred_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0, quantity__gte=0), name="claim_is_not_negative"),
            models.UniqueConstraint(
                fields=["attendance"], condition=Q(kind="fee"), name="claim_one_fee_per_attendance"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality kind quantity rate amount state incurred_on".split()
        personal = ("attendance",)
        keep = "five years (bookkeeping)"
        erase = "stay"
