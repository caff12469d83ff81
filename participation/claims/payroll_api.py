"""Payroll's basis and the frames over the API."""

from datetime import date
from typing import Any, ClassVar

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.claims import exporting, forecast, sheets
from participation.claims.exports import Column, PayrollExport, PayrollMapping, mapping_of
from participation.claims.forms import YearForm
from participation.claims.frames import Frame
from participation.claims.models import Claim
from projects.planning.models import Project
from representatives.spreadsheets.answers import answer_with


class PayrollExportSerializer(serializers.ModelSerializer[PayrollExport]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = PayrollExport
        fields = ("id", "made_at", "columns", "codes", "number", "total", "undone_at")
        read_only_fields = fields


class UntilSerializer(serializers.Serializer[Any]):
    """Claims of days up to this one; today where none is named."""

    until = serializers.DateField(required=False)


class PayrollExportViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[PayrollExport]
):
    """POST marks everything approved as sent; …/file/ is the same file each time; …/undo/ takes all of it back."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "retrieve", "file"), Permission.CLAIMS_READ),
        **dict.fromkeys(("create", "undo"), Permission.CLAIMS_WRITE),
    }
    serializer_class = PayrollExportSerializer
    queryset = PayrollExport.objects.all()

    @extend_schema(request=UntilSerializer, responses={201: PayrollExportSerializer})
    def create(self, request: Request) -> Response:
        municipality, at = self.chosen_municipality(), timezone.now()
        given = UntilSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        until: date = given.validated_data.get("until") or timezone.localdate(at)
        with refusals(exporting.CannotExport):
            made = exporting.export(municipality=municipality, until=until, by=request.user, at=at)
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(
        responses={(200, "application/octet-stream"): bytes},
        parameters=[OpenApiParameter("kind", str, enum=sheets.KINDS)],
    )
    @action(detail=True)
    def file(self, request: Request, **address: str) -> HttpResponseBase:
        export: Any = self.get_object()
        if export.undone_at is not None:
            raise Http404
        kind = request.query_params.get("kind", "")
        audit.record_listing(
            Claim,
            municipality=export.municipality,
            by=request.user,
            at=timezone.now(),
            purpose="api",
            fields=("name", "amount"),
        )
        return answer_with(sheets.file_of(export, kind if kind in sheets.KINDS else sheets.KINDS[0]))

    @extend_schema(request=None, responses=PayrollExportSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **address: str) -> Response:
        with refusals(exporting.CannotExport):
            undone = exporting.undo(export=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(undone).data)


class ColumnSerializer(serializers.Serializer[Any]):
    column = serializers.ChoiceField(choices=Column.choices)
    heading = serializers.CharField(max_length=60)


class PayrollMappingSerializer(serializers.Serializer[Any]):
    """The columns in order with their headings, and payroll's code for each kind of claim."""

    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    columns = ColumnSerializer(many=True)
    codes = serializers.DictField(
        child=serializers.CharField(max_length=20, allow_blank=True), required=False
    )

    def to_representation(self, instance: PayrollMapping) -> dict[str, Any]:
        columns = [{"column": name, "heading": heading} for name, heading in instance.columns]
        slug = instance.municipality.slug
        return {"municipality": slug, "columns": columns, "codes": instance.codes}


class PayrollMappingViews(MunicipalViews, GenericViewSet[PayrollMapping]):
    """The usual columns where nothing has been decided; POST decides."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CLAIMS_READ,
        "create": Permission.CLAIMS_WRITE,
    }
    serializer_class = PayrollMappingSerializer
    queryset = PayrollMapping.objects.select_related("municipality")
    pagination_class = None

    @extend_schema(responses=PayrollMappingSerializer(many=True))
    def list(self, request: Request) -> Response:
        rows = [mapping_of(municipality) for municipality in self.listed_municipalities()]
        return Response(self.get_serializer(rows, many=True).data)

    def create(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        with refusals(exporting.CannotExport):
            mapping = exporting.set_mapping(
                municipality=municipality,
                columns=[(one["column"], one["heading"]) for one in said["columns"]],
                codes=said.get("codes", {}),
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(mapping).data, status=201)


class FrameSerializer(serializers.ModelSerializer[Frame]):
    """Of a unit or of a project, named by its id."""

    id = serializers.CharField(source="public_id", read_only=True)
    unit = serializers.CharField(source="unit.public_id", required=False, default=None, max_length=22)
    project = serializers.CharField(source="project.public_id", required=False, default=None, max_length=22)
    year = serializers.IntegerField(min_value=2000, max_value=2100)

    class Meta:
        model = Frame
        fields = ("id", "unit", "project", "year", "amount")


class MoneySerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="key")
    name = serializers.CharField()
    frame = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True)
    incurred = serializers.DecimalField(max_digits=12, decimal_places=2)
    sent = serializers.DecimalField(max_digits=12, decimal_places=2)
    planned = serializers.DecimalField(max_digits=12, decimal_places=2)
    left = serializers.DecimalField(max_digits=12, decimal_places=2, allow_null=True)


class ForecastSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    total = MoneySerializer()
    units = MoneySerializer(many=True)
    projects = MoneySerializer(many=True)
    unpriced = serializers.ListField(child=serializers.CharField())


class FrameViews(MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[Frame]):
    """POST sets the frame of a unit or a project for a year, DELETE takes it away; …/forecast/ is how a year stands."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "retrieve"), Permission.CLAIMS_READ),
        "of_year": Permission.FORECAST_READ,
        **dict.fromkeys(("create", "destroy"), Permission.CLAIMS_WRITE),
    }
    serializer_class = FrameSerializer
    queryset = Frame.objects.select_related("unit", "project")
    filterset_fields = ("year",)

    def create(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        unit, project = said["unit"]["public_id"], said["project"]["public_id"]
        of: Any
        if project:
            rows = Project.objects.visible_to(request.user).of(municipality)
            of = get_object_or_404(rows, public_id=project)
        else:
            of = get_object_or_404(Unit.objects.of(municipality), public_id=unit or "")
        with refusals(forecast.CannotSetFrame):
            frame = forecast.set_frame(
                of=of, year=said["year"], amount=said["amount"], by=request.user, at=timezone.now()
            )
        return Response(self.get_serializer(frame).data, status=201)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, **address: str) -> Response:
        frame: Any = self.get_object()
        of = frame.project or frame.unit
        forecast.set_frame(of=of, year=frame.year, amount=None, by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(responses=ForecastSerializer, parameters=[OpenApiParameter("year", int)])
    @action(detail=False, url_path="forecast", pagination_class=None, filter_backends=())
    def of_year(self, request: Request) -> Response:
        """Planned, incurred and sent to payroll in a year; this year where none is named."""
        today = timezone.localdate()
        year = YearForm(request.query_params).chosen(today.year)
        found = forecast.forecast(
            user=request.user, municipality=self.chosen_municipality(), year=year, today=today
        )
        return Response(ForecastSerializer(found).data)
