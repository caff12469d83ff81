"""Feedback over the API: the same steps, the same hiding and the same refusals as the pages."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from participation.feedback import queries, services
from participation.feedback.models import Pulse, PulseVoice
from participation.feedback.questions import PulseKind, Side
from participation.meetings.models import Meeting


class PulseShareSerializer(serializers.Serializer[Any]):
    word = serializers.CharField()
    count = serializers.IntegerField()


class PulseQuestionSerializer(serializers.Serializer[Any]):
    """`shares` is null where fewer than five answered the question."""

    question = serializers.CharField()
    shares = PulseShareSerializer(many=True, allow_null=True)


class PulseResultSerializer(serializers.Serializer[Any]):
    """One side; `questions` is null until five have answered and nobody can answer any more."""

    side = serializers.ChoiceField(choices=Side.choices)
    asked = serializers.IntegerField()
    answered = serializers.IntegerField()
    questions = PulseQuestionSerializer(many=True, allow_null=True)


class PulseSerializer(serializers.ModelSerializer[Pulse]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    project = serializers.CharField(source="project.public_id", read_only=True)
    meeting = serializers.CharField(source="meeting.public_id", read_only=True, default=None)
    questionnaire = serializers.CharField(source="questionnaire.public_id", read_only=True, default=None)
    kind = serializers.ChoiceField(choices=PulseKind.choices, read_only=True)
    results = serializers.SerializerMethodField()

    class Meta:
        model = Pulse
        fields = (
            "id",
            "municipality",
            "project",
            "meeting",
            "kind",
            "questionnaire",
            "answer_by",
            "asked_at",
            "results",
        )
        read_only_fields = ("answer_by", "asked_at")

    @extend_schema_field(PulseResultSerializer(many=True))
    def get_results(self, pulse: Pulse) -> Any:
        known = self.context.get("results", {})
        found = known.get(pulse.pk)
        if found is None:
            found = queries.results(pulse, timezone.localdate())
        return PulseResultSerializer(found, many=True).data


class PulseVoiceSerializer(serializers.ModelSerializer[PulseVoice]):
    """Who is asked; never what was answered. `by_hand` is how the silent are reached who get no letter."""

    id = serializers.CharField(source="public_id")
    side = serializers.ChoiceField(choices=Side.choices)
    person = serializers.CharField(source="person.public_id")
    by_hand = serializers.SerializerMethodField()

    class Meta:
        model = PulseVoice
        fields = ("id", "side", "person", "answered_at", "is_by_phone", "by_hand")

    def get_by_hand(self, voice: PulseVoice) -> str:
        return str(self.context.get("by_hand", {}).get(voice.pk, ""))


class PulseAskSerializer(serializers.Serializer[Any]):
    """A meeting that was closed without asking."""

    meeting = serializers.CharField(max_length=22)


class PulseAskAlsoSerializer(serializers.Serializer[Any]):
    professionals = serializers.ListField(child=serializers.CharField(max_length=22), max_length=100)


class PulseStepSerializer(serializers.Serializer[Any]):
    question = serializers.CharField(max_length=20)
    step = serializers.IntegerField(min_value=1, max_value=10, help_text="1 is the lowest.")


class PulseSaidSerializer(serializers.Serializer[Any]):
    """`word` is for the facilitator alone; without one an earlier one stands, unless it is taken back."""

    answers = PulseStepSerializer(many=True)
    word = serializers.CharField(
        max_length=services.LONGEST_WORD, required=False, allow_blank=True, default=""
    )

    takes_word_back = serializers.BooleanField(default=False)

    def said(self) -> services.Said:
        """What `services.answer` takes."""
        given = self.validated_data
        steps = {one["question"]: one["step"] for one in given["answers"]}
        return services.Said(steps, given["word"], takes_word_back=given["takes_word_back"])


class PulseWrittenSerializer(PulseSaidSerializer):
    """What somebody who is silent says by phone."""

    voice = serializers.CharField(max_length=22)


class PulseViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Pulse],
):
    """POST asks about a held meeting, …/voices/ says who is asked, …/ask-also/ asks more, …/record/ writes down."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("create", "voices", "ask_also", "record"), Permission.MEETINGS_WRITE
    ) | dict.fromkeys(("list", "retrieve"), Permission.MEETINGS_READ)
    serializer_class = PulseSerializer
    queryset = Pulse.objects.select_related("project", "meeting", "questionnaire", "municipality")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.filter_queryset(self.get_queryset())
        page = self.paginate_queryset(rows)
        found = list(rows if page is None else page)
        results = queries.results_of(found, timezone.localdate())
        context = {**self.get_serializer_context(), "results": results}
        shown = PulseSerializer(found, many=True, context=context).data
        return self.get_paginated_response(shown)

    @extend_schema(request=PulseAskSerializer, responses={201: PulseSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        given = PulseAskSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        writable = scope.of(request.user).municipalities(Permission.MEETINGS_WRITE)
        meetings = Meeting.objects.visible_to(request.user).filter(municipality__in=writable)
        meeting = get_object_or_404(
            meetings.select_related("project"), public_id=given.validated_data["meeting"]
        )
        with refusals(services.CannotAsk):
            asked = services.ask(meeting=meeting, by=request.user, at=timezone.now())
            if not asked:
                raise services.CannotAsk(services.nobody_there())
        return Response(self.get_serializer(asked[0].pulse).data, status=201)

    @extend_schema(responses=PulseVoiceSerializer(many=True))
    @action(detail=True, pagination_class=None, filter_backends=())
    def voices(self, request: Request, **address: str) -> Response:
        pulse = self.get_object()
        lines = queries.lines(pulse)
        audit.record_listing(
            PulseVoice,
            municipality=pulse.municipality,
            by=request.user,
            at=timezone.now(),
            purpose="api",
            fields=("person", "answered_at"),
        )
        context = {"by_hand": {line.voice.pk: line.by_hand for line in lines}}
        rows = [line.voice for line in lines]
        return Response(PulseVoiceSerializer(rows, many=True, context=context).data)

    @extend_schema(request=PulseAskAlsoSerializer, responses=PulseSerializer)
    @action(detail=True, methods=["post"], url_path="ask-also")
    def ask_also(self, request: Request, **address: str) -> Response:
        pulse = self.get_object()
        given = PulseAskAlsoSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = set(given.validated_data["professionals"])
        offered = queries.professionals(municipality=pulse.municipality_id, user=request.user)
        people = list(offered.filter(public_id__in=wanted))
        with refusals(services.CannotAsk):
            if len(people) < len(wanted):
                raise services.CannotAsk(services.unknown_person())
            services.ask_also(pulse=pulse, professionals=people, by=request.user, at=timezone.now())
        return Response(self.get_serializer(pulse).data)

    @extend_schema(request=PulseWrittenSerializer, responses=PulseSerializer)
    @action(detail=True, methods=["post"])
    def record(self, request: Request, **address: str) -> Response:
        pulse = self.get_object()
        given = PulseWrittenSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        voices = pulse.voices.asked().select_related("representative", "professional", "pulse")
        voice = get_object_or_404(voices, public_id=given.validated_data["voice"])
        with refusals(services.CannotTell):
            services.answer(voice=voice, said=given.said(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(pulse).data)


class FeedbackLookSerializer(serializers.ModelSerializer[PulseVoice]):
    """Somebody with something low, or a private word; what it is, is at the address of the one."""

    id = serializers.CharField(source="public_id")
    pulse = serializers.CharField(source="pulse.public_id")
    project = serializers.CharField(source="pulse.project.public_id")
    side = serializers.ChoiceField(choices=Side.choices)
    person = serializers.CharField(source="person.public_id")

    class Meta:
        model = PulseVoice
        fields = ("id", "pulse", "project", "side", "person", "answered_at", "seen_at")


class WholeFeedbackLookSerializer(FeedbackLookSerializer):
    """`low` are the questions that were answered lowest; `word` is what only the facilitator reads."""

    low = serializers.SerializerMethodField()
    word = serializers.SerializerMethodField()

    class Meta(FeedbackLookSerializer.Meta):
        fields = (*FeedbackLookSerializer.Meta.fields, "low", "word")  # type: ignore[assignment]  # two more

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_low(self, voice: PulseVoice) -> list[str]:
        return queries.low(voice)

    def get_word(self, voice: PulseVoice) -> str:
        return str(getattr(getattr(voice, "private_word", None), "text", ""))


class FeedbackLookViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[PulseVoice]
):
    """What the facilitator needs to look at, and has not said to have seen; POST …/seen/ says so."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "seen"), Permission.MEETINGS_WRITE
    )
    serializer_class = FeedbackLookSerializer
    queryset = PulseVoice.objects.filter(needs_look=True).select_related(
        "pulse__project", "representative", "professional", "municipality", "private_word"
    )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        for municipality in self.listed_municipalities():
            audit.record_listing(
                PulseVoice,
                municipality=municipality,
                by=request.user,
                at=timezone.now(),
                purpose="api",
                fields=("person", "needs_look"),
            )
        return response

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.filter(seen_at=None).order_by("answered_at", "id") if self.action == "list" else rows

    @extend_schema(responses=WholeFeedbackLookSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        voice = self.get_object()
        audit.record_read(
            voice.person,
            by=request.user,
            at=timezone.now(),
            purpose="api",
            fields=("answer", "private_word"),
        )
        return Response(WholeFeedbackLookSerializer(voice).data)

    @extend_schema(request=None, responses=FeedbackLookSerializer)
    @action(detail=True, methods=["post"])
    def seen(self, request: Request, **address: str) -> Response:
        voice = self.get_object()
        with refusals(services.CannotTell):
            services.see(voice=voice, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)
