"""Open calls and interest in them over the API: the same steps, the same draw, and no name before one is read."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.calls import collecting, deciding, links, queries, reaching, services
from projects.calls.models import WORDS_LENGTH, Call, Interest
from projects.candidates.services import CannotChoose
from projects.requests.models import Request
from representatives.registry.models import Representative

REGISTERED = [(one.value, one.label) for one in (Interest.By.PHONE, Interest.By.PAPER)]


class CallSerializer(serializers.ModelSerializer[Call]):
    """`request` is a public id. `address` is the page that anybody may open, empty for a draft."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    request = serializers.CharField(source="request.public_id", max_length=22)
    channel = serializers.CharField(source="channel.public_id", read_only=True, default=None)
    address = serializers.SerializerMethodField()
    is_writing = serializers.BooleanField(
        read_only=True, help_text="Whether letters are still to be written."
    )
    letters_done = serializers.IntegerField(source="letters.done", read_only=True, default=0)
    letters_total = serializers.IntegerField(source="letters.total", read_only=True, default=0)

    class Meta:
        model = Call
        fields = (
            "id",
            "municipality",
            "request",
            "state",
            "greeting",
            "open_until",
            "is_blind",
            "channel",
            "address",
            "is_writing",
            "letters_done",
            "letters_total",
            "created_at",
            "published_at",
            "closed_at",
            "answered_at",
        )
        read_only_fields = ("state", "created_at", "published_at", "closed_at", "answered_at")

    def get_address(self, call: Call) -> str:
        return links.address(call) if call.state != Call.State.DRAFT else ""


class HeldBackSerializer(serializers.Serializer[Any]):
    why = serializers.CharField()
    count = serializers.IntegerField()


class CallReachSerializer(serializers.Serializer[Any]):
    """Whom the call reaches, in counts alone."""

    at_once = serializers.IntegerField()
    weekly = serializers.IntegerField()
    never = serializers.IntegerField()
    without_mail = serializers.IntegerField()
    too_late = serializers.IntegerField()
    told = serializers.IntegerField()
    held_back = HeldBackSerializer(many=True)


class LastDaySerializer(serializers.Serializer[Any]):
    open_until = serializers.DateField()


class SentSerializer(serializers.Serializer[Any]):
    letters = serializers.IntegerField()


class ReadSerializer(serializers.Serializer[Any]):
    """One interest. Where a call is read without names, who and how it was said are empty until it is read."""

    id = serializers.CharField(source="interest.public_id")
    number = serializers.IntegerField(
        help_text="Place in the draw by which it is read; it says nothing else."
    )
    representative = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    said_by = serializers.SerializerMethodField()
    words = serializers.CharField(source="interest.words")
    is_read = serializers.SerializerMethodField()
    answer = serializers.CharField(source="interest.answer")
    is_told = serializers.SerializerMethodField()
    is_told_by_us = serializers.BooleanField()

    def get_representative(self, row: queries.Read) -> str:
        return "" if row.is_hidden else row.interest.representative.public_id

    def get_name(self, row: queries.Read) -> str:
        return "" if row.is_hidden else row.interest.representative.name

    def get_said_by(self, row: queries.Read) -> str:
        return "" if row.is_hidden else row.interest.said_by

    def get_is_read(self, row: queries.Read) -> bool:
        return row.interest.read_at is not None

    def get_is_told(self, row: queries.Read) -> bool:
        return row.interest.told_at is not None


class ReadingSerializer(serializers.Serializer[Any]):
    read = serializers.IntegerField()
    answered = serializers.IntegerField()
    interest = ReadSerializer(source="rows", many=True)


class SaySerializer(serializers.Serializer[Any]):
    representative = serializers.CharField(max_length=22)
    said_by = serializers.ChoiceField(choices=REGISTERED)
    words = serializers.CharField(max_length=WORDS_LENGTH, required=False, allow_blank=True, default="")


