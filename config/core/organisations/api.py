"""Municipalities and units for API clients: what `?municipality=` and `unit` may name."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet, ReadOnlyModelViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.accounts import services as accounts
from config.core.organisations import services
from config.core.organisations.models import STAFF_ROLES, Membership, Municipality, Role, Unit
from config.core.ui.api import refusals


class MunicipalitySerializer(serializers.ModelSerializer[Municipality]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Municipality
        fields = ("id", "slug", "name", "language")


class UnitSerializer(serializers.ModelSerializer[Unit]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    parent = serializers.CharField(source="parent.public_id", required=False, allow_null=True, default=None)  # type: ignore[assignment]  # the metaclass takes it out

    class Meta:
        model = Unit
        fields = ("id", "municipality", "name", "parent", "is_active")
        read_only_fields = ("is_active",)


class MemberSerializer(serializers.ModelSerializer[Membership]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    name = serializers.CharField(source="user.name", max_length=120)
    email = serializers.EmailField(source="user.email", max_length=254)
    role = serializers.ChoiceField(choices=[(role.value, role.label) for role in Role if role in STAFF_ROLES])
    unit = serializers.CharField(source="unit.public_id", required=False, allow_null=True, default=None)

    class Meta:
        model = Membership
        fields = ("id", "municipality", "name", "email", "role", "unit", "started_at")
        read_only_fields = ("started_at",)


class MemberViews(
    MunicipalViews, CreateModelMixin, RetrieveModelMixin, ListModelMixin, GenericViewSet[Membership]
):
    """Roles of staff in the municipality. End one with POST …/end/."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "end"), Permission.MEMBERS_MANAGE
    )
    serializer_class = MemberSerializer
    queryset = (
        Membership.objects.current().of_staff().select_related("municipality", "user", "unit").order_by("id")
    )
    filterset_fields = ("role",)

    def perform_create(self, serializer: serializers.BaseSerializer[Membership]) -> None:
        given = serializer.validated_data
        municipality = self.chosen_municipality()
        unit_id = (given.get("unit") or {}).get("public_id")
        unit = get_object_or_404(Unit.objects.of(municipality), public_id=unit_id) if unit_id else None
        serializer.instance = accounts.give_role(
            municipality=municipality,
            email=given["user"]["email"],
            name=given["user"]["name"],
            role=Role(given["role"]),
            unit=unit,
            by=self.request.user,
            at=timezone.now(),
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **address: str) -> Response:
        with refusals(accounts.CannotEndRole):
            accounts.end_role(membership=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)


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


class UnitViews(MunicipalViews, CreateModelMixin, ReadOnlyModelViewSet[Unit]):
    """The unit tree."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.HOME_OPEN,
        "retrieve": Permission.HOME_OPEN,
        "create": Permission.SETTINGS_MANAGE,
    }
    serializer_class = UnitSerializer
    queryset = Unit.objects.select_related("municipality", "parent")

    def perform_create(self, serializer: serializers.BaseSerializer[Unit]) -> None:
        municipality = self.chosen_municipality()
        parent_id = (serializer.validated_data.get("parent") or {}).get("public_id")
        parent = get_object_or_404(Unit.objects.of(municipality), public_id=parent_id) if parent_id else None
        with refusals(services.CannotCreate):
            serializer.instance = services.create_unit(
                municipality=municipality,
                name=serializer.validated_data["name"],
                parent=parent,
                by=self.request.user,
                at=timezone.now(),
            )
