"""Profiles that may be one person, over the API: pairs, merges, undo, and "two different people"."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from representatives.duplicates import queries, services
from representatives.duplicates.fields import BOTH, CHOOSABLE, GOES, STAYS, UNITABLE
from representatives.duplicates.models import Merge, NotSame
from representatives.duplicates.wording import shown
from representatives.registry.models import Representative


class MergeSerializer(serializers.ModelSerializer[Merge]):
    """`representative` stays, `gone` goes; `choices` names the fields whose value is taken from the one that goes.

    Of two notes `both` are kept, one under the other, where nothing else is chosen.
    """

    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    gone = serializers.CharField(source="gone.public_id", max_length=22)
    choices = serializers.DictField(
        child=serializers.ChoiceField(choices=[STAYS, GOES, BOTH]),
        write_only=True,
        required=False,
        default=dict,
    )

    class Meta:
        model = Merge
        fields = ("id", "representative", "gone", "choices", "merged_at", "undo_until", "undone_at")
        read_only_fields = ("merged_at", "undo_until", "undone_at")
        validators: ClassVar[list[Any]] = []

    def validate_choices(self, value: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(set(value) - set(CHOOSABLE)):
            raise serializers.ValidationError(
                _("Not a field that can be chosen: %(fields)s.") % {"fields": ", ".join(unknown)[:200]}
            )
        united = {name for name, choice in value.items() if choice == BOTH}
        if unknown := sorted(united - UNITABLE):
            raise serializers.ValidationError(
                _("Both cannot be kept of: %(fields)s.") % {"fields": ", ".join(unknown)[:200]}
            )
        return value


class FieldSerializer(serializers.Serializer[Any]):
    """One field of the two, and what is kept."""

    name = serializers.CharField()
    stays = serializers.CharField()
    goes = serializers.CharField()
    kept = serializers.CharField()
    can_be_chosen = serializers.BooleanField()


class PurposeSerializer(serializers.Serializer[Any]):
    """One purpose of consent, and whether it holds afterwards."""

    purpose = serializers.CharField(source="label")
    stays = serializers.BooleanField()
    goes = serializers.BooleanField()
    holds = serializers.BooleanField()


class PreviewSerializer(serializers.Serializer[Any]):
    """What a merge would do."""

    fields_kept = FieldSerializer(many=True)
    purposes = PurposeSerializer(many=True)
    terms_lost = serializers.IntegerField()
    moved = serializers.ListField(child=serializers.CharField())
    left = serializers.ListField(child=serializers.CharField())


class MergeViews(MunicipalViews, CreateModelMixin, LoggedReads, GenericViewSet[Merge]):
    """Merge with POST, after looking at …/preview/; undo with POST …/undo/ within thirty days."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_MERGE,
        "retrieve": Permission.REGISTRY_MERGE,
        "create": Permission.REGISTRY_MERGE,
        "preview": Permission.REGISTRY_MERGE,
        "undo": Permission.REGISTRY_MERGE,
    }
    serializer_class = MergeSerializer
    person, shown = "representative", ("merges",)
    queryset = Merge.objects.select_related("representative", "gone")
    filterset_fields: ClassVar[list[str]] = []

    def perform_create(self, serializer: serializers.BaseSerializer[Merge]) -> None:
        given = serializer.validated_data
        stays, goes = _both(self, given["representative"]["public_id"], given["gone"]["public_id"])
        with refusals(services.CannotMerge):
            serializer.instance = services.merge(
                stays=stays, goes=goes, choices=given["choices"], by=self.request.user, at=timezone.now()
            )

    @extend_schema(request=MergeSerializer, responses=PreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request, **address: str) -> Response:
        wanted = MergeSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        given = wanted.validated_data
        stays, goes = _both(self, given["representative"]["public_id"], given["gone"]["public_id"])
        for person in (stays, goes):
            read: dict[str, Any] = {"purpose": "duplicates", "fields": ["profile", "consents"]}
            audit.record_read(person, by=request.user, at=timezone.now(), **read)
        seen = queries.preview(stays=stays, goes=goes, choices=given["choices"])
        sides = [
            {
                "name": side.name,
                "stays": shown(side.name, side.stays),
                "goes": shown(side.name, side.goes),
                "kept": shown(side.name, side.kept),
                "can_be_chosen": side.is_open,
            }
            for side in seen.sides
        ]
        told = {"fields_kept": sides, "purposes": seen.purposes, "terms_lost": seen.terms_lost}
        return Response(PreviewSerializer(told | {"moved": seen.moved, "left": seen.left}).data)

    @extend_schema(request=None, responses=MergeSerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotUndo):
            undone = services.undo(merge=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(undone).data)


class PairSerializer(serializers.Serializer[Any]):
    """Two profiles that may be one person, and why."""

    one = serializers.CharField(source="one.public_id")
    one_name = serializers.CharField(source="one.name")
    other = serializers.CharField(source="other.public_id")
    other_name = serializers.CharField(source="other.name")
    reason = serializers.CharField()
    is_certain = serializers.BooleanField()


class NotSameSerializer(serializers.ModelSerializer[NotSame]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", max_length=22)
    other = serializers.CharField(source="other.public_id", max_length=22)

    class Meta:
        model = NotSame
        fields = ("id", "representative", "other", "decided_at")
        read_only_fields = ("decided_at",)
        validators: ClassVar[list[Any]] = []


class DuplicateViews(MunicipalViews, CreateModelMixin, GenericViewSet[NotSame]):
    """Pairs that may be one person with GET; "two different people" with POST."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_MERGE,
        "create": Permission.REGISTRY_MERGE,
    }
    serializer_class = NotSameSerializer
    queryset = NotSame.objects.select_related("representative", "other")
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        responses=PairSerializer(many=True),
        parameters=[OpenApiParameter("municipality", str, required=False)],
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        found = []
        for municipality in self.listed_municipalities():
            looked: dict[str, Any] = {"purpose": "duplicates", "fields": ["name"]}
            audit.record_listing(
                Representative, municipality=municipality, by=request.user, at=timezone.now(), **looked
            )
            found += queries.pairs(user=request.user, municipality=municipality)
        return Response(PairSerializer(found, many=True).data)

    def perform_create(self, serializer: serializers.BaseSerializer[NotSame]) -> None:
        given = serializer.validated_data
        one, other = _both(self, given["representative"]["public_id"], given["other"]["public_id"])
        with refusals(services.CannotMerge):
            serializer.instance = services.keep_apart(
                one=one, other=other, by=self.request.user, at=timezone.now()
            )


def _both(view: Any, *public_ids: str) -> tuple[Representative, Representative]:
    """The two people, each seen and each within the permission."""
    people = Representative.objects.visible_to(view.request.user)
    people = people.select_related("municipality", "contact", "came_through")
    one, other = (get_object_or_404(people, public_id=public_id) for public_id in public_ids)
    for person in (one, other):
        view.check_object_permissions(view.request, person)
    return one, other
