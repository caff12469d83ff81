"""The start page over the API, for those who lead and those who host."""

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services as audit
from participation.home import leading
from participation.support.models import Ask
from participation.tasks.api import TaskLineSerializer
from representatives.registry.models import Representative


class FollowedSerializer(serializers.Serializer[Any]):
    happened_on = serializers.DateField()
    text = serializers.CharField()


class SettledSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    answer = serializers.CharField()
    on = serializers.DateField()
    followed = FollowedSerializer(many=True)


class DidSerializer(serializers.Serializer[Any]):
    meetings = serializers.IntegerField()
    answers = serializers.IntegerField()
    changes = serializers.IntegerField()


class StartSerializer(serializers.Serializer[Any]):
    """At most five of what is owed and how many there are, ninety days in three counts, and the last decisions."""

    owed = TaskLineSerializer(many=True)
    owed_total = serializers.IntegerField()
    did = DidSerializer()
    decided = SettledSerializer(many=True)


class StartViews(MunicipalViews, GenericViewSet[Ask]):
    """What needs whoever asks, what their people did, and what was decided last."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.TASKS_READ}
    serializer_class = StartSerializer
    queryset = Ask.objects.none()
    pagination_class = None

    @extend_schema(responses=StartSerializer)
    def list(self, request: Request, **address: str) -> Response:
        here = {"user": request.user, "municipality": self.chosen_municipality()}
        today = timezone.localdate()
        owed, did = leading.owed(**here, today=today), leading.did(**here, today=today)
        if any(line.feed.names_people for line in owed.lines):
            seen: dict[str, Any] = {
                "municipality": here["municipality"],
                "by": request.user,
                "at": timezone.now(),
            }
            audit.record_listing(Representative, purpose="tasks", fields=("name",), **seen)
        settled = leading.settled_asks(**here) or leading.settled_in_projects(**here)
        rows = [
            {
                "title": one.title,
                "answer": one.answer,
                "on": one.on,
                "followed": [{"happened_on": day, "text": text} for day, text in one.followed],
            }
            for one in settled
        ]
        said = {"owed": owed.lines, "owed_total": owed.total, "did": did, "decided": rows}
        return Response(self.get_serializer(said).data)
