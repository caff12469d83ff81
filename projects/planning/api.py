"""Projects over the API."""

from typing import Any, ClassVar

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.planning import queries, services
from projects.planning.models import Involvement, Phase, PlannedRole, Project, ProjectMove


class PlannedRoleSerializer(serializers.ModelSerializer[PlannedRole]):
    class Meta:
        model = PlannedRole
        fields = ("phase", "planned", "actual")


class ProjectSerializer(serializers.ModelSerializer[Project]):
    """`unit` and `leader` are public ids; a leader is a health professional or unit manager of the municipality."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(source="unit.public_id", max_length=22)
    leader = serializers.CharField(
        source="leader.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    planned_roles = PlannedRoleSerializer(many=True, read_only=True)

    class Meta:
        model = Project
        fields = (
            "id",
            "municipality",
            "unit",
            "title",
            "purpose",
            "goal",
            "can_change",
            "cannot_change",
            "phase",
            "state",
            "leader",
            "starts_on",
            "ends_on",
            "planned_roles",
            "created_at",
        )
        read_only_fields = ("state", "created_at")
        extra_kwargs = {
            "purpose": {"max_length": 1500},
            "can_change": {"max_length": 1000},
            "cannot_change": {"max_length": 1000},
        }


class ProjectMoveSerializer(serializers.Serializer[Any]):
    """Closing and cancelling need a reason."""

    to = serializers.ChoiceField(choices=Project.State.choices)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ProjectMoveRowSerializer(serializers.ModelSerializer[ProjectMove]):
    """One step of a project's life; `by` is a name, empty where the account is gone."""

    by = serializers.CharField(source="by.name", default="")

    class Meta:
        model = ProjectMove
        fields = ("was", "to", "reason", "is_undo", "by", "at")


class PlanSerializer(serializers.Serializer[Any]):
    """An empty `planned` takes the phase off the plan."""

    phase = serializers.ChoiceField(choices=Phase.choices)
    planned = serializers.ChoiceField(choices=Involvement.choices, allow_blank=True)
    actual = serializers.ChoiceField(
        choices=Involvement.choices, allow_blank=True, required=False, default=""
    )


class ProjectFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same search as the page: text, state, and unit by id."""

    text = django_filters.CharFilter(method="by_text")
    unit = django_filters.CharFilter(field_name="unit__public_id")

    class Meta:
        model = Project
        fields = ("state", "phase")

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        return queries.with_text(rows, value)


class ProjectViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Project],
):
    """Projects. Steps of a project's life by POST …/move/, its involvement plan by POST …/plan/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.PROJECTS_READ,
        "retrieve": Permission.PROJECTS_READ,
        "create": Permission.PROJECTS_WRITE,
        "update": Permission.PROJECTS_WRITE,
        "partial_update": Permission.PROJECTS_WRITE,
        "move": Permission.PROJECTS_WRITE,
        "undo": Permission.PROJECTS_WRITE,
        "moves": Permission.PROJECTS_READ,
        "plan": Permission.PROJECTS_WRITE,
    }
    serializer_class = ProjectSerializer
    queryset = Project.objects.select_related("municipality", "unit", "leader").prefetch_related(
        "planned_roles"
    )
    filterset_class = ProjectFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Project]) -> None:
        municipality = self.chosen_municipality()
        fields = _with_rows(serializer.validated_data, municipality)
        with refusals(services.CannotPlan):
            serializer.instance = services.create_project(
                municipality=municipality, by=self.request.user, at=timezone.now(), **fields
            )

    def perform_update(self, serializer: serializers.BaseSerializer[Project]) -> None:
        project: Any = serializer.instance
        changes = _with_rows(serializer.validated_data, project.municipality)
        with refusals(services.CannotPlan):
            services.update_project(project=project, changes=changes, by=self.request.user, at=timezone.now())
        serializer.instance = self.get_queryset().get(pk=project.pk)

    @extend_schema(request=ProjectMoveSerializer, responses=ProjectSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, **address: str) -> Response:
        step = ProjectMoveSerializer(data=request.data)
        step.is_valid(raise_exception=True)
        with refusals(services.CannotMove):
            services.move_project(
                project=self.get_object(), by=request.user, at=timezone.now(), **step.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=ProjectSerializer)
    @action(detail=True, methods=["post"], url_path="move/undo")
    def undo(self, request: Request, **address: str) -> Response:
        """Takes the last step back."""
        with refusals(services.CannotMove):
            services.undo_move(project=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=ProjectMoveRowSerializer(many=True))
    @action(detail=True, methods=["get"])
    def moves(self, request: Request, **address: str) -> Response:
        """Every step of the project's life, newest first."""
        rows = self.get_object().moves.select_related("by").order_by("-at", "-id")
        return Response(ProjectMoveRowSerializer(rows, many=True).data)

    @extend_schema(request=PlanSerializer, responses=ProjectSerializer)
    @action(detail=True, methods=["post"])
    def plan(self, request: Request, **address: str) -> Response:
        role = PlanSerializer(data=request.data)
        role.is_valid(raise_exception=True)
        with refusals(services.CannotPlan):
            services.plan_role(
                project=self.get_object(), by=request.user, at=timezone.now(), **role.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)


def _with_rows(given: dict[str, Any], municipality: Any) -> dict[str, Any]:
    """The validated fields with rows in place of public ids; an id that is not there is an error of its field."""
    fields = dict(given)
    for name, rows in (("unit", queries.units(municipality)), ("leader", queries.leaders(municipality))):
        if name not in fields:
            continue
        public_id = (fields[name] or {}).get("public_id")
        fields[name] = rows.filter(public_id=public_id).first() if public_id else None
        if public_id and fields[name] is None:
            raise serializers.ValidationError({name: [_("There is no such row.")]})
    return fields
