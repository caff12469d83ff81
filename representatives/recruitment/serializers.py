"""How channels, applications and forms on paper read over the API."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from representatives.recruitment import papers, services
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import Relation


class ChannelSerializer(serializers.ModelSerializer[RecruitmentChannel]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    wanted = serializers.CharField(
        source="wanted.public_id", required=False, allow_null=True, max_length=22, default=None
    )
    address = serializers.SerializerMethodField()
    is_open = serializers.SerializerMethodField()

    class Meta:
        model = RecruitmentChannel
        fields = (
            "id",
            "municipality",
            "name",
            "kind",
            "greeting",
            "wanted",
            "wanted_area",
            "open_until",
            "address",
            "is_open",
            "passed_on",
            "opened",
        )
        read_only_fields = ("passed_on", "opened")

    def get_address(self, channel: RecruitmentChannel) -> str:
        return papers.address(channel)

    def get_is_open(self, channel: RecruitmentChannel) -> bool:
        return channel.is_open_on(timezone.localdate())


class PassedOnSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(min_value=1, max_value=services.MOST_PASSED_ON)


class YieldSerializer(serializers.Serializer[Any]):
    """What a channel has led to; `still_active` is of `lasting`, those welcomed at least six months ago."""

    passed_on = serializers.IntegerField(source="channel.passed_on")
    opened = serializers.IntegerField(source="channel.opened")
    applied = serializers.IntegerField()
    welcomed = serializers.IntegerField()
    lasting = serializers.IntegerField()
    still_active = serializers.IntegerField()


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    id = serializers.CharField(source="public_id", read_only=True)
    representative = serializers.CharField(source="representative.public_id", read_only=True)
    state = serializers.CharField(source="representative.state", read_only=True)
    channel = serializers.CharField(source="channel.public_id", read_only=True, allow_null=True, default=None)
    handled_by = serializers.CharField(
        source="handled_by.public_id", read_only=True, allow_null=True, default=None
    )
    words = serializers.CharField(read_only=True)

    class Meta:
        model = Application
        fields = (
            "id",
            "representative",
            "state",
            "channel",
            "words",
            "best_reached",
            "applied_at",
            "handled_by",
            "outcome",
            "closed_at",
        )
        read_only_fields = ("best_reached", "applied_at", "outcome", "closed_at")


class PaperSerializer(serializers.Serializer[Any]):
    """A form on paper, as it was filled in; lists hold ids of terms. The same rules as the page's form."""

    given_name = serializers.CharField(max_length=80)
    family_name = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    phone = serializers.CharField(max_length=30, required=False, default="", allow_blank=True)
    email = serializers.CharField(max_length=254, required=False, default="", allow_blank=True)
    channel = serializers.ChoiceField(choices=["phone", "email"])
    best_reached = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    area = serializers.CharField(max_length=80, required=False, default="", allow_blank=True)
    experience_consent = serializers.ChoiceField(choices=["yes", "no"], required=False, default="no")
    experience = serializers.ListField(
        child=serializers.CharField(max_length=22), max_length=50, default=list
    )
    services = serializers.ListField(child=serializers.CharField(max_length=22), max_length=50, default=list)
    roles = serializers.ListField(child=serializers.CharField(max_length=22), max_length=50, default=list)
    skills = serializers.ListField(child=serializers.CharField(max_length=22), max_length=50, default=list)
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, default=Relation.OWN)
    words = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)
    network = serializers.BooleanField()
    quotation = serializers.BooleanField(required=False, default=False)
    signed_on = serializers.DateField()
    evidence = serializers.CharField(max_length=200)
    through = serializers.CharField(
        max_length=22, required=False, default="", allow_blank=True, help_text="The channel's id"
    )


class PersonSerializer(serializers.Serializer[Any]):
    representative = serializers.CharField(max_length=22)
