"""Assignments over the API: the same services, permissions and rows."""

from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from participation.assignments import agreeing, resting, services
from participation.assignments.certificate import as_pdf
from participation.assignments.models import TERMS_LENGTH, Assignment, PhaseRole
from participation.assignments.shown import to_project
from projects.planning.models import Involvement, Phase


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    id = serializers.CharField(source="public_id", read_only=True)
    request = serializers.CharField(source="request.public_id", read_only=True)
    project = serializers.CharField(source="request.project.public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    name = serializers.CharField(source="representative.name", read_only=True)

    class Meta:
        model = Assignment
        fields = (
            "id",
            "request",
            "project",
            "representative",
            "name",
            "involvement",
            "state",
            "started_on",
            "ended_on",
        )
        read_only_fields = fields


class ShownSerializer(serializers.Serializer[Any]):
    """What the person lets the project see: the name of the field and what is in it."""

    field = serializers.CharField(read_only=True)
    value = serializers.CharField(read_only=True)


class PhaseRoleSerializer(serializers.ModelSerializer[PhaseRole]):
    """The part in one phase; `differs` when the two sides want different things and have not agreed."""

    differs = serializers.BooleanField(read_only=True)

    class Meta:
        model = PhaseRole
        fields = ("phase", *agreeing.SAID, "differs")
        read_only_fields = fields


class SeatSerializer(AssignmentSerializer):
    """One seat: what the person lets the project see, the part in each phase, the terms and a pause."""

    shown = serializers.SerializerMethodField()
    roles = serializers.SerializerMethodField()

    class Meta(AssignmentSerializer.Meta):
        fields = (  # type: ignore[assignment]  # more than its parent
            *AssignmentSerializer.Meta.fields,
            "terms",
            "paused_on",
            "paused_until",
            "has_left",
            "declines_fees",
            "roles",
            "shown",
        )
        read_only_fields = fields  # type: ignore[assignment]  # as above

    @extend_schema_field(PhaseRoleSerializer(many=True))
    def get_roles(self, seat: Assignment) -> Any:
        return PhaseRoleSerializer(agreeing.lines(seat), many=True).data

    @extend_schema_field(ShownSerializer(many=True))
    def get_shown(self, seat: Assignment) -> Any:
        return ShownSerializer(to_project(seat, today=timezone.localdate()), many=True).data


class EndSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=200)


class PartSerializer(serializers.Serializer[Any]):
    """What is said of the part in one phase; what is left out stays as it is, an empty word takes it back."""

    phase = serializers.ChoiceField(choices=Phase.choices)
    person_wants = serializers.ChoiceField(choices=Involvement.choices, required=False, allow_blank=True)
    project_wants = serializers.ChoiceField(choices=Involvement.choices, required=False, allow_blank=True)
    agreed = serializers.ChoiceField(choices=Involvement.choices, required=False, allow_blank=True)
    actual = serializers.ChoiceField(choices=Involvement.choices, required=False, allow_blank=True)


class TermsSerializer(serializers.Serializer[Any]):
    terms = serializers.CharField(max_length=TERMS_LENGTH, allow_blank=True)


class FeesSerializer(serializers.Serializer[Any]):
    """Whether the person wants no fees from the next meeting on."""

    declines = serializers.BooleanField()


class RestSerializer(serializers.Serializer[Any]):
    until = serializers.DateField(required=False, allow_null=True, default=None)


class AssignmentFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same filters as the page; ids are public ids."""

    request = django_filters.CharFilter(field_name="request__public_id")
    project = django_filters.CharFilter(field_name="request__project__public_id")
    representative = django_filters.CharFilter(field_name="representative__public_id")

    class Meta:
        model = Assignment
        fields = ("state",)


class AssignmentViews(MunicipalViews, LoggedReads, GenericViewSet[Assignment]):
    """Who has a seat. A seat is taken by a yes to an invitation and left by POST …/end/.

    POST …/role/ says a part in one phase: a project leader says `project_wants` alone.
    """

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ASSIGNMENTS_READ,
        "retrieve": Permission.ASSIGNMENTS_READ,
        "role": Permission.ASSIGNMENTS_READ,
    } | dict.fromkeys(
        ("end", "terms", "fees", "pause", "resume", "noted", "certificate"), Permission.INVITATIONS_SEND
    )
    serializer_class = AssignmentSerializer
    person, shown = "representative", ("name",)
    queryset = Assignment.objects.select_related("request__project", "representative")
    filterset_class = AssignmentFilter

    @extend_schema(responses=SeatSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        seat: Any = self.get_object()
        told = SeatSerializer(seat).data
        fields = ["name", "role", *(one["field"] for one in told["shown"])]
        audit.record_read(
            seat.representative, by=request.user, at=timezone.now(), purpose="assignments", fields=fields
        )
        return Response(told)

    @extend_schema(request=EndSerializer, responses=AssignmentSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, **address: str) -> Response:
        given = EndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotEnd):
            services.end(
                assignment=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=PartSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def role(self, request: Request, **address: str) -> Response:
        given = PartSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = dict(given.validated_data)
        phase = said.pop("phase")
        seat = self.get_object()
        is_facilitator = scope.of(request.user).may(Permission.INVITATIONS_SEND, seat.municipality_id)
        if not is_facilitator and set(said) - {agreeing.PROJECT}:
            raise PermissionDenied
        return self._done(
            lambda seat, at: agreeing.say(assignment=seat, words={phase: said}, by=request.user, at=at)
        )

    @extend_schema(request=TermsSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def terms(self, request: Request, **address: str) -> Response:
        given = TermsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._done(
            lambda seat, at: resting.set_terms(
                assignment=seat, by=request.user, at=at, **given.validated_data
            )
        )

    @extend_schema(request=FeesSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def fees(self, request: Request, **address: str) -> Response:
        given = FeesSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._done(
            lambda seat, at: resting.decline_fees(
                assignment=seat, by=request.user, at=at, **given.validated_data
            )
        )

    @extend_schema(request=RestSerializer, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, **address: str) -> Response:
        given = RestSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._done(
            lambda seat, at: resting.pause(assignment=seat, by=request.user, at=at, **given.validated_data)
        )

    @extend_schema(request=None, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, **address: str) -> Response:
        return self._done(lambda seat, at: resting.resume(assignment=seat, by=request.user, at=at))

    @extend_schema(request=None, responses=SeatSerializer)
    @action(detail=True, methods=["post"])
    def noted(self, request: Request, **address: str) -> Response:
        """Takes note of that the person has left."""
        return self._done(lambda seat, at: resting.take_note(assignment=seat, by=request.user, at=at))

    @extend_schema(request=None, responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def certificate(self, request: Request, **address: str) -> HttpResponse:
        """The certificate as a PDF in the person's language."""
        seat, at = self.get_object(), timezone.now()
        fields = ["name", "role", "meetings"]
        audit.record_read(seat.representative, by=request.user, at=at, purpose="assignments", fields=fields)
        return HttpResponse(as_pdf(seat, as_of=timezone.localdate(at)), content_type="application/pdf")

    def _done(self, act: Callable[[Assignment, Any], object]) -> Response:
        """Does it to the seat of the address, and answers with how the seat stands then."""
        with refusals(agreeing.CannotAgree, resting.CannotRest):
            act(self.get_object(), timezone.now())
        return Response(SeatSerializer(self.get_object()).data)
