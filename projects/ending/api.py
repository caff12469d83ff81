"""Ending a request over the API, and taking that back."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request as ApiRequest
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.core.access.api import MunicipalViews
from config.core.access.permissions import Permission
from config.core.ui.api import refusals
from projects.ending import services
from projects.requests.api import RequestEndSerializer, RequestSerializer
from projects.requests.models import Request
from projects.requests.queries import with_terms
from projects.requests.services import CannotAsk, CannotMove


class EndingViews(MunicipalViews, GenericViewSet[Request]):
    """With a reason POST …/end/ closes a request and settles its round; …/reopen/ takes an ending back, for 30 days."""

    permissions: ClassVar[dict[str, Permission]] = dict.fromkeys(("end", "reopen"), Permission.PROJECTS_WRITE)
    serializer_class = RequestSerializer
    queryset = with_terms(Request.objects.all())

    @extend_schema(request=RequestEndSerializer, responses=RequestSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: ApiRequest, **address: str) -> Response:
        return self._step(services.end_request)

    @extend_schema(request=RequestEndSerializer, responses=RequestSerializer)
    @action(detail=True, methods=["post"])
    def reopen(self, request: ApiRequest, **address: str) -> Response:
        return self._step(services.reopen_request)

    def _step(self, service: Callable[..., Request]) -> Response:
        given = RequestEndSerializer(data=self.request.data)
        given.is_valid(raise_exception=True)
        said: dict[str, Any] = {"by": self.request.user, "at": timezone.now(), **given.validated_data}
        with refusals(CannotAsk, CannotMove):
            service(request=self.get_object(), **said)
        return Response(self.get_serializer(self.get_object()).data)
