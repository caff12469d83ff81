"""Requests over the API. Who fits one is told in `projects/candidates/api.py`."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.planning.models import Project
from projects.requests import faults, queries, services
from projects.requests.models import Request, RequestTerm
from representatives.registry.models import Level, Relation

REFUSALS = (services.CannotAsk, services.CannotMove)


class RequestTermSerializer(serializers.Serializer[Any]):
    """One thing asked for; `term` is the public id of a catalogue term."""

    id = serializers.CharField(source="public_id", read_only=True)
    term = serializers.CharField(source="term.public_id", max_length=22)
    name = serializers.CharField(source="term.name", read_only=True)
    importance = serializers.ChoiceField(choices=RequestTerm.Importance.choices)
    level = serializers.ChoiceField(choices=Level.choices, required=False, default=Level.NEW)
    relation = serializers.ChoiceField(choices=Relation.choices, allow_blank=True, required=False, default="")


class RequestSerializer(serializers.ModelSerializer[Request]):
    """`project`, `role` and `must_language` are public ids. `terms` is taken when the request is made."""

    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    project = serializers.CharField(source="project.public_id", max_length=22)
    role = serializers.CharField(
        source="role.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    must_language = serializers.CharField(
        source="must_language.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    seats = serializers.IntegerField(min_value=1, max_value=faults.MOST_SEATS, required=False, default=1)
    terms = RequestTermSerializer(many=True, required=False)

    class Meta:
        model = Request
        fields = (
            "id",
            "municipality",
            "project",
            "title",
            "role",
            "task",
            "influence",
            "seats",
            "starts_on",
            "ends_on",
            "times",
            "place",
            "meeting_form",
            "pay",
            "must_language",
            "must_area",
            "state",
            "pen",
            "terms",
            "created_at",
        )
        read_only_fields = ("state", "pen", "created_at")
        extra_kwargs = {"task": {"max_length": 1000}, "influence": {"max_length": 1000}}


class RequestEndSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=300)


class RequestFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    text = django_filters.CharFilter(method="by_text")
    project = django_filters.CharFilter(field_name="project__public_id")
    term = django_filters.CharFilter(method="by_term", max_length=22)

    class Meta:
        model = Request
        fields = ("state", "must_area")

    def by_term(self, rows: Any, name: str, value: str) -> Any:
        """Those that ask for a term, by its id, or need it as a language."""
        asked = RequestTerm.objects.filter(term__public_id=value).values("request")
        return rows.filter(Q(pk__in=asked) | Q(must_language__public_id=value))

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        for word in value.split():
            rows = rows.filter(Q(title__icontains=word) | Q(task__icontains=word))
        return rows


class RequestViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.UpdateModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Request],
):
    """Requests for representatives: POST …/open/, …/end/ and …/cancel/ move one, …/terms/ says what it asks for."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.PROJECTS_READ,
        "retrieve": Permission.PROJECTS_READ,
        "create": Permission.REQUESTS_FILE,
        "update": Permission.REQUESTS_FILE,
        "partial_update": Permission.REQUESTS_FILE,
        "open": Permission.PROJECTS_WRITE,
        "cancel": Permission.PROJECTS_WRITE,
        "terms": Permission.REQUESTS_FILE,
        "remove_term": Permission.REQUESTS_FILE,
    }
    serializer_class = RequestSerializer
    queryset = queries.with_terms(Request.objects.all())
    filterset_class = RequestFilter

    def perform_create(self, serializer: serializers.BaseSerializer[Request]) -> None:
        fields = dict(serializer.validated_data)
        projects = Project.objects.visible_to(self.request.user)
        project = get_object_or_404(projects, public_id=fields.pop("project")["public_id"])
        self.check_object_permissions(self.request, project)
        fields = _with_rows(fields, project.municipality)
        terms = _wanted(fields.pop("terms", []), project.municipality)
        with refusals(*REFUSALS):
            made = services.create_request(
                project=project, by=self.request.user, at=timezone.now(), terms=terms, **fields
            )
        serializer.instance = self.get_queryset().get(pk=made.pk)

    def perform_update(self, serializer: serializers.BaseSerializer[Request]) -> None:
        wanted: Any = serializer.instance
        changes = dict(serializer.validated_data)
        for name in ("project", "terms"):
            changes.pop(name, None)
        changes = _with_rows(changes, wanted.municipality)
        with refusals(*REFUSALS):
            services.update_request(request=wanted, changes=changes, by=self.request.user, at=timezone.now())
        serializer.instance = self.get_queryset().get(pk=wanted.pk)

    @extend_schema(request=None, responses=RequestSerializer)
    @action(detail=True, methods=["post"])
    def open(self, request: ApiRequest, **address: str) -> Response:
        with refusals(*REFUSALS):
            services.open_request(request=self.get_object(), by=request.user, at=timezone.now())
        return self._shown()

    @extend_schema(request=RequestEndSerializer, responses=RequestSerializer)
    @action(detail=True, methods=["post"])
    def cancel(self, request: ApiRequest, **address: str) -> Response:
        """Calls it off; needs a reason."""
        given = RequestEndSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = {"by": request.user, "at": timezone.now(), **given.validated_data}
        with refusals(*REFUSALS):
            services.cancel_request(request=self.get_object(), **said)
        return self._shown()

    @extend_schema(request=RequestTermSerializer, responses={201: RequestSerializer})
    @action(detail=True, methods=["post"])
    def terms(self, request: ApiRequest, **address: str) -> Response:
        given = RequestTermSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = self.get_object()
        one = _wanted([given.validated_data], wanted.municipality)[0]
        with refusals(*REFUSALS):
            services.add_term(
                request=wanted,
                term=one.term,
                importance=one.importance,
                level=one.level,
                relation=one.relation,
                by=request.user,
                at=timezone.now(),
            )
        return self._shown(status.HTTP_201_CREATED)

    @extend_schema(request=None, responses={204: None}, parameters=[OpenApiParameter("term_id", str, "path")])
    @action(detail=True, methods=["delete"], url_path=r"terms/(?P<term_id>[a-z0-9]{1,22})")
    def remove_term(self, request: ApiRequest, term_id: str, **address: str) -> Response:
        rows = self.get_object().terms.select_related("request", "term")
        with refusals(*REFUSALS):
            services.remove_term(
                term=get_object_or_404(rows, public_id=term_id), by=request.user, at=timezone.now()
            )
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _shown(self, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_object()).data, status=code)


