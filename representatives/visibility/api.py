"""Who sees what, over the API. The id is the person's."""

from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from representatives.registry.models import Representative
from representatives.visibility import queries, services
from representatives.visibility.models import Visibility


class VisibilitySerializer(serializers.Serializer[Any]):
    """Who may see each field: `facilitator`, `project` (after a yes) or `network`."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        audiences = Visibility.Audience.choices
        return {
            field: serializers.ChoiceField(choices=audiences, required=False)
            for field in Visibility.Field.values
        }


def keep(request: Request, person: Representative) -> Response:
    """Keeps the choices that were sent, and answers with all that hold now."""
    sent = VisibilitySerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    with refusals(services.CannotChoose):
        services.choose_all(
            representative=person, audiences=sent.validated_data, by=request.user, at=timezone.now()
        )
    return Response(queries.audiences_of(person))


class VisibilityViews(MunicipalViews, GenericViewSet[Representative]):
    """GET who sees each field of a person; PATCH those that the person wants otherwise."""

    permissions: ClassVar[dict[str, Permission]] = {
        "retrieve": Permission.REGISTRY_READ,
        "partial_update": Permission.REGISTRY_WRITE,
    }
    serializer_class = VisibilitySerializer
    queryset = Representative.objects.all()

    def retrieve(self, request: Request, **address: str) -> Response:
        person = self.get_object()
        audit.record_read(person, by=request.user, at=timezone.now(), purpose="api", fields=["visibility"])
        return Response(queries.audiences_of(person))

    def partial_update(self, request: Request, **address: str) -> Response:
        return keep(request, self.get_object())
