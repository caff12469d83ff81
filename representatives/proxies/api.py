"""Who answers for a person, over the API. The id is the person's."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.accounts.models import canonical_email
from config.core.audit import services as audit
from config.core.ui.api import refusals
from representatives.proxies import queries, services
from representatives.proxies.models import Proxy
from representatives.registry.forms import clean_phone
from representatives.registry.models import Representative


class ProxySerializer(serializers.ModelSerializer[Proxy]):
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=30)

    class Meta:
        model = Proxy
        fields = ("name", "relation", "email", "phone", "gets_mail", "started_at")
        read_only_fields = ("started_at",)

    def validate_email(self, value: str) -> str:
        return canonical_email(value)

    def validate_phone(self, value: str) -> str:
        return clean_phone(value)


def shown(person: Representative) -> dict[str, Any]:
    """Who answers for a person now; empty when the person answers alone."""
    proxy = queries.current_of(person)
    return dict(ProxySerializer(proxy).data) if proxy else {}


def name(request: Request, person: Representative) -> Response:
    """Names somebody as sent."""
    sent = ProxySerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    with refusals(services.CannotName):
        services.name(representative=person, by=request.user, at=timezone.now(), **sent.validated_data)
    return Response(shown(person))


def end(request: Request, person: Representative) -> Response:
    """Ends it."""
    with refusals(services.CannotEnd):
        services.end(representative=person, by=request.user, at=timezone.now())
    return Response(status=204)


class ProxyViews(MunicipalViews, GenericViewSet[Representative]):
    """GET who answers for a person, PUT somebody, DELETE so that the person answers alone."""

    permissions: ClassVar[dict[str, Permission]] = {
        "retrieve": Permission.REGISTRY_READ,
        "update": Permission.REGISTRY_WRITE,
        "destroy": Permission.REGISTRY_WRITE,
    }
    serializer_class = ProxySerializer  # type: ignore[assignment]  # of the rows of the person
    queryset = Representative.objects.all()

    def retrieve(self, request: Request, **address: str) -> Response:
        person = self.get_object()
        audit.record_read(person, by=request.user, at=timezone.now(), purpose="api", fields=["proxy"])
        return Response(shown(person))

    def update(self, request: Request, **address: str) -> Response:
        return name(request, self.get_object())

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, **address: str) -> Response:
        return end(request, self.get_object())
