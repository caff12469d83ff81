"""Candidates over the API: the same list, the same words, the same order; no points and no ranks."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.candidates import queries, reading, services
from projects.candidates.models import Choice
from projects.candidates.why_here import why_here
from projects.requests.models import Request
from projects.requests.queries import with_terms
from representatives.registry.models import Representative


class PersonSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class CandidateSerializer(serializers.Serializer[Any]):
    """Facts in sentences; who stands before whom is told by the order alone."""

    representative = PersonSerializer()
    fits: Any = serializers.ListField(child=serializers.CharField())
    gaps: Any = serializers.ListField(child=serializers.CharField())
    rest = serializers.SerializerMethodField()
    load = serializers.SerializerMethodField()

    def get_rest(self, shown: queries.Shown) -> str:
        return " ".join(shown.rest)

    def get_load(self, shown: queries.Shown) -> str:
        """What runs, when last asked, and a word to know before asking."""
        return " ".join([*shown.load, *shown.notes])


class GroupSerializer(serializers.Serializer[Any]):
    label: Any = serializers.CharField(source="group.label")
    candidates = serializers.SerializerMethodField()

    @extend_schema_field(CandidateSerializer(many=True))
    def get_candidates(self, one: reading.CardGroup) -> Any:
        return CandidateSerializer([card.shown for card in one.cards], many=True).data


class CandidatesSerializer(serializers.Serializer[Any]):
    groups = GroupSerializer(many=True)


class ReasonSerializer(serializers.Serializer[Any]):
    gate = serializers.CharField(help_text="Code of the gate; empty where no gate is meant.")
    text = serializers.CharField()
    remedy = serializers.CharField()


class WhyNotSerializer(serializers.Serializer[Any]):
    reasons = ReasonSerializer(many=True)


class WhyHereSerializer(serializers.Serializer[Any]):
    """The steps of the rule for one person; the facts of a step in the order of their weight."""

    barriers: Any = serializers.ListField(child=serializers.CharField())
    group = serializers.CharField()
    missing: Any = serializers.ListField(child=serializers.CharField())
    lifts: Any = serializers.ListField(child=serializers.CharField())
    holds_back: Any = serializers.ListField(child=serializers.CharField())


class ChoiceSerializer(serializers.Serializer[Any]):
    """`representative` is a public id; a reason is needed when the choice goes against a gate, gap or warning."""

    representative = serializers.CharField(source="representative.public_id", max_length=22)
    decision = serializers.ChoiceField(choices=Choice.Decision.choices)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    ask_again_on = serializers.DateField(
        required=False,
        allow_null=True,
        default=None,
        help_text="With the decision *later*: think of them again.",
    )


_PERSON = OpenApiParameter("representative", str, "query", required=True)
NAMES = OpenApiParameter("names", str, description="Hides names and areas.", enum=["hidden"])
_LOOK = [
    NAMES,
    OpenApiParameter("show", str, description="Only whom nobody has looked at.", enum=["unread"]),
]


class CandidateViews(MunicipalViews, GenericViewSet[Request]):
    """Who fits a request, why not, and what was chosen. Each look is written in the access log."""

    permissions: ClassVar[dict[str, Permission]] = {
        "candidates": Permission.CANDIDATES_READ,
        "why_not": Permission.CANDIDATES_READ,
        "why_here": Permission.CANDIDATES_READ,
        "choices": Permission.CANDIDATES_CHOOSE,
        "choices_made": Permission.CANDIDATES_READ,
        "take_back": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = CandidatesSerializer
    queryset = with_terms(Request.objects.all())
    pagination_class = None

    @extend_schema(responses=CandidatesSerializer, parameters=_LOOK)
    @action(detail=True, methods=["get"])
    def candidates(self, request: ApiRequest, **address: str) -> Response:
        wanted, at = self.get_object(), timezone.now()
        look = reading.look_of(request.query_params)
        found = queries.listing(request=wanted, user=request.user, at=at, limit=look.limit)
        groups, listing = reading.cards(found=found, look=look, notes={}, at=at)
        services.record_reading(request=wanted, by=request.user, at=at)
        services.keep_showing(
            listing=listing,
            request=wanted,
            by=request.user,
            at=at,
            is_blind=look.is_blind,
            is_least_read_first=look.is_least_read_first,
        )
        return Response(CandidatesSerializer({"groups": groups}).data)

    @extend_schema(responses=WhyNotSerializer, parameters=[_PERSON])
    @action(detail=True, methods=["get"], url_path="why-not")
    def why_not(self, request: ApiRequest, **address: str) -> Response:
        wanted, at = self.get_object(), timezone.now()
        person = self._person(wanted, request.query_params.get("representative", ""))
        people = Representative.objects.filter(pk=person.pk)
        explained = queries.explain(request=wanted, people=people, at=at)[0]
        audit.record_read(person, by=request.user, at=at, purpose="candidates")
        return Response(WhyNotSerializer({"reasons": explained.answers}).data)

    @extend_schema(responses=WhyHereSerializer, parameters=[_PERSON])
    @action(detail=True, methods=["get"], url_path="why-here")
    def why_here(self, request: ApiRequest, **address: str) -> Response:
        wanted, at = self.get_object(), timezone.now()
        person = self._person(wanted, request.query_params.get("representative", ""))
        found = why_here(request=wanted, representative=person, at=at)
        audit.record_read(person, by=request.user, at=at, purpose="candidates")
        return Response(WhyHereSerializer(found).data)

    @extend_schema(request=ChoiceSerializer, responses={201: ChoiceSerializer})
    @action(detail=True, methods=["post"])
    def choices(self, request: ApiRequest, **address: str) -> Response:
        given = ChoiceSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        fields = dict(given.validated_data)
        wanted = self.get_object()
        person = self._person(wanted, fields.pop("representative")["public_id"])
        with refusals(services.CannotChoose):
            choice = services.choose(
                request=wanted, representative=person, by=request.user, at=timezone.now(), **fields
            )
        return Response(ChoiceSerializer(choice).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=ChoiceSerializer(many=True))
    @choices.mapping.get
    def choices_made(self, request: ApiRequest, **address: str) -> Response:
        wanted = self.get_object()
        services.record_reading(request=wanted, by=request.user, at=timezone.now())
        rows = Choice.objects.visible_to(request.user).filter(request=wanted)
        made = rows.select_related("representative").order_by("at", "pk")
        return Response(ChoiceSerializer(made, many=True).data)

    @extend_schema(request=None, responses={204: None}, parameters=[_PERSON])
    @choices.mapping.delete
    def take_back(self, request: ApiRequest, **address: str) -> Response:
        wanted = self.get_object()
        person = self._person(wanted, request.query_params.get("representative", ""))
        with refusals(services.CannotChoose):
            services.take_back(request=wanted, representative=person, by=request.user, at=timezone.now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _person(self, wanted: Request, public_id: str) -> Representative:
        if not public_id:
            raise serializers.ValidationError({"representative": [_("Name the representative by id.")]})
        return person_in(self.request, wanted, public_id)


def person_in(request: Any, wanted: Request, public_id: str) -> Representative:
    """Somebody of the request's municipality whom the holder of the token may see; 404 where there is none."""
    people = Representative.objects.visible_to(request.user).of(wanted.municipality)
    return get_object_or_404(people, public_id=public_id)
