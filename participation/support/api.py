"""Asks to managers over the API."""

from typing import Any, ClassVar

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access import scope
from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.organisations.models import Unit
from config.core.ui.api import refusals
from participation.support import services
from participation.support.forms import MOST, TITLE
from participation.support.models import Ask, AskFollowed


class AskFollowedSerializer(serializers.ModelSerializer[AskFollowed]):
    id = serializers.CharField(source="public_id", read_only=True)
    text = serializers.CharField(max_length=300)

    class Meta:
        model = AskFollowed
        fields = ("id", "happened_on", "text")


class AskSerializer(serializers.ModelSerializer[Ask]):
    id = serializers.CharField(source="public_id", read_only=True)
    municipality = serializers.SlugField(source="municipality.slug", read_only=True)
    unit = serializers.CharField(
        source="unit.public_id", max_length=22, required=False, allow_null=True, default=None
    )
    title = serializers.CharField(max_length=TITLE)
    cost_kroner = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    cost_hours = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    followed = AskFollowedSerializer(many=True, read_only=True)

    class Meta:
        model = Ask
        fields = (
            "id",
            "municipality",
            "unit",
            "title",
            "need",
            "options",
            "cost_kroner",
            "cost_hours",
            "consequence",
            "decide_by",
            "state",
            "answer_reason",
            "answered_at",
            "back_on",
            "followed",
        )
        read_only_fields = ("state", "answer_reason", "answered_at", "back_on")


class AskAnswerSerializer(serializers.Serializer[Any]):
    answer = serializers.ChoiceField(choices=["granted", "declined", "later"])
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True, default="")
    back_on = serializers.DateField(required=False, allow_null=True, default=None)


class AskFilter(django_filters.FilterSet):  # type: ignore[misc]  # the package has no types
    class Meta:
        model = Ask
        fields = ("state",)


class AskViews(
    MunicipalViews,
    mixins.CreateModelMixin,
    mixins.RetrieveModelMixin,
    mixins.ListModelMixin,
    GenericViewSet[Ask],
):
    """What is asked of managers. They answer with POST …/answer/; what followed is added with …/follow/."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.SUPPORT_READ,
        "retrieve": Permission.SUPPORT_READ,
        "create": Permission.SUPPORT_WRITE,
        "answer": Permission.SUPPORT_ANSWER,
        "follow": Permission.SUPPORT_WRITE,
    }
    serializer_class = AskSerializer
    queryset = Ask.objects.select_related("municipality", "unit").prefetch_related("followed")
    filterset_class = AskFilter

    def get_queryset(self) -> Any:
        rows = super().get_queryset()
        return rows.answerable_by(self.request.user) if self.action == "answer" else rows

    def perform_create(self, serializer: serializers.BaseSerializer[Ask]) -> None:
        given = dict(serializer.validated_data)
        wanted = given.pop("unit", None)
        with refusals(services.CannotAsk):
            serializer.instance = services.ask(
                **self._asked(wanted), by=self.request.user, at=timezone.now(), **given
            )

    @extend_schema(request=AskAnswerSerializer, responses=AskSerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, **address: str) -> Response:
        given = AskAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        with refusals(services.CannotAnswer):
            answered = services.answer(
                ask=self.get_object(), by=request.user, at=timezone.now(), **given.validated_data
            )
        return Response(self.get_serializer(answered).data)

    @extend_schema(request=AskFollowedSerializer, responses=AskSerializer)
    @action(detail=True, methods=["post"])
    def follow(self, request: Request, **address: str) -> Response:
        """One thing that followed from the answer, with its day."""
        given = AskFollowedSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        ask = self.get_object()
        with refusals(services.CannotFollow):
            services.follow(ask=ask, by=request.user, at=timezone.now(), **given.validated_data)
        return Response(self.get_serializer(self.get_object()).data)

    def _asked(self, wanted: Any) -> dict[str, Any]:
        """The municipality and unit that is asked; the senior management when no unit is named."""
        public_id = wanted["public_id"] if wanted else None
        if public_id:
            units = Unit.objects.reached_by(self.request.user, Permission.SUPPORT_WRITE)
            unit = get_object_or_404(units.select_related("municipality"), public_id=public_id)
            return {"municipality": unit.municipality, "unit": unit}
        municipality = self.chosen_municipality()
        if municipality.pk not in scope.of(self.request.user).whole(Permission.SUPPORT_WRITE):
            raise PermissionDenied
        return {"municipality": municipality, "unit": None}


class AskFollowedViews(MunicipalViews, GenericViewSet[AskFollowed]):
    """Things that followed from an answer: corrected with PATCH, taken away with DELETE; added at the ask."""

    permissions: ClassVar[dict[str, Permission]] = {
        "partial_update": Permission.SUPPORT_WRITE,
        "destroy": Permission.SUPPORT_WRITE,
    }
    serializer_class = AskFollowedSerializer
    queryset = AskFollowed.objects.select_related("municipality")

    def partial_update(self, request: Request, **address: str) -> Response:
        """Other words or another day."""
        line = self.get_object()
        given = AskFollowedSerializer(line, data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        kept = {"text": line.text, "happened_on": line.happened_on} | given.validated_data
        with refusals(services.CannotFollow):
            services.correct(followed=line, by=request.user, at=timezone.now(), **kept)
        return Response(AskFollowedSerializer(line).data)

    def destroy(self, request: Request, **address: str) -> Response:
        """Written by mistake."""
        services.unfollow(followed=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)
