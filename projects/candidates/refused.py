"""What stands between people and a unit, a topic or somebody of the service: own no-gos and recorded conflicts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, F, Value

ABOUT = ("representative_id", "unit__public_id", "person__public_id")


def refused(
    no_gos: Any, conflicts: Any, today: date
) -> Iterable[tuple[int, str | None, str | None, int | None, str]]:
    """(person, unit, somebody of the service, topic, kind of conflict) for each that holds today, in one query.

    One of unit, somebody and topic is there; the kind is empty for a no-go.
    """
    said = no_gos.order_by().values_list(*ABOUT, F("term_id"), Value("", output_field=CharField()))
    kept = conflicts.in_force(today).order_by()
    recorded = kept.values_list(*ABOUT, Value(None, output_field=said.model._meta.pk), F("kind"))
    rows: Iterable[Any] = said.union(recorded, all=True)
    return rows
