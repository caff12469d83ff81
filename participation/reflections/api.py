"""Reflections over the API: kept at once, or begun, written in parts, opened and settled."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
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
from participation.reflections import queries, services
from participation.reflections.models import (
    LONGEST,
    LONGEST_NOTE,
    WORDS,
    Activity,
    Gap,
    Learning,
    Purpose,
    Reflection,
    ReflectionPart,
)


def _tags(kind: Any) -> serializers.MultipleChoiceField:
    return serializers.MultipleChoiceField(choices=kind.choices, required=False)


class ReflectionWordsSerializer(serializers.Serializer[Any]):
    """Some of the words; what is not named stays."""

    went_well = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    surprised = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    for_others = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    not_heard = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    gap = serializers.ChoiceField(choices=Gap.choices, required=False, allow_blank=True)
    gap_words = serializers.CharField(max_length=LONGEST_NOTE, required=False, allow_blank=True)
    is_finished = serializers.BooleanField(default=False)


class ReflectionSettleSerializer(serializers.Serializer[Any]):
    for_managers = serializers.CharField(max_length=LONGEST, allow_blank=True, default="")
    purposes = _tags(Purpose)
    activities = _tags(Activity)
    learning = _tags(Learning)


class ReflectionInviteSerializer(serializers.Serializer[Any]):
    people = serializers.ListField(
        child=serializers.CharField(max_length=22), allow_empty=False, max_length=50
    )


class ReflectionBeginSerializer(serializers.Serializer[Any]):
    project = serializers.CharField(max_length=22)
    meeting = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    held_on = serializers.DateField()
    is_together = serializers.BooleanField(default=False)
    people = serializers.ListField(
        child=serializers.CharField(max_length=22), required=False, default=list, max_length=50
    )


class ReflectionPartSerializer(serializers.ModelSerializer[ReflectionPart]):
    """A part that the reader may see."""

    name = serializers.CharField(source="user.get_full_name", read_only=True)

    class Meta:
        model = ReflectionPart
        fields = ("name", "written_at", *WORDS)


class ReflectionSerializer(serializers.ModelSerializer[Reflection]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    meeting = serializers.CharField(
        source="meeting.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    went_well = serializers.CharField(max_length=LONGEST)
    purposes = _tags(Purpose)
    activities = _tags(Activity)
    learning = _tags(Learning)
    parts = serializers.SerializerMethodField()

    class Meta:
        model = Reflection
        fields = (
            "id",
            "municipality",
            "project",
            "meeting",
            "held_on",
            "state",
            "is_together",
            *WORDS,
            "for_managers",
            "purposes",
            "activities",
            "learning",
            "parts",
        )
        read_only_fields = ("state", "is_together")

    @extend_schema_field(ReflectionPartSerializer(many=True))
    def get_parts(self, row: Reflection) -> Any:
        """One's own, and all of them once they are opened."""
        user = self.context["request"].user
        is_open = row.state != Reflection.State.WRITING
        seen = [part for part in row.parts.all() if part.user_id == user.pk or (is_open and part.written_at)]
        return ReflectionPartSerializer(sorted(seen, key=lambda part: part.pk), many=True).data


class ReflectionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    project = django_filters.CharFilter(field_name="project__public_id")

    class Meta:
        model = Reflection
        fields = ("held_on", "state")


class ReflectionViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Reflection],
):
    """What was learnt. POST keeps one at once; POST …/begin/ begins one that is written and settled step by step."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REFLECTIONS_TAKE_PART,
        "retrieve": Permission.REFLECTIONS_TAKE_PART,
        "create": Permission.REFLECTIONS_WRITE,
        "begin": Permission.REFLECTIONS_WRITE,
        "write": Permission.REFLECTIONS_TAKE_PART,
        "invite": Permission.REFLECTIONS_WRITE,
        "open_parts": Permission.REFLECTIONS_WRITE,
        "settle": Permission.REFLECTIONS_WRITE,
    }
    serializer_class = ReflectionSerializer
    queryset = Reflection.objects.select_related("municipality", "project", "meeting").prefetch_related(
        "parts__user"
    )
    filterset_class = ReflectionFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Reflection]) -> None:
        given = dict(serializer.validated_data)
        wanted = (given.pop("meeting", None) or {}).get("public_id")
        about = self._about(given.pop("project")["public_id"], wanted)
        with refusals(services.CannotReflect):
            serializer.instance = services.keep(by=self.request.user, at=timezone.now(), **about, **given)

    @extend_schema(request=ReflectionBeginSerializer, responses={201: ReflectionSerializer})
    @action(detail=False, methods=["post"])
    def begin(self, request: Request, **address: str) -> Response:
        """One that is written step by step, alone or together with others."""
        given = self._given(ReflectionBeginSerializer, request)
        about = self._about(given["project"], given["meeting"])
        people = self._people(given["people"], about["project"].municipality)
        with refusals(services.CannotReflect):
            made = services.begin(
                held_on=given["held_on"],
                is_together=given["is_together"],
                invited=people,
                by=request.user,
                at=timezone.now(),
                **about,
            )
        return Response(self.get_serializer(made).data, status=201)

    @extend_schema(request=ReflectionWordsSerializer, responses=ReflectionSerializer)
    @action(detail=True, methods=["post"])
    def write(self, request: Request, **address: str) -> Response:
        """Some words of one's own part, or of the reflection when it is held alone."""
        words = self._given(ReflectionWordsSerializer, request)
        row, is_finished = self.get_object(), words.pop("is_finished")
        with refusals(services.CannotReflect):
            services.write(reflection=row, words=words, by=request.user, at=timezone.now())
            if is_finished:
                services.finish_part(reflection=row, by=request.user, at=timezone.now())
        return self._now()

    @extend_schema(request=ReflectionInviteSerializer, responses=ReflectionSerializer)
    @action(detail=True, methods=["post"])
    def invite(self, request: Request, **address: str) -> Response:
        """More who write a part."""
        row, given = self.get_object(), self._given(ReflectionInviteSerializer, request)
        people = self._people(given["people"], row.municipality)
        with refusals(services.CannotReflect):
            services.invite(reflection=row, people=people, by=request.user, at=timezone.now())
        return self._now()

    @extend_schema(request=None, responses=ReflectionSerializer)
    @action(detail=True, methods=["post"], url_path="open")
    def open_parts(self, request: Request, **address: str) -> Response:
        """From now on each sees what the others have written."""
        with refusals(services.CannotReflect):
            services.open_parts(reflection=self.get_object(), by=request.user, at=timezone.now())
        return self._now()

    @extend_schema(request=ReflectionSettleSerializer, responses=ReflectionSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, **address: str) -> Response:
        """What leaders should hear, and the tags; then it is kept."""
        row, given = self.get_object(), self._given(ReflectionSettleSerializer, request)
        with refusals(services.CannotReflect):
            services.settle(reflection=row, by=request.user, at=timezone.now(), **given)
        return self._now()

    def _now(self) -> Response:
        return Response(self.get_serializer(self.get_object()).data)

    def _given(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        given = kind(data=request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)

    def _about(self, project: str, meeting: str | None) -> dict[str, Any]:
        """The project, and the meeting when one is named."""
        user = self.request.user
        found = get_object_or_404(queries.projects(user=user), public_id=project)
        met = get_object_or_404(queries.meetings(user=user), public_id=meeting) if meeting else None
        return {"project": found, "meeting": met}

    def _people(self, ids: list[str], municipality: Any) -> list[Any]:
        rows = queries.invitable(municipality)
        return [get_object_or_404(rows, public_id=one) for one in dict.fromkeys(ids)]
