"""A panel drawn by lot: its quotas, who was in the draw, the lottery, and who was drawn."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet


class Category(models.TextChoices):
    """What a quota may be about. Of these only perspective and experience need the consent to lived experience."""

    AREA = "area", _("Area")
    AGE = "age", _("Age")
    PERSPECTIVE = "perspective", _("Perspective")
    TERM = "term", _("Experience and skills")
    FIRST_TIME = "first_time", _("First time")


class PanelQuerySet(VisibleQuerySet["Panel"]):
    def _visible(self, scope: Any) -> "PanelQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class Panel(MunicipalRow):
    """One draw for one request. Once its seed is published, quotas, people and seed stay as they are for good."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        PUBLISHED = "published", _("Seed published, being drawn")
        DRAWN = "drawn", _("Drawn")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("No panel found")

    MOVES: ClassVar[dict[str, frozenset[str]]] = {
        State.PUBLISHED: frozenset({State.DRAFT}),
        State.DRAWN: frozenset({State.PUBLISHED}),
        State.STOPPED: frozenset({State.PUBLISHED}),
        State.FAILED: frozenset({State.PUBLISHED}),
    }

    class Pool(models.TextChoices):
        COVERING = "covering", _("Those who have something of what the request looks for")
        MUSTS = "musts", _("Those who have everything that is needed")
        EVERYBODY = "everybody", _("Everybody in the network who may be asked")

    request = models.ForeignKey("projects.Request", on_delete=models.CASCADE, related_name="panels")
    # A replacement draw: those of the first who stay are kept.
    follows = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="followers"
    )
    seats = models.PositiveSmallIntegerField(_("seats"))
    pool = models.CharField(_("who may be drawn"), max_length=20, choices=Pool.choices, default=Pool.COVERING)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField()
    # Empty until it is published, and never changed after.
    seed = models.CharField(max_length=22, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    step = models.CharField(max_length=20, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    ticket = models.PositiveIntegerField(null=True, blank=True)
    # {"types": [[quota places]], "people": [[number in the draw]] of each type, "panels": [[[type, how many]]],
    # "tickets": [], "drawn": [number in the draw]}: with the seed the whole draw, whatever becomes of its people.
    lottery = models.JSONField(default=dict)
    # The numbers of the certificate (see matching.panels.values.Certificate).
    certificate = models.JSONField(default=dict)

    objects: ClassVar[PanelQuerySet] = PanelQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=50), name="panel_has_one_to_fifty_seats"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", seed="") | (~Q(state="draft") & ~Q(seed="")),
                name="panel_has_a_seed_once_published",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state__in=["draft", "published"]), name="panel_one_under_way"
            ),
        ]

    class Privacy:
        neutral = (
            "id public_id municipality request follows seats pool state created_at seed published_at step drawn_at "
            "ticket lottery certificate"
        ).split()
        personal = ("by",)
        keep = "three years"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_drawn(self) -> bool:
        return self.state == self.State.DRAWN


class PanelQuotaQuerySet(VisibleQuerySet["PanelQuota"]):
    def _visible(self, scope: Any) -> "PanelQuotaQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class PanelQuota(MunicipalRow):
    """From how many to how many of the panel have a value; for a term of the request its id is the value."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="quotas")
    category = models.CharField(max_length=20, choices=Category.choices)
    value = models.CharField(max_length=80)
    # As it was called when it was written down: the request's terms may change.
    label = models.CharField(max_length=200)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()

    objects: ClassVar[PanelQuotaQuerySet] = PanelQuotaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "category", "value"], name="panel_quota_once"),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("maximum")), name="panel_quota_from_low_to_high"
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality panel category value label minimum maximum".split()


class PanelMemberQuerySet(VisibleQuerySet["PanelMember"]):
    def _visible(self, scope: Any) -> "PanelMemberQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))

    def drawn(self) -> "PanelMemberQuerySet":
        return self.filter(standing__in=[PanelMember.Standing.DRAWN, PanelMember.Standing.GONE])


class PanelMember(MunicipalRow):
    """Somebody in a draw, with what the quotas count of them and their chance.

    The number is given when the seed is published and says who is who in the draw: a person's own id may change after,
    when two profiles turn out to be one.
    """

    class Standing(models.TextChoices):
        IN_DRAW = "in_draw", _("In the draw")
        DRAWN = "drawn", _("Drawn")
        GONE = "gone", _("Drawn, and could not be chosen any more")

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="members")
    representative = models.ForeignKey(
        "representatives.Representative", on_delete=models.CASCADE, related_name="+"
    )
    number = models.PositiveIntegerField(_("number in the draw"))
    standing = models.CharField(max_length=20, choices=Standing.choices, default=Standing.IN_DRAW)
    # Pairs of category and value; perspective and experience only under consent to them.
    traits = models.JSONField(default=list)
    chance = models.FloatField(null=True, blank=True)
    frozen_at = models.DateTimeField()

    objects: ClassVar[PanelMemberQuerySet] = PanelMemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "representative"], name="panel_member_once"),
            models.UniqueConstraint(fields=["panel", "number"], name="panel_member_has_a_number"),
        ]

    class Privacy:
        neutral = "id public_id municipality panel number frozen_at".split()
        personal = "representative standing chance".split()
        special = ("traits",)
        keep = "three years"
        erase = "delete"

    @property
    def is_drawn(self) -> bool:
        return self.standing != self.Standing.IN_DRAW


class PopulationShareQuerySet(VisibleQuerySet["PopulationShare"]):
    def _visible(self, scope: Any) -> "PopulationShareQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.CANDIDATES_READ))


class PopulationShare(MunicipalRow):
    """How many of the municipality's people have a value: from its statistics, for quotas like the population."""

    category = models.CharField(
        _("category"), max_length=20, choices=[(Category.AREA, _("Area")), (Category.AGE, _("Age"))]
    )
    value = models.CharField(_("value"), max_length=80)
    people = models.PositiveIntegerField(_("people"), validators=[MaxValueValidator(10_000_000)])
    at = models.DateTimeField()

    objects: ClassVar[PopulationShareQuerySet] = PopulationShareQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("category", "value")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "category", "value"], name="population_share_once"
            )
        ]

    class Privacy:
        neutral = "id public_id municipality category value people at".split()
