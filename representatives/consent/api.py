"""Consents over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from representatives.consent import services
from representatives.consent.models import Consent
from representatives.registry.models import Representative


class ConsentSerializer(serializers.ModelSerializer[Consent]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)

    class Meta:
        model = Consent
        fields = ("id", "representative", "purpose", "channel", "text_version", "given_on", "withdrawn_at")
        read_only_fields = ("text_version", "withdrawn_at")


class ConsentViews(
    MunicipalViews,
    CreateModelMixin,
    RetrieveModelMixin,
    ListModelMixin,
    GenericViewSet[Consent],
):
    """Give with POST; withdraw with POST …/withdraw/. A consent is never edited."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CONSENT_WRITE,
        "retrieve": Permission.CONSENT_WRITE,
        "create": Permission.CONSENT_WRITE,
        "withdraw": Permission.CONSENT_WRITE,
    }
    serializer_class = ConsentSerializer
    queryset = Consent.objects.select_related("representative")
    filterset_fields = ("purpose", "representative__public_id")

    def perform_create(self, serializer: serializers.BaseSerializer[Consent]) -> None:
        given = dict(serializer.validated_data)
        person = given.pop("representative")["public_id"]
        people = Representative.objects.visible_to(self.request.user)
        representative = get_object_or_404(people, public_id=person)
        with refusals(services.CannotGive):
            serializer.instance = services.give(
                representative=representative, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=None, responses=ConsentSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, **address: str) -> Response:
        consent: Any = self.get_object()
        with refusals(services.CannotWithdraw):
            withdrawn = services.withdraw(
                representative=consent.representative,
                purpose=consent.purpose,
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(withdrawn).data)
