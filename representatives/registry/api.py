"""The registry over the API."""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.privacy import own_data
from config.core.ui.api import problem, refusals
from representatives.registry import entry, narrowing, no_gos, queries, services
from representatives.registry.models import NoGo, ProfileTerm, Representative
from representatives.registry.serializers import (
    NewRepresentativeSerializer,
    NoGoSerializer,
    RepresentativeMoveSerializer,
    RepresentativeSerializer,
    SeenSerializer,
)


class RepresentativeFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """The same search as the page: text, state, area, mandate, group, and terms, contact and channel by id."""

    text = django_filters.CharFilter(method="by_text", max_length=100)
    term = django_filters.CharFilter(method="by_term", max_length=22)
    group = django_filters.CharFilter(method="by_group", max_length=40)
    contact = django_filters.CharFilter(field_name="contact__public_id", max_length=22)
    came_through = django_filters.CharFilter(field_name="came_through__public_id", max_length=22)

    class Meta:
        model = Representative
        fields = ("state", "area", "language", "channel", "mandate")

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        return queries.with_text(rows, value)

    def by_group(self, rows: Any, name: str, value: str) -> Any:
        return narrowing.narrowed(rows, value, timezone.localdate())

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
        "own_data": Permission.REGISTRY_READ,
    }
    serializer_class = RepresentativeSerializer
    queryset = Representative.objects.select_related(
        "municipality", "contact", "came_through"
    ).prefetch_related("terms__term", *(f"no_gos__{name}" for name in no_gos.ABOUT))
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

    @extend_schema(request=NewRepresentativeSerializer, responses={201: RepresentativeSerializer})
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Takes a person in. 409 with `candidates` when it may be somebody we have: look, and send their ids as `seen`
        to go on anyway."""
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        seen = SeenSerializer(data=request.data)
        seen.is_valid(raise_exception=True)
        municipality = self.chosen_municipality()
        alike = entry.unseen(
            municipality=municipality, profile=serializer.validated_data, seen=seen.validated_data["seen"]
        )
        if alike:
            return self._may_be_known(municipality, alike)
        self.perform_create(serializer)
        return Response(serializer.data, status=201)

    def _may_be_known(self, municipality: Any, alike: Iterable[entry.Alike]) -> Response:
        audit.record_listing(
            Representative,
            municipality=municipality,
            by=self.request.user,
            at=timezone.now(),
            purpose="duplicates",
            fields=["name", "state"],
        )
        candidates = [
            {
                "id": one.person.public_id,
                "name": one.person.name,
                "state": one.person.state,
                "reason": one.reason,
            }
            for one in alike
        ]
        return problem(409, _("This may be somebody we have."), candidates=candidates)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=True, methods=["get"], url_path="own-data")
    def own_data(self, request: Request, **address: str) -> Response:
        """Everything that is kept about the person, to hand out on request."""
        person: Any = self.get_object()
        audit.record_read(
            person, by=request.user, at=timezone.now(), purpose="access request", fields=["everything"]
        )
        return Response(own_data.as_plain(own_data.collect(person)))

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
        changes = {name: value for name, value in serializer.validated_data.items() if name != "has_word"}
        with refusals(services.CannotKeep):
            services.update(representative=person, changes=changes, by=self.request.user, at=timezone.now())
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
        about = no_gos.rows_of(person.municipality, wanted.validated_data)
        with refusals(services.CannotKeep):
            no_go = services.add_no_go(representative=person, by=request.user, at=timezone.now(), **about)
        return Response(NoGoSerializer(no_go).data, status=201)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="no-gos/(?P<no_go>[a-z0-9]{1,22})")
    def drop_no_go(self, request: Request, no_go: str, **address: str) -> Response:
        rows = NoGo.objects.visible_to(request.user).select_related("representative")
        row = get_object_or_404(rows, representative=self.get_object(), public_id=no_go)
        services.drop_no_go(no_go=row, by=request.user, at=timezone.now())
        return Response(status=204)
