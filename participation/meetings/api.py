"""Meetings over the API. Closing one, `POST …/hold/`, is added by the room `closing`."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.meetings import clock, entries, files, services
from participation.meetings import needs as counted
from participation.meetings.models import Attendance, Meeting
from projects.planning.models import Project
from representatives.support_needs.models import SupportNeed


class AttendanceSerializer(serializers.ModelSerializer[Attendance]):
    id = serializers.CharField(source="public_id", read_only=True)
    assignment = serializers.CharField(source="assignment.public_id", read_only=True)

    class Meta:
        model = Attendance
        fields = ("id", "assignment", "was_present", "hours")


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    id = serializers.CharField(source="public_id", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    # Who was there: for those who may write meetings; others get an empty list and the number.
    attendances = AttendanceSerializer(many=True, read_only=True)
    present = serializers.IntegerField(source="number_present", read_only=True)
    arranged = serializers.ListField(child=serializers.ChoiceField(SupportNeed.Kind.choices), required=False)
    # What people need before it and nobody has written, in words; and the day on which they are told to prepare.
    missing = serializers.ListField(child=serializers.CharField(), read_only=True)
    prepared_on = serializers.DateField(read_only=True)

    class Meta:
        model = Meeting
        fields = (
            "id",
            "project",
            "title",
            "held_on",
            "begins",
            "ends",
            "place",
            "agenda",
            "papers",
            "contact",
            "arranged",
            "version",
            "state",
            "hours",
            "professional_hours",
            "facilitator_hours",
            "minutes",
            "missing",
            "prepared_on",
            "present",
            "attendances",
        )
        read_only_fields = ("version", "state", "hours", "professional_hours", "facilitator_hours", "minutes")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Hours that cannot be are told at the hour that is to be mended."""
        held = {name: getattr(self.instance, name, None) for name in ("held_on", "begins", "ends")}
        hours: dict[str, Any] = {name: attrs.get(name, value) for name, value in held.items()}
        try:
            clock.check(hours["held_on"], hours["begins"], hours["ends"])
        except clock.CannotMeet as refusal:
            raise serializers.ValidationError({refusal.field: str(refusal)}) from refusal
        return attrs


class NeededSerializer(serializers.Serializer[Any]):
    """How many of those who are coming need something at a meeting; never who."""

    kind = serializers.CharField()
    name = serializers.CharField(source="label")
    number = serializers.IntegerField()
    is_arranged = serializers.BooleanField()


class MeetingFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filters as the page."""

    project = django_filters.CharFilter(field_name="project__public_id", max_length=22)
    to_close = django_filters.BooleanFilter(method="keep_to_close")
    to_prepare = django_filters.BooleanFilter(method="keep_to_prepare")

    def keep_to_close(self, rows: Any, name: str, value: bool) -> Any:
        return rows.to_close(timezone.localdate()) if value else rows

    def keep_to_prepare(self, rows: Any, name: str, value: bool) -> Any:
        return rows.to_prepare(timezone.localdate()) if value else rows

    class Meta:
        model = Meeting
        fields = ("project", "state")


class MeetingViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Meeting],
):
    """Plan with POST, edit while open, call off with POST …/cancel/, close with POST …/hold/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.MEETINGS_READ,
        "retrieve": Permission.MEETINGS_READ,
        "create": Permission.MEETINGS_WRITE,
        "update": Permission.MEETINGS_WRITE,
        "partial_update": Permission.MEETINGS_WRITE,
        "cancel": Permission.MEETINGS_WRITE,
        "needs": Permission.MEETINGS_READ,
        "file": Permission.MEETINGS_READ,
    }
    serializer_class = MeetingSerializer
    queryset = Meeting.objects.select_related("project")
    filterset_class = MeetingFilter

    def get_queryset(self) -> Any:
        seen = Attendance.objects.visible_to(self.request.user).select_related("assignment")
        present = Count("attendances", filter=Q(attendances__was_present=True))
        rows = super().get_queryset().annotate(number_present=present).order_by("-held_on", "-id")
        return rows.prefetch_related(Prefetch("attendances", queryset=seen))

    def perform_create(self, serializer: serializers.BaseSerializer[Meeting]) -> None:
        planned = dict(serializer.validated_data)
        writable = scope.of(self.request.user).municipalities(Permission.MEETINGS_WRITE)
        projects = Project.objects.visible_to(self.request.user).filter(municipality__in=writable)
        project = get_object_or_404(projects, public_id=planned.pop("project")["public_id"])
        with refusals(services.CannotPlan):
            meeting = services.plan_meeting(
                project=project, by=self.request.user, at=timezone.now(), **planned
            )
        serializer.instance = self.get_queryset().get(pk=meeting.pk)

    def perform_update(self, serializer: serializers.BaseSerializer[Meeting]) -> None:
        meeting: Any = serializer.instance
        sent = serializer.validated_data
        changes = {name: sent[name] for name in services.EDITABLE if name in sent}
        with refusals(services.CannotEdit):
            services.edit(meeting=meeting, changes=changes, by=self.request.user, at=timezone.now())
        serializer.instance = self.get_queryset().get(pk=meeting.pk)

    @extend_schema(request=None, responses=MeetingSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **address: str) -> Response:
        meeting: Any = self.get_object()
        with refusals(services.CannotEdit):
            services.cancel(meeting=meeting, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(responses=NeededSerializer(many=True))
    @action(detail=True, methods=["get"])
    def needs(self, request: Request, **address: str) -> Response:
        """Numbers of what is needed at the meeting; for who plans it and who leads its project."""
        meeting: Any = self.get_object()
        if not counted.may_count(request.user, meeting):
            raise Http404
        return Response(NeededSerializer(counted.needed(meeting), many=True).data)

    @extend_schema(responses={(200, "text/calendar"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request: Request, **address: str) -> HttpResponse:
        """The meeting as a calendar file."""
        meeting: Any = self.get_object()
        return HttpResponse(files.file(entries.entry(meeting)), content_type=files.TYPE)
