"""Importing a list over the API: read, look, confirm or throw away, follow. The same services as the pages."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from config.core.ui.parsers import WholeJSON
from representatives.catalogue.models import Term
from representatives.spreadsheets import preview, services
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.decisions import EVERY, Decisions
from representatives.spreadsheets.differences import COMPARED
from representatives.spreadsheets.forms import FIELD_NAMES, IGNORED, UploadForm
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.output import as_json
from representatives.spreadsheets.sheets import XLSX, File
from representatives.spreadsheets.values import Unreadable

MOST_WORDS = 5000


class UnreadableList(APIException):
    """The file as a whole is no list that can be read; the text says why and what to do."""

    status_code = 422
    default_code = "unreadable"


class UploadSerializer(serializers.Serializer[Any]):
    """The list, and corrections of where it is; `columns` is JSON such as `{"3": "phone", "4": "-"}`."""

    file = serializers.FileField(allow_empty_file=True)
    municipality = serializers.SlugField(max_length=40, required=False)
    sheet = serializers.CharField(max_length=100, required=False)
    header_row = serializers.IntegerField(min_value=1, max_value=999_999, required=False)
    columns = serializers.JSONField(required=False, binary=True)

    def validate_file(self, file: Any) -> Any:
        form = UploadForm(files=MultiValueDict({"file": [file]}))
        form.fields["file"].allow_empty_file = True  # type: ignore[attr-defined]  # the reader has the better sentence
        if not form.is_valid():
            raise UnreadableList(" ".join(map(str, form.errors["file"])))
        return file

    def validate_columns(self, value: Any) -> dict[int, str | None]:
        offered = FIELD_NAMES | {IGNORED}
        if not isinstance(value, dict) or not all(
            key.isascii() and key.isdigit() and len(key) < 4 and name in offered
            for key, name in ((str(key), str(name)) for key, name in value.items())
        ):
            raise serializers.ValidationError(_("Columns are an object of column number to field."))
        return {int(key): None if name == IGNORED else name for key, name in value.items()}

    def layout(self) -> services.Layout:
        given = self.validated_data
        return services.Layout(
            sheet=given.get("sheet"), header_row=given.get("header_row"), columns=given.get("columns") or None
        )


class PlanSerializer(serializers.Serializer[Any]):
    """What importing would do: the shape that the command prints, and the id to confirm it by."""

    id = serializers.CharField()
    sheet = serializers.CharField()
    header_row = serializers.IntegerField()
    columns = serializers.DictField(child=serializers.CharField())
    state_columns = serializers.ListField(child=serializers.CharField())
    ignored_columns = serializers.ListField(child=serializers.CharField())
    refused_columns = serializers.ListField(child=serializers.CharField())
    new = serializers.ListField(child=serializers.DictField())
    updated = serializers.ListField(child=serializers.DictField())
    possible_duplicates = serializers.ListField(child=serializers.DictField())
    refused = serializers.ListField(child=serializers.DictField())
    held_back = serializers.ListField(child=serializers.DictField())
    unmapped_terms = serializers.ListField(child=serializers.DictField())
    differences = serializers.ListField(child=serializers.DictField())


class WordSerializer(serializers.Serializer[Any]):
    """A word from `unmapped_terms`, and the key of the catalogue term that it means."""

    field = serializers.ChoiceField(choices=["experience", "skills"])
    text = serializers.CharField(max_length=2000)
    term = serializers.CharField(max_length=100)


class DecisionsSerializer(serializers.Serializer[Any]):
    """What was decided on the preview. What is not named is left out, or stays as it is kept.

    `rows`: row of a possible duplicate to `skip`, `new` or `update:<id>`. `fields_used`: row of somebody known to the
    names of `differences` that are taken from the list, or `["all"]`; `all_fields_used` takes them for everyone.
    """

    rows = serializers.DictField(child=serializers.CharField(max_length=40), required=False, default=dict)
    terms = WordSerializer(many=True, required=False, default=list)
    fields_used = serializers.DictField(
        child=serializers.ListField(child=serializers.ChoiceField(choices=[*COMPARED, EVERY]), max_length=20),
        required=False,
        default=dict,
    )
    all_fields_used = serializers.BooleanField(required=False, default=False)

    def validate_rows(self, value: dict[str, Any]) -> dict[int, Any]:
        if not all(key.isascii() and key.isdigit() and len(key) < 7 for key in value):
            raise serializers.ValidationError(_("Rows are named by their number."))
        return {int(key): decision for key, decision in value.items()}

    def validate_fields_used(self, value: dict[str, list[str]]) -> dict[int, frozenset[str]]:
        return {row: frozenset(names) for row, names in self.validate_rows(value).items()}

    def validate_terms(self, value: list[dict[str, str]]) -> list[dict[str, str]]:
        if len(value) > MOST_WORDS:
            raise serializers.ValidationError(_("There are too many words."))
        return value


class ImportSerializer(serializers.ModelSerializer[ImportDraft]):
    """A list that was read: `ready`, `importing` or `done`; with how far its job has come."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    progress = serializers.SerializerMethodField()

    class Meta:
        model = ImportDraft
        fields = ("id", "municipality", "file_name", "state", "created_at", "expires_at", "progress")
        read_only_fields = fields

    def get_progress(self, draft: ImportDraft) -> dict[str, Any] | None:
        """`{state, done, total, result}` of the job; null before the list is confirmed."""
        job = draft.job
        if job is None:
            return None
        return {"state": job.state, "done": job.done, "total": job.total, "result": job.result}


