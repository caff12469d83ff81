"""The life of a report over the API: words, counting again, freezing, telling, correcting, verifying; and rhythms."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from participation.reports import kinds, queries, rhythms, services, verifying
from participation.reports.models import Report, ReportRhythm
from participation.reports.prose import PIECES


class ReportWordsSerializer(serializers.Serializer[Any]):
    """One text for each piece that the kind has; a figure stands as its key in braces."""

    def get_fields(self) -> dict[str, Any]:
        def field(most: int) -> serializers.CharField:
            return serializers.CharField(max_length=most, required=False, allow_blank=True)

        return {key: field(piece.most) for key, piece in PIECES.items()}


class ReportStateSerializer(serializers.ModelSerializer[Report]):
    """Where a report stands after an action."""

    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Report
        fields = (
            "id",
            "kind",
            "state",
            "number",
            "correction",
            "frozen_at",
            "shared_at",
            "snapshot_hash",
            "prose",
        )
        read_only_fields = fields


class CorrectionSerializer(serializers.Serializer[Any]):
    correction = serializers.CharField(max_length=600)


class MarkSerializer(serializers.Serializer[Any]):
    fingerprint = serializers.RegexField(r"^[0-9a-f]{64}$")


class VerdictSerializer(serializers.Serializer[Any]):
    """`state` is `mark` where the fingerprint is that of a report here, else `unknown`."""

    state = serializers.CharField()
    report = serializers.CharField(source="report.public_id", default=None)


class DraftActions:
    """Actions of the views of reports; each answers with where the report stands."""

    WRITES: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("words", "freeze", "recount", "share", "correct", "destroy"), Permission.REPORTS_WRITE
    )
    request: Any
    kwargs: dict[str, Any]

    @extend_schema(request=ReportWordsSerializer, responses=ReportStateSerializer)
    @action(detail=True, methods=["post"])
    def words(self, request: Request, **address: str) -> Response:
        """Keeps the words of a draft; what is not sent stays as it was."""
        report = self._written()
        given = ReportWordsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        pieces = kinds.of(report.kind).prose
        texts = {**report.prose, **{key: text for key, text in given.validated_data.items() if key in pieces}}
        return self._answer(services.write, report=report, texts=texts)

    @extend_schema(request=None, responses=ReportStateSerializer)
    @action(detail=True, methods=["post"])
    def freeze(self, request: Request, **address: str) -> Response:
        """From now on nothing of it changes."""
        return self._answer(services.freeze, report=self._written())

    @extend_schema(request=None, responses=ReportStateSerializer)
    @action(detail=True, methods=["post"])
    def recount(self, request: Request, **address: str) -> Response:
        """Counts a draft once more."""
        return self._answer(services.recount, report=self._written())

    @extend_schema(request=None, responses=ReportStateSerializer)
    @action(detail=True, methods=["post"])
    def share(self, request: Request, **address: str) -> Response:
        """Tells those it is for."""
        return self._answer(services.share, report=self._written())

    @extend_schema(request=CorrectionSerializer, responses={201: ReportStateSerializer})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, **address: str) -> Response:
        """A new version, as a draft."""
        given = CorrectionSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self._answer(services.correct, report=self._written(), status=201, **given.validated_data)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, **address: str) -> Response:
        """Throws a draft away."""
        with refusals(services.CannotReport):
            services.discard(report=self._written(), by=request.user, at=timezone.now())
        return Response(status=204)

    @extend_schema(request=MarkSerializer, responses=VerdictSerializer)
    @action(detail=False, methods=["post"])
    def verify(self, request: Request) -> Response:
        """Whether a fingerprint is that of a report that the reader may see."""
        given = MarkSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        reports = Report.objects.visible_to(request.user)
        found = verifying.verdict(reports=reports, mark=given.validated_data["fingerprint"], content=b"")
        return Response(VerdictSerializer(found).data)

    def _written(self) -> Report:
        rows = queries.written(user=self.request.user).select_related("municipality", "unit", "project")
        return get_object_or_404(rows, public_id=self.kwargs["id"])

    def _answer(self, act: Any, *, report: Report, status: int = 200, **said: Any) -> Response:
        with refusals(services.CannotReport):
            done = act(report=report, by=self.request.user, at=timezone.now(), **said)
        if not isinstance(done, Report):
            report.refresh_from_db()
            done = report
        return Response(ReportStateSerializer(done).data, status=status)


class ReportRhythmSerializer(serializers.ModelSerializer[ReportRhythm]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(
        source="unit.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    day = serializers.IntegerField(min_value=1, max_value=28, default=10)
    month = serializers.IntegerField(min_value=1, max_value=12, default=1)

    class Meta:
        model = ReportRhythm
        fields = ("id", "municipality", "kind", "unit", "every", "day", "month")
        validators: ClassVar[list[Any]] = []


class ReportRhythmViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.DestroyModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[ReportRhythm],
):
    """Reports that are drafted by themselves."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "destroy"), Permission.REPORTS_WRITE
    )
    serializer_class = ReportRhythmSerializer
    queryset = ReportRhythm.objects.select_related("municipality", "unit")

    def perform_create(self, serializer: serializers.BaseSerializer[ReportRhythm]) -> None:
        given = dict(serializer.validated_data)
        wanted = given.pop("unit", None)
        place: dict[str, Any] = {"municipality": self.chosen_municipality(), "unit": None}
        if wanted and wanted["public_id"]:
            units = queries.units(user=self.request.user).select_related("municipality")
            place["unit"] = get_object_or_404(units, public_id=wanted["public_id"])
            place["municipality"] = place["unit"].municipality
        with refusals(rhythms.CannotRecur):
            serializer.instance = rhythms.add(**place, **given, by=self.request.user, at=timezone.now())

    def perform_destroy(self, instance: ReportRhythm) -> None:
        rhythms.drop(rhythm=instance, by=self.request.user, at=timezone.now())
