"""A plan for all open seats at once: a proposal, kept as rows, that people take seat by seat."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class SeasonPlanQuerySet(VisibleQuerySet["SeasonPlan"]):
    def _visible(self, scope: Any) -> "SeasonPlanQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class SeasonPlan(MunicipalRow):
    """One proposal for every open seat, with what asking project by project would have come to."""

    class State(models.TextChoices):
        MAKING = "making", _("Being made")
        MADE = "made", _("Made")
        EMPTY = "empty", _("Nothing to propose")
        CANCELLED = "cancelled", _("Cancelled")

    state = models.CharField(max_length=20, choices=State.choices, default=State.MAKING)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    job = models.ForeignKey("core.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    # What the network was like then: the plan is old when it is no longer so.
    network_mark = models.CharField(max_length=64, blank=True)
    open_seats = models.PositiveIntegerField(default=0)
    # Things that a group needs and that nobody in it would have, by the plan and when asking one by one.
    lacking = models.PositiveIntegerField(default=0)
    lacking_one_by_one = models.PositiveIntegerField(default=0)

    objects: ClassVar[SeasonPlanQuerySet] = SeasonPlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(state="making"), name="season_plan_one_being_made"
            ),
            models.CheckConstraint(
                condition=~Q(state="made") | Q(made_at__isnull=False), name="season_plan_made_has_a_moment"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality state created_at job made_at network_mark open_seats lacking "
            "lacking_one_by_one"
        ).split()
        personal = ("created_by",)
        keep = "half a year"


class SeasonSeatQuerySet(VisibleQuerySet["SeasonSeat"]):
    def _visible(self, scope: Any) -> "SeasonSeatQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))

    def proposed(self) -> "SeasonSeatQuerySet":
        """Of the plan itself, without what is there to compare with."""
        return self.filter(is_in_plan=True)


class SeasonSeat(MunicipalRow):
    """One person in one request: by the plan, when asking one by one, or both."""

    class Decision(models.TextChoices):
        OPEN = "open", _("Not decided")
        TAKEN = "taken", _("Chosen")
        SKIPPED = "skipped", _("Skipped")

    plan = models.ForeignKey(
        SeasonPlan, on_delete=models.CASCADE, related_name="seats", verbose_name=_("plan")
    )
    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="+")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="+"
    )
    is_in_plan = models.BooleanField(_("in the plan"))
    is_one_by_one = models.BooleanField(_("when asking project by project"))
    decision = models.CharField(_("decision"), max_length=20, choices=Decision.choices, default=Decision.OPEN)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[SeasonSeatQuerySet] = SeasonSeatQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["plan", "request", "representative"], name="season_seat_once"),
            models.CheckConstraint(
                condition=Q(is_in_plan=True) | Q(is_one_by_one=True), name="season_seat_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(is_in_plan=True) | Q(decision="open"), name="season_seat_decided_is_in_plan"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality plan request is_in_plan is_one_by_one decision decided_at"
        ).split()
        personal = "representative decided_by".split()
        keep = "half a year"
        erase = "delete"
