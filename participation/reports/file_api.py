"""Files of a report over the API, mixed into its views."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from config.core.access.permissions import Permission
from participation.reports import files
from participation.reports.file_views import answer

FILE_PERMISSIONS = dict.fromkeys(files.KINDS, Permission.REPORTS_READ)


Action = Callable[..., HttpResponse]


def _of(key: str) -> Callable[[Action], Action]:
    return extend_schema(responses={(200, files.KINDS[key].content_type): OpenApiTypes.BINARY})


class ReportFiles:
    """An action for each kind of file; the language is that of `Accept-Language`."""

    request: Any
    get_object: Any

    @_of("pdf")
    @action(detail=True, methods=["get"])
    def pdf(self, request: Request, **address: str) -> HttpResponse:
        """The report as PDF/UA-1 and PDF/A-2a in the language asked for."""
        return self._file("pdf")

    @_of("word")
    @action(detail=True, methods=["get"])
    def word(self, request: Request, **address: str) -> HttpResponse:
        """The report as a Word file."""
        return self._file("word")

    @_of("slides")
    @action(detail=True, methods=["get"])
    def slides(self, request: Request, **address: str) -> HttpResponse:
        """The report as slides, one message on each."""
        return self._file("slides")

    @_of("sheet")
    @action(detail=True, methods=["get"])
    def sheet(self, request: Request, **address: str) -> HttpResponse:
        """The figures of the report with their definitions as a workbook."""
        return self._file("sheet")

    @_of("json")
    @action(detail=True, methods=["get"])
    def json(self, request: Request, **address: str) -> HttpResponse:
        """The snapshot with definitions and a fingerprint that can be worked out again."""
        return self._file("json")

    def _file(self, key: str) -> HttpResponse:
        return answer(
            files.take_out(
                report=self.get_object(),
                key=key,
                base_url=settings.BASE_URL,
                by=self.request.user,
                at=timezone.now(),
                purpose="api",
            )
        )
