"""Looks at people, written by the page that shows them: one line for a person, one for a list."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from config.core.audit import services


def looked(request: Any, person: models.Model, purpose: str, *fields: str) -> None:
    """Writes that whoever asked for this page saw `fields` of one person."""
    services.record_read(person, by=request.user, at=timezone.now(), purpose=purpose, fields=fields)


def listed(request: Any, model: type[models.Model], purpose: str, *fields: str) -> None:
    """Writes that whoever asked for this page saw a list of rows that name people."""
    services.record_listing(
        model,
        municipality=request.municipality,
        by=request.user,
        at=timezone.now(),
        purpose=purpose,
        fields=fields,
    )


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
