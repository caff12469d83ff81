"""The municipality's own words over the API: GET …/own-words/ for the file, POST a file to take another's in."""

from typing import Any, ClassVar

from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from representatives.catalogue.models import Term
from representatives.spreadsheets import own_words
from representatives.spreadsheets.answers import answer_with
from representatives.spreadsheets.own_words_views import WordsForm
from representatives.spreadsheets.sheets import CSV


class WordsSerializer(serializers.Serializer[Any]):
    file = serializers.FileField()
    municipality = serializers.SlugField(max_length=40, required=False)


class RefusedSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField()
    word = serializers.CharField()
    why = serializers.CharField()


class OutcomeSerializer(serializers.Serializer[Any]):
    added = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = RefusedSerializer(many=True)


class OwnWordViews(MunicipalViews, GenericViewSet[Term]):
    """Own words of the municipality, to be shared with another."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "create"), Permission.CATALOGUE_WRITE
    )
    serializer_class = WordsSerializer
    queryset = Term.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses={(200, CSV): bytes})
    def list(self, request: Request, **address: str) -> HttpResponseBase:
        return answer_with(own_words.file_of(self.chosen_municipality()))

    @extend_schema(request=WordsSerializer, responses=OutcomeSerializer)
    def create(self, request: Request, **address: str) -> Response:
        municipality = self.chosen_municipality()
        form = WordsForm({}, request.FILES)
        if not form.is_valid():
            raise serializers.ValidationError({"file": [str(one) for one in form.errors["file"]]})
        file = form.cleaned_data["file"]
        given = {"content": file.read(), "name": file.name, "by": request.user, "at": timezone.now()}
        with refusals(own_words.CannotTakeIn):
            outcome = own_words.take_in(municipality=municipality, **given)
        return Response(OutcomeSerializer(outcome).data)
