"""Erasures over the API: the same service, permission and confirmation."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.mixins import CreateModelMixin, ListModelMixin
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from representatives.erasure import services
from representatives.erasure.models import Erasure
from representatives.registry.models import Representative


class ErasureSerializer(serializers.ModelSerializer[Erasure]):
    """`confirm` repeats the id of the person: erasing cannot be undone."""

    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="profile_id", max_length=22)
    confirm = serializers.CharField(max_length=22, write_only=True)

    class Meta:
        model = Erasure
        fields = ("id", "representative", "confirm", "why", "erased_at", "lifted_at")
        read_only_fields = ("erased_at", "lifted_at")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.pop("confirm") != attrs["profile_id"]:
            raise serializers.ValidationError(
                {"confirm": _("Repeat the id of the person. Nothing is deleted.")}
            )
        return attrs


class ErasureViews(MunicipalViews, CreateModelMixin, ListModelMixin, GenericViewSet[Erasure]):
    """Erase with POST; nothing brings the person back."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_ERASE,
        "create": Permission.REGISTRY_ERASE,
    }
    serializer_class = ErasureSerializer
    queryset = Erasure.objects.all()
    filterset_fields = ("why",)

    def perform_create(self, serializer: serializers.BaseSerializer[Erasure]) -> None:
        given = serializer.validated_data
        people = Representative.objects.visible_to(self.request.user)
        person = get_object_or_404(people, public_id=given["profile_id"])
        self.check_object_permissions(self.request, person)
        with refusals(services.CannotErase):
            serializer.instance = services.erase(
                representative=person, why=given["why"], by=self.request.user, at=timezone.now()
            )
