"""What is asked, over the API: the own questions, and questionnaires of others."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from config.core.ui.parsers import WholeJSON
from participation.feedback import asking, importing, queries
from participation.feedback.forms import QuestionnaireFileForm
from participation.feedback.questions import FeedbackQuestion, PulseKind, Questionnaire, Side
from projects.planning.models import Project


class InLanguagesSerializer(serializers.Serializer[Any]):
    """A question in every language."""

    nb = serializers.CharField(max_length=200)
    nn = serializers.CharField(max_length=200)
    en = serializers.CharField(max_length=200)


class FeedbackQuestionsSerializer(serializers.Serializer[Any]):
    """The questions of one kind for one side; `municipality` where the person belongs to several."""

    municipality = serializers.SlugField(required=False)
    kind = serializers.ChoiceField(choices=PulseKind.choices)
    side = serializers.ChoiceField(choices=Side.choices)
    texts = InLanguagesSerializer(many=True)


class FeedbackQuestionViews(MunicipalViews, GenericViewSet[FeedbackQuestion]):
    """GET says what both sides are asked; POST writes the questions of a kind for one side, all at once."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "create"), Permission.MEETINGS_WRITE
    )
    serializer_class = FeedbackQuestionsSerializer
    queryset = FeedbackQuestion.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=FeedbackQuestionsSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        rows = []
        for kind in PulseKind:
            texts = asking.own_texts(municipality, kind)
            rows += [
                {"municipality": municipality.slug, "kind": kind, "side": side, "texts": texts[side.value]}
                for side in Side
            ]
        return Response(FeedbackQuestionsSerializer(rows, many=True).data)

    @extend_schema(responses={201: FeedbackQuestionsSerializer})
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        given = FeedbackQuestionsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = dict(given.validated_data) | {"municipality": municipality}
        with refusals(asking.CannotAsk):
            asking.write_questions(by=request.user, at=timezone.now(), **said)
        return Response(
            FeedbackQuestionsSerializer(said | {"municipality": municipality.slug}).data, status=201
        )


class QuestionnaireItemSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    side = serializers.ChoiceField(choices=Side.choices)
    text = InLanguagesSerializer()
    steps = InLanguagesSerializer(many=True)


class QuestionnaireSerializer(serializers.ModelSerializer[Questionnaire]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    items = QuestionnaireItemSerializer(many=True, read_only=True)
    projects = serializers.SerializerMethodField()

    class Meta:
        model = Questionnaire
        fields = (
            "id",
            "municipality",
            "title",
            "source",
            "licence",
            "items",
            "projects",
            "imported_at",
            "retired_at",
        )
        read_only_fields = ("title", "source", "licence", "imported_at", "retired_at")

    def get_projects(self, kept: Questionnaire) -> list[str]:
        return [use.project.public_id for use in kept.uses.all()]


class QuestionnaireFileSerializer(serializers.Serializer[Any]):
    file = serializers.FileField()
    municipality = serializers.SlugField(required=False)


class QuestionnaireChoiceSerializer(serializers.Serializer[Any]):
    project = serializers.CharField(max_length=22)


class QuestionnaireViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[Questionnaire]
):
    """POST imports a file; …/choose/ and …/leave/ are for a project; …/retire/ takes it out of use."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "choose", "leave", "retire"), Permission.MEETINGS_WRITE
    )
    serializer_class = QuestionnaireSerializer
    queryset = Questionnaire.objects.select_related("municipality").prefetch_related("uses__project")
    parser_classes = (WholeJSON, MultiPartParser)

    @extend_schema(
        request={"multipart/form-data": QuestionnaireFileSerializer},
        responses={201: QuestionnaireSerializer},
    )
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        form = QuestionnaireFileForm({}, request.FILES)
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: [str(one) for one in errors] for name, errors in form.errors.items()}
            )
        file = form.cleaned_data["file"]
        with refusals(importing.CannotImport):
            kept = importing.import_file(
                municipality=municipality,
                data=file.read(),
                name=file.name,
                by=request.user,
                at=timezone.now(),
            )
        return Response(self.get_serializer(kept).data, status=201)

    @extend_schema(request=QuestionnaireChoiceSerializer, responses=QuestionnaireSerializer)
    @action(detail=True, methods=["post"])
    def choose(self, request: Request, **address: str) -> Response:
        kept = self.get_object()
        with refusals(asking.CannotAsk):
            asking.choose(
                questionnaire=kept, project=self._project(request), by=request.user, at=timezone.now()
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=QuestionnaireChoiceSerializer, responses=QuestionnaireSerializer)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, **address: str) -> Response:
        kept = self.get_object()
        project = self._project(request)
        used = {use.project_id for use in queries.uses(user=request.user, questionnaire=kept)}
        with refusals(asking.CannotAsk):
            if project.pk not in used:
                raise asking.CannotAsk(asking.not_used())
            asking.use_own(project=project, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=QuestionnaireSerializer)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, **address: str) -> Response:
        with refusals(asking.CannotAsk):
            asking.retire(questionnaire=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    def _project(self, request: Request) -> Project:
        given = QuestionnaireChoiceSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        writable = scope.of(request.user).municipalities(Permission.MEETINGS_WRITE)
        rows = Project.objects.visible_to(request.user).filter(municipality__in=writable)
        return get_object_or_404(rows, public_id=given.validated_data["project"])
