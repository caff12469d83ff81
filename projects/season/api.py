"""The season over the API: the same proposals in the same words, taken or skipped one by one; no points."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.candidates.services import CannotChoose
from projects.season import queries, services
from projects.season.models import SeasonPlan, SeasonSeat
from representatives.registry.models import Representative


class ProposedPersonSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.CharField()


class SeasonProposalSerializer(serializers.Serializer[Any]):
    """One person for one request, with facts in sentences. `against` is what holds the person back now."""

    id = serializers.CharField(source="seat.public_id")
    representative = ProposedPersonSerializer()
    decision = serializers.ChoiceField(choices=SeasonSeat.Decision.choices, source="seat.decision")
    fits: Any = serializers.ListField(child=serializers.CharField(), source="facts.fits")
    gaps: Any = serializers.ListField(child=serializers.CharField(), source="facts.gaps")
    rest: Any = serializers.ListField(child=serializers.CharField(), source="facts.rest")
    load: Any = serializers.ListField(child=serializers.CharField(), source="facts.load")
    against: Any = serializers.ListField(child=serializers.CharField())


class RequestOfSeasonSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(source="request.public_id")
    title = serializers.CharField(source="request.title")
    project = serializers.CharField(source="request.project.public_id")
    proposals = SeasonProposalSerializer(source="seats", many=True)


class DifferenceSerializer(serializers.Serializer[Any]):
    """What the plan changes against asking project by project."""

    sentences: Any = serializers.ListField(child=serializers.CharField())
    asked_less = ProposedPersonSerializer(many=True)
    asked_besides = ProposedPersonSerializer(many=True)


class SeasonPlanSerializer(serializers.ModelSerializer[SeasonPlan]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality: Any = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    done = serializers.IntegerField(source="job.done", read_only=True, default=0)
    total = serializers.IntegerField(source="job.total", read_only=True, default=0)

    class Meta:
        model = SeasonPlan
        fields: tuple[str, ...] = (
            "id",
            "municipality",
            "state",
            "created_at",
            "made_at",
            "open_seats",
            "done",
            "total",
        )
        read_only_fields = fields


class SeasonPlanDetailSerializer(SeasonPlanSerializer):
    """`is_old`, `requests` and `difference` are null until the plan is made."""

    is_old = serializers.SerializerMethodField()
    requests = serializers.SerializerMethodField()
    difference = serializers.SerializerMethodField()

    class Meta(SeasonPlanSerializer.Meta):
        fields = (*SeasonPlanSerializer.Meta.fields, "is_old", "requests", "difference")
        read_only_fields = fields

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_is_old(self, plan: SeasonPlan) -> Any:
        shown = self.context["shown"]
        return shown.is_old if shown else None

    @extend_schema_field(RequestOfSeasonSerializer(many=True, allow_null=True))
    def get_requests(self, plan: SeasonPlan) -> Any:
        shown = self.context["shown"]
        rows = [request for project in shown.projects for request in project.requests] if shown else None
        return rows and RequestOfSeasonSerializer(rows, many=True).data

    @extend_schema_field(DifferenceSerializer(allow_null=True))
    def get_difference(self, plan: SeasonPlan) -> Any:
        shown = self.context["shown"]
        return DifferenceSerializer(shown.difference).data if shown else None


class SeasonPlanViews(
    MunicipalViews, mixins.ListModelMixin, mixins.RetrieveModelMixin, GenericViewSet[SeasonPlan]
):
    """Plans for all open seats, the newest first. POST asks for a new one; it names people when it is looked at."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CANDIDATES_READ,
        "retrieve": Permission.CANDIDATES_READ,
        "create": Permission.CANDIDATES_CHOOSE,
        "cancel": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = SeasonPlanSerializer
    queryset = SeasonPlan.objects.select_related("municipality", "job").order_by("-created_at", "-pk")

    @extend_schema(responses=SeasonPlanDetailSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        plan, at, shown = self.get_object(), timezone.now(), None
        if plan.state == SeasonPlan.State.MADE:
            shown = queries.shown(plan=plan, user=request.user, at=at)
            audit.record_listing(
                Representative,
                municipality=plan.municipality,
                by=request.user,
                at=at,
                purpose="candidates",
                fields=["name", "terms"],
            )
        return Response(SeasonPlanDetailSerializer(plan, context={"shown": shown}).data)

    @extend_schema(request=None, responses={201: SeasonPlanSerializer})
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        with refusals(services.CannotPlan):
            plan = services.ask(municipality=municipality, by=request.user, at=timezone.now())
        return Response(SeasonPlanSerializer(plan).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=None, responses=SeasonPlanSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotPlan):
            services.cancel(plan=self.get_object(), by=request.user, at=timezone.now())
        return Response(SeasonPlanSerializer(self.get_object()).data)


class TakeSerializer(serializers.Serializer[Any]):
    """A reason is needed when something stands against the choice."""

    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class SeatDecisionSerializer(serializers.ModelSerializer[SeasonSeat]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = SeasonSeat
        fields = ("id", "decision", "decided_at")
        read_only_fields = fields


class SeasonSeatViews(MunicipalViews, GenericViewSet[SeasonSeat]):
    """Proposals of a plan: POST …/take/ chooses the person, …/skip/ sets it aside, …/put-back/ takes it up again."""

    permissions: ClassVar[dict[str, Permission]] = {
        "take": Permission.CANDIDATES_CHOOSE,
        "skip": Permission.CANDIDATES_CHOOSE,
        "put_back": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = SeatDecisionSerializer
    queryset = SeasonSeat.objects.proposed().select_related("request", "representative", "municipality")

    @extend_schema(request=TakeSerializer, responses=SeatDecisionSerializer)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, **address: str) -> Response:
        given = TakeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(CannotChoose, services.CannotTake):
            services.take(seat=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data)
        return self._answer()

    @extend_schema(request=None, responses=SeatDecisionSerializer)
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotTake):
            services.skip(seat=self.get_object(), by=request.user, at=timezone.now())
        return self._answer()

    @extend_schema(request=None, responses=SeatDecisionSerializer)
    @action(detail=True, methods=["post"], url_path="put-back")
    def put_back(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotTake):
            services.put_back(seat=self.get_object(), by=request.user, at=timezone.now())
        return self._answer()

    def _answer(self) -> Response:
        return Response(SeatDecisionSerializer(self.get_object()).data)
