"""The fairness watch over the API: the same figures, hidden from the same people."""

from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from projects.fairness import queries
from projects.fairness import sheets as figures
from projects.fairness.forms import BY, PeriodForm
from projects.fairness.frame import PERIODS, Frame
from projects.gaps import sheets
from projects.gaps.api import FILE_KIND, SpreadSerializer, file_kind
from representatives.registry.models import Representative
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.sheets import CSV, XLSX
from representatives.turns.models import Turn


class FairnessRowSerializer(serializers.Serializer[Any]):
    """One group; the counts are null where they would tell of fewer than five people."""

    key = serializers.CharField()
    label: Any = serializers.CharField()
    people = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)
    asks = serializers.IntegerField(allow_null=True)


class QuarterSerializer(serializers.Serializer[Any]):
    first = serializers.DateField()
    asks = serializers.IntegerField(allow_null=True)
    people = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
    gini = serializers.FloatField(allow_null=True)


class OverridesSerializer(serializers.Serializer[Any]):
    chosen = serializers.IntegerField(allow_null=True)
    against = serializers.IntegerField(allow_null=True)
    is_warning = serializers.BooleanField()


class FairnessSerializer(serializers.Serializer[Any]):
    """How the invitations of a time fell on people; null is hidden."""

    since = serializers.DateTimeField(source="frame.span.since")
    until = serializers.DateTimeField(source="frame.span.until")
    people = serializers.IntegerField(allow_null=True)
    asked = serializers.IntegerField(allow_null=True)
    unasked = serializers.IntegerField(allow_null=True)
    never = serializers.IntegerField(allow_null=True)
    asks = serializers.IntegerField(allow_null=True)
    most_asked = SpreadSerializer(source="spread", allow_null=True)
    gini = serializers.FloatField(allow_null=True)
    median_rest = serializers.FloatField(allow_null=True)
    people_by_times_asked = serializers.SerializerMethodField()
    people_by_rest = serializers.SerializerMethodField()
    overrides = OverridesSerializer()
    areas = FairnessRowSerializer(many=True)
    perspectives = FairnessRowSerializer(many=True)
    ages = FairnessRowSerializer(many=True)
    trend = QuarterSerializer(many=True)

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField(), allow_null=True))
    def get_people_by_times_asked(self, watch: queries.Watch) -> Any:
        return None if watch.often is None else {str(key): count for key, count in watch.often}

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField(), allow_null=True))
    def get_people_by_rest(self, watch: queries.Watch) -> Any:
        return None if watch.rest is None else {str(key): count for key, count in watch.rest}


class AskedPersonSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="representative.public_id")
    name = serializers.CharField(source="representative.name")
    asks = serializers.IntegerField(source="record.asks")
    months_of_rest = serializers.IntegerField(source="record.rest", allow_null=True)
    words = serializers.CharField()


class OverrideSerializer(serializers.Serializer[Any]):
    request = serializers.CharField(source="request.public_id")
    representative = serializers.CharField(source="representative.public_id")
    at = serializers.DateTimeField()
    warnings: Any = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()


_MONTHS = OpenApiParameter(
    "months", int, description="Months back from today; for those who see people.", enum=list(PERIODS)
)
_MUNICIPALITY = OpenApiParameter(
    "municipality", str, description="The slug, for those with a part in several."
)
_BY = OpenApiParameter(
    "by", str, description="What the people are narrowed by.", enum=[one for one in BY if one]
)
_KEY = OpenApiParameter("key", str, description="Which of it: how many times, which area …")


class FairnessViews(MunicipalViews, GenericViewSet[Turn]):
    """GET the figures; the people behind them, and the choices against the list, for those who choose people."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "file"), Permission.FIGURES_READ),
        "people": Permission.CANDIDATES_READ,
        "overrides": Permission.CANDIDATES_READ,
    }
    serializer_class = FairnessSerializer
    queryset = Turn.objects.all()
    filter_backends = ()

    @extend_schema(
        operation_id="fairness_retrieve", parameters=[_MONTHS, _MUNICIPALITY], responses=FairnessSerializer
    )
    def list(self, request: ApiRequest) -> Response:
        found = queries.watch(self._frame(self.chosen_municipality(), timezone.now()))
        return Response(FairnessSerializer(found).data)

    @extend_schema(
        parameters=[_MONTHS, _MUNICIPALITY, FILE_KIND], responses={(200, XLSX): bytes, (200, CSV): bytes}
    )
    @action(detail=False, methods=["get"])
    def file(self, request: ApiRequest) -> HttpResponseBase:
        """The figures as a workbook or as text, one number a line."""
        at, kind = timezone.now(), file_kind(request)
        frame = self._frame(self.chosen_municipality(), at)
        sheets.record(frame.municipality, "fairness", by=request.user, at=at)
        lines = figures.lines(queries.watch(frame))
        return answer_with(sheets.file_of(lines, name="fairness", kind=kind, day=frame.today))

    @extend_schema(parameters=[_MONTHS, _MUNICIPALITY, _BY, _KEY], responses=AskedPersonSerializer(many=True))
    @action(detail=False, methods=["get"])
    def people(self, request: ApiRequest) -> Response:
        at, municipality = timezone.now(), self.chosen_municipality()
        by = request.query_params.get("by", "")
        if by not in BY:
            raise serializers.ValidationError({"by": [", ".join(BY[1:])]})
        key = request.query_params.get("key", "")
        rows = queries.people(self._frame(municipality, at), user=request.user, by=by, key=key)
        self._log(municipality, at, "name", "turns")
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(AskedPersonSerializer(queries.named(page), many=True).data)

    @extend_schema(parameters=[_MONTHS, _MUNICIPALITY], responses=OverrideSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None)
    def overrides(self, request: ApiRequest) -> Response:
        at, municipality = timezone.now(), self.chosen_municipality()
        self._log(municipality, at, "name")
        rows = queries.overridden(self._frame(municipality, at), user=request.user)
        return Response(OverrideSerializer(rows, many=True).data)

    def _frame(self, municipality: Municipality, at: datetime) -> Frame:
        form = PeriodForm(self.request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in told] for name, told in form.errors.items()}
            )
        return Frame(
            municipality=municipality,
            at=at,
            today=timezone.localdate(at),
            sees_people=scope.of(self.request.user).may(Permission.CANDIDATES_READ, municipality.pk),
            months=form.chosen(),
        )

    def _log(self, municipality: Municipality, at: datetime, *fields: str) -> None:
        audit.record_listing(
            Representative,
            municipality=municipality,
            by=self.request.user,
            at=at,
            purpose="candidates",
            fields=fields,
        )
