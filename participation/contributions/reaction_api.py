"""“That is not what I meant” over the API: what to talk about for the facilitator, one's own words for a person."""

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
from participation.contributions import mine, reactions, telling
from participation.contributions.models import Contribution
from participation.contributions.quoting import Quotation
from participation.contributions.quoting_api import (
    QuotationSerializer,
    QuotationWordSerializer,
    keep,
    preview,
)
from participation.contributions.reactions import Reaction
from participation.contributions.serializers import ChangeSerializer, DecisionSerializer, ResponseSerializer
from projects.planning.models import Project
from representatives.selfservice.api import own


class ReactionSerializer(serializers.ModelSerializer[Reaction]):
    id = serializers.CharField(source="public_id")
    contribution = serializers.CharField(source="contribution.public_id")
    representative = serializers.CharField(source="assignment.representative.public_id")

    class Meta:
        model = Reaction
        fields = (
            "id",
            "contribution",
            "representative",
            "word",
            "text",
            "via",
            "at",
            "settled_at",
            "outcome",
        )
        read_only_fields = fields


class SaidOfItSerializer(serializers.Serializer[Any]):
    """The person's word, and what the person wants to add."""

    word = serializers.ChoiceField(choices=Reaction.Word.choices)
    text = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")


class SpokenReactionSerializer(SaidOfItSerializer):
    """The same from the phone: `assignment` is whose word it is."""

    assignment = serializers.CharField(max_length=22)


class OutcomeSerializer(serializers.Serializer[Any]):
    outcome = serializers.CharField(max_length=300)


class ReactionViews(MunicipalViews, LoggedReads, GenericViewSet[Reaction]):
    """What contributors say of what came of it. POST …/settle/ writes what came of talking."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "settle"), Permission.CONTRIBUTIONS_WRITE
    )
    serializer_class = ReactionSerializer
    person, shown = "assignment.representative", ("name", "contribution", "text")
    queryset = Reaction.objects.exclude(word="").select_related("contribution", "assignment__representative")
    filterset_fields = ("word",)

    @extend_schema(request=OutcomeSerializer, responses=ReactionSerializer)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, **address: str) -> Response:
        given = OutcomeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(reactions.CannotReact):
            reactions.settle(
                reaction=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(ReactionSerializer(self.get_object()).data)


class OwnSaidSerializer(serializers.Serializer[Any]):
    """What one has said oneself or with the group, what came of it, and one's own word about that."""

    id = serializers.CharField(source="public_id")
    project = serializers.CharField(source="project.title")
    text = serializers.CharField()
    said_on = serializers.DateField()
    due_on = serializers.DateField()
    responses = ResponseSerializer(many=True)
    decisions = DecisionSerializer(many=True)
    changes = ChangeSerializer(many=True)


class MyContributionViews(MunicipalViews, mixins.ListModelMixin, GenericViewSet[Contribution]):
    """Only the token holder's own. POST …/react/ says whether what came of it is what was meant; …/quotation/ shows how
    one would be quoted.
    """

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "react", "quotation"), Permission.MY_PAGE
    )
    serializer_class = OwnSaidSerializer
    queryset = Contribution.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        rows = mine.said_by(own(self.request))
        return rows.prefetch_related("changes__effects", "changes__contribution")

    @extend_schema(request=SaidOfItSerializer, responses=OwnSaidSerializer)
    @action(detail=True, methods=["post"])
    def react(self, request: Request, **address: str) -> Response:
        given = SaidOfItSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said, via = self.get_object(), Reaction.Via.PAGE
        assignment = mine.seat_of(own(request), said)
        if assignment is None:
            raise Http404
        with refusals(reactions.CannotReact):
            reactions.say(
                reaction=reactions.of(said, assignment),
                via=via,
                by=request.user,
                at=timezone.now(),
                **given.validated_data,
            )
        return Response(OwnSaidSerializer(self.get_object()).data)

    @extend_schema(request=QuotationWordSerializer, responses=QuotationSerializer)
    @action(detail=True, methods=["get", "post"])
    def quotation(self, request: Request, **address: str) -> Response:
        """How one would be quoted; with POST one says yes or no to just that."""
        said = self.get_object()
        if said.assignment is None or said.assignment.representative_id != own(request).pk:
            raise Http404
        if request.method == "POST":
            return Response(keep(request, said, Quotation.Via.PAGE))
        return Response(preview(said))


class ToldLineSerializer(serializers.Serializer[Any]):
    """One thing that was said, the answer in plain words, and what came of it."""

    id = serializers.CharField(source="contribution.public_id")
    text = serializers.CharField(source="contribution.text")
    is_own = serializers.BooleanField()
    plain = serializers.CharField()
    reason = serializers.CharField(source="response.reason", default="")
    decisions = DecisionSerializer(source="contribution.decisions", many=True)
    changes = ChangeSerializer(source="contribution.changes", many=True)


class ToldOfSerializer(serializers.Serializer[Any]):
    """What became different, what is on its way, and what will not be done."""

    id = serializers.CharField(source="project.public_id")
    title = serializers.CharField(source="project.title")
    done = ToldLineSerializer(many=True)
    on_the_way = ToldLineSerializer(many=True)
    not_done = ToldLineSerializer(many=True)


class MyProjectViews(MunicipalViews, GenericViewSet[Project]):
    """What was said in a project that the token holder took part in, and what came of it."""

    permissions: ClassVar[dict[str, Permission]] = {"retrieve": Permission.MY_PAGE}
    serializer_class = ToldOfSerializer
    queryset = Project.objects.none()

    @extend_schema(responses=ToldOfSerializer)
    def retrieve(self, request: Request, id: str) -> Response:  # noqa: A002  # the name in the address
        told = mine.told_of(own(request), id)
        if told is None:
            raise Http404
        return Response(ToldOfSerializer(told).data)


def spoken(request: Request, contribution: Contribution) -> Reaction:
    """Keeps what a contributor said on the phone."""
    given = SpokenReactionSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    said = dict(given.validated_data)
    people = {one.public_id: one for one in telling.contributors(contribution)}
    assignment = people.get(said.pop("assignment"))
    if assignment is None:
        raise Http404
    with refusals(reactions.CannotReact):
        return reactions.say(
            reaction=reactions.of(contribution, assignment),
            via=Reaction.Via.PHONE,
            by=request.user,
            at=timezone.now(),
            **said,
        )
