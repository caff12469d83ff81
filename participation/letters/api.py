"""Own words in letters over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.letters import services
from config.core.letters.kinds import Wording, all_wordings
from config.core.letters.models import LONGEST, LONGEST_SIGNATURE, LetterText
from config.core.organisations.models import Municipality
from config.core.ui.api import refusals
from participation.letters import queries
from representatives.registry.forms import clean_phone


class LetterTextSerializer(serializers.ModelSerializer[LetterText]):
    """One version; a POST writes the next one, and the newest is in force."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True)
    kind = serializers.CharField(max_length=60)
    language = serializers.ChoiceField(choices=settings.LANGUAGES)
    opening = serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST)
    closing = serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST)
    signature = serializers.CharField(
        required=False, allow_blank=True, default="", max_length=LONGEST_SIGNATURE
    )

    class Meta:
        model = LetterText
        fields = (
            "id",
            "municipality",
            "kind",
            "language",
            "number",
            "opening",
            "closing",
            "signature",
            "restored",
            "at",
        )
        read_only_fields = ("number", "restored", "at")


class KindSerializer(serializers.Serializer[Any]):
    """A letter with room for own words: its placeholders, and what the product writes itself."""

    kind = serializers.CharField()
    label: Any = serializers.CharField()
    placeholders = serializers.SerializerMethodField()
    always = serializers.ListField(child=serializers.CharField())

    @extend_schema_field({"type": "array", "items": {"type": "string"}})
    def get_placeholders(self, wording: Wording) -> list[str]:
        return list(wording.codes)


class SenderSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(source="sender_name", required=False, allow_blank=True, max_length=80)
    email = serializers.EmailField(
        source="facilitator_email", required=False, allow_blank=True, max_length=254
    )
    phone = serializers.CharField(source="facilitator_phone", required=False, allow_blank=True, max_length=30)

    def validate_phone(self, value: str) -> str:
        try:
            return clean_phone(value)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error


class LetterPreviewSerializer(serializers.Serializer[Any]):
    subject = serializers.CharField()
    text = serializers.CharField()
    is_outline = serializers.BooleanField()


class LetterTextViews(
    MunicipalViews, CreateModelMixin, RetrieveModelMixin, ListModelMixin, GenericViewSet[LetterText]
):
    """Versions of own words. `kinds/` are the letters, `preview/` shows one, `sender/` the sender."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "create", "restore", "kinds", "preview", "sender", "set_sender"),
        Permission.LETTERS_WRITE,
    )
    serializer_class = LetterTextSerializer
    queryset = LetterText.objects.select_related("municipality")
    filterset_fields = ("kind", "language")

    def perform_create(self, serializer: serializers.BaseSerializer[LetterText]) -> None:
        with refusals(services.CannotWrite):
            serializer.instance = services.write(
                municipality=self.chosen_municipality(),
                by=self.request.user,
                at=timezone.now(),
                **serializer.validated_data,
            )

    @extend_schema(request=None, responses=LetterTextSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotWrite):
            text = services.restore(text=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(text).data)

    @extend_schema(responses=KindSerializer(many=True))
    @action(detail=False, pagination_class=None, filterset_fields=())
    def kinds(self, request: Request) -> Response:
        return Response(KindSerializer(all_wordings(), many=True).data)

    @extend_schema(request=LetterTextSerializer, responses=LetterPreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        given = LetterTextSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        municipality = self.chosen_municipality()
        with refusals(services.CannotWrite):
            services.check(municipality=municipality, **given.validated_data)
        text = LetterText(municipality=municipality, at=timezone.now(), **given.validated_data)
        return Response(LetterPreviewSerializer(queries.preview(text=text)).data)

    @extend_schema(responses=SenderSerializer)
    @action(detail=False, pagination_class=None, filterset_fields=())
    def sender(self, request: Request) -> Response:
        return Response(SenderSerializer(self.chosen_municipality()).data)

    @extend_schema(request=SenderSerializer, responses=SenderSerializer)
    @sender.mapping.post
    def set_sender(self, request: Request) -> Response:
        given = SenderSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return Response(SenderSerializer(self._set(given.validated_data)).data)

    def _set(self, said: dict[str, str]) -> Municipality:
        now = self.chosen_municipality()
        with refusals(services.CannotWrite):
            return services.set_sender(
                municipality=now,
                name=said.get("sender_name", now.sender_name),
                email=said.get("facilitator_email", now.facilitator_email),
                phone=said.get("facilitator_phone", now.facilitator_phone),
                by=self.request.user,
                at=timezone.now(),
            )
