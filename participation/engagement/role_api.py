"""Roles on the ladder, and units over time, over the API."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.engagement import climbing, services, trend
from participation.engagement.models import Step
from participation.engagement.roles import RoleStep, WorkRole


class RoleStepSerializer(serializers.ModelSerializer[RoleStep]):
    step = serializers.ChoiceField(choices=Step.choices)
    wanted = serializers.ChoiceField(choices=Step.choices)
    basis = serializers.CharField(max_length=300)

    class Meta:
        model = RoleStep
        fields = ("step", "wanted", "basis", "set_on")


class WorkRoleSerializer(serializers.ModelSerializer[WorkRole]):
    id = serializers.CharField(source="public_id", read_only=True)
    unit = serializers.CharField(source="unit.public_id", max_length=22, required=False, default=None)
    held_by = serializers.IntegerField(min_value=1, max_value=10000)
    steps = RoleStepSerializer(many=True, read_only=True)
    not_known = serializers.SerializerMethodField()

    class Meta:
        model = WorkRole
        fields = ("id", "name", "unit", "held_by", "steps", "not_known")

    @extend_schema_field(serializers.CharField())
    def get_not_known(self, role: WorkRole) -> str:
        return trend.not_known(next(iter(role.steps.all()), None), today=timezone.localdate())


class WorkRoleViews(
    MunicipalViews, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[WorkRole]
):
    """Roles that several people hold, with their steps, newest first. …/step/ sets one; a role of one has none."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_READ,
        "retrieve": Permission.ENGAGEMENT_READ,
        "create": Permission.ENGAGEMENT_WRITE,
        "partial_update": Permission.ENGAGEMENT_WRITE,
        "step": Permission.ENGAGEMENT_WRITE,
    }
    serializer_class = WorkRoleSerializer
    queryset = WorkRole.objects.select_related("unit").prefetch_related("steps")

    def create(self, request: Request) -> Response:
        """Writes down a role, in a unit or (without one) in the whole municipality."""
        given = WorkRoleSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = dict(given.validated_data)
        unit, where = self._unit(wanted.pop("unit", None))
        with refusals(services.CannotSet):
            role = climbing.write_role(
                municipality=where, unit=unit, by=request.user, at=timezone.now(), **wanted
            )
        return Response(WorkRoleSerializer(role).data, status=201)

    def partial_update(self, request: Request, **address: str) -> Response:
        """Another name, or another number of people who hold it."""
        role = self.get_object()
        given = WorkRoleSerializer(role, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        kept = {name: given.validated_data.get(name, getattr(role, name)) for name in ("name", "held_by")}
        with refusals(services.CannotSet):
            climbing.change_role(role=role, by=request.user, at=timezone.now(), **kept)
        return Response(WorkRoleSerializer(self.get_queryset().get(pk=role.pk)).data)

    @extend_schema(request=RoleStepSerializer, responses={201: RoleStepSerializer})
    @action(detail=True, methods=["post"])
    def step(self, request: Request, **address: str) -> Response:
        """Sets a step. A role that one person holds is refused."""
        given = RoleStepSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotSet):
            row = climbing.set_role_step(
                role=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(RoleStepSerializer(row).data, status=201)

    def _unit(self, given: Any) -> tuple[Unit | None, Any]:
        key = given["public_id"] if given else None
        if key is None:
            return None, self.chosen_municipality()
        units = Unit.objects.reached_by(self.request.user, Permission.ENGAGEMENT_WRITE)
        unit = get_object_or_404(units.select_related("municipality"), public_id=key)
        return unit, unit.municipality


class TrendQuarterSerializer(serializers.Serializer[trend.Quarter]):
    """How many units stood on each step on a day: 0 not clarified, to 4 drives it."""

    day = serializers.DateField()
    counts = serializers.ListField(child=serializers.IntegerField(), help_text="By step, from 0 to 4.")


class TrendViews(MunicipalViews, GenericViewSet[Unit]):
    """Units over time, quarter by quarter, the oldest first."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.ENGAGEMENT_READ}
    serializer_class: Any = TrendQuarterSerializer
    queryset = Unit.objects.filter(is_active=True)

    @extend_schema(responses=TrendQuarterSerializer(many=True))
    def list(self, request: Request) -> Response:
        units = list(self.get_queryset().reached_by(request.user, Permission.ENGAGEMENT_READ))
        found: Any = trend.quarters(units, today=timezone.localdate())
        return Response(TrendQuarterSerializer(found, many=True).data)
