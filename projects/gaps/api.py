"""The gap view over the API: the same figures, with the same filters."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from projects.gaps import queries, thresholds
from projects.gaps.forms import FrameForm
from projects.gaps.weighing import Verdict
from projects.requests.models import Request as Wanted


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
    groups = GapGroupSerializer(many=True)
    asks = SpreadSerializer()
    seats = SpreadSerializer()


class GapViews(MunicipalViews, GenericViewSet[Wanted]):
    """GET the gaps of one municipality."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.GAPS_READ}
    serializer_class = GapsSerializer
    queryset = Wanted.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="gaps_retrieve",
        parameters=[
            OpenApiParameter(
                "months", int, description="Months back from today.", enum=list(thresholds.PERIODS)
            ),
            OpenApiParameter("unit", str, description="Asked for by this unit and those below it, by id."),
            OpenApiParameter(
                "area", str, description="People who live there, and requests that can be met there."
            ),
            OpenApiParameter("municipality", str, description="The slug, for those with a part in several."),
        ],
        responses=GapsSerializer,
    )
    def list(self, request: Request) -> Response:
        at = timezone.now()
        form = FrameForm(request.query_params, user=request.user, municipality=self.chosen_municipality())
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in told] for name, told in form.errors.items()}
            )
        found = queries.gaps(form.frame(timezone.localdate(at)), at=at)
        return Response(GapsSerializer(found).data)
