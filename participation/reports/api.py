"""Reports over the API: the frozen figures with their definitions and records, and files of it."""

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from participation.reports import brief, queries, records, services
from participation.reports.figures import REGISTRY
from participation.reports.file_api import FILE_PERMISSIONS, ReportFiles
from participation.reports.models import Report
from participation.support.models import Ask


class FigureSerializer(serializers.Serializer[Any]):
    """A suppressed figure has no value and no records; records are those that the reader may see."""

    key = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    suppressed = serializers.BooleanField()
    definition = serializers.CharField()
    records = serializers.ListField(child=serializers.CharField())


class ReportSerializer(serializers.ModelSerializer[Report]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(source="unit.public_id", default=None, read_only=True)
    ask = serializers.CharField(source="ask.public_id", default=None, read_only=True)

    class Meta:
        model = Report
        fields = ("id", "municipality", "unit", "ask", "title", "period_from", "period_to", "made_at")


class WholeReportSerializer(ReportSerializer):
    """With everything that the page shows."""

    as_of = serializers.CharField(source="snapshot.as_of")
    fingerprint = serializers.CharField(source="snapshot_hash")
    sentence = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    duties = serializers.JSONField(source="snapshot.duties")
    not_adopted = serializers.JSONField(source="snapshot.not_adopted")
    asks = serializers.JSONField(source="snapshot.asks")

    class Meta(ReportSerializer.Meta):
        fields = (  # type: ignore[assignment]  # more than its base
            *ReportSerializer.Meta.fields,
            "as_of",
            "fingerprint",
            "sentence",
            "figures",
            "changes",
            "duties",
            "not_adopted",
            "asks",
        )

    def get_sentence(self, report: Report) -> str:
        return brief.read(report).sentence

    @extend_schema_field(serializers.JSONField())
    def get_changes(self, report: Report) -> list[dict[str, Any]]:
        return list(report.snapshot["changes"])

    @extend_schema_field(FigureSerializer(many=True))
    def get_figures(self, report: Report) -> list[dict[str, Any]]:
        seen = records.readable_ids(report=report, user=self.context["request"].user)
        return [
            {
                "key": row["key"],
                "value": row["value"],
                "suppressed": row["suppressed"],
                "definition": REGISTRY[row["key"]].words if row["key"] in REGISTRY else "",
                "records": seen[row["key"]],
            }
            for row in report.snapshot["figures"]
        ]


class NewReportSerializer(serializers.Serializer[Any]):
    municipality = serializers.SlugField(max_length=40, required=False)
    unit = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    ask = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    period_from = serializers.DateField()
    period_to = serializers.DateField()

    def validate_period_from(self, value: date) -> date:
        if value.year < 2000:
            raise serializers.ValidationError(_("Not before the year 2000."))
        return value


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    unit = django_filters.CharFilter(field_name="unit__public_id")

    class Meta:
        model = Report
        fields = ("period_from", "period_to")


class ReportViews(ReportFiles, MunicipalViews, mixins.ListModelMixin, GenericViewSet[Report]):
    """Impact reports. Made once, never edited."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REPORTS_READ,
        "retrieve": Permission.REPORTS_READ,
        "create": Permission.REPORTS_WRITE,
        **FILE_PERMISSIONS,
    }
    serializer_class = ReportSerializer
    queryset = Report.objects.select_related("municipality", "unit", "ask")
    filterset_class = ReportFilter

    @extend_schema(responses=WholeReportSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        report: Any = self.get_object()
        told: Any = WholeReportSerializer(report, context=self.get_serializer_context()).data
        people = [one["key"] for one in told["figures"] if one["records"] and REGISTRY[one["key"]].of_people]
        if people:
            audit.record(
                "figure.opened", obj=report, by=request.user, at=timezone.now(), fields=people, purpose="api"
            )
        return Response(told)

    @extend_schema(request=NewReportSerializer, responses={201: WholeReportSerializer})
    def create(self, request: Request) -> Response:
        given = NewReportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        with refusals(services.CannotReport):
            report = services.make_report(
                **self._place(wanted["unit"]),
                ask=self._ask(wanted["ask"]),
                period_from=wanted["period_from"],
                period_to=wanted["period_to"],
                by=request.user,
                at=timezone.now(),
            )
        context = self.get_serializer_context()
        return Response(WholeReportSerializer(report, context=context).data, status=201)

    def _place(self, unit_id: str | None) -> dict[str, Any]:
        if unit_id:
            units = queries.units(user=self.request.user).select_related("municipality")
            unit = get_object_or_404(units, public_id=unit_id)
            return {"municipality": unit.municipality, "unit": unit}
        municipality = self.chosen_municipality()
        if municipality.pk not in scope.of(self.request.user).whole(Permission.REPORTS_WRITE):
            raise PermissionDenied
        return {"municipality": municipality, "unit": None}

    def _ask(self, ask_id: str | None) -> Ask | None:
        asks = Ask.objects.visible_to(self.request.user)
        return get_object_or_404(asks, public_id=ask_id) if ask_id else None
