"""The outbox over the API: the same rows, acts and refusals as the pages."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from django_filters.rest_framework import CharFilter, FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.outbox import handling
from config.core.outbox.handling import CannotHandle
from config.core.outbox.models import Message
from config.core.ui.api import refusals


class MessageSerializer(serializers.ModelSerializer[Message]):
    """A message without what it says and to whom; `failure` is a code, `takeovers` how often its worker died."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True)

    class Meta:
        model = Message
        fields = (
            "id",
            "municipality",
            "kind",
            "channel",
            "state",
            "queued_at",
            "not_before",
            "begun_at",
            "attempts",
            "takeovers",
            "sent_at",
            "failure",
            "reason",
        )
        read_only_fields = fields


class MessageLetterSerializer(serializers.Serializer[Any]):
    """What the person gets, with a dead link; empty and with a `problem` where it cannot be shown.

    The look is written in the access log. `recipient` finds all messages to the same one.
    """

    recipient = serializers.CharField()
    to = serializers.CharField(source="mail.to", default="")
    subject = serializers.CharField(source="mail.subject", default="")
    text = serializers.CharField(source="mail.text", default="")
    problem = serializers.CharField()


class MessageDiscardSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=Message.Reason.choices)


class OwnWordsSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=handling.MOST_WORDS, allow_blank=True)


class MessageCountSerializer(serializers.Serializer[Any]):
    """The number that you have read; another number than there is now is refused."""

    count = serializers.IntegerField(min_value=0, max_value=10_000_000)


class MessageFilter(FilterSet):  # type: ignore[misc]  # the package has no types
    recipient = CharFilter(field_name="recipient_id")

    class Meta:
        model = Message
        fields = ("state", "kind", "channel")


class MessageViews(MunicipalViews, RetrieveModelMixin, ListModelMixin, GenericViewSet[Message]):
    """Everything that leaves: what waits, what has left, what could not, and what you do with it."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "letter"), Permission.OUTBOX_READ
    ) | dict.fromkeys(
        ("hold", "release", "again", "was_sent", "mended", "discard", "words", "hold_all", "release_all"),
        Permission.OUTBOX_WRITE,
    )
    serializer_class = MessageSerializer
    queryset = Message.objects.select_related("municipality").order_by("-queued_at", "-id")
    filterset_class = MessageFilter

    @extend_schema(responses=MessageLetterSerializer)
    @action(detail=True, methods=["get"], filterset_class=None)
    def letter(self, request: Request, **address: str) -> Response:
        seen = handling.look(message=self.get_object(), by=request.user, at=timezone.now())
        return Response(MessageLetterSerializer(seen).data)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def hold(self, request: Request, **address: str) -> Response:
        return self._done(handling.hold)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def release(self, request: Request, **address: str) -> Response:
        return self._done(handling.release)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def again(self, request: Request, **address: str) -> Response:
        return self._done(handling.send_again)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"], url_path="was-sent")
    def was_sent(self, request: Request, **address: str) -> Response:
        return self._done(handling.was_sent)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def mended(self, request: Request, **address: str) -> Response:
        """The address to which it came back works after all."""
        return self._done(handling.mended)

    @extend_schema(request=MessageDiscardSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, **address: str) -> Response:
        return self._done(handling.discard, MessageDiscardSerializer)

    @extend_schema(request=OwnWordsSerializer, responses={204: None})
    @action(detail=True, methods=["post"])
    def words(self, request: Request, **address: str) -> Response:
        return self._done(handling.set_own_words, OwnWordsSerializer)

    @extend_schema(request=MessageCountSerializer, responses=MessageCountSerializer)
    @action(detail=False, methods=["post"], url_path="hold-all")
    def hold_all(self, request: Request) -> Response:
        """Holds back everything that waits in the municipality, narrowed by the filters of the list."""
        return self._many(handling.hold_all)

    @extend_schema(request=MessageCountSerializer, responses=MessageCountSerializer)
    @action(detail=False, methods=["post"], url_path="release-all")
    def release_all(self, request: Request) -> Response:
        """Releases everything that is held in the municipality, narrowed by the filters of the list."""
        return self._many(handling.release_all)

    def _done(self, act: Callable[..., None], shape: Any = None) -> Response:
        message, given = self.get_object(), {}
        if shape is not None:
            body = shape(data=self.request.data)
            body.is_valid(raise_exception=True)
            given = body.validated_data
        with refusals(CannotHandle):
            act(message=message, by=self.request.user, at=timezone.now(), **given)
        return Response(status=204)

    def _many(self, act: Callable[..., int]) -> Response:
        body = MessageCountSerializer(data=self.request.data)
        body.is_valid(raise_exception=True)
        rows: Any = self.filter_queryset(self.get_queryset())
        rows = rows.of(self.chosen_municipality())
        with refusals(CannotHandle):
            number = act(rows=rows, by=self.request.user, at=timezone.now(), **body.validated_data)
        return Response({"count": number})
