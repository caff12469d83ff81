"""Draws over the API: what the pages do, with the same permissions and refusals."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from projects.panels import exports, queries, services
from projects.panels.models import Category, Panel
from projects.panels.queries import Wanted
from projects.panels.values import Basis, basis
from projects.requests.models import Request


class QuotaSerializer(serializers.Serializer[Any]):
    """From how many to how many of the panel have a value, as `choosable` names it."""

    category = serializers.ChoiceField(choices=Category.choices)
    value = serializers.CharField(max_length=80)
    minimum = serializers.IntegerField(min_value=0, max_value=50)
    maximum = serializers.IntegerField(min_value=0, max_value=50)


class PanelSerializer(serializers.ModelSerializer[Panel]):
    """`request` is a public id. Quotas, seats and pool are set while the draw is a draft."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    request = serializers.CharField(source="request.public_id", max_length=22)
    follows = serializers.CharField(source="follows.public_id", read_only=True, default=None)
    seats = serializers.IntegerField(min_value=1, max_value=50, required=False)
    quotas = QuotaSerializer(many=True, required=False)

    class Meta:
        model = Panel
        fields = (
            "id",
            "municipality",
            "request",
            "follows",
            "seats",
            "pool",
            "state",
            "quotas",
            "seed",
            "published_at",
            "drawn_at",
        )
        read_only_fields = ("state", "seed", "published_at", "drawn_at")


class ChoosableSerializer(serializers.Serializer[Any]):
    category = serializers.CharField()
    value = serializers.CharField()
    name = serializers.CharField(source="label")
    have = serializers.IntegerField(help_text="How many who may be drawn have it.")


class CheckSerializer(serializers.Serializer[Any]):
    """Whether a panel exists, and in sentences what to change; `people` may be drawn now."""

    exists = serializers.BooleanField()
    is_known = serializers.BooleanField()
    sentences: Any = serializers.ListField(child=serializers.CharField())
    people = serializers.IntegerField()
    choosable = ChoosableSerializer(many=True)


class QuotaLineSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(source="label")
    minimum = serializers.IntegerField()
    maximum = serializers.IntegerField()
    have = serializers.IntegerField()
    drawn = serializers.IntegerField()
    chance = serializers.CharField(help_text="In words.")


class PanelSeatSerializer(serializers.Serializer[Any]):
    representative = serializers.CharField(source="member.representative.public_id")
    name = serializers.CharField(source="member.representative.name")
    answer = serializers.CharField()


class RecordSerializer(serializers.Serializer[Any]):
    """How it was drawn and how fair; the files are for tools, and `lottery` with the seed makes the draw again."""

    sentences: Any = serializers.ListField(child=serializers.CharField())
    quotas = QuotaLineSerializer(many=True)
    seats = PanelSeatSerializer(many=True)
    quotas_csv = serializers.CharField()
    people_csv = serializers.CharField()
    lottery: Any = serializers.DictField()


class PanelViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    mixins.DestroyModelMixin,
    GenericViewSet[Panel],
):
    """Draws: POST …/publish/ publishes the seed and draws, …/stop/ stops, …/replace/ draws again for free seats."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.CANDIDATES_READ,
        "retrieve": Permission.CANDIDATES_READ,
        "record": Permission.CANDIDATES_READ,
        "create": Permission.CANDIDATES_CHOOSE,
        "update": Permission.CANDIDATES_CHOOSE,
        "partial_update": Permission.CANDIDATES_CHOOSE,
        "destroy": Permission.CANDIDATES_CHOOSE,
        "check": Permission.CANDIDATES_READ,
        "suggest": Permission.CANDIDATES_CHOOSE,
        "publish": Permission.CANDIDATES_CHOOSE,
        "stop": Permission.CANDIDATES_CHOOSE,
        "replace": Permission.CANDIDATES_CHOOSE,
    }
    serializer_class = PanelSerializer
    queryset = queries.with_request(Panel.objects.all())

    def perform_create(self, serializer: serializers.BaseSerializer[Panel]) -> None:
        given = dict(serializer.validated_data)
        rows = Request.objects.visible_to(self.request.user).select_related("municipality")
        wanted = get_object_or_404(rows, public_id=given.pop("request")["public_id"])
        self.check_object_permissions(self.request, wanted)
        with refusals(services.CannotDraw):
            panel = services.start(request=wanted, by=self.request.user, at=timezone.now())
            if given:
                self._set(self._row(panel), given)
        serializer.instance = self._row(panel)

    def perform_update(self, serializer: serializers.BaseSerializer[Panel]) -> None:
        panel: Any = serializer.instance
        given = dict(serializer.validated_data)
        given.pop("request", None)
        self._set(panel, given)
        serializer.instance = self._row(panel)

    def perform_destroy(self, instance: Panel) -> None:
        """Throws a draft away, or stops a draw."""
        with refusals(services.CannotDraw):
            services.stop(panel=instance, by=self.request.user, at=timezone.now())

    @extend_schema(responses=CheckSerializer)
    @action(detail=True, methods=["get"])
    def check(self, request: ApiRequest, **address: str) -> Response:
        panel = self.get_object()
        found, checked = queries.checked(panel=panel, user=request.user, at=timezone.now())
        told = {
            "exists": checked.exists,
            "is_known": checked.is_known,
            "sentences": checked.sentences,
            "people": len(found.people),
            "choosable": found.choosable,
        }
        return Response(CheckSerializer(told).data)

    @extend_schema(request=None, responses=PanelSerializer)
    @action(detail=True, methods=["post"])
    def suggest(self, request: ApiRequest, **address: str) -> Response:
        panel = self.get_object()
        suggested = queries.suggested(panel.municipality, panel.seats, self._found(panel))
        taken = {one.category for one in suggested}
        kept = [one for one in queries.wanted_of(panel) if one.category not in taken]
        return self._press(
            lambda by, at: services.set_quotas(
                panel=panel,
                seats=panel.seats,
                pool=panel.pool,
                quotas=[*kept, *suggested],
                by=by,
                at=at,
            )
        )

    @extend_schema(request=None, responses=PanelSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: ApiRequest, **address: str) -> Response:
        panel = self.get_object()
        return self._press(lambda by, at: services.publish(panel=panel, by=by, at=at))

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def stop(self, request: ApiRequest, **address: str) -> Response:
        self.perform_destroy(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=None, responses={201: PanelSerializer})
    @action(detail=True, methods=["post"])
    def replace(self, request: ApiRequest, **address: str) -> Response:
        panel = self.get_object()
        return self._press(
            lambda by, at: services.replace(panel=panel, by=by, at=at), status.HTTP_201_CREATED
        )

    @extend_schema(responses=RecordSerializer)
    @action(detail=True, methods=["get"])
    def record(self, request: ApiRequest, **address: str) -> Response:
        panel = self.get_object()
        audit.record(
            "panel.read",
            obj=panel,
            by=request.user,
            at=timezone.now(),
            fields=["name"],
            purpose="candidates",
        )
        told = {
            "sentences": queries.record(panel),
            "quotas": queries.lines(panel),
            "seats": queries.seats(panel) if panel.is_drawn else [],
            "quotas_csv": exports.quotas_csv(panel),
            "people_csv": exports.people_csv(panel),
            "lottery": exports.lottery(panel),
        }
        return Response(RecordSerializer(told).data)

    def _set(self, panel: Panel, given: dict[str, Any]) -> None:
        """Sets what was given; the rest of the draft stays."""
        quotas = queries.wanted_of(panel)
        if "quotas" in given:
            names = {(one.category, one.value): one.label for one in self._found(panel).choosable}
            names |= {(one.category, one.value): one.label for one in quotas}
            quotas = [_wanted(one, names) for one in given["quotas"]]
        with refusals(services.CannotDraw):
            services.set_quotas(
                panel=panel,
                seats=given.get("seats", panel.seats),
                pool=given.get("pool", panel.pool),
                quotas=quotas,
                by=self.request.user,
                at=timezone.now(),
            )

    def _found(self, panel: Panel) -> Basis:
        return basis(request=panel.request, pool=panel.pool, user=self.request.user, at=timezone.now())

    def _press(self, step: Any, code: int = status.HTTP_200_OK) -> Response:
        with refusals(services.CannotDraw):
            panel = step(self.request.user, timezone.now())
        return Response(self.get_serializer(self._row(panel)).data, status=code)

    def _row(self, panel: Panel) -> Panel:
        row: Panel = self.get_queryset().get(pk=panel.pk)
        return row


def _wanted(given: dict[str, Any], names: dict[tuple[str, str], str]) -> Wanted:
    trait = (given["category"], given["value"])
    if trait not in names:
        raise serializers.ValidationError({"quotas": [_("Nobody can have the value “%s”.") % given["value"]]})
    return Wanted(*trait, names[trait], given["minimum"], given["maximum"])
