"""Conflicts of interest over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.organisations.models import Unit
from config.core.organisations.queries import service_people
from config.core.ui.api import refusals
from representatives.conflicts import services
from representatives.conflicts.forms import LONGEST_NOTE
from representatives.conflicts.models import Conflict
from representatives.consent.api import own_person


class ConflictSerializer(serializers.ModelSerializer[Conflict]):
    """With a unit or a person of the service, by id; exactly one of them."""

    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    unit = serializers.CharField(
        source="unit.public_id", required=False, allow_null=True, max_length=22, default=None
    )
    person = serializers.CharField(
        source="person.public_id", required=False, allow_null=True, max_length=22, default=None
    )
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)

    class Meta:
        model = Conflict
        fields = (
            "id",
            "representative",
            "unit",
            "person",
            "kind",
            "note",
            "since",
            "until",
            "recorded_at",
            "ended_at",
        )
        read_only_fields = ("recorded_at", "ended_at")


class ConflictFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By person and kind, and whether somebody has ended it."""

    representative = django_filters.CharFilter(field_name="representative__public_id", max_length=22)
    is_ended = django_filters.BooleanFilter(field_name="ended_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Conflict
        fields = ("kind",)


class ConflictViews(MunicipalViews, CreateModelMixin, LoggedReads, GenericViewSet[Conflict]):
    """Record with POST, end with POST …/end/. A conflict is never edited or deleted."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_READ,
        "retrieve": Permission.REGISTRY_READ,
        "create": Permission.REGISTRY_WRITE,
        "end": Permission.REGISTRY_WRITE,
    }
    serializer_class = ConflictSerializer
    person, shown = "representative", ("conflicts",)
    queryset = Conflict.objects.select_related("representative", "unit", "person")
    filterset_class = ConflictFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Conflict]) -> None:
        given = dict(serializer.validated_data)
        held = own_person(self, given.pop("representative")["public_id"])
        for name, rows in (
            ("unit", Unit.objects.of(held.municipality_id)),
            ("person", service_people(held.municipality_id)),
        ):
            sent = (given.get(name) or {}).get("public_id")
            given[name] = get_object_or_404(rows, public_id=sent) if sent else None
        with refusals(services.CannotRecord):
            serializer.instance = services.record(
                representative=held, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=None, responses=ConflictSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **address: str) -> Response:
        conflict: Any = self.get_object()
        with refusals(services.CannotEnd):
            ended = services.end(conflict=conflict, by=request.user, at=timezone.now())
        return Response(self.get_serializer(ended).data)
