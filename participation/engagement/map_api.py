"""The map of units, allies without a project, units without an ally, and who knows whom, over the API."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.audit.api import LoggedReads
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.engagement import knowing, mapping
from participation.engagement.models import Professional
from participation.engagement.ties import Tie


class AllySerializer(serializers.Serializer[mapping.Ally]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class PlaceSerializer(serializers.Serializer[mapping.Place]):
    """A unit on the map. Steps are 0 (not clarified) to 4 (drives it); `wanted` is null where nobody has set one."""

    id = serializers.CharField(source="unit.public_id")
    unit = serializers.CharField(source="unit.name")
    now = serializers.IntegerField()
    wanted = serializers.IntegerField(allow_null=True)
    people = serializers.IntegerField()
    allies = AllySerializer(many=True)
    next_on = serializers.DateField(allow_null=True)
    next_steps = serializers.IntegerField()
    projects = serializers.IntegerField()
    not_known = serializers.ListField(child=serializers.CharField())


class MapViews(MunicipalViews, GenericViewSet[Unit]):
    """The map, a page of units at a time. `?without_ally=1` keeps those where nobody has done anything in two years."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.ENGAGEMENT_READ}
    serializer_class: Any = PlaceSerializer
    queryset = Unit.objects.filter(is_active=True)

    @extend_schema(responses=PlaceSerializer(many=True))
    def list(self, request: Request) -> Response:
        units = list(self.get_queryset().reached_by(request.user, Permission.ENGAGEMENT_READ))
        found = mapping.places(units, user=request.user, today=timezone.localdate())
        if request.query_params.get("without_ally"):
            found = [place for place in found if not place.allies]
        page: Any = self.paginate_queryset(found)
        for municipality in self.listed_municipalities():
            audit.record_listing(
                Professional,
                municipality=municipality,
                by=request.user,
                at=timezone.now(),
                purpose="api",
                fields=("name",),
            )
        return self.get_paginated_response(PlaceSerializer(page, many=True).data)


class FreeAllySerializer(serializers.ModelSerializer[Professional]):
    id = serializers.CharField(source="public_id")
    unit = serializers.CharField(source="unit.public_id")
    unit_has_project = serializers.BooleanField()

    class Meta:
        model = Professional
        fields = ("id", "name", "unit", "unit_has_project")


class FreeAllyViews(MunicipalViews, LoggedReads, GenericViewSet[Professional]):
    """Allies who lead no project, those in units without any project first."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_READ,
        "retrieve": Permission.ENGAGEMENT_READ,
    }
    serializer_class = FreeAllySerializer
    person, shown = "", ("name",)
    queryset = Professional.objects.all()

    def get_queryset(self) -> Any:
        return mapping.allies_without_project(super().get_queryset(), today=timezone.localdate())


class TieSerializer(serializers.ModelSerializer[Tie]):
    id = serializers.CharField(source="public_id", read_only=True)
    one = serializers.CharField(source="one.public_id", max_length=22)
    other = serializers.CharField(source="other.public_id", max_length=22)
    kind = serializers.ChoiceField(choices=Tie.Kind.choices)

    class Meta:
        model = Tie
        fields = ("id", "one", "other", "kind")


class TieViews(MunicipalViews, LoggedReads, GenericViewSet[Tie]):
    """Who knows whom. The two read their own at …/professionals/mine/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_WRITE,
        "retrieve": Permission.ENGAGEMENT_WRITE,
        "create": Permission.ENGAGEMENT_WRITE,
        "destroy": Permission.ENGAGEMENT_WRITE,
    }
    serializer_class = TieSerializer
    person, shown = "one", ("ties",)
    queryset = Tie.objects.select_related("one", "other")

    def create(self, request: Request) -> Response:
        """Writes down what is between two professionals; the same again is no news."""
        given = TieSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        people = Professional.objects.visible_to(request.user)
        ends = [
            get_object_or_404(people, public_id=given.validated_data[end]["public_id"])
            for end in ("one", "other")
        ]
        self.check_object_permissions(request, ends[0])
        with refusals(knowing.CannotTie):
            made = knowing.tie(
                one=ends[0],
                other=ends[1],
                kind=given.validated_data["kind"],
                by=request.user,
                at=timezone.now(),
            )
        return Response(TieSerializer(made).data, status=201)

    def destroy(self, request: Request, **address: str) -> Response:
        """Takes away a tie that is not so."""
        knowing.untie(tie=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)
