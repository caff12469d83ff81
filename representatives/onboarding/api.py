"""Preparation over the API: conversations, courses, training, declarations and mentor pairs."""

from typing import Any, ClassVar

import django_filters
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
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.catalogue.models import Term
from representatives.consent.api import own_person
from representatives.onboarding import declarations, services
from representatives.onboarding.forms import LONGEST_SUMMARY
from representatives.onboarding.guide import KEYS
from representatives.onboarding.models import Conversation, Course, Declaration, MentorPair, Training

MAY = Permission.ONBOARDING_WRITE


class PersonFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By person."""

    representative = django_filters.CharFilter(field_name="representative__public_id", max_length=22)


class ConversationSerializer(serializers.ModelSerializer[Conversation]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    talked_about = serializers.ListField(
        child=serializers.ChoiceField(choices=KEYS), required=False, default=list, max_length=len(KEYS)
    )
    summary = serializers.CharField(required=False, default="", allow_blank=True, max_length=LONGEST_SUMMARY)

    class Meta:
        model = Conversation
        fields = (
            "id",
            "representative",
            "held_on",
            "talked_about",
            "summary",
            "outcome",
            "next_step",
            "next_step_on",
            "is_step_done",
        )
        read_only_fields = ("is_step_done",)
        extra_kwargs: ClassVar[dict[str, Any]] = {"outcome": {"required": True, "allow_blank": False}}


class ConversationViews(MunicipalViews, mixins.CreateModelMixin, LoggedReads, GenericViewSet[Conversation]):
    """Conversations by the guide. POST …/finish/ says that the agreed step is done."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "finish"), MAY
    )
    serializer_class = ConversationSerializer
    person, shown = "representative", ("conversations",)
    queryset = Conversation.objects.select_related("representative")
    filterset_class = PersonFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Conversation]) -> None:
        given = dict(serializer.validated_data)
        person = own_person(self, given.pop("representative")["public_id"])
        with refusals(services.CannotRecord):
            serializer.instance = services.record_conversation(
                representative=person, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=None, responses=ConversationSerializer)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotRecord):
            services.finish_step(conversation=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)


class CourseSerializer(serializers.ModelSerializer[Course]):
    """`roles` are the ids of the roles that the course opens for."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    roles = serializers.ListField(
        child=serializers.CharField(max_length=22), required=False, write_only=True, max_length=50
    )
    opens = serializers.SerializerMethodField()

    class Meta:
        model = Course
        fields = ("id", "municipality", "name", "about", "is_offered", "roles", "opens")

    def get_opens(self, course: Course) -> list[str]:
        return [row.role.public_id for row in course.opens.all()]


class CourseViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Course],
):
    """Courses. One that is no longer offered is not deleted: PATCH `is_offered`."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "update", "partial_update"), MAY
    )
    serializer_class = CourseSerializer
    queryset = Course.objects.select_related("municipality").prefetch_related("opens__role")
    filterset_fields = ("is_offered",)

    def perform_create(self, serializer: serializers.BaseSerializer[Course]) -> None:
        municipality = self.chosen_municipality()
        given = dict(serializer.validated_data)
        given.pop("is_offered", None)
        roles = _roles(given.pop("roles", []), municipality)
        with refusals(services.CannotOffer):
            serializer.instance = services.create_course(
                municipality=municipality, roles=roles, by=self.request.user, at=timezone.now(), **given
            )

    def perform_update(self, serializer: serializers.BaseSerializer[Course]) -> None:
        course: Any = serializer.instance
        changes = dict(serializer.validated_data)
        roles = _roles(changes.pop("roles"), course.municipality) if "roles" in changes else None
        with refusals(services.CannotOffer):
            services.update_course(
                course=course, changes=changes, roles=roles, by=self.request.user, at=timezone.now()
            )
        serializer.instance = self.get_queryset().get(pk=course.pk)


def _roles(ids: list[str], municipality: Any) -> list[Term]:
    offered = Term.objects.offered_in(municipality).filter(kind=Term.Kind.ROLE)
    return [get_object_or_404(offered, public_id=one) for one in ids]


