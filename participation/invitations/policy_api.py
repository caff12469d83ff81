"""What each municipality has decided about reminders, over the API."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.invitations import reminding
from participation.invitations.policies import LIMITS, AskingPolicy, policy_of


class AskingPolicySerializer(serializers.ModelSerializer[AskingPolicy]):
    municipality = serializers.CharField(source="municipality.slug", read_only=True)

    class Meta:
        model = AskingPolicy
        fields = ("municipality", *LIMITS, "writes_on_holidays", "changed_at")
        read_only_fields = ("changed_at",)
        extra_kwargs: ClassVar[dict[str, dict[str, Any]]] = {
            name: {"min_value": least, "max_value": most, "required": False}
            for name, (least, most) in LIMITS.items()
        }


class AskingPolicyViews(MunicipalViews, GenericViewSet[AskingPolicy]):
    """The defaults where nothing has been decided; POST sets what it names."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.NETWORK_POLICY_READ,
        "create": Permission.NETWORK_POLICY,
    }
    serializer_class = AskingPolicySerializer
    queryset = AskingPolicy.objects.select_related("municipality")
    pagination_class = None

    @extend_schema(responses=AskingPolicySerializer(many=True))
    def list(self, request: Request) -> Response:
        rows = [policy_of(municipality) for municipality in self.listed_municipalities()]
        return Response(self.get_serializer(rows, many=True).data)

    def create(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(reminding.CannotSet):
            policy = reminding.set_policy(
                municipality=municipality, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(policy).data, status=201)