def _wanted(given: list[dict[str, Any]], municipality: Any) -> list[services.Wanted]:
    """The validated terms with rows in place of public ids; one query."""
    if len(given) > services.MOST_TERMS:
        raise serializers.ValidationError({"terms": [services.too_many_terms()]})
    ids = [one["term"]["public_id"] for one in given]
    terms = {term.public_id: term for term in queries.askable_terms(municipality).filter(public_id__in=ids)}
    if not terms.keys() >= set(ids):
        raise serializers.ValidationError({"term": [_("There is no such term to ask for.")]})
    return [
        services.Wanted(
            term=terms[one["term"]["public_id"]],
            importance=one["importance"],
            level=one.get("level", Level.NEW),
            relation=one.get("relation", ""),
        )
        for one in given
    ]


def _with_rows(given: dict[str, Any], municipality: Any) -> dict[str, Any]:
    """The validated fields with rows in place of public ids; an id that is not there is an error of its field."""
    fields = dict(given)
    choices = (("role", queries.roles(municipality)), ("must_language", queries.languages(municipality)))
    for name, rows in choices:
        if name not in fields:
            continue
        public_id = (fields[name] or {}).get("public_id")
        fields[name] = rows.filter(public_id=public_id).first() if public_id else None
        if public_id and fields[name] is None:
            raise serializers.ValidationError({name: [_("There is no such row.")]})
    return fields
