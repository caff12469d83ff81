"""The registry over the API."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.accounts.models import canonical_email
from config.core.audit import services as audit
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from representatives.catalogue.models import Term
from representatives.registry import queries, services
from representatives.registry.forms import BOUNDS, LONGEST_NOTE, clean_phone
from representatives.registry.models import NoGo, ProfileTerm, Representative


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
    """A unit or a topic, by id; exactly one of them."""

    id = serializers.CharField(source="public_id", read_only=True)
    unit = serializers.CharField(
        source="unit.public_id", required=False, allow_null=True, max_length=22, default=None
    )
    term = serializers.CharField(
        source="term.public_id", required=False, allow_null=True, max_length=22, default=None
    )

    class Meta:
        model = NoGo
        fields = ("id", "unit", "term")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unit, term = ((attrs.get(name) or {}).get("public_id") for name in ("unit", "term"))
        if bool(unit) == bool(term):
            raise serializers.ValidationError(_("Choose a unit or a topic."))
        return {"unit": unit, "term": term}


class RepresentativeSerializer(serializers.ModelSerializer[Representative]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    name = serializers.CharField(read_only=True)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=30)
    note = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_NOTE)
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
            "availability",
            "note",
            "most_at_once",
            "most_per_half_year",
            "is_mediated",
            "state",
            "resting_until",
            "source",
            "confirmed_on",
            "last_contact_on",
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


class RepresentativeMoveSerializer(serializers.Serializer[Any]):
    to = serializers.ChoiceField(choices=Representative.State.choices)
    reason = serializers.CharField(max_length=300)
    until = serializers.DateField(required=False, allow_null=True, default=None)


class RepresentativeFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same search as the page: text, state, area, and terms by id."""

    text = django_filters.CharFilter(method="by_text", max_length=100)
    term = django_filters.CharFilter(method="by_term", max_length=22)

    class Meta:
        model = Representative
        fields = ("state", "area", "language", "channel")

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        return queries.with_text(rows, value)

    def by_term(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(pk__in=ProfileTerm.objects.filter(term__public_id=value).values("representative"))


class RepresentativeViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Representative],
):
    """People in the network. Steps of a profile's life by POST …/move/; nobody is deleted by a client."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.REGISTRY_READ,
        "retrieve": Permission.REGISTRY_READ,
        "create": Permission.REGISTRY_WRITE,
        "update": Permission.REGISTRY_WRITE,
        "partial_update": Permission.REGISTRY_WRITE,
        "move": Permission.REGISTRY_WRITE,
        "add_no_go": Permission.REGISTRY_WRITE,
        "drop_no_go": Permission.REGISTRY_WRITE,
        "confirm": Permission.REGISTRY_WRITE,
    }
    serializer_class = RepresentativeSerializer
    queryset = Representative.objects.select_related("municipality").prefetch_related(
        "terms__term", "no_gos__unit", "no_gos__term"
    )
    filterset_class = RepresentativeFilter

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        for municipality in self.listed_municipalities():
            audit.record_listing(
                Representative,
                municipality=municipality,
                by=request.user,
                at=timezone.now(),
                purpose="api",
                fields=["profile", "terms"],
            )
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        person = self.get_object()
        audit.record_read(person, by=request.user, at=timezone.now(), purpose="api", fields=["profile"])
        return Response(self.get_serializer(person).data)

    def perform_create(self, serializer: serializers.BaseSerializer[Representative]) -> None:
        with refusals(services.CannotRegister):
            serializer.instance = services.register(
                municipality=self.chosen_municipality(),
                source=Representative.Source.FACILITATOR,
                by=self.request.user,
                at=timezone.now(),
                state=Representative.State.IN_CONVERSATION,
                **serializer.validated_data,
            )

    def perform_update(self, serializer: serializers.BaseSerializer[Representative]) -> None:
        person: Any = serializer.instance
        services.update(
            representative=person, changes=serializer.validated_data, by=self.request.user, at=timezone.now()
        )
        serializer.instance = self.get_queryset().get(pk=person.pk)

    @extend_schema(request=RepresentativeMoveSerializer, responses=RepresentativeSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, **address: str) -> Response:
        step = RepresentativeMoveSerializer(data=request.data)
        step.is_valid(raise_exception=True)
        with refusals(services.CannotMove):
            services.move(
                representative=self.get_object(), by=request.user, at=timezone.now(), **step.validated_data
            )
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None, responses=RepresentativeSerializer)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, **address: str) -> Response:
        services.confirm(representative=self.get_object(), by=request.user, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=NoGoSerializer, responses={201: NoGoSerializer})
    @action(detail=True, methods=["post"], url_path="no-gos")
    def add_no_go(self, request: Request, **address: str) -> Response:
        wanted = NoGoSerializer(data=request.data)
        wanted.is_valid(raise_exception=True)
        person: Any = self.get_object()
        unit_id, term_id = wanted.validated_data["unit"], wanted.validated_data["term"]
        unit = get_object_or_404(Unit.objects.of(person.municipality), public_id=unit_id) if unit_id else None
        terms = Term.objects.offered_in(person.municipality).filter(kind__in=["experience", "service"])
        term = get_object_or_404(terms, public_id=term_id) if term_id else None
        with refusals(services.CannotKeep):
            no_go = services.add_no_go(
                representative=person, unit=unit, term=term, by=request.user, at=timezone.now()
            )
        return Response(NoGoSerializer(no_go).data, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="no-gos/(?P<no_go>[a-z0-9]{1,22})")
    def drop_no_go(self, request: Request, no_go: str, **address: str) -> Response:
        rows = NoGo.objects.visible_to(request.user).select_related("representative")
        row = get_object_or_404(rows, representative=self.get_object(), public_id=no_go)
        services.drop_no_go(no_go=row, by=request.user, at=timezone.now())
        return Response(status=204)
