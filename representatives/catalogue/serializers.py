"""The shapes of the catalogue over the API."""

from typing import Any

from rest_framework import serializers

from representatives.catalogue.models import Term, TermChange
from representatives.catalogue.rules import LONGEST_WORD


class TermSerializer(serializers.ModelSerializer[Term]):
    """A term; `parent` and `merged_into` are ids. `municipality` is empty for those that come with the product."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.CharField(source="municipality.slug", read_only=True, allow_null=True)
    parent = serializers.CharField(  # type: ignore[assignment]  # shadows Serializer.parent
        source="parent.public_id", required=False, allow_null=True, max_length=22
    )
    merged_into = serializers.CharField(source="merged_into.public_id", read_only=True, allow_null=True)
    synonyms: Any = serializers.SlugRelatedField(slug_field="text", many=True, read_only=True)

    class Meta:
        model = Term
        fields = (
            "id",
            "municipality",
            "kind",
            "key",
            "parent",
            "name_nb",
            "name_nn",
            "name_en",
            "state",
            "merged_into",
            "version",
            "synonyms",
        )
        read_only_fields = ("key", "state", "version")


class OwnWordSerializer(serializers.Serializer[Any]):
    """A word that leads to a term."""

    text = serializers.CharField(max_length=LONGEST_WORD)


class IntoSerializer(serializers.Serializer[Any]):
    """The id of the term that another is merged into."""

    into = serializers.CharField(max_length=22)


class UseSerializer(serializers.Serializer[Any]):
    """How many rows of one kind use a term."""

    field = serializers.CharField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    words = serializers.CharField(read_only=True)


class TermChangeSerializer(serializers.ModelSerializer[TermChange]):
    """What happened to a term; the names are those that held until then."""

    class Meta:
        model = TermChange
        fields = ("kind", "version", "name_nb", "name_nn", "name_en", "word", "at")
        read_only_fields = fields
