"""One's own coming meetings over the API: what the page of the secret link shows."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from participation.meetings import queries
from participation.meetings.models import Meeting
from representatives.selfservice.api import own


class ComingSerializer(serializers.Serializer[Any]):
    """A meeting ahead: when, where, what to read, what is paid and whom to ask."""

    id = serializers.CharField(source="meeting.public_id")
    title = serializers.CharField(source="meeting.title")
    held_on = serializers.DateField(source="meeting.held_on")
    begins = serializers.TimeField(source="meeting.begins", allow_null=True)
    ends = serializers.TimeField(source="meeting.ends", allow_null=True)
    when = serializers.CharField()
    place = serializers.CharField(source="meeting.place")
    agenda = serializers.CharField(source="meeting.agenda")
    papers = serializers.CharField(source="meeting.papers")
    pay = serializers.CharField()
    contact = serializers.CharField()


class MyMeetingViews(MunicipalViews, GenericViewSet[Meeting]):
    """The token holder's next meetings, the first one first."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.MY_PAGE}
    serializer_class = ComingSerializer
    queryset = Meeting.objects.none()
    pagination_class = None
    filter_backends = ()

    @extend_schema(responses=ComingSerializer(many=True))
    def list(self, request: Request) -> Response:
        found = queries.coming_of(own(request), today=timezone.localdate())
        return Response(ComingSerializer(found, many=True).data)
