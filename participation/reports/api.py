"""Reports over the API: the frozen figures with their definitions and records, and files of it."""

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from participation.reports import brief, pictures, queries, readers, records, services, words
from participation.reports.draft_api import DraftActions
from participation.reports.figures import REGISTRY
from participation.reports.file_api import FILE_PERMISSIONS, ReportFiles
from participation.reports.models import Report
from participation.reports.pictures.telling import PictureSerializer, told
from participation.support.models import Ask


class FigureSerializer(serializers.Serializer[Any]):
    """A suppressed figure has no value and no records; records are those that the reader may see."""

    key = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    suppressed = serializers.BooleanField()
    definition = serializers.CharField()
    records = serializers.ListField(child=serializers.CharField())


class OpenedSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    first = serializers.DateTimeField()


class ReportSerializer(serializers.ModelSerializer[Report]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(source="unit.public_id", default=None, read_only=True)
    project = serializers.CharField(source="project.public_id", default=None, read_only=True)
    ask = serializers.CharField(source="ask.public_id", default=None, read_only=True)

    class Meta:
        model = Report
        fields = (
            "id",
            "municipality",
            "kind",
            "state",
            "unit",
            "project",
            "ask",
            "title",
            "period_from",
            "period_to",
            "number",
            "correction",
            "made_at",
            "frozen_at",
            "shared_at",
        )


class WholeReportSerializer(ReportSerializer):
    """With everything that the page shows."""

    as_of = serializers.CharField(source="snapshot.as_of")
    fingerprint = serializers.CharField(source="snapshot_hash")
    sentence = serializers.SerializerMethodField()
    people_hidden = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    pictures = serializers.SerializerMethodField()
    duties = serializers.JSONField(source="snapshot.duties")
    not_adopted = serializers.JSONField(source="snapshot.not_adopted")
    asks = serializers.JSONField(source="snapshot.asks")
    prose = serializers.SerializerMethodField()
    previous = serializers.SerializerMethodField()
    opened = serializers.SerializerMethodField()

    class Meta(ReportSerializer.Meta):
        fields = (  # type: ignore[assignment]  # more than its base
            *ReportSerializer.Meta.fields,
            "as_of",
            "fingerprint",
            "sentence",
            "people_hidden",
            "figures",
            "changes",
            "pictures",
            "duties",
            "not_adopted",
            "asks",
            "prose",
            "previous",
            "opened",
        )

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_prose(self, report: Report) -> dict[str, str]:
        return brief.read(report).prose

    @extend_schema_field(serializers.JSONField())
    def get_previous(self, report: Report) -> dict[str, Any] | None:
        """What the report before this one asked for, and what was decided."""
        found: dict[str, Any] | None = report.snapshot.get("previous")
        return found

    @extend_schema_field(OpenedSerializer(many=True))
    def get_opened(self, report: Report) -> list[dict[str, Any]]:
        """Who has opened the page signed in; for those who write reports."""
        if not self._may(Permission.REPORTS_WRITE, report):
            return []
        return [{"name": name, "first": at} for name, at in readers.opened(report)]

    def _may(self, permission: Permission, report: Report) -> bool:
        return scope.of(self.context["request"].user).may(permission, report.municipality_id)

    def get_sentence(self, report: Report) -> str:
        return brief.read(report).sentence

    def get_people_hidden(self, report: Report) -> str:
        """Why people are not counted in this report, as the page says it; empty where they are."""
        return words.uncounted_words(report.snapshot)

    @extend_schema_field(serializers.JSONField())
    def get_changes(self, report: Report) -> list[dict[str, Any]]:
        return list(report.snapshot["changes"])

    @extend_schema_field(PictureSerializer(many=True))
    def get_pictures(self, report: Report) -> list[dict[str, Any]]:
        return [told(picture) for picture in pictures.drawn(report.snapshot)]

    @extend_schema_field(FigureSerializer(many=True))
    def get_figures(self, report: Report) -> list[dict[str, Any]]:
        opens = self._may(Permission.FIGURES_READ, report)
        seen = records.readable_ids(report=report, user=self.context["request"].user) if opens else {}
        return [
            {
                "key": row["key"],
                "value": row["value"],
                "suppressed": row["suppressed"],
                "definition": REGISTRY[row["key"]].words if row["key"] in REGISTRY else "",
                "records": seen.get(row["key"], []),
            }
            for row in report.snapshot["figures"]
        ]


class NewReportSerializer(serializers.Serializer[Any]):
    """`draft` leaves it open for words; without it the report is frozen at once."""

    municipality = serializers.SlugField(max_length=40, required=False)
    kind = serializers.ChoiceField(choices=Report.Kind.choices, required=False)
    project = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    draft = serializers.BooleanField(default=False)
    unit = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    ask = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    period_from = serializers.DateField()
    period_to = serializers.DateField()

    def validate_period_from(self, value: date) -> date:
        if value.year < 2000:
            raise serializers.ValidationError(_("Not before the year 2000."))
        return value


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    unit = django_filters.CharFilter(field_name="unit__public_id")

    class Meta:
        model = Report
        fields = ("kind", "state", "period_from", "period_to")


class ReportViews(DraftActions, ReportFiles, MunicipalViews, mixins.ListModelMixin, GenericViewSet[Report]):
    """Impact reports: counted, given words, frozen, and never edited after."""

    permissions: ClassVar[dict[str, Permission]] = {
        **DraftActions.WRITES,
        **FILE_PERMISSIONS,
        "verify": Permission.REPORTS_READ,
        "list": Permission.REPORTS_READ,
        "retrieve": Permission.REPORTS_READ,
        "create": Permission.REPORTS_WRITE,
    }
    serializer_class = ReportSerializer
    queryset = Report.objects.select_related("municipality", "unit", "project", "ask")
    filterset_class = ReportFilter

    @extend_schema(responses=WholeReportSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        report: Any = self.get_object()
        told: Any = WholeReportSerializer(report, context=self.get_serializer_context()).data
        people = [one["key"] for one in told["figures"] if one["records"] and REGISTRY[one["key"]].of_people]
        if people:
            audit.record(
                "figure.opened", obj=report, by=request.user, at=timezone.now(), fields=people, purpose="api"
            )
        return Response(told)

    @extend_schema(request=NewReportSerializer, responses={201: WholeReportSerializer})
    def create(self, request: Request) -> Response:
        given = NewReportSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = given.validated_data
        place = self._place(wanted["unit"], wanted["project"])
        kind = wanted.get("kind") or (Report.Kind.UNIT if place["unit"] else Report.Kind.SENIOR)
        at = timezone.now()
        with refusals(services.CannotReport):
            report = services.draft(
                **place,
                kind=kind,
                ask=self._ask(wanted["ask"]),
                period=services.period(wanted["period_from"], wanted["period_to"]),
                by=request.user,
                at=at,
            )
            if not wanted["draft"]:
                services.freeze(report=report, by=request.user, at=at)
                report.refresh_from_db()
        context = self.get_serializer_context()
        return Response(WholeReportSerializer(report, context=context).data, status=201)

    def _place(self, unit_id: str | None, project_id: str | None) -> dict[str, Any]:
        if project_id:
            municipality = self.chosen_municipality()
            projects = queries.projects(user=self.request.user, municipality=municipality)
            project = get_object_or_404(projects.select_related("unit"), public_id=project_id)
            return {"municipality": municipality, "unit": None, "project": project}
        if unit_id:
            units = queries.units(user=self.request.user).select_related("municipality")
            unit = get_object_or_404(units, public_id=unit_id)
            return {"municipality": unit.municipality, "unit": unit}
        municipality = self.chosen_municipality()
        if municipality.pk not in scope.of(self.request.user).whole(Permission.REPORTS_WRITE):
            raise PermissionDenied
        return {"municipality": municipality, "unit": None}

    def _ask(self, ask_id: str | None) -> Ask | None:
        asks = Ask.objects.visible_to(self.request.user)
        return get_object_or_404(asks, public_id=ask_id) if ask_id else None
