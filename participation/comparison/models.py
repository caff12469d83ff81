"""Sharing a few figures with municipalities of like size: the agreement, what was shared, and what several told."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.core.access.permissions import Permission
from config.core.rows import MunicipalRow, VisibleQuerySet
from participation.comparison.sizes import BANDS, band_of

FEWEST, MOST = 100, 2_000_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Key(models.TextChoices):
    """What is shared: numbers of things, never of people."""

    SAID = "said", _("Contributions said")
    ANSWERED = "answered", _("Contributions answered")
    CHANGES = "changes", _("Changes")
    MEETINGS = "meetings", _("Meetings")
    UNITS = "units", _("Units")
    UNITS_WITH = "units_with_involvement", _("Units with involvement")


class Ratio(models.TextChoices):
    """What several are told of: as many for ten thousand inhabitants, or of ten."""

    SAID = "said", _("Contributions for each 10 000 inhabitants")
    CHANGES = "changes", _("Changes for each 10 000 inhabitants")
    MEETINGS = "meetings", _("Meetings for each 10 000 inhabitants")
    ANSWERED = "answered", _("Of ten contributions, so many are answered")
    UNITS_WITH = "units_with_involvement", _("Of ten units, so many have involvement")


class SharingQuerySet(VisibleQuerySet["Sharing"]):
    def _visible(self, scope: Any) -> "SharingQuerySet":
        return self.filter(municipality__in=scope.whole(Permission.COMPARISON_SHARE))

    def running(self) -> "SharingQuerySet":
        return self.filter(withdrawn_at=None)


class Sharing(MunicipalRow):
    """That a municipality shares, from when, and its inhabitants. Withdrawn, it stays as a line of what was agreed."""

    inhabitants = models.PositiveIntegerField(
        _("inhabitants"), validators=[MinValueValidator(FEWEST), MaxValueValidator(MOST)]
    )
    counted_in = models.PositiveSmallIntegerField(
        _("as of 1 January of the year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    agreed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SharingQuerySet] = SharingQuerySet.as_manager()  # type: ignore[assignment]  # of queryset

    class Meta:
        ordering = ("-agreed_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(withdrawn_at=None), name="sharing_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(inhabitants__gte=FEWEST, inhabitants__lte=MOST),
                name="sharing_has_the_people_of_a_municipality",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("agreed_at")),
                name="sharing_ends_after_it_begins",
            ),
        ]

    class Privacy:
        neutral = "id public_id municipality inhabitants counted_in agreed_at withdrawn_at".split()
        personal = ("by",)
        keep = "as long as the municipality"

    @property
    def band(self) -> int:
        return band_of(self.inhabitants)


class SharedFigureQuerySet(VisibleQuerySet["SharedFigure"]):
    def _visible(self, scope: Any) -> "SharedFigureQuerySet":
        """The municipality's own alone: nobody elsewhere ever reads them."""
        both = scope.whole(Permission.COMPARISON_SHARE) | scope.whole(Permission.FIGURES_READ)
        return self.filter(municipality__in=both)


class SharedFigure(MunicipalRow):
    """One count of one municipality, over the four quarters that end with `quarter`."""

    quarter = models.DateField()
    key = models.CharField(max_length=30, choices=Key.choices)
    value = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[SharedFigureQuerySet] = SharedFigureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-quarter", "id")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "quarter", "key"], name="shared_figure_once")
        ]

    class Privacy:
        neutral = "id public_id municipality quarter key value at".split()


class PeerFigureQuerySet(VisibleQuerySet["PeerFigure"]):
    def _visible(self, scope: Any) -> "PeerFigureQuerySet":
        both = scope.whole(Permission.COMPARISON_SHARE) | scope.whole(Permission.FIGURES_READ)
        return self.filter(municipality__in=both)


class PeerFigure(MunicipalRow):
    """Where the middle half of a band lies, as one of those who shared was told it. Never reckoned again.

    Each has a copy, so that no page ever reads a row of another municipality.
    """

    quarter = models.DateField()
    band = models.PositiveSmallIntegerField()
    ratio = models.CharField(max_length=30, choices=Ratio.choices)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    at = models.DateTimeField()

    objects: ClassVar[PeerFigureQuerySet] = PeerFigureQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ("-quarter", "id")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "quarter", "ratio"], name="peer_figure_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="peer_figure_is_a_span"),
            models.CheckConstraint(condition=Q(band__lt=BANDS), name="peer_figure_has_a_band"),
        ]

    class Privacy:
        neutral = "id public_id municipality quarter band ratio low high at".split()
