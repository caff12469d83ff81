"""The comparison over the API: what the pages show, as tables; and the agreement to share."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.comparison import drawings, queries, services, wording
from participation.comparison.models import FEWEST, FIRST_YEAR, LAST_YEAR, MOST, Key, Ratio, Sharing
from participation.comparison.plans import plans
from participation.comparison.trend import KEYS, TERTIALS, YEARS, periods, trend, whole
from participation.reports.period import year
from participation.reports.pictures.telling import PictureSerializer, told
from participation.reports.rows import Rows

UNIT = OpenApiParameter("unit", str, description="The id of a unit; the whole municipality unless said.")
BY = OpenApiParameter("by", str, enum=[YEARS, TERTIALS], description="Years unless said.")


class StretchSerializer(serializers.Serializer[Any]):
    """A period and its figures. Where `is_over` is false, they may still grow."""

    period_from = serializers.DateField(source="period.start")
    period_to = serializers.DateField(source="period.end")
    is_over = serializers.BooleanField()
    values = serializers.DictField(child=serializers.IntegerField(), help_text=", ".join(KEYS))


class PlansSerializer(serializers.Serializer[Any]):
    """The year's pictures as tables, and the units by name."""

    pictures = PictureSerializer(many=True)
    with_involvement = serializers.ListField(child=serializers.CharField())
    without_involvement = serializers.ListField(child=serializers.CharField())


class PeerSerializer(serializers.Serializer[Any]):
    """`low` and `high` are null where too few share."""

    ratio = serializers.ChoiceField(choices=Ratio.choices)
    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)


class OthersSerializer(serializers.Serializer[Any]):
    """What the municipality shared in its last counted quarter, and what it was told of those like it."""

    quarter = serializers.DateField(allow_null=True)
    own = serializers.DictField(child=serializers.IntegerField(), help_text=", ".join(Key.values))
    others = PeerSerializer(many=True)
    band = serializers.CharField()


class ComparisonViews(MunicipalViews, GenericViewSet[Unit]):
    """Own trend, planned against actual, and municipalities of like size. Nothing is ranked."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "plans", "others"), Permission.FIGURES_READ
    )
    serializer_class: Any = StretchSerializer
    queryset = Unit.objects.filter(is_active=True)
    pagination_class = None
    filter_backends = ()

    @extend_schema(parameters=[UNIT, BY], responses=StretchSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The same figures, period by period, the oldest first."""
        today = timezone.localdate()
        by = TERTIALS if request.query_params.get("by") == TERTIALS else YEARS
        found = periods(by, today)
        stretches: Any = trend(Rows(*self._place(), whole(found), today), found)
        return Response(StretchSerializer(stretches, many=True).data)

    @extend_schema(parameters=[UNIT], responses=PlansSerializer)
    @action(detail=False)
    def plans(self, request: Request) -> Response:
        today = timezone.localdate()
        found = plans(Rows(*self._place(), year(today.year), today))
        pictures = (*found.pictures, drawings.coverage_picture(found.years))
        shown = {
            "pictures": [told(picture) for picture in pictures],
            "with_involvement": found.involved,
            "without_involvement": found.others,
        }
        return Response(PlansSerializer(shown).data)

    @extend_schema(responses=OthersSerializer)
    @action(detail=False)
    def others(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        found = queries.peers(user=request.user, municipality=municipality)
        spans = {row.ratio: row for row in found.told}
        shown = {
            "quarter": found.quarter,
            "own": found.own,
            "others": [
                {
                    "ratio": ratio,
                    "low": spans[ratio].low if ratio in spans else None,
                    "high": spans[ratio].high if ratio in spans else None,
                }
                for ratio in Ratio.values
            ],
            "band": wording.band_words(found.sharing.band) if found.sharing else "",
        }
        return Response(OthersSerializer(shown).data)

    def _place(self) -> tuple[Any, Unit | None]:
        municipality = self.chosen_municipality()
        chosen = self.request.query_params.get("unit")
        if chosen:
            units = queries.units(user=self.request.user, municipality=municipality)
            return municipality, get_object_or_404(units, public_id=chosen[:22])
        if not queries.may_whole(user=self.request.user, municipality=municipality):
            raise PermissionDenied
        return municipality, None


class SharingSerializer(serializers.ModelSerializer[Sharing]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    inhabitants = serializers.IntegerField(min_value=FEWEST, max_value=MOST)
    counted_in = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    class Meta:
        model = Sharing
        fields = ("id", "municipality", "inhabitants", "counted_in", "agreed_at", "withdrawn_at")
        read_only_fields = ("agreed_at", "withdrawn_at")


class SharingViews(MunicipalViews, GenericViewSet[Sharing]):
    """The agreements of a municipality to share. POST begins one or corrects its inhabitants; DELETE withdraws."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "destroy"), Permission.COMPARISON_SHARE
    )
    serializer_class = SharingSerializer
    queryset = Sharing.objects.select_related("municipality")
    filter_backends = ()

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, **address: str) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    def create(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotShare):
            made = services.agree(
                municipality=municipality, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotShare):
            services.withdraw(sharing=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)
