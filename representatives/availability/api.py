"""When a person can, over the API: the same services, permissions and rows. The id is the person's."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from config.core.ui.api import refusals
from representatives.availability import queries, services
from representatives.availability.models import DayException, Part
from representatives.availability.words import plain
from representatives.registry.models import Representative


class WeeklyTimeSerializer(serializers.Serializer[Any]):
    weekday = serializers.IntegerField(min_value=0, max_value=6)
    part = serializers.ChoiceField(choices=Part.choices)


class DaysSerializer(serializers.ModelSerializer[DayException]):
    id = serializers.CharField(source="public_id", read_only=True)

    class Meta:
        model = DayException
        fields = ("id", "from_on", "to_on", "is_available")


class AvailabilitySerializer(serializers.Serializer[Any]):
    """The usual week, until when it holds, a note, days to come that are otherwise, and it all in words."""

    week = WeeklyTimeSerializer(many=True, max_length=21)  # type: ignore[call-arg]  # of the list
    until = serializers.DateField(allow_null=True, required=False, default=None)
    note = serializers.CharField(max_length=300, required=False, allow_blank=True)
    days = DaysSerializer(many=True, read_only=True)
    words = serializers.CharField(read_only=True)


def shown(person: Representative) -> dict[str, Any]:
    """What is said about when a person can, as the API tells it."""
    today = timezone.localdate()
    pattern = queries.pattern_of(person)
    week = [{"weekday": weekday, "part": part} for weekday, part in sorted(pattern.week)]
    told = {
        "week": week,
        "until": pattern.until,
        "note": person.availability,
        "days": queries.days_to_come(person, today),
        "words": plain(pattern, today),
    }
    return dict(AvailabilitySerializer(told).data)


def keep(request: Request, person: Representative) -> Response:
    """Keeps a whole week as it was sent, and answers with what holds now."""
    said = AvailabilitySerializer(data=request.data)
    said.is_valid(raise_exception=True)
    given = said.validated_data
    week = {(one["weekday"], one["part"]) for one in given["week"]}
    with refusals(services.CannotSay):
        services.say(
            representative=person,
            week=week,
            until=given["until"],
            note=given.get("note"),
            by=request.user,
            at=timezone.now(),
        )
    person.refresh_from_db()
    return Response(shown(person))


def add(request: Request, person: Representative) -> Response:
    """Keeps days that are otherwise."""
    sent = DaysSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    with refusals(services.CannotSay):
        days = services.add_days(
            representative=person, by=request.user, at=timezone.now(), **sent.validated_data
        )
    return Response(DaysSerializer(days).data, status=201)


class AvailabilityViews(MunicipalViews, GenericViewSet[Representative]):
    """GET what is said, PUT a whole week, POST …/days/ and DELETE …/days/{days}/ for days that are otherwise."""

    permissions: ClassVar[dict[str, Permission]] = {
        "retrieve": Permission.REGISTRY_READ,
        "update": Permission.REGISTRY_WRITE,
        "add_days": Permission.REGISTRY_WRITE,
        "drop_days": Permission.REGISTRY_WRITE,
    }
    serializer_class = AvailabilitySerializer
    queryset = Representative.objects.all()

    def retrieve(self, request: Request, **address: str) -> Response:
        person = self.get_object()
        audit.record_read(person, by=request.user, at=timezone.now(), purpose="api", fields=["availability"])
        return Response(shown(person))

    def update(self, request: Request, **address: str) -> Response:
        return keep(request, self.get_object())

    @extend_schema(request=DaysSerializer, responses={201: DaysSerializer})
    @action(detail=True, methods=["post"], url_path="days")
    def add_days(self, request: Request, **address: str) -> Response:
        return add(request, self.get_object())

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="days/(?P<day_exception>[a-z0-9]{1,22})")
    def drop_days(self, request: Request, day_exception: str, **address: str) -> Response:
        rows = DayException.objects.visible_to(request.user).select_related("representative")
        days = get_object_or_404(rows, representative=self.get_object(), public_id=day_exception)
        services.drop_days(days=days, by=request.user, at=timezone.now())
        return Response(status=204)
