"""What can be handed to the archive, over the API: the papers of a kind, and their packages."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from participation.archive import queries
from participation.archive.answers import package_of
from participation.archive.forms import CASE_LENGTH, CaseForm
from participation.assignments.models import Assignment
from participation.reports.models import Report
from participation.reports.period import Period
from projects.requests import models as requests
from representatives.models import Representative


class PeriodSerializer(serializers.Serializer[Any]):
    """Two days, both counted in."""

    from_day = serializers.DateField()
    to_day = serializers.DateField()

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["to_day"] < given["from_day"]:
            raise serializers.ValidationError({"to_day": "before from_day"})
        return given


class PaperSerializer(serializers.Serializer[Any]):
    """One paper: the package is at `…/package/`."""

    id = serializers.CharField(source="public_id")
    kind = serializers.CharField()
    title = serializers.CharField()
    note = serializers.CharField()
    day = serializers.DateField()


class PaperViews(MunicipalViews, GenericViewSet[Any]):
    """The papers of one kind in a period, and the package of each."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(("list", "package"), Permission.ARCHIVE_READ)
    serializer_class = PaperSerializer
    pagination_class = None
    filter_backends = ()
    kind: ClassVar[queries.Kind]

    def get_queryset(self) -> Any:
        return queries.rows_of(self.kind, user=self.request.user)

    @extend_schema(parameters=[PeriodSerializer], responses=PaperSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        asked = PeriodSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        municipality = self.chosen_municipality()
        period = Period(asked.validated_data["from_day"], asked.validated_data["to_day"])
        found = queries.papers(user=request.user, municipality=municipality, period=period)[self.kind]
        if found and self.kind == queries.Kind.APPOINTMENT:
            looked: Any = {"municipality": municipality, "by": request.user, "at": timezone.now()}
            audit.record_listing(Representative, purpose="archive", fields=["name"], **looked)
        return Response(PaperSerializer(found, many=True).data)

    @extend_schema(
        parameters=[OpenApiParameter("case", OpenApiTypes.STR, description=f"at most {CASE_LENGTH} letters")],
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    @action(detail=True, methods=["get"])
    def package(self, request: Request, **address: str) -> HttpResponse:
        """The document as PDF/A-2a with what the archive must know of it, as ZIP."""
        row, form = self.get_object(), CaseForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError({"case": [str(one) for one in form.errors["case"]]})
        return package_of(request, self.kind, row)


class MandateViews(PaperViews):
    """Mandates: what representatives were asked to do."""

    kind = queries.Kind.MANDATE
    queryset = requests.Request.objects.all()


class AppointmentViews(PaperViews):
    """Appointments: who has, or had, which seat."""

    kind = queries.Kind.APPOINTMENT
    queryset = Assignment.objects.all()


class ArchiveReportViews(PaperViews):
    """Reports."""

    kind = queries.Kind.REPORT
    queryset = Report.objects.all()
