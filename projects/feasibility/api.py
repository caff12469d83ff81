"""The same counts over the API: steps of five, and nobody's name."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from projects.feasibility import queries, services, wording
from projects.requests.models import Request, RequestTerm
from projects.requests.queries import askable_terms, with_terms
from projects.requests.services import MOST_TERMS, Wanted, too_many_terms


class FeasibilitySerializer(serializers.Serializer[Any]):
    """Numbers are “at least”; 0 means fewer than five, perhaps nobody. Sentences say the same in words."""

    verdict = serializers.CharField(help_text="choice, just, unsure or too_few")
    sentence = serializers.CharField()
    every = serializers.IntegerField(help_text="fit every must")
    all_but_one = serializers.IntegerField(help_text="fit all musts but one")
    free = serializers.IntegerField(help_text="fit every must and are free in the period")
    hints: Any = serializers.ListField(child=serializers.CharField())


class FeasibilityViews(MunicipalViews, GenericViewSet[Request]):
    """GET …/feasibility/: do we have enough people? With `must` and `wish` it is asked for other terms."""

    permissions: ClassVar[dict[str, Permission]] = {"feasibility": Permission.PROJECTS_READ}
    serializer_class = FeasibilitySerializer
    queryset = with_terms(Request.objects.all())

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "must", str, many=True, description="public id of a term, instead of the request's"
            ),
            OpenApiParameter("wish", str, many=True, description="public id of a term"),
        ],
        responses=FeasibilitySerializer,
    )
    @action(detail=True, methods=["get"], pagination_class=None, filter_backends=[])
    def feasibility(self, request: ApiRequest, **address: str) -> Response:
        wanted = self.get_object()
        needs = _thought_of(request, wanted) or queries.wanted(wanted.terms.all())
        found = services.ask(request=wanted, needs=needs, by=request.user, at=timezone.now())
        told = wording.told(found, needs, wanted.seats)
        answer = {
            "verdict": told.verdict,
            "sentence": told.sentence,
            "every": found.every,
            "all_but_one": found.all_but_one,
            "free": found.free,
            "hints": told.hints,
        }
        return Response(FeasibilitySerializer(answer).data)


def _thought_of(request: ApiRequest, wanted: Request) -> list[Wanted]:
    """The terms in the query; refuses too many, and one that is not there to ask for."""
    importance = RequestTerm.Importance
    asked = {
        public_id: kind
        for kind, name in ((importance.WISH, "wish"), (importance.MUST, "must"))
        for public_id in request.query_params.getlist(name)
    }
    if len(asked) > MOST_TERMS:
        raise serializers.ValidationError({"must": [too_many_terms()]})
    if any("\0" in public_id for public_id in asked):
        raise serializers.ValidationError({"must": [_("There is no such term to ask for.")]})
    terms = list(askable_terms(wanted.municipality_id).filter(public_id__in=list(asked)))
    if len(terms) != len(asked):
        raise serializers.ValidationError({"must": [_("There is no such term to ask for.")]})
    return [Wanted(term, asked[term.public_id]) for term in terms]
