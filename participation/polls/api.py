"""Asking which day suits over the API: the same steps, the same refusals and the same rows as the pages."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from participation.meetings.clock import CannotMeet
from participation.meetings.services import CannotPlan
from participation.polls import services
from participation.polls.models import Poll, PollAnswer, PollDate, PollVoice
from participation.polls.services import Slot
from projects.planning.models import Project


class PollDateSerializer(serializers.ModelSerializer[PollDate]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = PollDate
        fields = ("id", "held_on", "begins", "ends")


class PollAnswerSerializer(serializers.ModelSerializer[PollAnswer]):
    date = serializers.CharField(source="date.public_id", max_length=22)

    class Meta:
        model = PollAnswer
        fields = ("date", "answer")


class PollVoiceSerializer(serializers.ModelSerializer[PollVoice]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    answers = PollAnswerSerializer(many=True, read_only=True)

    class Meta:
        model = PollVoice
        fields = ("id", "representative", "answered_at", "answers")


class PollSerializer(serializers.ModelSerializer[Poll]):
    """`dates` are days with hours; `meeting` is what came of it."""

    id = serializers.CharField(source="public_id", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    meeting = serializers.CharField(source="meeting.public_id", read_only=True, default=None)
    dates = PollDateSerializer(many=True)
    voices = PollVoiceSerializer(many=True, read_only=True)

    class Meta:
        model = Poll
        fields = ("id", "project", "title", "place", "answer_by", "state", "meeting", "dates", "voices")
        read_only_fields = ("state",)


class PollChooseSerializer(serializers.Serializer[Any]):
    date = serializers.CharField(max_length=22)


class PollRecordSerializer(serializers.Serializer[Any]):
    """What somebody answered by phone or on paper."""

    voice = serializers.CharField(max_length=22)
    answers = PollAnswerSerializer(many=True)


class PollViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Poll],
):
    """POST asks, …/record/ writes down an answer, …/choose/ makes the meeting, …/close/ ends without one."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "record", "choose", "close"), Permission.MEETINGS_WRITE
    )
    serializer_class = PollSerializer
    queryset = Poll.objects.select_related("project", "meeting", "municipality").prefetch_related(
        "dates", "voices__representative", "voices__answers__date"
    )

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        for municipality in self.listed_municipalities():
            self._looked(municipality)
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().retrieve(request, *args, **kwargs)
        self._looked(self.get_object().municipality)
        return response

    def perform_create(self, serializer: serializers.BaseSerializer[Poll]) -> None:
        given = dict(serializer.validated_data)
        writable = scope.of(self.request.user).municipalities(Permission.MEETINGS_WRITE)
        projects = Project.objects.visible_to(self.request.user).filter(municipality__in=writable)
        project = get_object_or_404(projects, public_id=given.pop("project")["public_id"])
        slots = [Slot(**day) for day in given.pop("dates")]
        with refusals(services.CannotPoll, CannotMeet):
            poll = services.ask(
                project=project, slots=slots, by=self.request.user, at=timezone.now(), **given
            )
        serializer.instance = self.get_queryset().get(pk=poll.pk)

    @extend_schema(request=PollRecordSerializer, responses=PollSerializer)
    @action(detail=True, methods=["post"])
    def record(self, request: Request, **address: str) -> Response:
        poll: Any = self.get_object()
        given = PollRecordSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        voice = get_object_or_404(
            poll.voices.select_related("representative"), public_id=given.validated_data["voice"]
        )
        said = {one["date"]["public_id"]: one["answer"] for one in given.validated_data["answers"]}
        dates = dict(PollDate.objects.filter(poll=poll, public_id__in=said).values_list("pk", "public_id"))
        answers = {pk: said[public_id] for pk, public_id in dates.items()}
        with refusals(services.CannotPoll):
            services.answer(voice=voice, answers=answers, by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=PollChooseSerializer, responses=PollSerializer)
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, **address: str) -> Response:
        poll: Any = self.get_object()
        given = PollChooseSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        day = get_object_or_404(
            PollDate.objects.select_related("poll"), poll=poll, public_id=given.validated_data["date"]
        )
        with refusals(services.CannotPoll, CannotPlan, CannotMeet):
            services.choose(date=day, by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=None, responses=PollSerializer)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **address: str) -> Response:
        poll: Any = self.get_object()
        with refusals(services.CannotPoll):
            services.close(poll=poll, by=request.user, at=timezone.now())
        return self._shown()

    def _looked(self, municipality: Any) -> None:
        audit.record_listing(
            PollVoice,
            municipality=municipality,
            by=self.request.user,
            at=timezone.now(),
            purpose="api",
            fields=("representative", "answers"),
        )

    def _shown(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data, status=status.HTTP_200_OK)
