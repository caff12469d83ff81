"""Assignments over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

import django_filters
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from participation.assignments import services
from participation.assignments.models import Assignment
from participation.assignments.shown import to_project


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    id = serializers.CharField(source="public_id", read_only=True)
    request = serializers.CharField(source="request.public_id", read_only=True)
    project = serializers.CharField(source="request.project.public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    name = serializers.CharField(source="representative.name", read_only=True)

    class Meta:
        model = Assignment
        fields = (
            "id",
            "request",
            "project",
            "representative",
            "name",
            "involvement",
            "state",
            "started_on",
            "ended_on",
        )
        read_only_fields = fields


class ShownSerializer(serializers.Serializer[Any]):
    """What the person lets the project see: the name of the field and what is in it."""

    field = serializers.CharField(read_only=True)
    value = serializers.CharField(read_only=True)


class SeatSerializer(AssignmentSerializer):
    """One seat, with what the person in it lets the project see."""

    shown = serializers.SerializerMethodField()

    class Meta(AssignmentSerializer.Meta):
        fields = (*AssignmentSerializer.Meta.fields, "shown")  # type: ignore[assignment]  # one more than its parent
        read_only_fields = fields  # type: ignore[assignment]  # as above

    @extend_schema_field(ShownSerializer(many=True))
    def get_shown(self, seat: Assignment) -> Any:
        return ShownSerializer(to_project(seat, today=timezone.localdate()), many=True).data


class EndSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class AssignmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filters as the page; ids are public ids."""

    request = django_filters.CharFilter(field_name="request__public_id")
    project = django_filters.CharFilter(field_name="request__project__public_id")
    representative = django_filters.CharFilter(field_name="representative__public_id")

    class Meta:
        model = Assignment
        fields = ("state",)


class AssignmentViews(MunicipalViews, LoggedReads, GenericViewSet[Assignment]):
    """Who has a seat. A seat is taken by a yes to an invitation and left by POST …/end/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ASSIGNMENTS_READ,
        "retrieve": Permission.ASSIGNMENTS_READ,
        "end": Permission.INVITATIONS_SEND,
    }
    serializer_class = AssignmentSerializer
    person, shown = "representative", ("name",)
    queryset = Assignment.objects.select_related("request__project", "representative")
    filterset_class = AssignmentFilter

    @extend_schema(responses=SeatSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        seat: Any = self.get_object()
        told = SeatSerializer(seat).data
        fields = ["name", *(one["field"] for one in told["shown"])]
        audit.record_read(
            seat.representative, by=request.user, at=timezone.now(), purpose="assignments", fields=fields
        )
        return Response(told)

    @extend_schema(request=EndSerializer, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **address: str) -> Response:
        given = EndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotEnd):
            services.end(
                assignment=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)
