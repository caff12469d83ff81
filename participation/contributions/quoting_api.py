"""How somebody would be quoted, over the API: the same preview, the same warning, the same word."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request

from config.core.ui.api import refusals
from participation.contributions import quoting
from participation.contributions.models import Contribution
from participation.contributions.quoting_views import shown
from participation.contributions.recognising import What


class RecognisedSerializer(serializers.Serializer[Any]):
    """What in the words may tell who said them."""

    what = serializers.ChoiceField(choices=What.choices)
    words = serializers.CharField()


class QuotationSerializer(serializers.Serializer[Any]):
    """The words as they would stand, and what the person has said of them; null where nothing is said yet."""

    words = serializers.CharField()
    seen = serializers.CharField()
    is_allowed = serializers.BooleanField(allow_null=True)
    recognisable = RecognisedSerializer(many=True)


class QuotationWordSerializer(serializers.Serializer[Any]):
    """`seen` is what the preview gave: a yes holds for the words that were read, and for no others."""

    is_allowed = serializers.BooleanField()
    seen = serializers.CharField(max_length=64)


def preview(said: Contribution) -> dict[str, Any]:
    """What both sides are told."""
    found = shown(said)
    word = found["quotation"]
    answer = {
        "words": said.text,
        "seen": found["seen"],
        "is_allowed": word.is_allowed if word else None,
        "recognisable": found["reasons"],
    }
    return dict(QuotationSerializer(answer).data)


def keep(request: Request, said: Contribution, via: str) -> dict[str, Any]:
    """Keeps the word, and shows the quotation anew."""
    given = QuotationWordSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    with refusals(quoting.CannotQuote):
        quoting.decide(contribution=said, via=via, by=request.user, at=timezone.now(), **given.validated_data)
    return preview(said)
