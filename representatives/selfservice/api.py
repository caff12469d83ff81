"""My page over the API: always the profile of whoever holds the token, and never another's."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.privacy import own_data
from config.core.ui.api import refusals
from representatives.availability import api as availability
from representatives.erasure import services as erasure
from representatives.interests import api as interests
from representatives.proxies import api as proxies
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.registry.serializers import RepresentativeSerializer
from representatives.selfservice import queries, services
from representatives.visibility import api as visibility
from representatives.visibility.queries import audiences_of

OWN_FIELDS = frozenset(
    "given_name family_name email phone birth_year area language channel organisation availability most_at_once "
    "most_per_half_year is_mediated".split()
)


class MyProfileSerializer(RepresentativeSerializer):
    """The own profile. What the facilitator and the rooms keep can be read here and not set."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name in fields.keys() - OWN_FIELDS:
            # Fields that the parent declares by name are not reached by `read_only_fields`.
            fields[name].read_only = True
            fields[name].required = False
        return fields


class PauseSerializer(serializers.Serializer[Any]):
    until = serializers.DateField(required=False, allow_null=True, default=None)


class LookSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField(read_only=True)
    name = serializers.CharField(read_only=True)
    purpose = serializers.CharField(read_only=True)


class PaperCopySerializer(serializers.Serializer[Any]):
    asked_at = serializers.DateTimeField(read_only=True)


def own(request: Request) -> Representative:
    """The profile of the token's holder; 404 where there is none."""
    person = queries.own_profile(request.user)
    if person is None:
        raise Http404
    return person


class MyViews(MunicipalViews, GenericViewSet[Representative]):
    """GET and PATCH the own profile; the parts of it below. What is about terms and needs has addresses of its own."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(
        "list change looks week visibility proxy topics pause paper_copy leave data erase".split(),
        Permission.MY_PAGE,
    )
    serializer_class = MyProfileSerializer
    queryset = Representative.objects.all()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=MyProfileSerializer)
    def list(self, request: Request, **address: str) -> Response:
        return Response(self.get_serializer(own(request)).data)

    @extend_schema(request=MyProfileSerializer, responses=MyProfileSerializer)
    @action(detail=False, methods=["patch"], url_path="profile")
    def change(self, request: Request, **address: str) -> Response:
        person = own(request)
        sent = self.get_serializer(person, data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        registry.update(
            representative=person, changes=sent.validated_data, by=request.user, at=timezone.now()
        )
        return Response(self.get_serializer(own(request)).data)

    @extend_schema(responses=LookSerializer(many=True))
    @action(detail=False, methods=["get"])
    def looks(self, request: Request, **address: str) -> Response:
        return Response(LookSerializer(queries.looks_at(own(request)), many=True).data)

    @extend_schema(request=availability.AvailabilitySerializer, responses=availability.AvailabilitySerializer)
    @action(detail=False, methods=["get", "put"], url_path="availability")
    def week(self, request: Request, **address: str) -> Response:
        person = own(request)
        return (
            availability.keep(request, person)
            if request.method == "PUT"
            else Response(availability.shown(person))
        )

    @extend_schema(request=visibility.VisibilitySerializer, responses=visibility.VisibilitySerializer)
    @action(detail=False, methods=["get", "patch"])
    def visibility(self, request: Request, **address: str) -> Response:
        person = own(request)
        return (
            visibility.keep(request, person) if request.method == "PATCH" else Response(audiences_of(person))
        )

    @extend_schema(request=proxies.ProxySerializer, responses=proxies.ProxySerializer)
    @action(detail=False, methods=["get", "put", "delete"])
    def proxy(self, request: Request, **address: str) -> Response:
        person = own(request)
        if request.method == "GET":
            return Response(proxies.shown(person))
        return proxies.name(request, person) if request.method == "PUT" else proxies.end(request, person)

    @extend_schema(request=interests.WishesSerializer, responses=interests.WishesSerializer)
    @action(detail=False, methods=["get", "put"], url_path="hearing")
    def topics(self, request: Request, **address: str) -> Response:
        """What the person wants to hear about, and how often."""
        person = own(request)
        return (
            interests.keep(request, person) if request.method == "PUT" else Response(interests.shown(person))
        )

    @extend_schema(request=PauseSerializer, responses=MyProfileSerializer)
    @action(detail=False, methods=["post", "delete"])
    def pause(self, request: Request, **address: str) -> Response:
        said: dict[str, Any] = {"representative": own(request), "by": request.user, "at": timezone.now()}
        with refusals(services.CannotPause):
            if request.method == "POST":
                sent = PauseSerializer(data=request.data)
                sent.is_valid(raise_exception=True)
                services.pause(**said, **sent.validated_data)
            else:
                services.end_pause(**said)
        return Response(self.get_serializer(own(request)).data)

    @extend_schema(request=None, responses={201: PaperCopySerializer, 204: None})
    @action(detail=False, methods=["post", "delete"], url_path="paper-copy")
    def paper_copy(self, request: Request, **address: str) -> Response:
        said: dict[str, Any] = {"representative": own(request), "by": request.user, "at": timezone.now()}
        if request.method == "POST":
            return Response(PaperCopySerializer(services.ask_for_copy(**said)).data, status=201)
        with refusals(services.CannotAsk):
            services.take_back_copy(**said)
        return Response(status=204)

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def leave(self, request: Request, **address: str) -> Response:
        with refusals(registry.CannotMove):
            registry.move(
                representative=own(request),
                to=Representative.State.LEFT,
                reason=_("Left on My page"),
                thanks=True,
                by=request.user,
                at=timezone.now(),
            )
        return Response(status=204)

    @extend_schema(responses={200: dict})
    @action(detail=False, methods=["get"])
    def data(self, request: Request, **address: str) -> Response:
        """Everything that is held about the person."""
        held = own_data.collect(own(request))
        return Response(own_data.as_plain(held))

    @extend_schema(request=None, responses={204: None})
    @action(detail=False, methods=["post"])
    def erase(self, request: Request, **address: str) -> Response:
        """Deletes the person at once; the token opens nothing afterwards."""
        with refusals(erasure.CannotErase):
            erasure.erase(representative=own(request), why="asked", by=request.user, at=timezone.now())
        return Response(status=204)