class DecideSerializer(serializers.Serializer[Any]):
    """A reason is needed when taking somebody on goes against a gate, a gap or a warning."""

    answer = serializers.ChoiceField(choices=Interest.Answer.choices)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class CallViews(MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[Call]):
    """Open calls. GET …/reach/ counts whom one reaches; …/publish/, …/close/, …/reopen/ and …/answer/ move it."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "retrieve", "interest"), Permission.CANDIDATES_READ),
        **dict.fromkeys(
            "create partial_update reach publish close reopen way_in answer".split(),
            Permission.INVITATIONS_SEND,
        ),
        "say": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = CallSerializer
    queryset = Call.objects.select_related("municipality", "request", "channel", "letters")
    filterset_fields = ("state",)

    @extend_schema(request=CallSerializer, responses={201: CallSerializer})
    def create(self, request: ApiRequest, **address: str) -> Response:
        sent = CallSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        visible = Request.objects.visible_to(request.user)
        wanted = get_object_or_404(visible, public_id=fields.pop("request")["public_id"])
        self.check_object_permissions(request, wanted)
        with refusals(services.CannotCall):
            call = services.create(request=wanted, by=request.user, at=timezone.now(), **fields)
        return Response(CallSerializer(call).data, status=201)

    def partial_update(self, request: ApiRequest, **address: str) -> Response:
        sent = CallSerializer(self.get_object(), data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        changes = {name: value for name, value in sent.validated_data.items() if name in services.EDITABLE}
        with refusals(services.CannotCall):
            services.update(call=self.get_object(), changes=changes, by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(responses=CallReachSerializer)
    @action(detail=True, methods=["get"])
    def reach(self, request: ApiRequest, **address: str) -> Response:
        found = reaching.reach(call=self.get_object(), at=timezone.now())
        counts: dict[str, Any] = {
            "at_once": len(found.at_once),
            "weekly": len(found.weekly),
            "held_back": [{"why": why, "count": count} for why, count in found.held_back],
        }
        counts |= {name: getattr(found, name) for name in ("never", "without_mail", "too_late", "told")}
        return Response(CallReachSerializer(counts).data)

    @extend_schema(request=None, responses=SentSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: ApiRequest, **address: str) -> Response:
        """Opens it; a job writes so many letters, and `letters_done` tells how far it has come."""
        with refusals(services.CannotCall):
            count = services.publish(call=self.get_object(), by=request.user, at=timezone.now())
        return Response({"letters": count})

    @extend_schema(request=None, responses=CallSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: ApiRequest, **address: str) -> Response:
        with refusals(services.CannotCall):
            services.close(call=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=LastDaySerializer, responses=CallSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: ApiRequest, **address: str) -> Response:
        call, sent = self.get_object(), LastDaySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with refusals(services.CannotCall):
            services.reopen(call=call, by=request.user, at=timezone.now(), **sent.validated_data)
        return self._shown()

    @extend_schema(request=None, responses=CallSerializer)
    @action(detail=True, methods=["post"], url_path="way-in")
    def way_in(self, request: ApiRequest, **address: str) -> Response:
        """Opens a recruitment channel for people who are not in the network."""
        with refusals(services.CannotCall):
            services.give_channel(call=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=None, responses=SentSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: ApiRequest, **address: str) -> Response:
        with refusals(services.CannotCall):
            count = services.answer_all(call=self.get_object(), by=request.user, at=timezone.now())
        return Response({"letters": count})

    @extend_schema(responses=ReadingSerializer)
    @action(detail=True, methods=["get"])
    def interest(self, request: ApiRequest, **address: str) -> Response:
        call = self.get_object()
        audit.record_listing(
            Interest,
            municipality=call.municipality,
            by=request.user,
            at=timezone.now(),
            purpose="api",
            fields=["name", "words", "answer"],
        )
        return Response(ReadingSerializer(queries.reading(call)).data)

    @extend_schema(request=SaySerializer, responses={201: ReadingSerializer})
    @interest.mapping.post
    def say(self, request: ApiRequest, **address: str) -> Response:
        """Writes down interest that came by phone or on paper."""
        call, sent = self.get_object(), SaySerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = dict(sent.validated_data)
        people = Representative.objects.visible_to(request.user).of(call.municipality)
        person = get_object_or_404(people, public_id=fields.pop("representative"))
        with refusals(collecting.CannotSay):
            collecting.say(
                call=call, representative=person, recorded_by=request.user, at=timezone.now(), **fields
            )
        return Response(ReadingSerializer(queries.reading(call)).data, status=201)

    def _shown(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)


class InterestViews(MunicipalViews, GenericViewSet[Interest]):
    """One interest: POST …/read/, …/decide/ and …/told/. The list is at the call."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("read", "decide", "told"), Permission.CANDIDATES_CHOOSE
    )
    serializer_class = DecideSerializer
    queryset = Interest.objects.select_related("call__municipality", "representative")

    @extend_schema(request=None, responses=ReadSerializer)
    @action(detail=True, methods=["post"])
    def read(self, request: ApiRequest, **address: str) -> Response:
        with refusals(deciding.CannotDecide):
            deciding.mark_read(interest=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=DecideSerializer, responses=ReadSerializer)
    @action(detail=True, methods=["post"])
    def decide(self, request: ApiRequest, **address: str) -> Response:
        interest, sent = self.get_object(), DecideSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with refusals(deciding.CannotDecide, CannotChoose):
            deciding.decide(interest=interest, by=request.user, at=timezone.now(), **sent.validated_data)
        return self._shown()

    @extend_schema(request=None, responses=ReadSerializer)
    @action(detail=True, methods=["post"])
    def told(self, request: ApiRequest, **address: str) -> Response:
        with refusals(deciding.CannotDecide):
            deciding.mark_told(interest=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    def _shown(self) -> Response:
        interest = self.get_object()
        rows = queries.reading(interest.call).rows
        return Response(ReadSerializer(next(row for row in rows if row.interest.pk == interest.pk)).data)
