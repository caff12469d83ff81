"""Copies on paper that people wait for, over the API: the facilitator's."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.selfservice import services
from representatives.selfservice.models import PaperCopy


class WaitingCopySerializer(serializers.ModelSerializer[PaperCopy]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    name = serializers.CharField(source="representative.name", read_only=True)

    class Meta:
        model = PaperCopy
        fields = ("id", "representative", "name", "asked_at", "sent_at")
        read_only_fields = fields


class PaperCopyViews(MunicipalViews, LoggedReads, GenericViewSet[PaperCopy]):
    """Who has asked for a copy; POST …/sent/ when it has left."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_WRITE,
        "retrieve": Permission.REGISTRY_WRITE,
        "sent": Permission.REGISTRY_WRITE,
    }
    serializer_class = WaitingCopySerializer
    person, shown = "representative", ("name",)
    queryset = PaperCopy.objects.select_related("representative")

    @extend_schema(request=None, responses=WaitingCopySerializer)
    @action(detail=True, methods=["post"])
    def sent(self, request: Request, **address: str) -> Response:
        copy: Any = self.get_object()
        with refusals(services.CannotAsk):
            left = services.copy_sent(copy=copy, by=request.user, at=timezone.now())
        return Response(self.get_serializer(left).data)
