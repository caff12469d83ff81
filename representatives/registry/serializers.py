"""The registry's people, terms and steps as the API reads and writes them."""

from typing import Any

from rest_framework import serializers

from config.core.accounts.models import User, canonical_email
from config.core.ui.api_fields import RowField
from representatives.registry.forms import BOUNDS, LONGEST_NOTE, clean_phone, rest_is_unclear
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.registry.no_gos import ABOUT, CHOOSE_ONE


class KeptTermSerializer(serializers.ModelSerializer[ProfileTerm]):
    id = serializers.CharField(source="public_id", read_only=True)
    term = serializers.CharField(source="term.public_id", read_only=True)
    kind = serializers.CharField(source="term.kind", read_only=True)
    key = serializers.CharField(source="term.key", read_only=True)
    name = serializers.CharField(source="term.name", read_only=True)

    class Meta:
        model = ProfileTerm
        fields = ("id", "term", "kind", "key", "name", "relation", "level")


class NoGoSerializer(serializers.ModelSerializer[NoGo]):
    """A unit, a topic or a person of the service, by id; exactly one of them."""

    id = serializers.CharField(source="public_id", read_only=True)
    unit = serializers.CharField(
        source="unit.public_id", required=False, allow_null=True, max_length=22, default=None
    )
    term = serializers.CharField(
        source="term.public_id", required=False, allow_null=True, max_length=22, default=None
    )

    person = serializers.CharField(
        source="person.public_id", required=False, allow_null=True, max_length=22, default=None
    )

    class Meta:
        model = NoGo
        fields = ("id", *ABOUT)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        chosen = {name: (attrs.get(name) or {}).get("public_id") for name in ABOUT}
        if sum(map(bool, chosen.values())) != 1:
            raise serializers.ValidationError(CHOOSE_ONE)
        return chosen


class RepresentativeSerializer(serializers.ModelSerializer[Representative]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    name = serializers.CharField(read_only=True)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)
    contact = RowField(slug_field="public_id", queryset=User.objects.all(), required=False, allow_null=True)
    came_through = serializers.CharField(source="came_through.public_id", read_only=True, default=None)
    # Only when a person is taken in: one who was erased has said anew that they want to be in the network.
    has_word = serializers.BooleanField(required=False, write_only=True)
    terms = KeptTermSerializer(many=True, read_only=True)
    no_gos = NoGoSerializer(many=True, read_only=True)

    class Meta:
        model = Representative
        fields = (
            "id",
            "municipality",
            "name",
            "given_name",
            "family_name",
            "email",
            "phone",
            "birth_year",
            "area",
            "language",
            "channel",
            "organisation",
            "mandate",
            "nominated_by",
            "availability",
            "available_until",
            "contact",
            "came_through",
            "note",
            "most_at_once",
            "most_per_half_year",
            "is_mediated",
            "state",
            "resting_until",
            "source",
            "confirmed_on",
            "last_contact_on",
            "has_word",
            "terms",
            "no_gos",
        )
        read_only_fields = ("state", "resting_until", "source", "confirmed_on")
        extra_kwargs = {
            name: {"min_value": least, "max_value": most} for name, (least, most) in BOUNDS.items()
        }

    def validate_email(self, value: str) -> str:
        return canonical_email(value)

    def validate_phone(self, value: str) -> str:
        return clean_phone(value)


class SeenSerializer(serializers.Serializer[Any]):
    """Who was shown as possibly the same person, and is not."""

    seen = serializers.ListField(
        child=serializers.CharField(max_length=22), required=False, default=list, max_length=100
    )


class NewRepresentativeSerializer(SeenSerializer, RepresentativeSerializer):
    """As a person is taken in: the profile, and who was looked at first."""

    class Meta(RepresentativeSerializer.Meta):
        fields = (*RepresentativeSerializer.Meta.fields, "seen")  # type: ignore[assignment]  # one more


class RepresentativeMoveSerializer(serializers.Serializer[Any]):
    to = serializers.ChoiceField(choices=Representative.State.choices)
    reason = serializers.CharField(max_length=300)
    until = serializers.DateField(required=False, allow_null=True, default=None)
    until_further_notice = serializers.BooleanField(required=False, default=False)
    # Only for `left`, and only where there is an e-mail: false for one who has died.
    thanks = serializers.BooleanField(required=False, default=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        open_ended = attrs.pop("until_further_notice")
        if attrs["to"] == Representative.State.RESTING:
            sentence = rest_is_unclear(attrs["until"], open_ended=open_ended)
            if sentence:
                raise serializers.ValidationError({"until": sentence})
        return attrs
