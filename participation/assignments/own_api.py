"""Assignments over the API for the representative who holds the token."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.assignments import agreeing, queries, resting, services
from participation.assignments.api import FeesSerializer, PhaseRoleSerializer
from participation.assignments.certificate import as_pdf
from participation.assignments.models import Assignment
from projects.planning.models import Involvement, Phase
from representatives.onboarding.queries import mentors_of
from representatives.selfservice.api import own


class MyAssignmentSerializer(serializers.Serializer[Any]):
    """A seat that one has or had, with what is the same for everyone and what was agreed with oneself."""

    id = serializers.CharField(source="public_id")
    municipality = serializers.SlugField(source="municipality.slug")
    title = serializers.CharField(source="request.title")
    project = serializers.CharField(source="request.project.title")
    unit = serializers.CharField(source="request.project.unit.name")
    times = serializers.CharField(source="request.times")
    place = serializers.CharField(source="request.place")
    pay = serializers.CharField(source="request.pay")
    terms = serializers.CharField()
    state = serializers.ChoiceField(choices=Assignment.State.choices)
    started_on = serializers.DateField()
    ended_on = serializers.DateField()
    paused_until = serializers.DateField()
    declines_fees = serializers.BooleanField()
    mentors = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_mentors(self, seat: Assignment) -> list[str]:
        return [mentor.name for mentor in mentors_of(seat.representative)]

    @extend_schema_field(PhaseRoleSerializer(many=True))
    def get_roles(self, seat: Assignment) -> Any:
        return PhaseRoleSerializer(agreeing.lines(seat), many=True).data


class OwnPartSerializer(serializers.Serializer[Any]):
    """The part one wants in one phase; an empty word takes it back."""

    phase = serializers.ChoiceField(choices=Phase.choices)
    person_wants = serializers.ChoiceField(choices=Involvement.choices, allow_blank=True)


class LeavingSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class MyAssignmentViews(MunicipalViews, ListModelMixin, RetrieveModelMixin, GenericViewSet[Assignment]):
    """What one takes part in: POST …/role/ says the part one wants, …/fees/ that one wants no fees, …/leave/ leaves."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "role", "fees", "leave", "certificate"), Permission.MY_PAGE
    )
    serializer_class = MyAssignmentSerializer
    queryset = Assignment.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return queries.own(own(self.request)).prefetch_related("phase_roles")

    @extend_schema(request=OwnPartSerializer, responses=MyAssignmentSerializer)
    @action(detail=True, methods=["post"])
    def role(self, request: Request, **address: str) -> Response:
        given = OwnPartSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = dict(given.validated_data)
        words = {said.pop("phase"): said}
        with refusals(agreeing.CannotAgree):
            agreeing.say(assignment=self.get_object(), words=words, by=request.user, at=timezone.now())
        return Response(MyAssignmentSerializer(self.get_object()).data)

    @extend_schema(request=FeesSerializer, responses=MyAssignmentSerializer)
    @action(detail=True, methods=["post"])
    def fees(self, request: Request, **address: str) -> Response:
        given = FeesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **given.validated_data}
        with refusals(resting.CannotRest):
            resting.decline_fees(assignment=self.get_object(), **said)
        return Response(MyAssignmentSerializer(self.get_object()).data)

    @extend_schema(request=LeavingSerializer, responses=MyAssignmentSerializer)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, **address: str) -> Response:
        given = LeavingSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **given.validated_data}
        with refusals(services.CannotEnd):
            resting.leave(assignment=self.get_object(), **said)
        return Response(MyAssignmentSerializer(self.get_object()).data)

    @extend_schema(request=None, responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def certificate(self, request: Request, **address: str) -> HttpResponse:
        """The certificate as a PDF in one's own language."""
        content = as_pdf(self.get_object(), as_of=timezone.localdate())
        return HttpResponse(content, content_type="application/pdf")
