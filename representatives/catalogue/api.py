"""The catalogue over the API: found by typing, and kept by those who keep it on the pages."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Case, When
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import HasPermission, MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from representatives.catalogue import endings, lookup, queries, services
from representatives.catalogue.models import Term
from representatives.catalogue.serializers import (
    IntoSerializer,
    OwnWordSerializer,
    TermChangeSerializer,
    TermSerializer,
    UseSerializer,
)

MOST_FOUND = 20
MAY_READ, MAY_WRITE = Permission.CATALOGUE_READ, Permission.CATALOGUE_WRITE


class TermFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    """By kind, key and state; `q` finds what a word may mean, best first, among terms in use."""

    kind = django_filters.ChoiceFilter(choices=Term.Kind.choices)
    key = django_filters.CharFilter()
    state = django_filters.ChoiceFilter(choices=Term.State.choices)
    q = django_filters.CharFilter(method="by_words", max_length=lookup.LONGEST_TEXT)

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        place = self.request.parser_context["view"].chosen_municipality()
        kind = self.form.cleaned_data.get("kind")
        found = lookup.find(place, value, [kind] if kind else None, limit=MOST_FOUND)
        ids = [term.pk for term in found]
        best = Case(*(When(pk=pk, then=place) for place, pk in enumerate(ids)), default=len(ids))
        return rows.filter(pk__in=ids).order_by(best)


class SharedRows(HasPermission):
    """The shared catalogue belongs to everyone; an own term to its municipality."""

    def has_object_permission(self, request: Any, view: Any, obj: Any) -> bool:
        return obj.municipality_id is None or super().has_object_permission(request, view, obj)


class TermViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Term],
):
    """Terms in three languages. GET ?q= finds one by any word. Own ones are added, named, moved, retired and merged;
    …/synonyms/ keeps a municipality's own words, for shared terms too."""

    permissions: ClassVar[dict[str, Permission]] = {
        **dict.fromkeys(("list", "retrieve", "changes"), MAY_READ),
        **dict.fromkeys(("create", "update", "partial_update", "retire", "restore"), MAY_WRITE),
        **dict.fromkeys(("uses", "merge", "merge_preview", "synonyms", "remove_synonym"), MAY_WRITE),
    }
    permission_classes = (SharedRows,)
    serializer_class = TermSerializer
    queryset = Term.objects.select_related("municipality", "parent", "merged_into")
    filterset_class = TermFilter

    def get_queryset(self) -> Any:
        rows = self.queryset.all().visible_to(self.request.user)
        return queries.with_words(rows, scope.of(self.request.user).municipalities())

    def perform_create(self, serializer: serializers.BaseSerializer[Term]) -> None:
        given, place = dict(serializer.validated_data), self.chosen_municipality()
        with refusals(services.CannotChange):
            made = services.add(
                municipality=place,
                kind=given["kind"],
                names={field: given[field] for field in services.NAMES},
                parent=self._other(given, place),
                **self._now(),
            )
        serializer.instance = self.get_queryset().get(pk=made.pk)

    def perform_update(self, serializer: serializers.BaseSerializer[Term]) -> None:
        term: Any = serializer.instance
        given = dict(serializer.validated_data)
        parent = self._other(given, term.municipality) if "parent" in given else term.parent
        names = {field: given[field] for field in services.NAMES if field in given}
        with refusals(services.CannotChange):
            services.edit(term=term, names=names, parent=parent, **self._now())
        serializer.instance = self.get_queryset().get(pk=term.pk)

    @extend_schema(request=None, responses=TermSerializer)
    @action(detail=True, methods=["post"])
    def retire(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotChange):
            endings.retire(term=self.get_object(), **self._now())
        return self._shown()

    @extend_schema(request=None, responses=TermSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, **address: str) -> Response:
        with refusals(services.CannotChange):
            endings.restore(term=self.get_object(), **self._now())
        return self._shown()

    @extend_schema(request=IntoSerializer, responses=TermSerializer)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, **address: str) -> Response:
        """Merges the term into another; answers with the term, which is history now."""
        term = self.get_object()
        with refusals(services.CannotChange):
            endings.merge(term=term, into=self._into(term), **self._now())
        return self._shown()

    @extend_schema(request=IntoSerializer, responses=UseSerializer(many=True))
    @action(detail=True, methods=["post"], url_path="merge-preview")
    def merge_preview(self, request: Request, **address: str) -> Response:
        """What a merge would move, in numbers; nothing is changed."""
        term = self.get_object()
        into = self._into(term)
        with refusals(services.CannotChange):
            found = endings.preview(term=term, into=into, tells_people=self._tells(term.municipality_id))
        return Response(UseSerializer(found, many=True).data)

    @extend_schema(responses=UseSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def uses(self, request: Request, **address: str) -> Response:
        """What uses the term in the municipality."""
        term = self.get_object()
        place = term.municipality_id or self.chosen_municipality().pk
        found = endings.counts(term, municipality=place, tells_people=self._tells(place))
        return Response(UseSerializer(found, many=True).data)

    @extend_schema(responses=TermChangeSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None, filterset_class=None)
    def changes(self, request: Request, **address: str) -> Response:
        """What has happened to the term, newest first."""
        term = self.get_object()
        place = term.municipality_id or self.chosen_municipality().pk
        return Response(TermChangeSerializer(queries.history(term, place), many=True).data)

    @extend_schema(request=OwnWordSerializer, responses={201: TermSerializer})
    @action(detail=True, methods=["post"])
    def synonyms(self, request: Request, **address: str) -> Response:
        """Adds a word of the municipality's own."""
        term = self.get_object()
        given = OwnWordSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        place = term.municipality or self.chosen_municipality()
        with refusals(services.CannotChange):
            services.add_synonym(term=term, municipality=place, **given.validated_data, **self._now())
        return self._shown(status.HTTP_201_CREATED)

    @extend_schema(parameters=[OpenApiParameter("text", str, required=True)], responses={204: None})
    @synonyms.mapping.delete
    def remove_synonym(self, request: Request, **address: str) -> Response:
        """Takes away a word of the municipality's own, named by `?text=`."""
        term = self.get_object()
        given = OwnWordSerializer(data={"text": request.query_params.get("text", "")})
        given.is_valid(raise_exception=True)
        place = term.municipality or self.chosen_municipality()
        with refusals(services.CannotChange):
            services.remove_synonym(term=term, municipality=place, **given.validated_data, **self._now())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _into(self, term: Term) -> Term:
        given = IntoSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        # A shared term is the same everywhere: the service says so, whatever it was to be merged into.
        rows = Term.objects.known_in(term.municipality_id)
        return get_object_or_404(rows, public_id=given.validated_data["into"])

    def _other(self, given: dict[str, Any], place: Any) -> Term | None:
        public_id = (given.get("parent") or {}).get("public_id")
        return get_object_or_404(Term.objects.known_in(place), public_id=public_id) if public_id else None

    def _tells(self, municipality_id: Any) -> bool:
        """How many people use a term is told to those alone who read the registry."""
        return scope.of(self.request.user).may(Permission.REGISTRY_READ, municipality_id)

    def _now(self) -> dict[str, Any]:
        return {"by": self.request.user, "at": timezone.now()}

    def _shown(self, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_object()).data, status=code)
