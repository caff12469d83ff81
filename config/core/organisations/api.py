"""Municipalities and units for API clients: what `?municipality=` and `unit` may name."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Municipality, Unit


class MunicipalitySerializer(serializers.ModelSerializer[Municipality]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Municipality
        fields = ("id", "slug", "name", "language")


class UnitSerializer(serializers.ModelSerializer[Unit]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    parent = serializers.CharField(source="parent.public_id", read_only=True, allow_null=True, default=None)  # type: ignore[assignment]  # the metaclass takes it out

    class Meta:
        model = Unit
        fields = ("id", "municipality", "name", "parent", "is_active")


class MunicipalityViews(ReadOnlyModelViewSet[Municipality]):
    """The municipalities where you have a part."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.HOME_OPEN,
        "retrieve": Permission.HOME_OPEN,
    }
    serializer_class = MunicipalitySerializer
    queryset = Municipality.objects.order_by("name")
    lookup_field = "slug"

    def get_queryset(self) -> Any:
        return self.queryset.filter(id__in=scope.of(self.request.user).municipalities())

    def check_object_permissions(self, request: Any, obj: Any) -> None:
        """The rows are already the person's own."""


class UnitViews(MunicipalViews, ReadOnlyModelViewSet[Unit]):
    """The unit tree."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.HOME_OPEN,
        "retrieve": Permission.HOME_OPEN,
    }
    serializer_class = UnitSerializer
    queryset = Unit.objects.select_related("municipality", "parent")
