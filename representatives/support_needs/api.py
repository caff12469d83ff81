"""What a person needs, over the API: one person and one purpose at a time, and each look written down."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from representatives.registry.models import Representative
from representatives.support_needs import services
from representatives.support_needs.models import SupportNeed

PURPOSES = SupportNeed.LOOKED_FOR


class SupportNeedSerializer(serializers.ModelSerializer[SupportNeed]):
    id = serializers.CharField(source="public_id", read_only=True)
    text = serializers.CharField(required=False, allow_blank=True, max_length=services.LONGEST)

    class Meta:
        model = SupportNeed
        fields = ("id", "kind", "text", "purpose")


class PurposeSerializer(serializers.Serializer[Any]):
    purpose = serializers.ChoiceField(choices=[(one.value, one.label) for one in PURPOSES])


def keep(request: Request, person: Representative) -> Response:
    """Keeps one need of a person."""
    sent = SupportNeedSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    with refusals(services.CannotNeed):
        need = services.keep(representative=person, by=request.user, at=timezone.now(), **sent.validated_data)
    return Response(SupportNeedSerializer(need).data, status=201)


class SupportNeedViews(MunicipalViews, GenericViewSet[Representative]):
    """GET /{person}/?purpose=meetings, POST /{person}/needs/, DELETE /{person}/needs/{need}/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "retrieve": Permission.SUPPORT_NEEDS_READ,
        "add_need": Permission.SUPPORT_NEEDS_READ,
        "drop_need": Permission.SUPPORT_NEEDS_READ,
    }
    serializer_class = SupportNeedSerializer  # type: ignore[assignment]  # of the rows of the person
    queryset = Representative.objects.all()

    @extend_schema(
        parameters=[OpenApiParameter("purpose", required=True, enum=[one.value for one in PURPOSES])],
        responses=SupportNeedSerializer(many=True),
    )
    def retrieve(self, request: Request, **address: str) -> Response:
        person: Any = self.get_object()
        asked = PurposeSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        purpose = asked.validated_data["purpose"]
        needs = SupportNeed.objects.visible_to(request.user).filter(representative=person).serving(purpose)
        audit.record_read(
            person,
            by=request.user,
            at=timezone.now(),
            purpose=f"support_needs.{purpose}",
            fields=["support_needs"],
        )
        return Response(SupportNeedSerializer(needs, many=True).data)

    @extend_schema(request=SupportNeedSerializer, responses={201: SupportNeedSerializer})
    @action(detail=True, methods=["post"], url_path="needs")
    def add_need(self, request: Request, **address: str) -> Response:
        return keep(request, self.get_object())

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="needs/(?P<need>[a-z0-9]{1,22})")
    def drop_need(self, request: Request, need: str, **address: str) -> Response:
        rows = SupportNeed.objects.visible_to(request.user).select_related("representative")
        row = get_object_or_404(rows, representative=self.get_object(), public_id=need)
        services.drop(need=row, by=request.user, at=timezone.now())
        return Response(status=204)
