"""The access log over the API."""

from typing import ClassVar

from rest_framework import serializers
from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
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
