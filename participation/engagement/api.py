"""Engagement over the API: professionals with their facts, and units on the ladder."""

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews, permission_for
from config.core.access.permissions import Permission
from config.core.audit.api import LoggedReads
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.engagement import gathering, happenings, knowing, queries, relations, services
from participation.engagement.glad import GladToHelp
from participation.engagement.models import Fact, Professional, Step, UnitStep
from participation.engagement.relations import Relation
from participation.engagement.ties import Tie


class FactSerializer(serializers.ModelSerializer[Fact]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = Fact
        fields = ("id", "kind", "text", "happened_on")


class HappeningSerializer(serializers.Serializer[happenings.Happening]):
    """One fact of the whole list; `comes_from` is `hand`, or the part of the product that it gathers from."""

    id = serializers.CharField(help_text="Empty where the fact gathers by itself.")
    kind = serializers.ChoiceField(choices=Fact.Kind.choices)
    text = serializers.CharField()
    happened_on = serializers.DateField()
    comes_from = serializers.ChoiceField(choices=[happenings.HAND, *gathering.NAMED], source="source")
    told_by = serializers.CharField()
    row = serializers.CharField(
        help_text="Id of the request, meeting, project or contribution it comes from."
    )


class ProfessionalSerializer(serializers.ModelSerializer[Professional]):
    id = serializers.CharField(source="public_id", read_only=True)
    unit = serializers.CharField(source="unit.public_id", max_length=22)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False, allow_blank=True)
    facts = serializers.SerializerMethodField()

    class Meta:
        model = Professional
        fields = ("id", "name", "unit", "job", "email", "language", "is_active", "facts")

    @extend_schema_field(HappeningSerializer(many=True))
    def get_facts(self, person: Professional) -> Any:
        today = timezone.localdate()
        found = self.context.get("facts")
        facts: Any = happenings.of(person, today=today) if found is None else found[person.pk]
        return HappeningSerializer(facts, many=True).data


class OwnStepSerializer(serializers.ModelSerializer[Relation]):
    class Meta:
        model = Relation
        fields = ("next_step", "next_on", "every_days", "is_proposed", "cadence", "written")


class OwnTieSerializer(serializers.Serializer[knowing.Known]):
    words = serializers.CharField()
    unit = serializers.CharField(source="whom.unit.name")
    told_by = serializers.CharField()
    written_on = serializers.DateField()


class OwnRecordSerializer(ProfessionalSerializer):
    """Everything held about the one who reads: also what facilitators will do next, and who knows whom."""

    next_steps = serializers.SerializerMethodField()
    ties = serializers.SerializerMethodField()
    glad = serializers.SerializerMethodField()

    class Meta(ProfessionalSerializer.Meta):
        fields = (*ProfessionalSerializer.Meta.fields, "created_at", "next_steps", "ties", "glad")  # type: ignore[assignment]  # more than its base

    @extend_schema_field(OwnStepSerializer(many=True))
    def get_next_steps(self, person: Professional) -> Any:
        rows = Relation.objects.visible_to(self.context["request"].user)
        return OwnStepSerializer(relations.told(rows, person), many=True).data

    @extend_schema_field(OwnTieSerializer(many=True))
    def get_ties(self, person: Professional) -> Any:
        rows = Tie.objects.visible_to(self.context["request"].user)
        ties: Any = knowing.told(rows, person)
        return OwnTieSerializer(ties, many=True).data

    @extend_schema_field(serializers.CharField())
    def get_glad(self, person: Professional) -> str:
        said = GladToHelp.objects.filter(professional=person).first()
        return said.about if said else ""


class ProfessionalFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    unit = django_filters.CharFilter(field_name="unit__public_id")

    class Meta:
        model = Professional
        fields = ("is_active",)


class ProfessionalViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.UpdateModelMixin,
    LoggedReads,
    GenericViewSet[Professional],
):
    """People who work in units, with facts. One's own record is at …/mine/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_READ,
        "retrieve": Permission.ENGAGEMENT_READ,
        "create": Permission.ENGAGEMENT_WRITE,
        "update": Permission.ENGAGEMENT_WRITE,
        "partial_update": Permission.ENGAGEMENT_WRITE,
        "facts": Permission.ENGAGEMENT_WRITE,
        "mine": Permission.ENGAGEMENT_OWN,
    }
    serializer_class = ProfessionalSerializer
    person, shown = "", ("facts",)
    queryset = Professional.objects.select_related("unit")
    filterset_class = ProfessionalFilter

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """For many at once, the facts of all of them in two statements."""
        if kwargs.get("many"):
            facts = happenings.of_each(list(args[0]), today=timezone.localdate())
            kwargs["context"] = {**self.get_serializer_context(), "facts": facts}
        return super().get_serializer(*args, **kwargs)

    def perform_create(self, serializer: serializers.BaseSerializer[Professional]) -> None:
        given = self._with_unit(serializer.validated_data)
        given.pop("is_active", None)
        with refusals(services.CannotRecord):
            serializer.instance = services.create_professional(
                municipality=given["unit"].municipality, by=self.request.user, at=timezone.now(), **given
            )

    def perform_update(self, serializer: serializers.BaseSerializer[Professional]) -> None:
        changes = self._with_unit(serializer.validated_data)
        person: Any = serializer.instance
        with refusals(services.CannotRecord):
            services.update_professional(
                professional=person, changes=changes, by=self.request.user, at=timezone.now()
            )
        serializer.instance = self.get_queryset().get(pk=person.pk)

    @extend_schema(request=FactSerializer, responses={201: FactSerializer})
    @action(detail=True, methods=["post"])
    def facts(self, request: Request, **address: str) -> Response:
        """Writes down a contact or another fact."""
        given = FactSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotRecord):
            fact = services.record_fact(
                professional=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(FactSerializer(fact).data, status=201)

    @extend_schema(responses=OwnRecordSerializer(many=True))
    @action(detail=False, methods=["get"], pagination_class=None, filterset_class=None)
    def mine(self, request: Request) -> Response:
        """Everything held about the person who asks, one record a municipality."""
        rows = list(self.get_queryset().filter(user=request.user))
        return Response(OwnRecordSerializer(rows, many=True, context=self.get_serializer_context()).data)

    def _with_unit(self, given: Any) -> dict[str, Any]:
        found = dict(given)
        if "unit" in found:
            units = Unit.objects.reached_by(self.request.user, Permission.ENGAGEMENT_WRITE)
            found["unit"] = get_object_or_404(
                units.select_related("municipality"), public_id=found["unit"]["public_id"]
            )
        return found


class StepSerializer(serializers.ModelSerializer[UnitStep]):
    step = serializers.ChoiceField(choices=Step.choices)
    wanted = serializers.ChoiceField(choices=Step.choices)
    basis = serializers.CharField(max_length=300)

    class Meta:
        model = UnitStep
        fields = ("step", "wanted", "basis", "set_on")


class NewStepSerializer(StepSerializer):
    unit = serializers.CharField(max_length=22)

    class Meta(StepSerializer.Meta):
        fields = ("unit", *StepSerializer.Meta.fields)  # type: ignore[assignment]  # one more than its base


class StandingSerializer(serializers.Serializer[queries.Standing]):
    """A unit with the step that holds; null where nobody has set one."""

    id = serializers.CharField(source="unit.public_id")
    unit = serializers.CharField(source="unit.name")
    step = serializers.IntegerField(source="step.step", default=None)
    wanted = serializers.IntegerField(source="step.wanted", default=None)
    basis = serializers.CharField(source="step.basis", default="")
    set_on = serializers.DateField(source="step.set_on", default=None)
    is_clarified = serializers.BooleanField()


class MovementSerializer(StandingSerializer):
    history = serializers.SerializerMethodField()

    @extend_schema_field(StepSerializer(many=True))
    def get_history(self, standing: queries.Standing) -> Any:
        return StepSerializer(queries.history(standing.unit), many=True).data


class EngagementViews(MunicipalViews, GenericViewSet[Unit]):
    """Units on the ladder (0 not clarified, 1 knows, 2 gives room, 3 contributes, 4 drives). POST sets a step."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_READ,
        "retrieve": Permission.ENGAGEMENT_READ,
        "create": Permission.ENGAGEMENT_WRITE,
    }
    serializer_class: Any = StandingSerializer
    queryset = Unit.objects.filter(is_active=True)

    def get_queryset(self) -> Any:
        permission = permission_for(self) or Permission.ENGAGEMENT_READ
        return super().get_queryset().reached_by(self.request.user, permission)

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        standings: Any = queries.standings(page or [])
        rows = StandingSerializer(standings, many=True)
        return self.get_paginated_response(rows.data)

    @extend_schema(responses=MovementSerializer)
    def retrieve(self, request: Request, **address: str) -> Response:
        return Response(MovementSerializer(queries.standings([self.get_object()])[0]).data)

    @extend_schema(request=NewStepSerializer, responses={201: StandingSerializer})
    def create(self, request: Request) -> Response:
        given = NewStepSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        step = dict(given.validated_data)
        unit = get_object_or_404(self.get_queryset(), public_id=step.pop("unit"))
        with refusals(services.CannotSet):
            services.set_step(unit=unit, by=request.user, at=timezone.now(), **step)
        return Response(StandingSerializer(queries.standings([unit])[0]).data, status=201)
