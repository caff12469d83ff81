"""Open calls over the API for the representative who holds the token."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.calls import collecting, offering
from projects.calls.models import WORDS_LENGTH, Call, Interest
from representatives.selfservice.api import own


class MyCallSerializer(serializers.Serializer[Any]):
    """An open call; `is_chosen` when it fits what one chose to hear about."""

    id = serializers.CharField(source="call.public_id")
    municipality = serializers.SlugField(source="call.municipality.slug")
    title = serializers.CharField(source="call.request.title")
    greeting = serializers.CharField(source="call.greeting")
    open_until = serializers.DateField(source="call.open_until")
    project = serializers.CharField(source="call.request.project.title")
    task = serializers.CharField(source="call.request.task")
    influence = serializers.CharField(source="call.request.influence")
    times = serializers.CharField(source="call.request.times")
    place = serializers.CharField(source="call.request.place")
    pay = serializers.CharField(source="call.request.pay")
    seats = serializers.IntegerField(source="call.request.seats")
    is_chosen = serializers.BooleanField()
    is_interested = serializers.BooleanField()


class InterestWordsSerializer(serializers.Serializer[Any]):
    """A few words for those who like; nothing about health."""

    words = serializers.CharField(max_length=WORDS_LENGTH, required=False, allow_blank=True, default="")


class MyCallViews(MunicipalViews, GenericViewSet[Call]):
    """Open calls: POST …/interest/ says that one is interested, DELETE that one is not after all."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        ("list", "retrieve", "say", "take_back"), Permission.MY_PAGE
    )
    serializer_class = MyCallSerializer
    queryset = Call.objects.all()
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return offering.open_to(own(self.request), timezone.localdate())

    @extend_schema(responses=MyCallSerializer(many=True))
    def list(self, request: ApiRequest) -> Response:
        offered = offering.offered_to(own(request), timezone.localdate())
        return Response(MyCallSerializer(offered, many=True).data)

    @extend_schema(responses=MyCallSerializer)
    def retrieve(self, request: ApiRequest, **address: str) -> Response:
        return Response(MyCallSerializer(offering.offered(self._call(address), own(request))).data)

    @extend_schema(request=InterestWordsSerializer, responses={201: MyCallSerializer})
    @action(detail=True, methods=["post"], url_path="interest")
    def say(self, request: ApiRequest, **address: str) -> Response:
        call, person = self._call(address), own(request)
        given = InterestWordsSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said: dict[str, Any] = {"by": request.user, "at": timezone.now(), **given.validated_data}
        with refusals(collecting.CannotSay):
            collecting.say(call=call, representative=person, said_by=Interest.By.MY_PAGE, **said)
        return Response(MyCallSerializer(offering.offered(call, person)).data, status=201)

    @extend_schema(request=None, responses={204: None})
    @say.mapping.delete
    def take_back(self, request: ApiRequest, **address: str) -> Response:
        rows = Interest.objects.standing()
        said = get_object_or_404(rows, call=self._call(address), representative=own(request))
        with refusals(collecting.CannotSay):
            collecting.take_back(interest=said, by=request.user, at=timezone.now())
        return Response(status=204)

    def _call(self, address: dict[str, str]) -> Call:
        call: Call = get_object_or_404(self.get_queryset(), public_id=address["id"])
        return call
