"""Sendings over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin, DestroyModelMixin, ListModelMixin
from rest_framework.request import Request as HttpRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from participation.invitations.models import Invitation
from participation.sendings import queries, services
from participation.sendings.models import Sending, SendingLine
from projects.models import Request
from representatives.registry.models import Representative


class SendingLineSerializer(serializers.ModelSerializer[SendingLine]):
    """One person in a sending; `representative` is a public id."""

    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    name = serializers.CharField(source="representative.name", read_only=True)

    class Meta:
        model = SendingLine
        fields = ("id", "representative", "name", "does", "outcome", "reason", "told_at")


class SendingSerializer(serializers.ModelSerializer[Sending]):
    """A sending; `ask` are public ids of people who are chosen, `thank` of invitations without a seat."""

    id = serializers.CharField(source="public_id", read_only=True)
    request = serializers.CharField(source="request.public_id", max_length=22)
    ask = serializers.ListField(child=serializers.CharField(max_length=22), write_only=True, default=list)
    thank = serializers.ListField(child=serializers.CharField(max_length=22), write_only=True, default=list)

    class Meta:
        model = Sending
        fields: Any = ("id", "request", "state", "reply_by", "ask", "thank", "leaves_at", "ended_at")
        read_only_fields = ("state", "leaves_at", "ended_at")


class WholeSendingSerializer(SendingSerializer):
    """A sending with everyone in it."""

    lines = SendingLineSerializer(many=True, read_only=True)

    class Meta(SendingSerializer.Meta):
        fields: Any = (*SendingSerializer.Meta.fields, "lines")


class NumberSerializer(serializers.Serializer[Any]):
    """How many get a letter; needed above a hundred."""

    number = serializers.IntegerField(required=False, allow_null=True, default=None)


class SendingLetterSerializer(serializers.Serializer[Any]):
    """A letter as the person gets it; `to` is empty for who gets none and is called or written to."""

    line = serializers.CharField()
    to = serializers.CharField()
    subject = serializers.CharField()
    text = serializers.CharField()


class SendingViews(
    MunicipalViews, CreateModelMixin, DestroyModelMixin, ListModelMixin, GenericViewSet[Sending]
):
    """POST makes the request's draft anew; …/letters/ shows every letter; …/send/ lets it go after two minutes."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.INVITATIONS_READ,
        "retrieve": Permission.INVITATIONS_READ,
        "letters": Permission.INVITATIONS_READ,
        **dict.fromkeys(
            ("create", "destroy", "send", "approve", "stop", "tell"), Permission.INVITATIONS_SEND
        ),
    }
    queryset = Sending.objects.select_related("municipality", "request__project__unit", "request__role")
    filterset_fields = ("state",)

    def get_serializer_class(self) -> Any:
        return SendingSerializer if self.action == "list" else WholeSendingSerializer

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows if self.action == "list" else rows.prefetch_related("lines__representative")

    @extend_schema(responses=WholeSendingSerializer)
    def retrieve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        self._read("name")
        return self._shown()

    def perform_create(self, serializer: serializers.BaseSerializer[Sending]) -> None:
        given, user = serializer.validated_data, self.request.user
        wanted = get_object_or_404(Request.objects.visible_to(user), public_id=given["request"]["public_id"])
        people = Representative.objects.visible_to(user).of(wanted.municipality_id)
        invitations = Invitation.objects.visible_to(user).filter(request=wanted)
        with refusals(services.CannotPrepare):
            made = services.prepare(
                request=wanted,
                ask=_every(people, given["ask"]),
                thank=_every(invitations, given["thank"]),
                reply_by=given["reply_by"],
                by=user,
                at=timezone.now(),
            )
        serializer.instance = self.get_queryset().get(pk=made.pk)

    def perform_destroy(self, instance: Sending) -> None:
        with refusals(services.CannotStop):
            services.discard(sending=instance, by=self.request.user, at=timezone.now())

    @extend_schema(responses=SendingLetterSerializer(many=True), filters=False)
    @action(detail=True)
    def letters(self, request: HttpRequest, **address: str) -> Response:
        """Every letter of a draft, page by page."""
        sending = self.get_object()
        self._read("name", "letter")
        page: Any = self.paginate_queryset(
            sending.lines.select_related("representative__municipality").order_by("id")  # type: ignore[arg-type]
        )
        told = queries.told(page, sending=sending, with_letters=True)
        rows = [
            {
                "line": one.line.public_id,
                "to": one.letter.to if one.letter else "",
                "subject": one.letter.subject if one.letter else "",
                "text": one.letter.text if one.letter else "",
            }
            for one in told
        ]
        return self.get_paginated_response(SendingLetterSerializer(rows, many=True).data)

    @extend_schema(request=NumberSerializer, responses=WholeSendingSerializer)
    @action(detail=True, methods=["post"])
    def send(self, request: HttpRequest, **address: str) -> Response:
        given = NumberSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotSend):
            services.send(
                sending=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return self._shown()

    @extend_schema(request=None, responses=WholeSendingSerializer)
    @action(detail=True, methods=["post"])
    def approve(self, request: HttpRequest, **address: str) -> Response:
        with refusals(services.CannotSend):
            services.approve(sending=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=None, responses=WholeSendingSerializer)
    @action(detail=True, methods=["post"])
    def stop(self, request: HttpRequest, **address: str) -> Response:
        with refusals(services.CannotStop):
            services.stop(sending=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(
        request=None,
        responses=WholeSendingSerializer,
        parameters=[OpenApiParameter("line_id", str, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"], url_path=r"lines/(?P<line_id>[^/.]+)/told")
    def tell(self, request: HttpRequest, line_id: str, **address: str) -> Response:
        line = get_object_or_404(self.get_object().lines, public_id=line_id)
        services.mark_told(line=line, by=request.user, at=timezone.now())
        return self._shown()

    def _read(self, *fields: str) -> None:
        audit.record_listing(
            SendingLine,
            municipality=self.get_object().municipality,
            by=self.request.user,
            at=timezone.now(),
            purpose="api",
            fields=fields,
        )

    def _shown(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


def _every(rows: Any, ids: list[str]) -> list[Any]:
    """Every row that is asked for; 404 where one is not there for this user."""
    found = {row.public_id: row for row in rows.filter(public_id__in=ids)}
    return [found[one] if one in found else get_object_or_404(rows, public_id=one) for one in ids]
