"""The access log over the API, and lists that write in it."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.audit import services
from config.core.audit.models import AuditEvent


class AuditSerializer(serializers.ModelSerializer[AuditEvent]):
    class Meta:
        model = AuditEvent
        fields = ("at", "kind", "actor_id", "object_type", "object_id", "subject_id", "fields", "purpose")


class AuditViews(MunicipalViews, ListModelMixin, GenericViewSet[AuditEvent]):
    """The access log, newest first."""

    permissions: ClassVar[dict[str, Permission]] = {"list": Permission.ACCESS_LOG_READ}
    serializer_class = AuditSerializer
    queryset = AuditEvent.objects.order_by("-id")
    filterset_fields = ("kind", "object_id", "subject_id", "actor_id")


class LoggedReads(ListModelMixin, RetrieveModelMixin):
    """List and retrieve of rows that tell of a person: each answer writes its line.

    `person` is the way from a row to the person (`attendance.assignment.representative`), empty where the row is the
    person; `shown` is what is told.
    """

    person: ClassVar[str]
    shown: ClassVar[tuple[str, ...]]
    request: Any
    queryset: Any
    get_object: Callable[[], Any]
    listed_municipalities: Callable[[], Any]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        for municipality in self.listed_municipalities():
            services.record_listing(
                self.queryset.model,
                municipality=municipality,
                by=request.user,
                at=timezone.now(),
                purpose="api",
                fields=self.shown,
            )
        return response

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row: Any = self.get_object()
        seen = attrgetter(self.person)(row) if self.person else row
        services.record_read(seen, by=request.user, at=timezone.now(), purpose="api", fields=self.shown)
        return Response(self.get_serializer(row).data)  # type: ignore[attr-defined]  # of the view set beside it
