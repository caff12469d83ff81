"""Participation plans over the API: the same steps, the same refusals and the same rows as the pages."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.plans import queries, removing, services
from participation.plans.models import FIRST_YEAR, LAST_YEAR, MOST_SEATS, ParticipationPlan, PlanLine

READS = ("list", "retrieve")
WRITES = (
    "create",
    "update",
    "partial_update",
    "agree",
    "reopen",
    "copy",
    "lines",
    "line",
    "remove_line",
    "destroy",
)


class PlanLineSerializer(serializers.ModelSerializer[PlanLine]):
    """`project` is the public id of a project of the same unit, or null: then any involvement at the stage counts."""

    id = serializers.CharField(source="public_id", read_only=True)
    project = serializers.CharField(
        source="project.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS, default=2)

    class Meta:
        model = PlanLine
        fields = ("id", "area", "stage", "involvement", "seats", "needed_by", "why", "project")


class ParticipationPlanSerializer(serializers.ModelSerializer[ParticipationPlan]):
    """What can and what cannot be changed are both needed; `unit` and `year` stay as they were begun."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(source="unit.public_id", max_length=22)
    year = serializers.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    lines = PlanLineSerializer(many=True, read_only=True)

    class Meta:
        model = ParticipationPlan
        fields = (
            "id",
            "municipality",
            "unit",
            "year",
            "can_change",
            "cannot_change",
            "purpose",
            "state",
            "agreed_on",
            "lines",
            "created_at",
        )
        read_only_fields = ("state", "agreed_on", "created_at")
        validators: ClassVar[list[Any]] = []
        extra_kwargs = {
            "can_change": {"max_length": 1000},
            "cannot_change": {"max_length": 1000},
            "purpose": {"max_length": 1000},
        }


class ParticipationPlanFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    unit = django_filters.CharFilter(field_name="unit__public_id")

    class Meta:
        model = ParticipationPlan
        fields = ("year", "state")


class ParticipationPlanViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.DestroyModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[ParticipationPlan],
):
    """Plans per unit and year. Lines by …/lines/; …/agree/ lets a plan stand, …/copy/ begins next year's.

    DELETE removes a draft of which nothing has come.
    """

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(READS, Permission.PLANS_READ),
        **dict.fromkeys(WRITES, Permission.PLANS_WRITE),
    }
    serializer_class = ParticipationPlanSerializer
    queryset = queries.with_lines(ParticipationPlan.objects.all()).order_by("-year", "unit__name", "id")
    filterset_class = ParticipationPlanFilter

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.writable_by(self.request.user) if self.action in WRITES else rows

    def perform_create(self, serializer: serializers.BaseSerializer[ParticipationPlan]) -> None:
        given = dict(serializer.validated_data)
        units = Unit.objects.reached_by(self.request.user, Permission.PLANS_WRITE).filter(is_active=True)
        unit = get_object_or_404(
            units.select_related("municipality"), public_id=given.pop("unit")["public_id"]
        )
        with refusals(services.CannotPlan):
            made = services.create_plan(unit=unit, by=self.request.user, at=timezone.now(), **given)
        serializer.instance = self.get_queryset().get(pk=made.pk)

    def perform_update(self, serializer: serializers.BaseSerializer[ParticipationPlan]) -> None:
        plan: Any = serializer.instance
        changes = {name: serializer.validated_data.get(name, getattr(plan, name)) for name in services.WORDS}
        with refusals(services.CannotPlan):
            services.update_plan(plan=plan, changes=changes, by=self.request.user, at=timezone.now())
        serializer.instance = self.get_queryset().get(pk=plan.pk)

    def perform_destroy(self, instance: ParticipationPlan) -> None:
        with refusals(services.CannotPlan):
            removing.remove_plan(plan=instance, by=self.request.user, at=timezone.now())

    @extend_schema(request=None, responses=ParticipationPlanSerializer)
    @action(detail=True, methods=["post"])
    def agree(self, request: Request, **address: str) -> Response:
        """The plan stands; it needs at least one line."""
        return self._stepped(services.agree)

    @extend_schema(request=None, responses=ParticipationPlanSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **address: str) -> Response:
        """An agreed plan is a draft again."""
        return self._stepped(services.reopen)

    @extend_schema(request=None, responses={201: ParticipationPlanSerializer})
    @action(detail=True, methods=["post"])
    def copy(self, request: Request, **address: str) -> Response:
        """Next year's plan of the same unit, as a draft."""
        return self._stepped(services.copy_plan, status.HTTP_201_CREATED)

    @extend_schema(request=PlanLineSerializer, responses={201: PlanLineSerializer})
    @action(detail=True, methods=["post"])
    def lines(self, request: Request, **address: str) -> Response:
        """One more place where representatives should be."""
        plan: Any = self.get_object()
        given = PlanLineSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        fields = _with_project(dict(given.validated_data), plan, request.user)
        with refusals(services.CannotPlan):
            line = services.add_line(plan=plan, by=request.user, at=timezone.now(), **fields)
        return Response(PlanLineSerializer(line).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=PlanLineSerializer(partial=True), responses=PlanLineSerializer)
    @action(detail=True, methods=["patch"], url_path=r"lines/(?P<plan_line>[a-z0-9]{1,22})")
    def line(self, request: Request, **address: str) -> Response:
        """Changes a line of a draft."""
        line = self._line(address["plan_line"])
        given = PlanLineSerializer(line, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        changes = _with_project(dict(given.validated_data), line.plan, request.user)
        with refusals(services.CannotPlan):
            services.update_line(line=line, changes=changes, by=request.user, at=timezone.now())
        return Response(PlanLineSerializer(self._line(line.public_id)).data)

    @extend_schema(request=None, responses={204: None})
    @line.mapping.delete
    def remove_line(self, request: Request, **address: str) -> Response:
        """Takes a line off a draft."""
        with refusals(services.CannotPlan):
            services.remove_line(line=self._line(address["plan_line"]), by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _line(self, public_id: str) -> PlanLine:
        rows = PlanLine.objects.filter(plan=self.get_object()).select_related("plan__unit", "project")
        return get_object_or_404(rows, public_id=public_id)

    def _stepped(self, act: Any, code: int = status.HTTP_200_OK) -> Response:
        with refusals(services.CannotPlan):
            onward = act(plan=self.get_object(), by=self.request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_queryset().get(pk=onward.pk)).data, status=code)


def _with_project(given: dict[str, Any], plan: ParticipationPlan, user: Any) -> dict[str, Any]:
    """The fields with the row in place of its public id; one that is not there is an error of its field."""
    if "project" not in given:
        return given
    public_id = (given["project"] or {}).get("public_id")
    found = queries.projects_for(plan, user=user).filter(public_id=public_id).first() if public_id else None
    if public_id and found is None:
        raise serializers.ValidationError({"project": [_("There is no such row.")]})
    return given | {"project": found}
