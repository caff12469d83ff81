"""Questions over the API: threads by their invitation, the same services, permissions and rows."""

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
from participation.invitations.models import Invitation
from participation.questions import queries, services
from participation.questions.models import QuestionWord

Way = QuestionWord.Way
# How an answer is told, and how a question came that is written down.
TOLD = [(way.value, way.label) for way in (Way.MAIL, Way.SMS, Way.PHONE, Way.PAPER)]
ASKED = [(way.value, way.label) for way in (Way.PHONE, Way.PAPER)]


class TurnSerializer(serializers.Serializer[Any]):
    is_person = serializers.BooleanField()
    text = serializers.CharField()
    at = serializers.DateTimeField()


class ThreadSerializer(serializers.ModelSerializer[Invitation]):
    """One thread; its id is that of the invitation."""

    id = serializers.CharField(source="public_id", read_only=True)
    name = serializers.CharField(source="representative.name", read_only=True)
    request = serializers.CharField(source="request.public_id", read_only=True)
    is_waiting = serializers.BooleanField(read_only=True)

    class Meta:
        model = Invitation
        fields: Any = ("id", "name", "request", "is_waiting")


class WholeThreadSerializer(ThreadSerializer):
    turns = serializers.SerializerMethodField()

    class Meta(ThreadSerializer.Meta):
        fields: Any = (*ThreadSerializer.Meta.fields, "turns")

    @extend_schema_field(TurnSerializer(many=True))
    def get_turns(self, invitation: Invitation) -> Any:
        return TurnSerializer(queries.thread(invitation), many=True).data


class QuestionReplySerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=services.LENGTH)
    told = serializers.ChoiceField(choices=TOLD)


class QuestionAddSerializer(serializers.Serializer[Any]):
    """What a person asked, written down by the facilitator."""

    text = serializers.CharField(max_length=services.LENGTH)
    way = serializers.ChoiceField(choices=ASKED)


class ThreadFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """`?waiting=true` for those in which the person had the last word."""

    waiting = django_filters.BooleanFilter(method="by_waiting")

    class Meta:
        model = Invitation
        fields = ()

    def by_waiting(self, rows: Any, name: str, value: bool) -> Any:
        return rows.filter(is_waiting=value)


class QuestionViews(MunicipalViews, LoggedReads, GenericViewSet[Invitation]):
    """Threads about invitations. POST …/reply/ answers, …/add/ writes down what a person asked by phone."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.INVITATIONS_READ,
        "retrieve": Permission.INVITATIONS_READ,
        "reply": Permission.INVITATIONS_SEND,
        "add": Permission.INVITATIONS_SEND,
    }
    person, shown = "representative", ("name", "question")
    queryset = Invitation.objects.select_related("representative__municipality", "request")
    filterset_class = ThreadFilter

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows if self.action == "add" else queries.with_threads(rows)

    def get_serializer_class(self) -> Any:
        return ThreadSerializer if self.action == "list" else WholeThreadSerializer

    @extend_schema(request=QuestionReplySerializer, responses=WholeThreadSerializer)
    @action(detail=True, methods=["post"])
    def reply(self, request: Request, **address: str) -> Response:
        given = QuestionReplySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        invitation: Any = self.get_object()
        with refusals(services.CannotReply):
            services.reply(invitation=invitation, by=request.user, at=timezone.now(), **given.validated_data)
        return self._shown(invitation)

    @extend_schema(request=QuestionAddSerializer, responses=WholeThreadSerializer)
    @action(detail=True, methods=["post"])
    def add(self, request: Request, **address: str) -> Response:
        given = QuestionAddSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        invitation: Any = self.get_object()
        with refusals(services.CannotAsk):
            services.add(invitation=invitation, by=request.user, at=timezone.now(), **given.validated_data)
        return self._shown(invitation)

    def _shown(self, invitation: Invitation) -> Response:
        row = queries.with_threads(Invitation.objects.filter(pk=invitation.pk))
        return Response(WholeThreadSerializer(row.select_related("representative", "request").get()).data)
