"""Counts for the annual survey over the API."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Municipality
from participation.reports import survey, survey_files
from participation.reports.file_views import answer
from participation.reports.files import KINDS
from participation.reports.models import Report


class YearSerializer(serializers.Serializer[Any]):
    """Which year; the last whole one where none is named."""

    year = serializers.IntegerField(min_value=survey.FIRST_YEAR, max_value=2999, required=False)


class SurveyLineSerializer(serializers.Serializer[Any]):
    """A suppressed count has no value."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the metaclass takes it out
    value = serializers.FloatField(allow_null=True)
    suppressed = serializers.BooleanField()
    unit = serializers.CharField(source="definition.measure")
    counts = serializers.CharField(source="definition.counts")
    leaves_out = serializers.CharField(source="definition.leaves_out", allow_blank=True)
    source = serializers.CharField(source="definition.source")  # type: ignore[assignment]  # and this


class SurveyViews(MunicipalViews, GenericViewSet[Report]):
    """The counts of a year, `?year=`, of the whole municipality."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "csv", "sheet"), Permission.FIGURES_READ
    )
    serializer_class = SurveyLineSerializer
    queryset = Report.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(parameters=[YearSerializer], responses=SurveyLineSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        municipality = self._whole()
        today = timezone.localdate()
        found = survey.lines(municipality=municipality, of_year=self._year(), today=today)
        return Response(SurveyLineSerializer(found, many=True).data)

    @extend_schema(parameters=[YearSerializer], responses={(200, "text/csv"): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"])
    def csv(self, request: Request, **address: str) -> HttpResponse:
        """The counts as CSV."""
        return self._file("csv")

    @extend_schema(
        parameters=[YearSerializer], responses={(200, KINDS["sheet"].content_type): OpenApiTypes.BINARY}
    )
    @action(detail=False, methods=["get"])
    def sheet(self, request: Request, **address: str) -> HttpResponse:
        """The counts as a workbook."""
        return self._file("sheet")

    def _file(self, key: str) -> HttpResponse:
        wanted: Any = {"municipality": self._whole(), "of_year": self._year()}
        return answer(survey_files.take_out(key=key, by=self.request.user, at=timezone.now(), **wanted))

    def _year(self) -> int:
        asked = YearSerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        return int(asked.validated_data.get("year") or survey.years(timezone.localdate())[0])

    def _whole(self) -> Municipality:
        municipality = self.chosen_municipality()
        if municipality.pk not in scope.of(self.request.user).whole(Permission.FIGURES_READ):
            raise NotFound
        return municipality
