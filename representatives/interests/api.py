"""What people want to hear about, over the API. The id is the person's."""

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
from representatives.catalogue.models import Term
from representatives.interests import queries, services
from representatives.interests.models import ChosenTopic, Hearing
from representatives.registry.models import Representative


class TopicSerializer(serializers.Serializer[Any]):
    """`term` is the public id of a catalogue term."""

    id = serializers.CharField(source="public_id", read_only=True)
    term = serializers.CharField(source="term.public_id", max_length=22)
    name = serializers.CharField(source="term.name", read_only=True)


class WishesSerializer(serializers.Serializer[Any]):
    """How often letters come; the topics are changed by addresses of their own."""

    how = serializers.ChoiceField(choices=Hearing.How.choices)
    topics = TopicSerializer(many=True, read_only=True)


def shown(person: Representative) -> Any:
    """What is said now."""
    return WishesSerializer(queries.wishes_of(person)).data


def keep(request: Request, person: Representative) -> Response:
    """Keeps how often, and answers with what holds now."""
    sent = WishesSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    with refusals(services.CannotChoose):
        services.say_how(
            representative=person, how=sent.validated_data["how"], by=request.user, at=timezone.now()
        )
    return Response(shown(person))


def add(request: Request, person: Representative) -> Response:
    """Keeps one more topic."""
    sent = TopicSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    offered = Term.objects.offered_in(person.municipality_id).filter(kind__in=queries.TOPIC_KINDS)
    term = get_object_or_404(offered, public_id=sent.validated_data["term"]["public_id"])
    with refusals(services.CannotChoose):
        topic = services.add_topic(representative=person, term=term, by=request.user, at=timezone.now())
    return Response(TopicSerializer(topic).data, status=201)


class TopicViews(MunicipalViews, GenericViewSet[Representative]):
    """GET what a person wants to hear about, PUT how often, POST …/topics/ and DELETE …/topics/{topic}/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "retrieve": Permission.REGISTRY_READ,
        "update": Permission.REGISTRY_WRITE,
        "add_topic": Permission.REGISTRY_WRITE,
        "drop_topic": Permission.REGISTRY_WRITE,
    }
    serializer_class = WishesSerializer
    queryset = Representative.objects.all()

    def retrieve(self, request: Request, **address: str) -> Response:
        person = self.get_object()
        audit.record_read(person, by=request.user, at=timezone.now(), purpose="api", fields=["topics"])
        return Response(shown(person))

    def update(self, request: Request, **address: str) -> Response:
        return keep(request, self.get_object())

    @extend_schema(request=TopicSerializer, responses={201: TopicSerializer})
    @action(detail=True, methods=["post"], url_path="topics")
    def add_topic(self, request: Request, **address: str) -> Response:
        return add(request, self.get_object())

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["delete"], url_path="topics/(?P<topic>[a-z0-9]{1,22})")
    def drop_topic(self, request: Request, topic: str, **address: str) -> Response:
        rows = ChosenTopic.objects.visible_to(request.user).select_related("representative")
        kept = get_object_or_404(rows, representative=self.get_object(), public_id=topic)
        services.drop_topic(topic=kept, by=request.user, at=timezone.now())
        return Response(status=204)
