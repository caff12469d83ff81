"""What projects should change, over the API: the same counts, hidden from the same people."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from participation.invitations.models import Answer
from participation.reports.lessons import lessons
from participation.reports.models import Report


class WhyNotReasonSerializer(serializers.Serializer[Any]):
    """One reason that five people or more have given."""

    why = serializers.ChoiceField(choices=Answer.Why.choices)
    people = serializers.IntegerField()
    advice = serializers.CharField()


class LessonSerializer(serializers.Serializer[Any]):
    """A unit, or the whole municipality where it is null."""

    unit = serializers.CharField(source="unit.public_id", default=None, allow_null=True)
    reasons = WhyNotReasonSerializer(many=True)


class LessonViews(MunicipalViews, GenericViewSet[Report]):
    """Why people said no, gathered: reasons that five or more have given, by unit."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.FIGURES_READ}
    serializer_class = LessonSerializer
    queryset = Report.objects.all()
    filter_backends = ()
    pagination_class = None

    @extend_schema(responses=LessonSerializer(many=True))
    def list(self, request: Request) -> Response:
        found = lessons(user=request.user, municipality=self.chosen_municipality())
        return Response(LessonSerializer(found, many=True).data)
