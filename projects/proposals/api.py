"""Proposals over the API: for staff, and for the representative whose own they are."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.planning import queries as projects
from projects.planning.services import CannotMove, CannotPlan
from projects.proposals import queries, services
from projects.proposals.models import Proposal
from representatives.selfservice.api import own

REWRITING = ("update", "partial_update")


class ProposalSerializer(serializers.ModelSerializer[Proposal]):
    """`unit` is a public id, empty where nobody knows the service. `project` is there from the first moment."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    project = serializers.CharField(source="project.public_id", read_only=True)
    project_state = serializers.CharField(source="project.state", read_only=True)
    unit = serializers.CharField(
        max_length=22, write_only=True, required=False, allow_null=True, default=None
    )

    class Meta:
        model = Proposal
        fields = (
            "id",
            "municipality",
            "project",
            "project_state",
            "source",
            "title",
            "trouble",
            "for_whom",
            "better",
            "unit",
            "proposed_at",
            "answer",
            "reason",
            "answered_at",
        )
        read_only_fields = ("source", "proposed_at", "answer", "reason", "answered_at")
        extra_kwargs: ClassVar[dict[str, Any]] = {
            "trouble": {"max_length": 600, "required": True, "allow_blank": False},
            "for_whom": {"required": True, "allow_blank": False},
            "better": {"max_length": 600, "required": True, "allow_blank": False},
            "title": {"required": True, "allow_blank": False},
        }


class ProposalAnswerSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=600)


class TakeBackSerializer(serializers.Serializer[Any]):
    """Everyone who sees the project can read why."""

    reason = serializers.CharField(max_length=300)


class TakeUpSerializer(serializers.Serializer[Any]):
    """`unit` and `leader` are public ids; title and purpose are what everyone reads from now on."""

    title = serializers.CharField(max_length=140)
    unit = serializers.CharField(max_length=22)
    purpose = serializers.CharField(max_length=1500, required=False, allow_blank=True, default="")
    leader = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=600, required=False, allow_blank=True, default="")


class Writing(MunicipalViews):
    """Making a proposal and writing it anew."""

    def perform_create(self, serializer: Any) -> None:
        municipality = self.chosen_municipality()
        given = dict(serializer.validated_data)
        unit = _row(projects.units(municipality), given.pop("unit"), "unit")
        with refusals(services.CannotPropose):
            serializer.instance = services.propose(
                municipality=municipality,
                unit=unit,
                by=self.request.user,
                at=timezone.now(),
                **self.proposer(municipality),
                **given,
            )

    def perform_update(self, serializer: Any) -> None:
        words = {name: getattr(serializer.instance, name) for name in services.WORDS}
        words |= {name: text for name, text in serializer.validated_data.items() if name in words}
        with refusals(services.CannotPropose):
            serializer.instance = services.rewrite(
                proposal=serializer.instance, words=words, by=self.request.user, at=timezone.now()
            )

    def proposer(self, municipality: Any) -> dict[str, Any]:
        """For whom it is proposed, when not for the account itself."""
        return {}


class ProposalViews(
    Writing,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Proposal],
):
    """Proposals. The facilitator answers by POST …/take-up/, …/sharpen/ or …/decline/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.PROJECTS_PROPOSE,
        "retrieve": Permission.PROJECTS_PROPOSE,
        "create": Permission.PROJECTS_PROPOSE,
        "update": Permission.PROJECTS_PROPOSE,
        "partial_update": Permission.PROJECTS_PROPOSE,
        "take_up": Permission.PROJECTS_WRITE,
        "sharpen": Permission.PROJECTS_WRITE,
        "decline": Permission.PROJECTS_WRITE,
        "take_back": Permission.PROJECTS_WRITE,
    }
    serializer_class = ProposalSerializer
    queryset = queries.with_people(Proposal.objects.all())
    filterset_fields = ("answer", "source")

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return queries.rewritable(rows, self.request.user) if self.action in REWRITING else rows

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), "purpose": "api"}
        for municipality in self.listed_municipalities():
            audit.record_listing(Proposal, municipality=municipality, fields=["words"], **said)
        return super().list(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        proposal = self.get_object()
        if proposal.representative is not None:
            audit.record_read(
                proposal.representative, by=request.user, at=timezone.now(), purpose="api", fields=["words"]
            )
        return Response(self.get_serializer(proposal).data)

    @extend_schema(request=TakeUpSerializer, responses=ProposalSerializer)
    @action(detail=True, methods=["post"], url_path="take-up")
    def take_up(self, request: Request, **address: str) -> Response:
        given = TakeUpSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        proposal = self.get_object()
        changes = dict(given.validated_data)
        reason = changes.pop("reason")
        changes["unit"] = _row(projects.units(proposal.municipality), changes["unit"], "unit")
        changes["leader"] = _row(projects.leaders(proposal.municipality), changes["leader"], "leader")
        with refusals(services.CannotAnswer, CannotPlan):
            services.take_up(
                proposal=proposal, changes=changes, reason=reason, by=request.user, at=timezone.now()
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=ProposalAnswerSerializer, responses=ProposalSerializer)
    @action(detail=True, methods=["post"])
    def sharpen(self, request: Request, **address: str) -> Response:
        return self._answered(services.sharpen)

    @extend_schema(request=ProposalAnswerSerializer, responses=ProposalSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, **address: str) -> Response:
        return self._answered(services.decline)

    @extend_schema(request=TakeBackSerializer, responses=ProposalSerializer)
    @action(detail=True, methods=["post"], url_path="take-back")
    def take_back(self, request: Request, **address: str) -> Response:
        """Takes back an answer that was a mistake, for 30 days; the proposal waits again."""
        return self._answered(services.take_back, TakeBackSerializer)

    def _answered(self, service: Any, shape: Any = ProposalAnswerSerializer) -> Response:
        given = shape(data=self.request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotAnswer, CannotMove):
            service(
                proposal=self.get_object(), by=self.request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)


class MyProposalViews(
    Writing, mixins.CreateModelMixin, mixins.UpdateModelMixin, mixins.ListModelMixin, GenericViewSet[Proposal]
):
    """What the holder of the token, a representative, has proposed."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "create", "update", "partial_update"), Permission.MY_PAGE
    )
    serializer_class = ProposalSerializer
    queryset = queries.with_people(Proposal.objects.all())

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(representative__user=self.request.user)

    def proposer(self, municipality: Any) -> dict[str, Any]:
        return {"representative": own(self.request)}


def _row(rows: Any, public_id: str | None, name: str) -> Any:
    """The row behind an id; an id that is not there is an error of its field."""
    if not public_id:
        return None
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise serializers.ValidationError({name: [_("There is no such row.")]})
    return found
