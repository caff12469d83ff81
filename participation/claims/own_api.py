"""Money over the API for the representative who holds the token: the same as on My page."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from config.core.ui.parsers import WholeJSON
from participation.claims import attaching, own_queries, services, statement
from participation.claims.answers import file_answer
from participation.claims.api import RECEIPT, ClaimSerializer, FileSerializer, ReceiptSerializer, attached
from participation.claims.forms import YearForm
from participation.claims.models import Claim
from representatives.selfservice.api import own


class MendSerializer(serializers.Serializer[Any]):
    """Kilometres or hours as `quantity`, kroner as `amount`."""

    quantity = serializers.DecimalField(
        max_digits=8, decimal_places=2, min_value=Decimal(0), default=Decimal(1)
    )
    amount = serializers.DecimalField(max_digits=10, decimal_places=2, min_value=Decimal(0), required=False)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)


class SumSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField(source="label")
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)


class StatementSerializer(serializers.Serializer[Any]):
    year = serializers.IntegerField()
    total = serializers.DecimalField(max_digits=12, decimal_places=2)
    sent = serializers.DecimalField(max_digits=12, decimal_places=2)
    waiting = serializers.DecimalField(max_digits=12, decimal_places=2)
    kinds = SumSerializer(many=True)
    claims = ClaimSerializer(many=True)


class MyClaimViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Claim],
):
    """What one is owed: add by POST, mend by PUT, then decline, take a no back, or send again what came back."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        (
            *("list", "retrieve", "create", "mend", "decline", "reopen", "send_again"),
            *("attach", "receipt", "take_away", "statement"),
        ),
        Permission.MY_PAGE,
    )
    serializer_class = ClaimSerializer
    queryset = Claim.objects.all()
    filterset_fields = ("state", "kind")

    def get_queryset(self) -> Any:
        return own_queries.claims(own(self.request))

    def perform_create(self, serializer: serializers.BaseSerializer[Claim]) -> None:
        said = dict(serializer.validated_data)
        attended = own_queries.attended(own(self.request))
        attendance = get_object_or_404(attended, public_id=said.pop("attendance")["public_id"])
        with refusals(services.CannotClaim):
            serializer.instance = services.add_expense(
                attendance=attendance, by=self.request.user, at=timezone.now(), **said
            )

    @extend_schema(request=MendSerializer, responses=ClaimSerializer)
    @action(detail=True, methods=["put"], url_path="words")
    def mend(self, request: Request, **address: str) -> Response:
        given = MendSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._move(request, services.mend, **given.validated_data)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **address: str) -> Response:
        return self._move(request, services.decline)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def reopen(self, request: Request, **address: str) -> Response:
        return self._move(request, services.want_after_all)

    @extend_schema(request=None, responses=ClaimSerializer)
    @action(detail=True, methods=["post"], url_path="send")
    def send_again(self, request: Request, **address: str) -> Response:
        return self._move(request, services.send_again)

    @extend_schema(request={"multipart/form-data": FileSerializer}, responses={201: ReceiptSerializer})
    @action(detail=True, methods=["post"], url_path="receipts", parser_classes=(MultiPartParser, WholeJSON))
    def attach(self, request: Request, **address: str) -> Response:
        """A receipt; 409 with a sentence for what is no PDF or picture, or too large."""
        return Response(ReceiptSerializer(attached(request, self.get_object())).data, status=201)

    @extend_schema(responses={(200, "application/octet-stream"): bytes})
    @action(detail=True, url_path=RECEIPT)
    def receipt(self, request: Request, receipt: str, **address: str) -> HttpResponse:
        """The file itself, as an attachment."""
        return file_answer(get_object_or_404(self._receipts(), public_id=receipt))

    @extend_schema(responses={204: None})
    @receipt.mapping.delete
    def take_away(self, request: Request, receipt: str, **address: str) -> Response:
        """Deletes a receipt of a claim that is not approved."""
        found = get_object_or_404(self._receipts(), public_id=receipt)
        with refusals(attaching.CannotAttach):
            attaching.take_away(receipt=found, by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(responses=StatementSerializer, parameters=[OpenApiParameter("year", int)])
    @action(detail=False, pagination_class=None, filter_backends=())
    def statement(self, request: Request) -> Response:
        """One year with its sums; this year where none is named."""
        year = YearForm(request.query_params).chosen(timezone.localdate().year)
        return Response(StatementSerializer(statement.statement(own(request), year)).data)

    def _receipts(self) -> Any:
        return own_queries.receipts(own(self.request)).filter(claim=self.get_object())

    def _move(self, request: Request, step: Callable[..., Claim], **said: Any) -> Response:
        with refusals(services.CannotClaim):
            claim = step(claim=self.get_object(), by=request.user, at=timezone.now(), **said)
        return Response(self.get_serializer(self.get_queryset().get(pk=claim.pk)).data)
