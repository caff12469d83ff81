"""What stands between a person and a unit or somebody of the service."""

from typing import Any

from representatives.conflicts.models import Conflict, ConflictQuerySet


def open_of(person: Any) -> ConflictQuerySet:
    """A person's conflicts that nobody has ended, with what they are about."""
    rows: ConflictQuerySet = Conflict.objects.filter(representative=person)
    return rows.open().select_related("unit", "person")
