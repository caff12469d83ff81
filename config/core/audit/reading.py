"""Looks at people, written by the page that shows them: one line for a person, one for a list."""

from typing import Any

from django.db import models
from django.utils import timezone

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
