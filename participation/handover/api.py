"""Handovers over the API: the same services, permission and rows."""

from typing import Any, ClassVar

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
from config.core.ui.api import refusals
from participation.handover import queries, services
from participation.handover.models import Handover, HandoverItem


class HandoverItemSerializer(serializers.ModelSerializer[HandoverItem]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = HandoverItem
        fields = ("id", "kind", "object_id", "word", "is_seen")
        read_only_fields = ("kind", "object_id")


class HandoverSerializer(serializers.ModelSerializer[Handover]):
    id = serializers.CharField(source="public_id", read_only=True)
    to = serializers.CharField(source="to_user.public_id", max_length=22, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    items = HandoverItemSerializer(many=True, read_only=True)

    class Meta:
        model = Handover
        fields = ("id", "to", "note", "last_day_on", "created_at", "completed_at", "cancelled_at", "items")
        read_only_fields = ("created_at", "completed_at", "cancelled_at")


class HandoverViews(MunicipalViews, CreateModelMixin, LoggedReads, GenericViewSet[Handover]):
    """Start with POST; POST …/complete/ moves everything at once, …/cancel/ takes it back."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "complete", "cancel"), Permission.HANDOVER_WRITE
    )
    serializer_class = HandoverSerializer
    person, shown = "", ("name",)
    queryset = Handover.objects.select_related("to_user", "municipality").prefetch_related("items")

    def perform_create(self, serializer: serializers.BaseSerializer[Handover]) -> None:
        given = dict(serializer.validated_data)
        municipality = self.chosen_municipality()
        to = get_object_or_404(
            queries.facilitators(municipality), public_id=given.pop("to_user")["public_id"]
        )
        with refusals(services.CannotHandOver):
            serializer.instance = services.start(
                municipality=municipality, to=to, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=None, responses=HandoverSerializer)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, **address: str) -> Response:
        handover: Any = self.get_object()
        with refusals(services.CannotHandOver):
            services.complete(handover=handover, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=HandoverSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **address: str) -> Response:
        handover: Any = self.get_object()
        with refusals(services.CannotHandOver):
            services.cancel(handover=handover, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)
