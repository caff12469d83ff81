"""Feedback over the API for whoever is asked: a representative or a professional with a token of their own."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.feedback import queries, services
from participation.feedback.api import PulseResultSerializer, PulseSaidSerializer, PulseStepSerializer
from participation.feedback.models import PulseVoice
from participation.feedback.questions import Side
from participation.feedback.wording import spoken


class FeedbackAskedSerializer(serializers.Serializer[Any]):
    """`steps` from the lowest; the first has number 1."""

    question = serializers.CharField()
    text = serializers.CharField()
    steps = serializers.ListField(child=serializers.CharField())


class MyFeedbackSerializer(serializers.ModelSerializer[PulseVoice]):
    """What one is asked, what one has answered, and what the group said once it may be shown."""

    id = serializers.CharField(source="public_id")
    municipality = serializers.SlugField(source="municipality.slug")
    project = serializers.CharField(source="pulse.project.title")
    meeting = serializers.CharField(source="pulse.meeting.title", default="")
    side = serializers.ChoiceField(choices=Side.choices)
    answer_by = serializers.DateField(source="pulse.answer_by")
    questions = serializers.SerializerMethodField()
    answers = PulseStepSerializer(many=True)
    word = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()

    class Meta:
        model = PulseVoice
        fields = (
            "id",
            "municipality",
            "project",
            "meeting",
            "side",
            "answer_by",
            "answered_at",
            "questions",
            "answers",
            "word",
            "results",
        )

    @extend_schema_field(FeedbackAskedSerializer(many=True))
    def get_questions(self, voice: PulseVoice) -> Any:
        return [
            {
                "question": one["key"],
                "text": spoken(one["text"]),
                "steps": [spoken(step) for step in one["steps"]],
            }
            for one in voice.pulse.of_side(voice.side)
        ]

    def get_word(self, voice: PulseVoice) -> str:
        return str(getattr(getattr(voice, "private_word", None), "text", ""))

    @extend_schema_field(PulseResultSerializer(many=True))
    def get_results(self, voice: PulseVoice) -> Any:
        known = self.context.get("results", {}).get(voice.pulse_id)
        shown = known if known is not None else queries.results(voice.pulse, timezone.localdate())
        return PulseResultSerializer(shown, many=True).data


class MyFeedbackViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[PulseVoice]
):
    """Only the token holder's own. POST …/answer/ answers; the last answer holds."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "answer"), Permission.HOME_OPEN
    )
    serializer_class = MyFeedbackSerializer
    queryset = PulseVoice.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        rows = queries.own(user=self.request.user).select_related("private_word")
        return rows.prefetch_related("answers")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = list(self.get_queryset())
        shown = queries.results_of({voice.pulse for voice in found}, timezone.localdate())
        return Response(MyFeedbackSerializer(found, many=True, context={"results": shown}).data)

    @extend_schema(request=PulseSaidSerializer, responses=MyFeedbackSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **address: str) -> Response:
        voice = self.get_object()
        given = PulseSaidSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotTell):
            services.answer(voice=voice, said=given.said(), at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)
