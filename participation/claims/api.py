"""Rates and claims over the API."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from participation.claims import services
from participation.claims.models import Claim, Rate
from participation.meetings.models import Attendance


class RateSerializer(serializers.ModelSerializer[Rate]):
    id = serializers.CharField(source="public_id", read_only=True)
    amount = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=Decimal(0))

    class Meta:
        model = Rate
        fields = ("id", "kind", "amount", "valid_from", "valid_to")
        read_only_fields = ("valid_to",)


class RateViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Rate],
):
    """Rates are added from a day, never edited: what was in force on a day stays so."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CLAIMS_READ,
        "retrieve": Permission.CLAIMS_READ,
        "create": Permission.CLAIMS_WRITE,
    }
    serializer_class = RateSerializer
    queryset = Rate.objects.all()
    filterset_fields = ("kind",)

    def perform_create(self, serializer: serializers.BaseSerializer[Rate]) -> None:
        with refusals(services.CannotSetRate):
            serializer.instance = services.add_rate(
                municipality=self.chosen_municipality(),
                by=self.request.user,
                at=timezone.now(),
                **serializer.validated_data,
            )


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    id = serializers.CharField(source="public_id", read_only=True)
    attendance = serializers.CharField(source="attendance.public_id", max_length=22)
    meeting = serializers.CharField(source="attendance.meeting.public_id", read_only=True)
    representative = serializers.CharField(
        source="attendance.assignment.representative.public_id", read_only=True
    )
    rate = serializers.CharField(source="rate.public_id", read_only=True, default=None)
    kind = serializers.ChoiceField(choices=Claim.Kind.choices)
    quantity = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=Decimal(0), default=Decimal(1)
    )
    amount = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=Decimal(0), required=False)

    class Meta:
        model = Claim
        fields = (
            "id",
            "attendance",
            "meeting",
            "representative",
            "kind",
            "quantity",
            "rate",
            "amount",
            "state",
            "incurred_on",
        )
        read_only_fields = ("state", "incurred_on")


class ClaimFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filter as the page, and by meeting."""

    meeting = django_filters.CharFilter(field_name="attendance__meeting__public_id", max_length=22)

    class Meta:
        model = Claim
        fields = ("state", "kind", "meeting")


class ClaimViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    LoggedReads,
    GenericViewSet[Claim],
):
    """Fees come from meetings; travel and expenses by POST. Then approve, decline or reopen."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CLAIMS_READ,
        "retrieve": Permission.CLAIMS_READ,
        "create": Permission.CLAIMS_WRITE,
        "approve": Permission.CLAIMS_WRITE,
        "decline": Permission.CLAIMS_WRITE,
        "reopen": Permission.CLAIMS_WRITE,
    }
    serializer_class = ClaimSerializer
    person, shown = "attendance.assignment.representative", ("amount",)
    queryset = Claim.objects.select_related(
        "rate", "attendance__meeting", "attendance__assignment__representative"
    )
    filterset_class = ClaimFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Claim]) -> None:
        claimed = dict(serializer.validated_data)
        rows = Attendance.objects.visible_to(self.request.user)
        attendance = get_object_or_404(rows, public_id=claimed.pop("attendance")["public_id"])
        with refusals(services.CannotClaim):
            serializer.instance = services.add_expense(
                attendance=attendance, by=self.request.user, at=timezone.now(), **claimed
            )

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, **address: str) -> Response:
        return self._move(request, services.approve)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **address: str) -> Response:
        return self._move(request, services.decline)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **address: str) -> Response:
        return self._move(request, services.reopen)

    def _move(self, request: Request, step: Callable[..., Claim]) -> Response:
        claim: Any = self.get_object()
        with refusals(services.CannotClaim):
            step(claim=claim, by=request.user, at=timezone.now())
        return Response(self.get_serializer(claim).data)
