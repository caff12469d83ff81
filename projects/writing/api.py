"""Writing a request together and from earlier, over the API; what it says is in `projects/requests/api.py`."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.requests import coaching
from projects.requests.api import RequestSerializer
from projects.requests.models import Request, RequestMove
from projects.requests.queries import missing, with_moves, with_terms
from projects.requests.services import CannotAsk
from projects.writing import copying, queries, services
from projects.writing.models import RequestNote


class NoteSerializer(serializers.ModelSerializer[RequestNote]):
    """`hand_over` gives the pen to the other; `pen_to` tells who writes from then on."""

    id = serializers.CharField(source="public_id", read_only=True)
    by = serializers.CharField(source="by.name", default="", read_only=True)
    hand_over = serializers.BooleanField(write_only=True, required=False, default=False)

    class Meta:
        model = RequestNote
        fields = ("id", "text", "hand_over", "pen_to", "by", "at")
        read_only_fields = ("pen_to", "at")


class RequestMoveRowSerializer(serializers.ModelSerializer[RequestMove]):
    """One step of a request's life; `by` is a name, empty where the account is gone."""

    by = serializers.CharField(source="by.name", default="")

    class Meta:
        model = RequestMove
        fields = ("was", "to", "reason", "by", "at")


class AdviceSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    text = serializers.CharField()


class CoachingSerializer(serializers.Serializer[Any]):
    """`missing` is needed before the request can open; `advice` stops nobody."""

    missing: Any = serializers.ListField(child=serializers.CharField())
    advice = AdviceSerializer(many=True)


class CopySerializer(serializers.Serializer[Any]):
    project = serializers.CharField(max_length=22, required=False, default="")


class WritingViews(MunicipalViews, GenericViewSet[Request]):
    """What belongs to the writing of one request: notes, pen, advice, steps, copies."""

    permissions: ClassVar[dict[str, Permission]] = {
        "notes": Permission.REQUESTS_FILE,
        "add_note": Permission.REQUESTS_FILE,
        "pen": Permission.PROJECTS_WRITE,
        "advice": Permission.PROJECTS_READ,
        "moves": Permission.PROJECTS_READ,
        "copy": Permission.REQUESTS_FILE,
    }
    serializer_class = RequestSerializer
    queryset = with_moves(with_terms(Request.objects.all()))

    @extend_schema(request=None, responses=NoteSerializer(many=True))
    @action(detail=True, methods=["get"])
    def notes(self, request: ApiRequest, **address: str) -> Response:
        """The thread, oldest first."""
        return Response(NoteSerializer(queries.notes(self.get_object()), many=True).data)

    @extend_schema(request=NoteSerializer, responses={201: NoteSerializer})
    @notes.mapping.post
    def add_note(self, request: ApiRequest, **address: str) -> Response:
        given = NoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said: dict[str, Any] = {"text": "", **given.validated_data}
        with refusals(CannotAsk):
            note = services.add_note(request=self.get_object(), by=request.user, at=timezone.now(), **said)
        return Response(NoteSerializer(note).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=RequestSerializer)
    @action(detail=True, methods=["post"])
    def pen(self, request: ApiRequest, **address: str) -> Response:
        """The facilitator takes the pen."""
        with refusals(CannotAsk):
            services.take_pen(request=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=CoachingSerializer)
    @action(detail=True, methods=["get"])
    def advice(self, request: ApiRequest, **address: str) -> Response:
        """What is missing, and what could be better."""
        wanted = self.get_object()
        found = coaching.advice(wanted, today=timezone.localdate())
        return Response(CoachingSerializer({"missing": missing(wanted), "advice": found}).data)

    @extend_schema(request=None, responses=RequestMoveRowSerializer(many=True))
    @action(detail=True, methods=["get"])
    def moves(self, request: ApiRequest, **address: str) -> Response:
        """Every step of the request's life, newest first."""
        return Response(RequestMoveRowSerializer(self.get_object().moves.all(), many=True).data)

    @extend_schema(request=CopySerializer, responses={201: RequestSerializer})
    @action(detail=True, methods=["post"])
    def copy(self, request: ApiRequest, **address: str) -> Response:
        """A new draft, in the project that is named or the same."""
        given = CopySerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = self.get_object()
        named = given.validated_data["project"] or wanted.project.public_id
        rows = queries.projects_to_copy_to(user=request.user, municipality=wanted.municipality)
        project = get_object_or_404(rows, public_id=named)
        with refusals(CannotAsk):
            copied = copying.copy_request(request=wanted, project=project, by=request.user, at=timezone.now())
        made = self.get_queryset().get(pk=copied.request.pk)
        return Response(self.get_serializer(made).data, status=status.HTTP_201_CREATED)
