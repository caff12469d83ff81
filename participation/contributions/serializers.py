"""Contributions and their chain as the API shows and takes them."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from config.core.access import scope
from config.core.access.permissions import Permission
from participation.contributions.models import Change, Contribution, Decision, Effect, Response, Told


class ResponseSerializer(serializers.ModelSerializer[Response]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Response
        fields = ("id", "answer", "reason", "answered_on")


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Decision
        fields = ("id", "text", "forum", "reference", "decided_on")


class EffectSerializer(serializers.ModelSerializer[Effect]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Effect
        fields = ("id", "indicator", "before", "after", "source", "measured_on", "not_measured_because")


class ChangeSerializer(serializers.ModelSerializer[Change]):
    """`outcome` is the class that the `kind` is of."""

    id = serializers.CharField(source="public_id", read_only=True)
    contribution = serializers.CharField(source="contribution.public_id", read_only=True)
    effects = EffectSerializer(many=True, read_only=True)

    class Meta:
        model = Change
        fields = (
            "id",
            "contribution",
            "before",
            "text",
            "kind",
            "outcome",
            "attribution",
            "evidence_level",
            "unintended",
            "changed_on",
            "effects",
        )
        read_only_fields = ("outcome",)


class EvidenceSerializer(serializers.ModelSerializer[Change]):
    class Meta:
        model = Change
        fields = ("evidence_level",)
        extra_kwargs = {"evidence_level": {"required": True}}


class ToldSerializer(serializers.ModelSerializer[Told]):
    """`assignment` is whom, `about` the id of the answer, decision or change; `state` is that of a mail."""

    id = serializers.CharField(source="public_id", read_only=True)
    assignment = serializers.CharField(
        source="assignment.public_id", max_length=22, required=False, default=None
    )
    about = serializers.CharField(source="about_ref", max_length=22)
    channel = serializers.ChoiceField(choices=Told.Channel.choices)
    state = serializers.CharField(source="message.state", read_only=True, default="")

    class Meta:
        model = Told
        fields = ("id", "assignment", "step", "about", "channel", "state", "at")
        read_only_fields = ("at",)

    def validate_channel(self, value: str) -> str:
        if value == Told.Channel.EMAIL:
            raise serializers.ValidationError(_("Mail is sent by itself; record a call or a letter."))
        return value


class PromiseSerializer(serializers.Serializer[Any]):
    """Who owes an answer, and by when."""

    owner = serializers.CharField(max_length=22)
    due_on = serializers.DateField()


class PastedSerializer(serializers.Serializer[Any]):
    """Minutes or a mail as they are."""

    text = serializers.CharField(max_length=30_000)


class LinesSerializer(serializers.Serializer[Any]):
    """What was found in it, in order; nothing is stored."""

    lines = serializers.ListField(child=serializers.CharField())


class SaidSerializer(serializers.Serializer[Any]):
    """Without `assignment` the group said it; without `due_on` the answer is due in thirty days."""

    text = serializers.CharField(max_length=2000)
    owner = serializers.CharField(max_length=22)
    assignment = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
    hoped_for = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    speaks_for = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    from_experience = serializers.CharField(max_length=140, required=False, allow_blank=True, default="")


class ManySerializer(serializers.Serializer[Any]):
    """Everything that was said in a meeting, stored whole or not at all."""

    meeting = serializers.CharField(max_length=22)
    said_on = serializers.DateField(required=False, allow_null=True, default=None)
    said = serializers.ListField(child=SaidSerializer(), allow_empty=False, max_length=50)


class PromiseRateSerializer(serializers.Serializer[Any]):
    """The figures of a unit, a project or all together; `id` is empty for all."""

    id = serializers.CharField(source="key")
    name = serializers.CharField()
    said = serializers.IntegerField()
    answered = serializers.IntegerField()
    in_time = serializers.IntegerField()
    told = serializers.IntegerField()
    overdue = serializers.IntegerField()
    days = serializers.FloatField(allow_null=True)


class PromiseRatesSerializer(serializers.Serializer[Any]):
    total = PromiseRateSerializer()
    units = PromiseRateSerializer(many=True)
    projects = PromiseRateSerializer(many=True)
    definitions = serializers.ListField(child=serializers.CharField())


class ContributionSerializer(serializers.ModelSerializer[Contribution]):
    """Without `assignment` the group said it. Who said it is shown to those who may read the registry."""

    id = serializers.CharField(source="public_id", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    unit = serializers.CharField(source="project.unit.public_id", read_only=True)
    meeting = serializers.CharField(source="meeting.public_id", max_length=22, default=None)
    assignment = serializers.CharField(source="assignment.public_id", max_length=22, default=None)
    # Empty only when the one who owed the answer has been removed.
    owner = serializers.CharField(source="owner.public_id", max_length=22, allow_null=True)
    due_on = serializers.DateField(required=False)
    text = serializers.CharField(max_length=2000)
    responses = ResponseSerializer(many=True, read_only=True)
    decisions = DecisionSerializer(many=True, read_only=True)
    changes = ChangeSerializer(many=True, read_only=True)
    tellings = ToldSerializer(many=True, read_only=True)

    class Meta:
        model = Contribution
        fields = (
            "id",
            "project",
            "unit",
            "meeting",
            "assignment",
            "is_from_group",
            "text",
            "hoped_for",
            "speaks_for",
            "from_experience",
            "said_on",
            "owner",
            "due_on",
            "responses",
            "decisions",
            "changes",
            "tellings",
        )
        read_only_fields = ("is_from_group",)

    def validate_owner(self, value: str | None) -> str:
        if value is None:
            raise serializers.ValidationError(_("A contribution needs someone who owes an answer."))
        return value

    def to_representation(self, instance: Contribution) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        reach = scope.of(self.context["request"].user)
        if not reach.may(Permission.REGISTRY_READ, instance.municipality_id):
            shown["assignment"] = None
            for telling in shown["tellings"]:
                telling["assignment"] = None
        return shown
