"""Letters on paper over the API: the same services, permissions and rows."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
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
from participation.invitations.models import Invitation
from participation.paper import codes, services, sheets
from participation.paper.models import PaperLetter


class PaperLetterSerializer(serializers.ModelSerializer[PaperLetter]):
    """A letter that was made. Its code stands in the file alone."""

    id = serializers.CharField(source="public_id", read_only=True)
    invitation = serializers.CharField(source="invitation.public_id", max_length=22)

    class Meta:
        model = PaperLetter
        fields = ("id", "invitation", "made_at", "posted_at")
        read_only_fields = ("made_at", "posted_at")


class CodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=40)


class FoundSerializer(serializers.Serializer[Any]):
    invitation = serializers.CharField()


class PaperLetterViews(MunicipalViews, CreateModelMixin, LoggedReads, GenericViewSet[PaperLetter]):
    """Make with POST, print with …/pdf/, then …/posted/. `find/` tells whose a code is."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.INVITATIONS_READ,
        "retrieve": Permission.INVITATIONS_READ,
        "pdf": Permission.INVITATIONS_READ,
        "create": Permission.INVITATIONS_SEND,
        "posted": Permission.INVITATIONS_SEND,
        "find": Permission.INVITATIONS_SEND,
    }
    serializer_class = PaperLetterSerializer
    person, shown = "invitation.representative", ("name",)
    queryset = PaperLetter.objects.current().select_related(
        "invitation__request__project__unit", "invitation__representative__municipality"
    )
    filterset_fields: ClassVar[dict[str, list[str]]] = {"posted_at": ["isnull"]}

    def perform_create(self, serializer: serializers.BaseSerializer[PaperLetter]) -> None:
        rows = Invitation.objects.visible_to(self.request.user)
        given = serializer.validated_data["invitation"]["public_id"]
        invitation = get_object_or_404(rows, public_id=given)
        with refusals(services.CannotMake):
            serializer.instance = services.make(
                invitation=invitation, by=self.request.user, at=timezone.now()
            )

    @extend_schema(request=None, responses=PaperLetterSerializer)
    @action(detail=True, methods=["post"])
    def posted(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotPost):
            letter = services.post(letter=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(letter).data)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True)
    def pdf(self, request: Request, **address: str) -> HttpResponse:
        letter: Any = self.get_object()
        at = timezone.now()
        person = letter.invitation.representative
        audit.record_read(person, by=request.user, at=at, purpose="api", fields=["name", "letter"])
        language = translation.get_language() or "nb"
        content = sheets.sheets([letter], language=language, as_of=timezone.localdate(at))
        return HttpResponse(content, content_type="application/pdf")

    @extend_schema(request=CodeSerializer, responses=FoundSerializer)
    @action(detail=False, methods=["post"])
    def find(self, request: Request) -> Response:
        given = CodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        found = codes.find(given.validated_data["code"])
        rows = Invitation.objects.visible_to(request.user)
        invitation = get_object_or_404(rows, pk=found.pk if found else None)
        return Response(FoundSerializer({"invitation": invitation.public_id}).data)
