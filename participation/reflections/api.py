"""Reflections over the API."""

from typing import ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import mixins, serializers
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.reflections import queries, services
from participation.reflections.models import Reflection


class ReflectionSerializer(serializers.ModelSerializer[Reflection]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    meeting = serializers.CharField(
        source="meeting.public_id", max_length=22, required=False, allow_null=True, default=None
    )

    class Meta:
        model = Reflection
        fields = (
            "id",
            "municipality",
            "project",
            "meeting",
            "held_on",
            "went_well",
            "surprised",
            "for_others",
            "for_managers",
        )


class ReflectionFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    project = django_filters.CharFilter(field_name="project__public_id")

    class Meta:
        model = Reflection
        fields = ("held_on",)


class ReflectionViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Reflection],
):
    """What groups learnt. A reflection is never edited."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REFLECTIONS_READ,
        "retrieve": Permission.REFLECTIONS_READ,
        "create": Permission.REFLECTIONS_WRITE,
    }
    serializer_class = ReflectionSerializer
    queryset = Reflection.objects.select_related("municipality", "project", "meeting")
    filterset_class = ReflectionFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Reflection]) -> None:
        given = dict(serializer.validated_data)
        user = self.request.user
        project = get_object_or_404(queries.projects(user=user), public_id=given.pop("project")["public_id"])
        wanted = (given.pop("meeting", None) or {}).get("public_id")
        meeting = get_object_or_404(queries.meetings(user=user), public_id=wanted) if wanted else None
        with refusals(services.CannotReflect):
            serializer.instance = services.keep(
                project=project, meeting=meeting, by=user, at=timezone.now(), **given
            )
