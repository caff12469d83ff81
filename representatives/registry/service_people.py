"""Those who work in the services of a municipality over the API: whom a no-go or a conflict may name."""

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.accounts.models import User
from config.core.organisations.queries import service_people

NAME = OpenApiParameter("name", OpenApiTypes.STR, description="Each word of the name, or how it begins.")


class ServicePersonSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id", read_only=True)
    name = serializers.CharField(source="get_full_name", read_only=True)


class ServicePeopleViews(MunicipalViews, GenericViewSet[User]):
    """Health professionals and unit managers of one municipality, by name."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.REGISTRY_WRITE}
    serializer_class = ServicePersonSerializer
    queryset = User.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=ServicePersonSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        people = service_people(self.chosen_municipality())
        return Response(ServicePersonSerializer(people, many=True).data)
