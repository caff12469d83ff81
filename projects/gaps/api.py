"""The gap view over the API: the same figures, with the same filters."""

from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from projects.gaps import queries, sheets, thresholds
from projects.gaps.detail import detail
from projects.gaps.forms import FrameForm
from projects.gaps.frame import Frame
from projects.gaps.weighing import Verdict
from projects.requests.models import Request as Wanted
from representatives.registry.models import Relation, Representative
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.sheets import CSV, XLSX


class GapChannelSerializer(serializers.Serializer[Any]):
    """An open channel that looks for just this, and what it has led to."""

    id = serializers.CharField(source="channel.public_id")
    name = serializers.CharField(source="channel.name")
    applied = serializers.IntegerField()
    welcomed = serializers.IntegerField()


class GapNeedSerializer(serializers.Serializer[Any]):
    """A term that was asked for: requests and their seats, people who have it at `level`, and a verdict."""

    term = serializers.CharField(source="term.public_id")
    name = serializers.CharField(source="term.name")
    kind = serializers.CharField(source="term.kind")
    relation = serializers.CharField()
    level = serializers.IntegerField(source="asked.level")
    requests = serializers.IntegerField(source="asked.requests")
    musts = serializers.IntegerField(source="asked.musts")
    seats = serializers.IntegerField(source="asked.seats")
    not_filled = serializers.IntegerField(source="asked.empty")
    people = serializers.IntegerField()
    people_below = serializers.IntegerField(source="below")
    verdict = serializers.ChoiceField(choices=[one.value for one in Verdict])
    words = serializers.CharField()
    channels = GapChannelSerializer(many=True)


class UnaskedTermSerializer(serializers.Serializer[Any]):
    """A term that people have and nobody asked for."""

    term = serializers.CharField(source="term.public_id")
    name = serializers.CharField(source="term.name")
    kind = serializers.CharField(source="term.kind")
    people = serializers.IntegerField()


class GapAreaSerializer(serializers.Serializer[Any]):
    """An area: people there, and requests that needed people from there. `verdict` is empty where none did."""

    area = serializers.CharField(source="name")
    people = serializers.IntegerField()
    requests = serializers.IntegerField()
    seats = serializers.IntegerField()
    verdict = serializers.CharField(allow_null=True)
    channels = GapChannelSerializer(many=True)


class TermInAreaSerializer(serializers.Serializer[Any]):
    """A term that was asked for, in one area: people there who have it, and seats that needed just that."""

    term = serializers.CharField()
    area = serializers.CharField()
    people = serializers.IntegerField()
    seats = serializers.IntegerField()


class GapGroupSerializer(serializers.Serializer[Any]):
    """How many people are in one standing; `key` is what the registry's list calls it."""

    key = serializers.CharField()
    people = serializers.IntegerField()
    words = serializers.CharField()


class SpreadSerializer(serializers.Serializer[Any]):
    """How much of a total fell on the `most` people who got the most, of `people` who got any."""

    people = serializers.IntegerField()
    total = serializers.IntegerField()
    most = serializers.IntegerField()
    theirs = serializers.IntegerField()
    percent = serializers.IntegerField()


class GapsSerializer(serializers.Serializer[Any]):
    """What was asked for against what the network has, and how people are used. Counts only; nobody is named."""

    months = serializers.IntegerField(source="frame.months")
    since = serializers.DateTimeField(source="frame.since")
    needs = GapNeedSerializer(many=True)
    unasked = UnaskedTermSerializer(many=True)
    areas = GapAreaSerializer(many=True)
    terms_in_areas = serializers.SerializerMethodField()
    groups = GapGroupSerializer(many=True)
    asks = SpreadSerializer()
    seats = SpreadSerializer()

    @extend_schema_field(TermInAreaSerializer(many=True))
    def get_terms_in_areas(self, found: queries.Gaps) -> Any:
        rows = [
            {"term": need.term.public_id, "area": cell.area, "people": cell.people, "seats": cell.seats}
            for need, cells in found.matrix
            for cell in cells
        ]
        return TermInAreaSerializer(rows, many=True).data


class SeenFromSerializer(serializers.Serializer[Any]):
    """From where a term is seen: own experience, next of kin …; empty where that does not matter."""

    relation = serializers.ChoiceField(choices=Relation.choices, allow_blank=True, default="")


