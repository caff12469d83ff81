"""The coverage map, projects that nobody is part of, and the roles of a project by phase, over the API."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from participation.plans import matrix, preparing, queries, sheets
from participation.plans.api import PlanLineSerializer
from participation.plans.judging import Stage, Verdict
from participation.plans.models import FIRST_YEAR, LAST_YEAR
from projects.gaps import sheets as files
from projects.gaps.api import FILE_KIND, file_kind
from projects.planning.models import Involvement, Phase, Project
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.sheets import CSV, XLSX

YEAR = OpenApiParameter("year", int, description="This year unless said.")
STAGE = OpenApiParameter("stage", str, description="Of the records.", enum=Stage.values, required=True)


class CoverageYearSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False)


class CoveragePlaceSerializer(serializers.Serializer[Any]):
    """A unit at a stage. `planned` is `covered` and `lacking` together; `seats` is `covered` and `beyond` together."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    words = serializers.CharField(source="verdict.label")
    planned = serializers.IntegerField(source="cell.planned")
    covered = serializers.IntegerField(source="cell.covered")
    lacking = serializers.IntegerField(source="cell.lacking")
    beyond = serializers.IntegerField(source="cell.beyond")
    seats = serializers.IntegerField(source="cell.seats")
    meetings = serializers.IntegerField(source="cell.meetings")
    contributions = serializers.IntegerField(source="cell.contributions")


