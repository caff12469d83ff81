"""What participation costs: dated rates, and what a person is owed. Nothing is paid out here."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.claims import fees


class RateKind(models.TextChoices):
    FEE_HOUR = "fee_hour", _("Meeting fee, an hour")
    FEE_HALF_DAY = "fee_half_day", _("Meeting fee, half a day")
    FEE_MEETING = "fee_meeting", _("Meeting fee, a meeting")
    FEE_CANCELLED = "fee_cancelled", _("A meeting that is called off, each")
    PREPARATION_HOUR = "preparation_hour", _("Preparation, an hour")
    TRAVEL_HOUR = "travel_hour", _("Travel time, an hour")
    TRAVEL_KM = "travel_km", _("Own car, a kilometre")
    PROFESSIONAL_HOUR = "professional_hour", _("A professional's time, an hour")
    FACILITATOR_HOUR = "facilitator_hour", _("The facilitator's time, an hour")
    EMPLOYER_SHARE = "employer_share", _("Employer's contribution, per cent of fees")


# What a meeting is paid by: one of them at a time, so that a new one takes over whichever it was.
FEES = (RateKind.FEE_HOUR, RateKind.FEE_HALF_DAY, RateKind.FEE_MEETING)
BY_HOUR = (RateKind.FEE_HOUR, RateKind.PREPARATION_HOUR, RateKind.TRAVEL_HOUR)


def takes_over_from(kind: str) -> tuple[str, ...]:
    """The kinds that a rate of this kind ends: those of a meeting's fee together, every other its own."""
    return FEES if kind in FEES else (kind,)


class Rounding(models.IntegerChoices):
    EXACT = 0, _("Not rounded")
    QUARTER = 15, _("To the started quarter of an hour")
    HALF = 30, _("To the started half hour")
    WHOLE = 60, _("To the started hour")


class RateQuerySet(VisibleQuerySet["Rate"]):
    def _visible(self, scope: Any) -> "RateQuerySet":
        return self.filter(municipality__in=scope.municipalities(Permission.CLAIMS_READ))


class Rate(MunicipalRow):
    """An amount in force from a day until another; in kroner, or per cent for a share.

    With a role it goes before the rate for everybody. How hours are rounded, and the fewest that are paid, belong to
    the rate: a new rule is a new rate from a day.
    """

    kind = models.CharField(max_length=20, choices=RateKind.choices)
    role = models.ForeignKey(
        "representatives.Term", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    rounding = models.PositiveSmallIntegerField(choices=Rounding.choices, default=Rounding.HALF)
    least = models.DecimalField(max_digits=4, decimal_places=2, default=fees.LEAST)
    # Of a meeting that is called off: paid when it was so few days before or fewer; always where nothing is said.
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[RateQuerySet] = RateQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("kind", "-valid_from")
        constraints = [
            # One for a role is held by the service alone: two roles may become one in the catalogue.
            models.UniqueConstraint(
                fields=["municipality", "kind", "valid_from"],
                condition=Q(role=None),
                name="rate_once_per_day",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="rate_is_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="rate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(rounding__in=Rounding.values, least__gte=0), name="rate_rounds_by_a_known_rule"
            ),
            models.CheckConstraint(
                condition=Q(notice_days=None) | Q(kind="fee_cancelled"), name="rate_notice_is_of_calling_off"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality kind role amount rounding least notice_days valid_from valid_to".split()

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)

    def pays_when_called_off(self, days_before: int) -> bool:
        """Whether a meeting that was called off so many days before its day is paid."""
        return self.notice_days is None or days_before <= self.notice_days

    def quantity(self, measured: Decimal) -> Decimal:
        """What is paid for `measured` hours, or kilometres: never less than was measured, in the rate's own unit."""
        if self.kind in (RateKind.FEE_MEETING, RateKind.FEE_CANCELLED):
            return Decimal(1)
        if self.kind == RateKind.FEE_HALF_DAY:
            return fees.half_days(measured)
        if self.kind in BY_HOUR:
            return fees.paid_hours(measured, minutes=self.rounding, least=self.least)
        return measured


class ClaimQuerySet(VisibleQuerySet["Claim"]):
    def _visible(self, scope: Any) -> "ClaimQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CLAIMS_READ))

    def owed_to(self, person: Any) -> "ClaimQuerySet":
        """One person's own."""
        return self.filter(attendance__assignment__representative=person)

    def owed(self) -> "ClaimQuerySet":
        """All but what was declined."""
        return self.exclude(state=Claim.State.DECLINED)


class Claim(MunicipalRow):
    """What one person is owed for one meeting: fee, preparation, travel, lost earnings or another expense.

    `measured` is what was spent before it is rounded: hours, or kilometres; a fee's are the hours of the attendance.
    """

    class Kind(models.TextChoices):
        FEE = "fee", _("Meeting fee")
        CANCELLED = "cancelled", _("Meeting called off")
        PREPARATION = "preparation", _("Preparation")
        TRAVEL_TIME = "travel_time", _("Travel time")
        TRAVEL = "travel", _("Travel")
        LOST_EARNINGS = "lost_earnings", _("Lost earnings")
        EXPENSE = "expense", _("Other expense")

    # What is pay, of which the employer's contribution is counted; the rest is what it cost the person.
    PAY: ClassVar[frozenset[str]] = frozenset({Kind.FEE, Kind.CANCELLED, Kind.PREPARATION, Kind.TRAVEL_TIME})

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RETURNED = "returned", _("Sent back with a word")
        APPROVED = "approved", _("Approved")
        EXPORTED = "exported", _("Sent to payroll")
        DECLINED = "declined", _("Declined by the person")

    # From which states each state may be entered. What has gone to payroll is settled there.
    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.APPROVED: frozenset({State.DRAFT}),
        State.RETURNED: frozenset({State.DRAFT, State.APPROVED}),
        State.DECLINED: frozenset({State.DRAFT, State.APPROVED, State.RETURNED}),
        State.DRAFT: frozenset({State.APPROVED, State.DECLINED, State.RETURNED}),
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
    measured = models.DecimalField(
        _("hours or kilometres"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("what it was"), max_length=200, blank=True)
    word = models.CharField(_("what was said when it came back"), max_length=300, blank=True)
    export = models.ForeignKey(
        "participation.PayrollExport",
        verbose_name=_("sent to payroll with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
    )

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]  # manager of queryset

    class Meta:
        ordering = ("-incurred_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0, quantity__gte=0), name="claim_is_not_negative"),
            models.UniqueConstraint(
                fields=["attendance"], condition=Q(kind="fee"), name="claim_one_fee_per_attendance"
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                condition=Q(kind="cancelled"),
                name="claim_one_calling_off_per_attendance",
            ),
            models.CheckConstraint(
                condition=Q(state="exported") | Q(export=None), name="claim_of_an_export_is_exported"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality kind quantity rate amount state incurred_on measured export".split()
        )
        personal = "attendance note word".split()
        keep = "five years (bookkeeping)"
        erase = "blank"
