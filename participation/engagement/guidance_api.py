"""Guidance for professionals over the API."""

from typing import Any, ClassVar

from django.http import Http404
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
from participation.engagement import guidance, texts
from participation.engagement.glad import GladToHelp, StaffCourse
from participation.engagement.models import Professional


class GuideSerializer(serializers.Serializer[texts.Guide]):
    key = serializers.CharField()
    title = serializers.CharField()
    lead = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField())


class StaffCourseSerializer(serializers.ModelSerializer[StaffCourse]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = StaffCourse
        fields = ("id", "name", "about", "address", "is_offered")


class StaffCourseViews(
    MunicipalViews, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[StaffCourse]
):
    """Courses for professionals. …/texts/ has the guidance in the language of whoever asks."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.GUIDANCE_READ,
        "retrieve": Permission.GUIDANCE_READ,
        "texts": Permission.GUIDANCE_READ,
        "create": Permission.ENGAGEMENT_WRITE,
        "partial_update": Permission.ENGAGEMENT_WRITE,
    }
    serializer_class = StaffCourseSerializer
    queryset = StaffCourse.objects.all()

    def create(self, request: Request) -> Response:
        """Adds a course."""
        given = StaffCourseSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(guidance.CannotGuide):
            made = guidance.write_course(
                municipality=self.chosen_municipality(),
                by=request.user,
                at=timezone.now(),
                **given.validated_data,
            )
        return Response(StaffCourseSerializer(made).data, status=201)

    def partial_update(self, request: Request, **address: str) -> Response:
        """Changes a course."""
        course = self.get_object()
        given = StaffCourseSerializer(course, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        kept = {
            name: given.validated_data.get(name, getattr(course, name))
            for name in ("name", "about", "address", "is_offered")
        }
        with refusals(guidance.CannotGuide):
            guidance.write_course(
                municipality=course.municipality, course=course, by=request.user, at=timezone.now(), **kept
            )
        return Response(StaffCourseSerializer(course).data)

    @extend_schema(responses=GuideSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None)
    def texts(self, request: Request) -> Response:
        """Moments, checklists and example agendas."""
        guides: Any = texts.ALL
        return Response(GuideSerializer(guides, many=True).data)


class GladSerializer(serializers.ModelSerializer[GladToHelp]):
    id = serializers.CharField(source="public_id", read_only=True)
    name = serializers.CharField(source="professional.name", read_only=True)
    unit = serializers.CharField(source="professional.unit.name", read_only=True)
    email = serializers.CharField(source="professional.email", read_only=True)
    about = serializers.CharField(max_length=200)
    story = serializers.CharField(max_length=1500, required=False, allow_blank=True, default="")

    class Meta:
        model = GladToHelp
        fields = ("id", "name", "unit", "email", "about", "story")


class GladViews(MunicipalViews, LoggedReads, GenericViewSet[GladToHelp]):
    """Colleagues who have done this before and are glad to be asked. POST says it of oneself, …/take-back/ ends it."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.GUIDANCE_READ,
        "retrieve": Permission.GUIDANCE_READ,
        "create": Permission.ENGAGEMENT_OWN,
        "take_back": Permission.ENGAGEMENT_OWN,
    }
    serializer_class = GladSerializer
    person, shown = "professional", ("name", "glad")
    queryset = GladToHelp.objects.filter(professional__is_active=True).select_related("professional__unit")

    def create(self, request: Request) -> Response:
        """Says it of oneself, in own words."""
        given = GladSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(guidance.CannotGuide):
            made = guidance.say_glad(
                professional=self._own(),
                **given.validated_data,
                by=request.user,
                at=timezone.now(),
            )
        return Response(GladSerializer(made).data, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"], url_path="take-back")
    def take_back(self, request: Request) -> Response:
        """Not on the list any more."""
        with refusals(guidance.CannotGuide):
            guidance.take_back(professional=self._own(), by=request.user, at=timezone.now())
        return Response(status=204)

    def _own(self) -> Any:
        rows = Professional.objects.of(self.chosen_municipality())
        person = rows.filter(user=self.request.user.pk).first()
        if person is None:
            raise Http404
        return person
