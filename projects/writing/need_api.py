"""The five questions over the API: what to think of, and the draft."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.planning import queries as projects
from projects.proposals.services import CannotPropose
from projects.requests.faults import MOST_SEATS
from projects.requests.models import Request
from projects.requests.services import CannotAsk
from projects.writing import beginning, needs, queries


class NeedSerializer(serializers.Serializer[Any]):
    """The answers. With `project` they become a draft request there; without, a proposal, for `unit` if it is known."""

    decided = serializers.CharField(max_length=140)
    standing = serializers.ChoiceField(choices=needs.Standing.choices, default=needs.Standing.OPEN)
    decide_on = serializers.DateField(required=False, allow_null=True, default=None)
    can_change = serializers.CharField(max_length=450, required=False, allow_blank=True, default="")
    cannot_change = serializers.CharField(max_length=450, required=False, allow_blank=True, default="")
    contribute = serializers.CharField(max_length=500)
    aim = serializers.ChoiceField(choices=needs.Aim.choices, default=needs.Aim.LEARN)
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS, default=2)
    speaks_for = serializers.ChoiceField(choices=needs.SpeaksFor.choices, default=needs.SpeaksFor.SELF)
    afterwards = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    project = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)
    unit = serializers.CharField(max_length=22, required=False, allow_null=True, default=None)


class WaySerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="value")
    text = serializers.CharField(source="label")


class NeedSignSerializer(serializers.Serializer[Any]):
    """One thing to think of before anybody is asked, with better ways."""

    code = serializers.CharField()
    text = serializers.CharField()
    ways = WaySerializer(many=True)


class NeedBegunSerializer(serializers.Serializer[Any]):
    """What was made: the id of a request or of a proposal. The signs stop nobody."""

    request = serializers.CharField(allow_null=True)
    proposal = serializers.CharField(allow_null=True)
    signs = NeedSignSerializer(many=True)


class NeedViews(MunicipalViews, GenericViewSet[Request]):
    """POST makes the draft, …/look/ only tells what to think of."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(("create", "look"), Permission.REQUESTS_FILE)
    serializer_class: Any = NeedSerializer
    queryset = Request.objects.all()

    @extend_schema(request=NeedSerializer, responses={201: NeedBegunSerializer})
    def create(self, request: ApiRequest) -> Response:
        municipality, given = self.chosen_municipality(), self._given()
        open_to = queries.projects_to_copy_to(user=request.user, municipality=municipality)
        where: dict[str, Any] = {}
        for name, rows in (("project", open_to), ("unit", projects.units(municipality))):
            named = given.pop(name)
            where[name] = get_object_or_404(rows, public_id=named) if named else None
        said, at = needs.Said(**given), timezone.now()
        with refusals(CannotAsk, CannotPropose):
            begun = beginning.begin(said=said, municipality=municipality, by=request.user, at=at, **where)
        made = "request" if isinstance(begun, Request) else "proposal"
        answer: dict[str, Any] = {"request": None, "proposal": None, made: begun.public_id}
        answer["signs"] = needs.signs(said, today=timezone.localdate(at))
        return Response(NeedBegunSerializer(answer).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=NeedSerializer, responses=NeedSignSerializer(many=True))
    @action(detail=False, methods=["post"])
    def look(self, request: ApiRequest) -> Response:
        """What to think of before anybody is asked; nothing is kept."""
        given = {name: value for name, value in self._given().items() if name not in ("project", "unit")}
        found = needs.signs(needs.Said(**given), today=timezone.localdate())
        return Response(NeedSignSerializer(found, many=True).data)

    def _given(self) -> dict[str, Any]:
        given = NeedSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        return dict(given.validated_data)
