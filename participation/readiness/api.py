"""Readiness over the API: the answers of a day, and the steps about what is weak."""

from typing import Any, ClassVar

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
from config.core.ui.api import refusals
from participation.readiness import queries, services
from participation.readiness.models import OWNERS, Answer, Readiness, ReadinessStep
from participation.readiness.questions import QUESTIONS


class ReadinessStepSerializer(serializers.ModelSerializer[ReadinessStep]):
    id = serializers.CharField(source="public_id", read_only=True)
    question = serializers.ChoiceField(choices=[(one.key, one.words) for one in QUESTIONS])
    text = serializers.CharField(max_length=200)
    owner = serializers.ChoiceField(choices=[(str(role), role.label) for role in OWNERS])

    class Meta:
        model = ReadinessStep
        fields = ("id", "question", "text", "due_on", "owner", "done_at")
        read_only_fields = ("done_at",)


class ReadinessSerializer(serializers.ModelSerializer[Readiness]):
    """`answers` by the key of the question; a new one is of a unit, or of a project in it."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(source="unit.public_id", max_length=22)
    project = serializers.CharField(
        source="project.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    answers = serializers.DictField(
        child=serializers.ChoiceField(choices=Answer.choices),
        help_text="One for each: " + ", ".join(question.key for question in QUESTIONS),
    )
    steps = ReadinessStepSerializer(many=True, read_only=True)

    class Meta:
        model = Readiness
        fields = ("id", "municipality", "unit", "project", "held_on", "answers", "steps")

    def to_representation(self, instance: Readiness) -> Any:
        answers = {row.question: row.answer for row in instance.answers.all()}
        return {
            "id": instance.public_id,
            "municipality": instance.municipality.slug,
            "unit": instance.unit.public_id,
            "project": instance.project.public_id if instance.project else None,
            "held_on": instance.held_on.isoformat(),
            "answers": {one.key: answers.get(one.key, "") for one in QUESTIONS},
            "steps": ReadinessStepSerializer(
                sorted(instance.steps.all(), key=lambda step: (step.due_on, step.pk)), many=True
            ).data,
        }


class ReadinessViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Readiness],
):
    """How ready units and projects say they are. The answers of a day are never edited."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.READINESS_READ,
        "retrieve": Permission.READINESS_READ,
        "create": Permission.READINESS_WRITE,
        "steps": Permission.READINESS_WRITE,
    }
    serializer_class = ReadinessSerializer
    queryset = Readiness.objects.select_related("municipality", "unit", "project").prefetch_related(
        "answers", "steps"
    )

    def perform_create(self, serializer: serializers.BaseSerializer[Readiness]) -> None:
        given, user = serializer.validated_data, self.request.user
        unit = get_object_or_404(queries.units(user), public_id=given["unit"]["public_id"])
        wanted = (given.get("project") or {}).get("public_id")
        project = get_object_or_404(queries.projects(user), public_id=wanted) if wanted else None
        with refusals(services.CannotAssess):
            serializer.instance = services.answer(
                unit=unit,
                project=project,
                answers=given["answers"],
                held_on=given["held_on"],
                by=user,
                at=timezone.now(),
            )

    @extend_schema(request=ReadinessStepSerializer, responses={201: ReadinessStepSerializer})
    @action(detail=True, methods=["post"])
    def steps(self, request: Request, **address: str) -> Response:
        """What is done about a weak point, by when and by whose role."""
        row, given = self.get_object(), ReadinessStepSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotAssess):
            made = services.add_step(
                readiness=row, by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(ReadinessStepSerializer(made).data, status=201)


class ReadinessStepViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[ReadinessStep]
):
    """Steps about readiness, seen by all three roles, done by the one that each belongs to."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.READINESS_READ,
        "retrieve": Permission.READINESS_READ,
        "done": Permission.READINESS_READ,
        "reopen": Permission.READINESS_READ,
    }
    serializer_class = ReadinessStepSerializer
    queryset = ReadinessStep.objects.select_related("municipality")

    @extend_schema(request=None, responses=ReadinessStepSerializer)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, **address: str) -> Response:
        """It is done."""
        return self._press(services.finish)

    @extend_schema(request=None, responses=ReadinessStepSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, **address: str) -> Response:
        """It was not done after all."""
        return self._press(services.reopen)

    def _press(self, act: Any) -> Response:
        with refusals(services.CannotAssess):
            step = act(step=self.get_object(), by=self.request.user, at=timezone.now())
        return Response(self.get_serializer(step).data)
