"""Next steps with professionals over the API."""

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
from config.core.audit.api import LoggedReads
from config.core.ui.api import refusals
from participation.engagement import relating
from participation.engagement.models import Professional
from participation.engagement.relations import Relation


class RelationSerializer(serializers.ModelSerializer[Relation]):
    id = serializers.CharField(source="public_id", read_only=True)
    professional = serializers.CharField(source="professional.public_id", max_length=22)
    next_step = serializers.CharField(max_length=200, required=False, allow_blank=True)
    next_on = serializers.DateField(required=False, allow_null=True)
    every_days = serializers.IntegerField(required=False, allow_null=True, min_value=7, max_value=730)

    class Meta:
        model = Relation
        fields = ("id", "professional", "next_step", "next_on", "every_days", "is_proposed")
        read_only_fields = ("is_proposed",)


class RelationViews(MunicipalViews, LoggedReads, GenericViewSet[Relation]):
    """One's own next steps with professionals. POST sets one; …/done/ does it and proposes the next."""

    permissions: ClassVar[dict[str, Permission]] = {
        "list": Permission.ENGAGEMENT_WRITE,
        "retrieve": Permission.ENGAGEMENT_WRITE,
        "create": Permission.ENGAGEMENT_WRITE,
        "destroy": Permission.ENGAGEMENT_WRITE,
        "done": Permission.ENGAGEMENT_WRITE,
    }
    serializer_class = RelationSerializer
    person, shown = "professional", ("next_step",)
    queryset = Relation.objects.select_related("professional").order_by("next_on", "id")

    def get_queryset(self) -> Any:
        rows = super().get_queryset().exclude(professional__user=self.request.user)
        return rows.held_by(self.request.user)

    def create(self, request: Request) -> Response:
        """Sets the next step with a professional; what was set before is replaced."""
        given = RelationSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        wanted = dict(given.validated_data)
        people = Professional.objects.visible_to(request.user)
        person = get_object_or_404(people, public_id=wanted.pop("professional")["public_id"])
        self.check_object_permissions(request, person)
        with refusals(relating.CannotRelate):
            kept = relating.agree(professional=person, by=request.user, at=timezone.now(), **wanted)
        return Response(RelationSerializer(kept).data, status=201)

    @extend_schema(request=None, responses=RelationSerializer)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, **address: str) -> Response:
        """The step is done: it becomes a fact, and the next one is proposed."""
        with refusals(relating.CannotRelate):
            kept = relating.finish(relation=self.get_object(), by=request.user, at=timezone.now())
        return Response(RelationSerializer(kept).data)

    def destroy(self, request: Request, **address: str) -> Response:
        """No step and no cadence any more."""
        relating.drop(relation=self.get_object(), by=request.user, at=timezone.now())
        return Response(status=204)
