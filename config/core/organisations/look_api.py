"""How documents of a municipality look, over the API."""

import base64
import binascii
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations import looks
from config.core.organisations.models import Municipality, MunicipalLook
from config.core.ui.api import refusals

# A third more than the file: what it takes as letters.
_MOST_LETTERS = looks.MOST_BYTES * 4 // 3 + 4


class MunicipalLookSerializer(serializers.Serializer[Any]):
    """`arms` is the PNG as base64; without it the coat of arms stays as it is."""

    municipality = serializers.SlugField(max_length=40, required=False)
    name = serializers.CharField(max_length=80, required=False, allow_blank=True, default="")
    accent = serializers.CharField(max_length=7)
    arms = serializers.CharField(
        max_length=_MOST_LETTERS, required=False, allow_null=True, allow_blank=True, default=None
    )
    without_arms = serializers.BooleanField(required=False, default=False, write_only=True)

    def validate_arms(self, value: str | None) -> bytes | None:
        if not value:
            return None
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError) as error:
            raise serializers.ValidationError(_("Send the picture as base64.")) from error


class LookViews(MunicipalViews, GenericViewSet[MunicipalLook]):
    """GET says how documents look; POST sets it."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "create"), Permission.SETTINGS_MANAGE
    )
    serializer_class = MunicipalLookSerializer
    queryset = MunicipalLook.objects.select_related("municipality")
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=MunicipalLookSerializer(many=True))
    def list(self, request: Request, **address: str) -> Response:
        return Response([_told(place) for place in self.listed_municipalities()])

    @extend_schema(responses={201: MunicipalLookSerializer})
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        given = MunicipalLookSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = {name: value for name, value in given.validated_data.items() if name != "municipality"}
        with refusals(looks.CannotShow):
            looks.set_look(municipality=municipality, by=request.user, at=timezone.now(), **wanted)
        return Response(_told(municipality), status=201)


def _told(municipality: Municipality) -> dict[str, Any]:
    found = looks.look_of(municipality)
    arms = base64.b64encode(found.arms).decode() or None
    return {"municipality": municipality.slug, "name": found.name, "accent": found.accent, "arms": arms}
