"""Lists that were taken in, undoing one, and the headings that are remembered, over the API."""

from typing import Any, ClassVar

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
from representatives.spreadsheets import remembering, undoing
from representatives.spreadsheets.models import ColumnChoice, ImportRun


class ImportRunSerializer(serializers.ModelSerializer[ImportRun]):
    """A list that was taken in: how many came, how many changed, and until when it can be undone."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)

    class Meta:
        model = ImportRun
        fields = (
            "id",
            "municipality",
            "file_name",
            "done_at",
            "new",
            "updated",
            "undo_until",
            "undone_at",
        )
        read_only_fields = fields


class UndoingSerializer(serializers.Serializer[Any]):
    """What undoing would do: people deleted, people given their details back, and why it cannot be done, or nothing."""

    removed = serializers.IntegerField()
    restored = serializers.IntegerField()
    refusal = serializers.CharField()


class ImportRunViews(
    MunicipalViews, mixins.RetrieveModelMixin, mixins.ListModelMixin, GenericViewSet[ImportRun]
):
    """Lists of the last year. GET …/undoing/ says what undoing one would do, POST …/undo/ does it, or is a 409."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "undoing", "undo"), Permission.REGISTRY_IMPORT
    )
    serializer_class = ImportRunSerializer
    queryset = ImportRun.objects.select_related("municipality")

    @extend_schema(responses=UndoingSerializer)
    @action(detail=True, methods=["get"])
    def undoing(self, request: Request, **address: str) -> Response:
        run: Any = self.get_object()
        return Response(UndoingSerializer(undoing.preview(run=run, at=timezone.now())).data)

    @extend_schema(request=None, responses=ImportRunSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **address: str) -> Response:
        run: Any = self.get_object()
        with refusals(undoing.CannotUndo):
            undoing.undo(run=run, by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)


class ColumnChoiceSerializer(serializers.ModelSerializer[ColumnChoice]):
    """What a heading means in this municipality's lists; an empty field is "leave it out"."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)

    class Meta:
        model = ColumnChoice
        fields = ("id", "municipality", "heading", "field", "chosen_at")
        read_only_fields = fields


class ColumnChoiceViews(
    MunicipalViews, mixins.ListModelMixin, mixins.DestroyModelMixin, GenericViewSet[ColumnChoice]
):
    """Headings that somebody corrected and that are read so next time. DELETE forgets one."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "destroy"), Permission.REGISTRY_IMPORT
    )
    serializer_class = ColumnChoiceSerializer
    queryset = ColumnChoice.objects.select_related("municipality").order_by("heading")

    def perform_destroy(self, instance: ColumnChoice) -> None:
        remembering.forget(choice=instance, by=self.request.user, at=timezone.now())