class CoverageSumSerializer(serializers.Serializer[Any]):
    """All units at a stage, added up; a sum is not judged."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    planned = serializers.IntegerField(source="cell.planned")
    covered = serializers.IntegerField(source="cell.covered")
    lacking = serializers.IntegerField(source="cell.lacking")
    beyond = serializers.IntegerField(source="cell.beyond")
    meetings = serializers.IntegerField(source="cell.meetings")
    contributions = serializers.IntegerField(source="cell.contributions")


class CoverageRowSerializer(serializers.Serializer[Any]):
    """A unit, the id of its plan if it has one, and its places."""

    id = serializers.CharField(source="unit.public_id")
    unit = serializers.CharField(source="unit.name")
    plan = serializers.CharField(source="plan.public_id", default=None)
    places = CoveragePlaceSerializer(many=True)


class CoverageSerializer(serializers.Serializer[Any]):
    """Plan against actual for a year, gaps first."""

    year = serializers.IntegerField()
    gaps = serializers.IntegerField()
    rows = CoverageRowSerializer(many=True)
    whole = CoverageSumSerializer(many=True)


class BehindSerializer(serializers.Serializer[Any]):
    """What there was in one project; ids only where the reader may open the project."""

    project = serializers.CharField(source="project.public_id")
    title = serializers.CharField(source="project.title")
    seats = serializers.IntegerField(source="found.counts.seats")
    meetings = serializers.IntegerField(source="found.counts.meetings")
    contributions = serializers.IntegerField(source="found.counts.contributions")
    meeting_ids = serializers.SerializerMethodField()
    contribution_ids = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_meeting_ids(self, one: queries.Behind) -> list[str]:
        return [met.public_id for met in one.found.meetings] if one.may_open else []

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_contribution_ids(self, one: queries.Behind) -> list[str]:
        return [said.public_id for said in one.found.contributions] if one.may_open else []


class CoverageDetailSerializer(serializers.Serializer[Any]):
    """One place: the lines planned there, and the records of what there was."""

    unit = serializers.CharField(source="unit.public_id")
    year = serializers.IntegerField()
    place = CoveragePlaceSerializer()
    lines = PlanLineSerializer(many=True)
    behind = BehindSerializer(many=True)


class CoverageViews(MunicipalViews, GenericViewSet[Unit]):
    """GET the map of one municipality, or one place of it by the unit's id and `?stage=`."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "file"), Permission.PLANS_READ
    )
    serializer_class: Any = CoverageSerializer
    queryset = Unit.objects.filter(is_active=True)
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="coverage_map_retrieve", parameters=[YEAR], responses=CoverageSerializer)
    def list(self, request: Request) -> Response:
        return Response(CoverageSerializer(self._found()).data)

    @extend_schema(parameters=[YEAR, FILE_KIND], responses={(200, XLSX): bytes, (200, CSV): bytes})
    @action(detail=False, methods=["get"])
    def file(self, request: Request) -> HttpResponseBase:
        """The figures of the map as a workbook or as text, one number a line."""
        at, kind, found = timezone.now(), file_kind(request), self._found()
        files.record(self.chosen_municipality(), "coverage", by=request.user, at=at)
        lines = sheets.lines(found)
        return answer_with(files.file_of(lines, name="coverage", kind=kind, day=timezone.localdate(at)))

    @extend_schema(parameters=[YEAR, STAGE], responses=CoverageDetailSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        """The records behind one place."""
        rows = self.get_queryset().reached_by(request.user, Permission.PLANS_READ)
        unit = get_object_or_404(rows, public_id=address["id"])
        stage = request.query_params.get("stage", Stage.DESIGN)
        if stage not in Stage.values:
            raise Http404
        found = queries.detail(
            user=request.user, unit=unit, stage=Stage(stage), year=self._year(), today=timezone.localdate()
        )
        return Response(CoverageDetailSerializer(found).data)

    def _found(self) -> queries.Coverage:
        return queries.coverage(
            user=self.request.user,
            municipality=self.chosen_municipality(),
            year=self._year(),
            today=timezone.localdate(),
        )

    def _year(self) -> int:
        given = CoverageYearSerializer(data=self.request.query_params)
        given.is_valid(raise_exception=True)
        return int(given.validated_data.get("year", timezone.localdate().year))


class NobodyInSerializer(serializers.Serializer[Any]):
    """A project in preparation that no representative is part of; `request` is one that is written, or null."""

    id = serializers.CharField(source="public_id")
    title = serializers.CharField()
    unit = serializers.CharField(source="unit.public_id")
    starts_on = serializers.DateField()
    request = serializers.CharField(source="begun")


class NobodyInViews(MunicipalViews, mixins.ListModelMixin, GenericViewSet[Project]):
    """Projects in preparation in which nobody has a seat or has been asked."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.PROJECTS_READ}
    serializer_class = NobodyInSerializer
    queryset = Project.objects.all()
    filter_backends = ()

    def get_queryset(self) -> Any:
        return preparing.with_request(preparing.without_people(super().get_queryset(), self.request.user))


class RolePartSerializer(serializers.Serializer[Any]):
    part = serializers.ChoiceField(choices=Involvement.choices)
    seats = serializers.IntegerField()


class RoleLineSerializer(serializers.Serializer[Any]):
    """One phase: what was planned, agreed on seat by seat, and what it was in the end."""

    phase = serializers.ChoiceField(choices=Phase.choices)
    planned = serializers.CharField()
    agreed = RolePartSerializer(many=True)
    actual = serializers.CharField()
    ended = RolePartSerializer(many=True)
    difference = serializers.ChoiceField(choices=matrix.Difference.choices)
    words = serializers.CharField(source="difference.label")


class RoleMatrixSerializer(serializers.Serializer[Any]):
    """The idea is from the Involvement Matrix (Smits et al. 2020)."""

    project = serializers.CharField()
    lines = RoleLineSerializer(many=True)


class RoleMatrixViews(MunicipalViews, GenericViewSet[Project]):
    """GET the part of representatives in each phase of a project, by the project's id."""

    permissions: ClassVar[dict[str, Permission]] = {"retrieve": Permission.PROJECTS_READ}
    serializer_class = RoleMatrixSerializer
    queryset = Project.objects.all()

    @extend_schema(responses=RoleMatrixSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        project: Any = self.get_object()
        lines = matrix.lines(project, user=request.user)
        return Response(RoleMatrixSerializer({"project": project.public_id, "lines": lines}).data)
