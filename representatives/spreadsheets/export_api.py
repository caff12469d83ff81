"""Taking a list out over the API: the same search, fields, purpose and log as on the page."""

from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from representatives.registry import queries
from representatives.registry.forms import SearchForm
from representatives.registry.models import Representative
from representatives.spreadsheets import exporting
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.export_forms import LONGEST_PURPOSE, Kind
from representatives.spreadsheets.exported import Shown
from representatives.spreadsheets.sheets import CSV, XLSX


class ExportSerializer(serializers.Serializer[Any]):
    """Which fields, what for, which kind of file; and the search of the registry list, terms by id."""

    municipality = serializers.SlugField(max_length=40, required=False)
    columns = serializers.ListField(
        child=serializers.ChoiceField(choices=[str(column) for column in Shown]), min_length=1, max_length=20
    )
    purpose = serializers.CharField(max_length=LONGEST_PURPOSE)
    kind = serializers.ChoiceField(choices=Kind.choices, default=Kind.XLSX)
    text = serializers.CharField(max_length=100, required=False)
    experience = serializers.CharField(max_length=22, required=False)
    skill = serializers.CharField(max_length=22, required=False)
    area = serializers.CharField(max_length=80, required=False)
    state = serializers.CharField(max_length=20, required=False)
    lacks = serializers.CharField(max_length=20, required=False)


class ExportViews(MunicipalViews, GenericViewSet[Representative]):
    """POST gives the people of a search as a file, and writes down who took out what, and what for."""

    permissions: ClassVar[dict[str, Permission]] = {"create": Permission.REGISTRY_EXPORT}
    serializer_class = ExportSerializer
    queryset = Representative.objects.all()

    @extend_schema(request=ExportSerializer, responses={(200, XLSX): bytes, (200, CSV): bytes})
    def create(self, request: Request) -> HttpResponseBase:
        sent = ExportSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        given, municipality = sent.validated_data, self.chosen_municipality()
        form = SearchForm(
            {name: given[name] for name in SearchForm.base_fields if name in given},
            municipality=municipality,
            areas=queries.areas(municipality),
        )
        if not form.is_valid():
            raise serializers.ValidationError(
                {name: list(map(str, said)) for name, said in form.errors.items()}
            )
        with refusals(exporting.CannotExport):
            file = exporting.export(
                municipality=municipality,
                search=form.search(),
                columns=given["columns"],
                purpose=given["purpose"],
                as_text=given["kind"] == Kind.CSV,
                by=request.user,
                at=timezone.now(),
            )
        return answer_with(file)
