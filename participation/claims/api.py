"""Rates and claims over the API."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.audit.api import LoggedReads
from config.core.ui.api import Refused, refusals
from config.core.ui.api_fields import RowField
from config.core.ui.parsers import WholeJSON
from participation.claims import attaching, queries, rating, services
from participation.claims.answers import file_answer
from participation.claims.fees import LEAST
from participation.claims.forms import ReceiptForm
from participation.claims.models import Claim, Rate, Rounding
from participation.claims.receipts import Receipt
from participation.meetings.models import Attendance
from projects.requests import queries as requests
from representatives.catalogue.models import Term

RECEIPT = r"receipts/(?P<receipt>[a-z0-9]{1,22})"


class GapSerializer(serializers.Serializer[Any]):
    rate = serializers.CharField(source="label")
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True)


class RateSerializer(serializers.ModelSerializer[Rate]):
    id = serializers.CharField(source="public_id", read_only=True)
    amount = serializers.DecimalField(max_digits=9, decimal_places=2, min_value=Decimal(0))

    role = RowField(
        slug_field="public_id",
        queryset=Term.objects.filter(kind=Term.Kind.ROLE),
        required=False,
        allow_null=True,
    )
    rounding = serializers.ChoiceField(choices=Rounding.choices, default=Rounding.HALF)
    least = serializers.DecimalField(
        max_digits=4, decimal_places=2, min_value=Decimal(0), max_value=Decimal(24), default=LEAST
    )

    notice_days = serializers.IntegerField(
        min_value=0, max_value=365, required=False, allow_null=True, default=None
    )

    class Meta:
        model = Rate
        fields = "id kind role amount rounding least notice_days valid_from valid_to".split()


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
        "gaps": Permission.CLAIMS_READ,
    }
    serializer_class = RateSerializer
    queryset = Rate.objects.select_related("role")
    filterset_fields = ("kind",)

    def perform_create(self, serializer: serializers.BaseSerializer[Rate]) -> None:
        municipality, said = self.chosen_municipality(), serializer.validated_data
        with refusals(rating.CannotSetRate):
            _known_here(said.get("role"), municipality)
            serializer.instance = rating.add_rate(
                municipality=municipality, by=self.request.user, at=timezone.now(), **said
            )

    @extend_schema(responses=GapSerializer(many=True))
    @action(detail=False, pagination_class=None, filter_backends=())
    def gaps(self, request: Request) -> Response:
        """Days without a rate: nothing of those days can be approved until one is added."""
        found = rating.gaps(self.chosen_municipality(), timezone.localdate())
        return Response(GapSerializer(found, many=True).data)


def _known_here(role: Any, municipality: Any) -> None:
    """A role that another municipality has made for itself is none here."""
    if role is not None and not requests.roles(municipality).filter(pk=role.pk).exists():
        raise rating.CannotSetRate(_("There is no such role here."))


class ReceiptSerializer(serializers.ModelSerializer[Receipt]):
    id = serializers.CharField(source="public_id")

    class Meta:
        model = Receipt
        fields = ("id", "name", "kind", "size", "added_at")
        read_only_fields = fields


class FileSerializer(serializers.Serializer[Any]):
    """A PDF or a picture; what it is, is told by what is in it."""

    file = serializers.FileField(allow_empty_file=True)


class ReturnWordSerializer(serializers.Serializer[Any]):
    word = serializers.CharField(max_length=300)


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
    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    receipts = ReceiptSerializer(many=True, read_only=True)
    export = serializers.CharField(source="export.public_id", read_only=True, default=None)

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
            "measured",
            "note",
            "word",
            "receipts",
            "export",
        )
        read_only_fields = ("state", "incurred_on", "measured", "word")


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
    """Fees come from meetings; all else by POST. Then approve, give back with a word, decline or reopen."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "retrieve", "receipt"), Permission.CLAIMS_READ),
        **dict.fromkeys(
            ("create", "approve", "decline", "reopen", "give_back", "attach", "take_away"),
            Permission.CLAIMS_WRITE,
        ),
    }
    serializer_class = ClaimSerializer
    person, shown = "attendance.assignment.representative", ("amount",)
    queryset = queries.whole(Claim.objects.select_related("export"))
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

    @extend_schema(request=ReturnWordSerializer, responses=ClaimSerializer)
    @action(detail=True, methods=["post"], url_path="return")
    def give_back(self, request: Request, **address: str) -> Response:
        given = ReturnWordSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._move(request, partial(services.give_back, word=given.validated_data["word"]))

    @extend_schema(request={"multipart/form-data": FileSerializer}, responses={201: ReceiptSerializer})
    @action(detail=True, methods=["post"], url_path="receipts", parser_classes=(MultiPartParser, WholeJSON))
    def attach(self, request: Request, **address: str) -> Response:
        """A receipt; 409 with a sentence for what is no PDF or picture, or too large."""
        return Response(ReceiptSerializer(attached(request, self.get_object())).data, status=201)

    @extend_schema(responses={(200, "application/octet-stream"): bytes})
    @action(detail=True, url_path=RECEIPT)
    def receipt(self, request: Request, receipt: str, **address: str) -> HttpResponse:
        """The file itself, as an attachment."""
        claim: Any = self.get_object()
        found = get_object_or_404(claim.receipts, public_id=receipt)
        audit.record_read(
            claim.attendance.assignment.representative,
            by=request.user,
            at=timezone.now(),
            purpose="api",
            fields=("receipts",),
        )
        return file_answer(found)

    @extend_schema(responses={204: None})
    @receipt.mapping.delete
    def take_away(self, request: Request, receipt: str, **address: str) -> Response:
        """Deletes a receipt of a claim that is not approved."""
        claim: Any = self.get_object()
        found = get_object_or_404(claim.receipts, public_id=receipt)
        with refusals(attaching.CannotAttach):
            attaching.take_away(receipt=found, by=request.user, at=timezone.now())
        return Response(status=204)

    def _move(self, request: Request, step: Callable[..., Claim]) -> Response:
        claim: Any = self.get_object()
        with refusals(services.CannotClaim):
            step(claim=claim, by=request.user, at=timezone.now())
        return Response(self.get_serializer(claim).data)


def attached(request: Request, claim: Claim) -> Receipt:
    """Keeps the file that was sent; refuses it with the sentence that the page would say."""
    given = FileSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    form = ReceiptForm(files=MultiValueDict({"file": [given.validated_data["file"]]}))
    if not form.is_valid():
        raise Refused(" ".join(map(str, form.errors["file"])))
    file = form.cleaned_data["file"]
    with refusals(attaching.CannotAttach):
        return attaching.attach(
            claim=claim, name=file.name, content=file.read(), by=request.user, at=timezone.now()
        )
