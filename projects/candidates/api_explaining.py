"""Explanations over the API: why somebody was or was not suggested, and what the municipality has chosen."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.candidates import balance, suggestions
from projects.candidates.api import ReasonSerializer, person_in
from projects.candidates.models import Balance
from projects.requests.models import Request
from projects.requests.queries import with_terms
from representatives.selfservice.api import own


class SuggestionSerializer(serializers.Serializer[Any]):
    """What was made of one person for one request, and what holds today, in the words of the pages."""

    request = serializers.CharField(source="request.public_id")
    title = serializers.CharField(source="request.title")
    stood_in = serializers.CharField(source="stood")
    stood_at = serializers.DateTimeField(allow_null=True)
    was_asked = serializers.BooleanField()
    decision = serializers.CharField(source="choice.decision", default="")
    reason = serializers.CharField(source="choice.reason", default="")
    reasons = ReasonSerializer(source="explained.answers", many=True)


class MySuggestionSerializer(serializers.ModelSerializer[Request]):
    id = serializers.CharField(source="public_id")
    project = serializers.CharField(source="project.title")

    class Meta:
        model = Request
        fields = ("id", "title", "project")


class BalanceSerializer(serializers.Serializer[Any]):
    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    emphasis = serializers.ChoiceField(choices=Balance.EMPHASES)
    changed_at = serializers.DateTimeField(read_only=True)


class SuggestionViews(MunicipalViews, GenericViewSet[Request]):
    """Why one person was or was not suggested for a request. The look is written in the access log."""

    permissions: ClassVar[dict[str, Permission]] = {"suggestion": Permission.CANDIDATES_READ}
    serializer_class = SuggestionSerializer
    queryset = with_terms(Request.objects.all())
    pagination_class = None

    @extend_schema(
        responses=SuggestionSerializer,
        parameters=[OpenApiParameter("representative", str, "query", required=True)],
    )
    @action(detail=True, methods=["get"])
    def suggestion(self, request: ApiRequest, **address: str) -> Response:
        wanted, at = self.get_object(), timezone.now()
        public_id = request.query_params.get("representative", "")
        if not public_id:
            raise serializers.ValidationError({"representative": [_("Name the representative by id.")]})
        person = person_in(request, wanted, public_id)
        audit.record_read(person, by=request.user, at=at, purpose="candidates", fields=["name", "terms"])
        found = suggestions.suggestion(request=wanted, person=person, at=at)
        return Response(SuggestionSerializer(found).data)


class MySuggestionViews(MunicipalViews, GenericViewSet[Request]):
    """Requests that are over and that the holder of the token was part of: why suggested, or why not."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.MY_PAGE,
        "retrieve": Permission.MY_PAGE,
    }
    serializer_class = MySuggestionSerializer
    queryset = Request.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return suggestions.told_to(own(self.request))

    @extend_schema(responses=MySuggestionSerializer(many=True))
    def list(self, request: ApiRequest) -> Response:
        rows = suggestions.newest(self.get_queryset())
        return Response(MySuggestionSerializer(rows, many=True).data)

    @extend_schema(responses=SuggestionSerializer)
    def retrieve(self, request: ApiRequest, **address: str) -> Response:
        wanted = get_object_or_404(self.get_queryset(), public_id=address["id"])
        found = suggestions.suggestion(request=wanted, person=own(request), at=timezone.now())
        return Response(SuggestionSerializer(found).data)


class BalanceViews(MunicipalViews, GenericViewSet[Balance]):
    """What counts most in each municipality, balanced where nothing has been chosen; POST chooses."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.NETWORK_POLICY_READ,
        "create": Permission.NETWORK_POLICY,
    }
    serializer_class = BalanceSerializer
    queryset = Balance.objects.select_related("municipality")
    pagination_class = None

    @extend_schema(responses=BalanceSerializer(many=True))
    def list(self, request: ApiRequest) -> Response:
        rows = [balance.balance_of(municipality) for municipality in self.listed_municipalities()]
        return Response(BalanceSerializer(rows, many=True).data)

    @extend_schema(request=BalanceSerializer, responses={201: BalanceSerializer})
    def create(self, request: ApiRequest) -> Response:
        municipality = self.chosen_municipality()
        given = BalanceSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(balance.CannotBalance):
            chosen = balance.set_balance(
                municipality=municipality, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(BalanceSerializer(chosen).data, status=201)
