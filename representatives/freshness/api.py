"""Freshness over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

import django_filters
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.consent.models import Consent
from representatives.freshness import queries, services
from representatives.freshness.models import Checkup, NetworkPolicy
from representatives.proxies.queries import reached_all


class ReachSerializer(serializers.Serializer[Any]):
    """Whom to call or write to about a person: the person, or the proxy who gets the letters."""

    name = serializers.CharField()
    phone = serializers.CharField()
    is_proxy = serializers.BooleanField()


class _CheckupsSerializer(serializers.ListSerializer[Any]):
    """A page of checkups: how their people are reached is asked once for all of them."""

    def to_representation(self, data: Any) -> list[Any]:
        rows = list(data)
        context: Any = self.context
        context["reached"] = reached_all(row.representative for row in rows)
        return super().to_representation(rows)


class CheckupSerializer(serializers.ModelSerializer[Checkup]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    to_call = serializers.SerializerMethodField()

    class Meta:
        model = Checkup
        list_serializer_class = _CheckupsSerializer
        fields = (
            "id",
            "representative",
            "to_call",
            "kind",
            "asked_at",
            "due_on",
            "reminded_at",
            "reply",
            "replied_at",
            "closed_at",
        )
        read_only_fields = fields

    @extend_schema_field(ReachSerializer)
    def get_to_call(self, row: Checkup) -> Any:
        person = row.representative
        reached = self.context.get("reached") or reached_all([person])
        return ReachSerializer(reached[person.pk]).data


class ReplySerializer(serializers.Serializer[Any]):
    """What the person said. `renewals` has yes (true) or no for each purpose that is asked about."""

    reply = serializers.ChoiceField(choices=Checkup.Reply.choices)
    channel = serializers.ChoiceField(
        choices=[(c, c.label) for c in (Consent.Channel.ORAL, Consent.Channel.PAPER)]
    )
    until = serializers.DateField(required=False, allow_null=True, default=None)
    renewals = serializers.DictField(child=serializers.BooleanField(), required=False, default=dict)

    def validate_renewals(self, said: dict[str, bool]) -> dict[str, bool]:
        unknown = set(said) - set(Consent.Purpose.values)
        if unknown:
            raise serializers.ValidationError([f"Not a purpose: {name[:40]}" for name in sorted(unknown)[:6]])
        return said


class CheckupFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By person, kind and answer, and whether something is still waited for."""

    representative = django_filters.CharFilter(field_name="representative__public_id", max_length=22)
    open = django_filters.BooleanFilter(field_name="closed_at", lookup_expr="isnull")

    class Meta:
        model = Checkup
        fields = ("kind", "reply")


class CheckupViews(MunicipalViews, LoggedReads, GenericViewSet[Checkup]):
    """Questions "still right?" and their answers. POST …/answer/ for what was said, …/tried/ for a call in vain."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_READ,
        "retrieve": Permission.REGISTRY_READ,
        "answer": Permission.REGISTRY_WRITE,
        "tried": Permission.REGISTRY_WRITE,
    }
    serializer_class = CheckupSerializer
    person, shown = "representative", ("phone", "reply")
    queryset = Checkup.objects.select_related("representative__municipality")
    filterset_class = CheckupFilter

    @extend_schema(request=ReplySerializer, responses=CheckupSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **address: str) -> Response:
        checkup: Any = self.get_object()
        said = ReplySerializer(data=request.data)
        said.is_valid(raise_exception=True)
        with refusals(services.CannotAnswer):
            kept = services.answer(checkup=checkup, by=request.user, at=timezone.now(), **said.validated_data)
        return Response(self.get_serializer(kept).data)

    @extend_schema(request=None, responses=CheckupSerializer)
    @action(detail=True, methods=["post"])
    def tried(self, request: Request, **address: str) -> Response:
        checkup: Any = self.get_object()
        with refusals(services.CannotAnswer):
            kept = services.record_try(checkup=checkup, by=request.user, at=timezone.now())
        return Response(self.get_serializer(kept).data)


class PolicySerializer(serializers.ModelSerializer[NetworkPolicy]):
    municipality = serializers.CharField(source="municipality.slug", read_only=True)

    class Meta:
        model = NetworkPolicy
        fields = ("municipality", *services.LIMITS, "changed_at")
        read_only_fields = ("changed_at",)
        extra_kwargs: ClassVar[dict[str, dict[str, Any]]] = {
            name: {"min_value": least, "max_value": most, "required": False}
            for name, (least, most) in services.LIMITS.items()
        }


class PolicyViews(MunicipalViews, GenericViewSet[NetworkPolicy]):
    """The numbers of each municipality, the defaults where nothing has been decided; POST sets those that it names."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.NETWORK_POLICY_READ,
        "create": Permission.NETWORK_POLICY,
    }
    serializer_class = PolicySerializer
    queryset = NetworkPolicy.objects.select_related("municipality")
    pagination_class = None

    @extend_schema(responses=PolicySerializer(many=True))
    def list(self, request: Request) -> Response:
        rows = [queries.policy_of(municipality) for municipality in self.listed_municipalities()]
        return Response(self.get_serializer(rows, many=True).data)

    def create(self, request: Request) -> Response:
        municipality = self.chosen_municipality()
        given = self.get_serializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotSet):
            policy = services.set_policy(
                municipality=municipality, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(policy).data, status=201)