class TrainingSerializer(serializers.ModelSerializer[Training]):
    """A course of the municipality by its id, or another by name."""

    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    course = serializers.CharField(
        source="course.public_id", required=False, allow_null=True, default=None, max_length=22
    )
    name = serializers.CharField(required=False, allow_blank=True, default="", max_length=120)

    class Meta:
        model = Training
        fields = ("id", "representative", "course", "name", "completed_on")


class TrainingViews(
    MunicipalViews, mixins.CreateModelMixin, mixins.DestroyModelMixin, LoggedReads, GenericViewSet[Training]
):
    """Completed courses of people."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "destroy"), MAY
    )
    serializer_class = TrainingSerializer
    person, shown = "representative", ("trainings",)
    queryset = Training.objects.select_related("representative", "course").order_by("-completed_on", "id")
    filterset_class = PersonFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Training]) -> None:
        given = dict(serializer.validated_data)
        person = own_person(self, given.pop("representative")["public_id"])
        course_id = (given.pop("course", None) or {}).get("public_id")
        courses = Course.objects.visible_to(self.request.user).of(person.municipality_id)
        course = get_object_or_404(courses, public_id=course_id) if course_id else None
        with refusals(services.CannotRecord):
            serializer.instance = services.record_training(
                representative=person, course=course, by=self.request.user, at=timezone.now(), **given
            )

    def perform_destroy(self, instance: Training) -> None:
        services.drop_training(training=instance, by=self.request.user, at=timezone.now())


class DeclarationSerializer(serializers.ModelSerializer[Declaration]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    reference = serializers.CharField(max_length=120)

    class Meta:
        model = Declaration
        fields = ("id", "representative", "text_version", "channel", "reference", "signed_on")
        read_only_fields = ("text_version", "channel")


class AskedSerializer(serializers.Serializer[Any]):
    representative = serializers.CharField(max_length=22)


class DeclarationViews(MunicipalViews, mixins.CreateModelMixin, LoggedReads, GenericViewSet[Declaration]):
    """Signed declarations. POST writes down one on paper; …/ask/ sends the link; on screen the person signs alone."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(("list", "retrieve", "create", "ask"), MAY)
    serializer_class = DeclarationSerializer
    person, shown = "representative", ("declarations",)
    queryset = Declaration.objects.select_related("representative")
    filterset_class = PersonFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Declaration]) -> None:
        given = dict(serializer.validated_data)
        person = own_person(self, given.pop("representative")["public_id"])
        with refusals(services.CannotRecord):
            serializer.instance = declarations.sign(
                representative=person,
                channel=Declaration.Channel.PAPER,
                by=self.request.user,
                at=timezone.now(),
                **given,
            )

    @extend_schema(request=AskedSerializer, responses=AskedSerializer)
    @action(detail=False, methods=["post"])
    def ask(self, request: Request, **address: str) -> Response:
        sent = AskedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        person = own_person(self, sent.validated_data["representative"])
        with refusals(services.CannotRecord):
            declarations.ask(representative=person, by=request.user, at=timezone.now())
        return Response(sent.data)


class MentorPairSerializer(serializers.ModelSerializer[MentorPair]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    mentor = serializers.CharField(source="mentor.public_id", max_length=22)

    class Meta:
        model = MentorPair
        fields = ("id", "representative", "mentor", "started_on", "ended_on")
        read_only_fields = ("ended_on",)


class MentorPairViews(MunicipalViews, mixins.CreateModelMixin, LoggedReads, GenericViewSet[MentorPair]):
    """Pairs of somebody experienced and somebody new. POST …/end/ ends one."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(("list", "retrieve", "create", "end"), MAY)
    serializer_class = MentorPairSerializer
    person, shown = "representative", ("mentors",)
    queryset = MentorPair.objects.select_related("representative", "mentor")
    filterset_class = PersonFilter

    def perform_create(self, serializer: serializers.BaseSerializer[MentorPair]) -> None:
        given = dict(serializer.validated_data)
        new = own_person(self, given.pop("representative")["public_id"])
        mentor = own_person(self, given.pop("mentor")["public_id"])
        with refusals(services.CannotPair):
            serializer.instance = services.pair(
                representative=new, mentor=mentor, by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=None, responses=MentorPairSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotPair):
            services.end_pair(pair=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)