class ImportViews(MunicipalViews, mixins.RetrieveModelMixin, GenericViewSet[ImportDraft]):
    """Read a list with POST; nothing about anyone is stored until …/confirm/. DELETE throws it away; so does a day."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("retrieve", "create", "confirm", "destroy", "mistakes"), Permission.REGISTRY_IMPORT
    )
    serializer_class = ImportSerializer
    parser_classes = (MultiPartParser, WholeJSON)
    queryset = ImportDraft.objects.select_related("municipality", "job")

    @extend_schema(request={"multipart/form-data": UploadSerializer}, responses={201: PlanSerializer})
    def create(self, request: Request) -> Response:
        """Reads a list and says what importing it would do, row by row. An unreadable file is a 422."""
        plan, name, municipality, at = self._read(request, services.plan)
        draft = services.keep_draft(
            plan=plan, file_name=name, municipality=municipality, by=request.user, at=at
        )
        differences = [asdict(each) for each in plan.differences]
        shown = {"id": draft.public_id, **as_json(plan, preview.say), "differences": differences}
        return Response(shown, status=201)

    @extend_schema(request={"multipart/form-data": UploadSerializer}, responses={(200, XLSX): bytes})
    @action(detail=False, methods=["post"])
    def mistakes(self, request: Request) -> HttpResponseBase:
        """A workbook with the rows that are refused or held back, and why. Made from the file alone; kept nowhere."""
        content = self._read(request, services.sheet_of_what_is_left_out)[0]
        return answer_with(File("to-mend.xlsx", XLSX, [content]))

    def _read(self, request: Request, work: Callable[..., Any]) -> tuple[Any, str, Any, datetime]:
        """What `work` makes of the file that was sent; its name, the municipality, and the moment."""
        sent = UploadSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        municipality, at = self.chosen_municipality(), timezone.now()
        file = sent.validated_data["file"]
        try:
            made = work(
                data=file.read(),
                file_name=file.name,
                municipality=municipality,
                today=timezone.localdate(at),
                layout=sent.layout(),
            )
        except Unreadable as refusal:
            raise UnreadableList(preview.say(refusal.sentence)) from refusal
        return made, file.name, municipality, at

    @extend_schema(request=DecisionsSerializer, responses={202: ImportSerializer})
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, **address: str) -> Response:
        """Takes the list in, all people or none, as a job; follow it by GET."""
        sent = DecisionsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        draft: Any = self.get_object()
        words = sent.validated_data["terms"]
        offered = Term.objects.offered_in(draft.municipality_id).values_list("key", flat=True)
        if not {word["term"] for word in words} <= set(offered):
            raise serializers.ValidationError({"terms": [_("There is no such term in the catalogue.")]})
        terms = {(word["field"], word["text"].casefold()): word["term"] for word in words}
        decisions = Decisions(
            terms=terms,
            rows=sent.validated_data["rows"],
            fields=sent.validated_data["fields_used"],
            all_fields=sent.validated_data["all_fields_used"],
        )
        with refusals(services.CannotConfirm):
            services.confirm(draft=draft, decisions=decisions, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data, status=202)

    @extend_schema(request=None, responses={204: None})
    def destroy(self, request: Request, **address: str) -> Response:
        """Throws a waiting list away. Nothing was stored."""
        with refusals(services.CannotConfirm):
            services.discard(draft=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)
