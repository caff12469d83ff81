"""Weighing people up over the API: the group so far, side by side, notes, who is kept for later, what was shown."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.candidates import comparing, later, noting, services, showings
from projects.candidates.api import NAMES, PersonSerializer, person_in
from projects.candidates.board import board
from projects.candidates.forms import people_ticked
from projects.candidates.models import CandidateNote, Choice
from projects.candidates.reading import look_of
from projects.requests.models import Request
from projects.requests.queries import with_terms
from representatives.registry.models import Representative


class GroupRowSerializer(serializers.Serializer[Any]):
    """One thing that is looked for: how many of the chosen have it, and how many should."""

    term = serializers.CharField()
    is_must = serializers.BooleanField()
    have = serializers.IntegerField()
    wanted = serializers.IntegerField()
    words = serializers.CharField()


class GroupSoFarSerializer(serializers.Serializer[Any]):
    rows = GroupRowSerializer(many=True)
    traits: Any = serializers.ListField(child=serializers.CharField())


class SideSerializer(serializers.Serializer[Any]):
    representative = PersonSerializer(source="person")
    decision = serializers.CharField()
    against: Any = serializers.ListField(child=serializers.CharField())
    may_choose = serializers.BooleanField()


class LineSerializer(serializers.Serializer[Any]):
    """One line; `cells` are each person's facts, in the order of the sides."""

    label: Any = serializers.CharField()
    is_must = serializers.BooleanField()
    cells: Any = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class ComparisonSerializer(serializers.Serializer[Any]):
    sides = SideSerializer(many=True)
    lines = LineSerializer(many=True)


class CandidateNoteSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    text = serializers.CharField(max_length=noting.LONGEST)
    at = serializers.DateTimeField(read_only=True)


class ShownGroupSerializer(serializers.Serializer[Any]):
    group = serializers.CharField()
    people: Any = serializers.ListField(child=serializers.CharField(), help_text="Ids, in the order shown.")


class ShowingSerializer(serializers.Serializer[Any]):
    """One list as it was shown, with what it takes to explain it."""

    id = serializers.CharField(source="public_id")
    at = serializers.DateTimeField()
    seed = serializers.CharField()
    rule_version = serializers.CharField()
    fit_weight = serializers.IntegerField()
    turn_weight = serializers.IntegerField()
    catalogue_version = serializers.CharField()
    is_blind = serializers.BooleanField()
    is_least_read_first = serializers.BooleanField()
    shown = ShownGroupSerializer(many=True)


class LaterSerializer(serializers.Serializer[Any]):
    request = serializers.CharField(source="choice.request.public_id")
    representative = serializers.CharField(source="choice.representative.public_id")
    ask_again_on = serializers.DateField(source="choice.ask_again_on", allow_null=True)
    is_due = serializers.BooleanField()


_PEOPLE = OpenApiParameter("person", str, "query", required=True, many=True, description="Two or three ids.")
_DUE = OpenApiParameter("due", str, description="Only those whose day has come.", enum=["1"])
_NOTE = OpenApiParameter("note", str, "query", required=True)


class CandidateWeighingViews(MunicipalViews, GenericViewSet[Request]):
    """The group so far, people side by side, notes, and what was shown. Looks are written in the access log."""

    permissions: ClassVar[dict[str, Permission]] = {
        "group": Permission.CANDIDATES_READ,
        "compare": Permission.CANDIDATES_READ,
        "notes": Permission.CANDIDATES_READ,
        "note_add": Permission.CANDIDATES_CHOOSE,
        "note_remove": Permission.CANDIDATES_CHOOSE,
        "showings": Permission.CANDIDATES_READ,
    }
    serializer_class = GroupSoFarSerializer
    queryset = with_terms(Request.objects.all())
    pagination_class = None

    @extend_schema(responses=GroupSoFarSerializer)
    @action(detail=True, methods=["get"])
    def group(self, request: ApiRequest, **address: str) -> Response:
        found = board(request=self.get_object(), at=timezone.now())
        return Response(GroupSoFarSerializer(found).data)

    @extend_schema(responses=ComparisonSerializer, parameters=[_PEOPLE, NAMES])
    @action(detail=True, methods=["get"])
    def compare(self, request: ApiRequest, **address: str) -> Response:
        wanted, at = self.get_object(), timezone.now()
        ids = people_ticked(request.query_params, most=comparing.MOST)
        people = Representative.objects.visible_to(request.user).of(wanted.municipality)
        with refusals(comparing.CannotCompare):
            found = comparing.compare(
                request=wanted,
                people=people.filter(public_id__in=ids),
                at=at,
                is_blind=look_of(request.query_params).is_blind,
            )
        comparing.record_look(found, request=wanted, by=request.user, at=at)
        return Response(ComparisonSerializer(found).data)

    @extend_schema(responses=CandidateNoteSerializer(many=True))
    @action(detail=True, methods=["get"], url_path="candidate-notes")
    def notes(self, request: ApiRequest, **address: str) -> Response:
        wanted = self.get_object()
        services.record_reading(request=wanted, by=request.user, at=timezone.now())
        rows = CandidateNote.objects.visible_to(request.user).filter(request=wanted)
        return Response(CandidateNoteSerializer(rows.select_related("representative"), many=True).data)

    @extend_schema(request=CandidateNoteSerializer, responses={201: CandidateNoteSerializer})
    @notes.mapping.post
    def note_add(self, request: ApiRequest, **address: str) -> Response:
        given = CandidateNoteSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = self.get_object()
        person = person_in(request, wanted, given.validated_data["representative"]["public_id"])
        with refusals(noting.CannotNote):
            note = noting.add_note(
                request=wanted,
                representative=person,
                text=given.validated_data["text"],
                by=request.user,
                at=timezone.now(),
            )
        return Response(CandidateNoteSerializer(note).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None}, parameters=[_NOTE])
    @notes.mapping.delete
    def note_remove(self, request: ApiRequest, **address: str) -> Response:
        rows = CandidateNote.objects.visible_to(request.user).filter(request=self.get_object())
        note = get_object_or_404(rows, public_id=request.query_params.get("note", ""))
        noting.remove_note(note=note, by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(responses=ShowingSerializer(many=True))
    @action(detail=True, methods=["get"])
    def showings(self, request: ApiRequest, **address: str) -> Response:
        wanted = self.get_object()
        services.record_reading(request=wanted, by=request.user, at=timezone.now())
        rows = showings.showings(request=wanted, user=request.user)
        return Response(ShowingSerializer(rows, many=True).data)


class LaterViews(MunicipalViews, GenericViewSet[Choice]):
    """Everybody who is kept for later, those whose day has come first."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.CANDIDATES_READ}
    serializer_class = LaterSerializer
    queryset = Choice.objects.all()
    pagination_class = None

    @extend_schema(responses=LaterSerializer(many=True), parameters=[_DUE])
    def list(self, request: ApiRequest) -> Response:
        municipality, at = self.chosen_municipality(), timezone.now()
        audit.record_listing(
            Representative, municipality=municipality, by=request.user, at=at, purpose="candidates"
        )
        rows = later.kept_for_later(
            user=request.user,
            municipality=municipality,
            today=timezone.localdate(at),
            only_due=request.query_params.get("due") == "1",
        )
        return Response(LaterSerializer(rows, many=True).data)