class AskerSerializer(serializers.Serializer[Any]):
    """A request that asked for the term. `empty_seats` is null for one that was called off."""

    id = serializers.CharField(source="request.public_id")
    title = serializers.CharField(source="request.title")
    unit = serializers.CharField(source="request.project.unit.name")
    created_at = serializers.DateTimeField(source="request.created_at")
    state = serializers.ChoiceField(choices=Wanted.State.choices, source="request.state")
    seats = serializers.IntegerField(source="request.seats")
    empty_seats = serializers.IntegerField(source="empty", allow_null=True)


class PersonWithTermSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    area = serializers.CharField()


class CourseForGapSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class GapDetailSerializer(serializers.Serializer[Any]):
    """One term from near. Lists of people hold the first fifty; the counts are of everybody. `need` is null for what
    nobody asked for, and `left` counts those who had it and have left."""

    term = serializers.CharField(source="term.public_id")
    name = serializers.CharField(source="term.name")
    relation = serializers.CharField()
    level = serializers.IntegerField()
    need = GapNeedSerializer(allow_null=True)
    requests = AskerSerializer(source="askers", many=True)
    people_count = serializers.IntegerField()
    people = PersonWithTermSerializer(many=True)
    below_count = serializers.IntegerField()
    below = PersonWithTermSerializer(many=True)
    left = serializers.IntegerField(source="gone")
    courses = CourseForGapSerializer(many=True)


NARROWED_BY = [
    OpenApiParameter("months", int, description="Months back from today.", enum=list(thresholds.PERIODS)),
    OpenApiParameter("unit", str, description="Asked for by this unit and those below it, by id."),
    OpenApiParameter("area", str, description="People who live there, and requests that can be met there."),
    OpenApiParameter("municipality", str, description="The slug, for those with a part in several."),
]


FILE_KIND = OpenApiParameter("kind", str, description="Of the file.", enum=sheets.Kind.values)


def file_kind(request: Request) -> str:
    """The kind of file that the query asks for, a workbook unless said; what is none is refused."""
    kind = request.query_params.get("kind", sheets.Kind.XLSX)
    if kind not in sheets.Kind.values:
        raise serializers.ValidationError({"kind": [", ".join(sheets.Kind.values)]})
    return str(kind)


class GapViews(MunicipalViews, GenericViewSet[Wanted]):
    """GET the gaps of one municipality, or one term from near by its id."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.GAPS_READ,
        "retrieve": Permission.GAPS_READ,
        "file": Permission.GAPS_READ,
    }
    serializer_class = GapsSerializer
    queryset = Wanted.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="gaps_retrieve", parameters=NARROWED_BY, responses=GapsSerializer)
    def list(self, request: Request) -> Response:
        at = timezone.now()
        found = queries.gaps(self._frame(at), at=at)
        return Response(GapsSerializer(found).data)

    @extend_schema(parameters=[*NARROWED_BY, FILE_KIND], responses={(200, XLSX): bytes, (200, CSV): bytes})
    @action(detail=False, methods=["get"])
    def file(self, request: Request) -> HttpResponseBase:
        """The figures as a workbook or as text, one number a line."""
        at = timezone.now()
        kind = file_kind(request)
        found = queries.gaps(self._frame(at), at=at)
        sheets.record(found.frame.municipality, "gaps", by=request.user, at=at)
        lines = sheets.gap_lines(found)
        return answer_with(sheets.file_of(lines, name="gaps", kind=kind, day=timezone.localdate(at)))

    @extend_schema(
        operation_id="gaps_term_retrieve",
        parameters=[
            *NARROWED_BY,
            OpenApiParameter("id", str, "path", description="The id of the term."),
            OpenApiParameter("relation", str, description="Seen from where.", enum=Relation.values),
        ],
        responses=GapDetailSerializer,
    )
    def retrieve(self, request: Request, **address: str) -> Response:
        """It names people: each look is written in the access log."""
        at = timezone.now()
        frame, seen = self._frame(at), SeenFromSerializer(data=request.query_params)
        seen.is_valid(raise_exception=True)
        term = get_object_or_404(queries.askable(frame), public_id=address["id"])
        audit.record_listing(
            Representative,
            municipality=frame.municipality,
            by=request.user,
            at=at,
            purpose="gaps",
            fields=["name", "terms"],
        )
        found = detail(frame, term, seen.validated_data["relation"], at=at)
        return Response(GapDetailSerializer(found).data)

    def _frame(self, at: datetime) -> Frame:
        """What the query narrows to; what cannot be read is refused with its field."""
        query, municipality = self.request.query_params, self.chosen_municipality()
        form = FrameForm(query, user=self.request.user, municipality=municipality)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in told] for name, told in form.errors.items()}
            )
        return form.frame(timezone.localdate(at))
