"""Writing the audit trail, in the transaction of what it tells of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from config.core.audit.models import AuditEvent


def record(
    kind: str,
    *,
    obj: models.Model,
    by: Any,
    at: datetime,
    fields: Iterable[str] = (),
    subject: Any = None,
    purpose: str = "",
) -> AuditEvent:
    """Writes that `by` did `kind` (a `noun.past_tense`) to `obj` at `at`; `by` is None for the clock or a link.

    `fields` are names of what changed or was read; `subject` is the representative or professional concerned.
    """
    event = line(kind, obj=obj, by=by, at=at, fields=fields, subject=subject, purpose=purpose)
    event.save(force_insert=True)
    return event


def record_many(events: Iterable[AuditEvent]) -> None:
    """Writes many lines at once, for a use case that touches thousands of rows in one transaction."""
    AuditEvent.objects.bulk_create(events, batch_size=500)


def line(
    kind: str,
    *,
    obj: models.Model,
    by: Any,
    at: datetime,
    fields: Iterable[str] = (),
    subject: Any = None,
    purpose: str = "",
) -> AuditEvent:
    """A line as `record` would write it, not yet written."""
    return AuditEvent(
        municipality_id=_municipality_id(obj),
        at=at,
        kind=kind,
        actor_id=getattr(by, "public_id", "") if by is not None else "",
        object_type=obj._meta.label_lower,
        object_id=str(getattr(obj, "public_id", obj.pk)),
        subject_id=getattr(subject, "public_id", "") if subject is not None else "",
        fields=sorted(fields),
        purpose=purpose,
    )


def record_read(
    obj: models.Model, *, by: Any, at: datetime, purpose: str, fields: Iterable[str] = ()
) -> AuditEvent:
    """Writes that `by` read a person's data at `at`, and what for (`registry`, `candidates`, `export` …)."""
    noun = obj._meta.model_name
    return record(f"{noun}.read", obj=obj, by=by, at=at, fields=fields, subject=obj, purpose=purpose)


def record_listing(
    model: type[models.Model],
    *,
    municipality: Any,
    by: Any,
    at: datetime,
    purpose: str,
    fields: Iterable[str] = (),
) -> AuditEvent:
    """Writes that `by` looked at a list of people: one line for the view, not one for each person on it."""
    event = AuditEvent(
        municipality=municipality,
        at=at,
        kind=f"{model._meta.model_name}.listed",
        actor_id=getattr(by, "public_id", ""),
        object_type=model._meta.label_lower,
        object_id="",
        fields=sorted(fields),
        purpose=purpose,
    )
    event.save(force_insert=True)
    return event


def _municipality_id(obj: models.Model) -> int | None:
    from config.core.organisations.models import Municipality

    return obj.pk if isinstance(obj, Municipality) else getattr(obj, "municipality_id", None)
