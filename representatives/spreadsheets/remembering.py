"""What the headings of a municipality's lists mean, as somebody there said: proposed next time, and forgettable."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from config.core.audit import services as audit
from representatives.spreadsheets.models import ColumnChoice


def remembered(municipality: Any) -> dict[str, str]:
    """Plain heading → field, or "" for a column that is left out."""
    rows = ColumnChoice.objects.filter(municipality=municipality).order_by("heading")
    return dict(rows.values_list("heading", "field"))


@transaction.atomic
def learn(*, columns: Mapping[str, str | None], municipality: Any, at: datetime) -> None:
    """Remembers what a person said of each heading; None forgets it, since the heading is what it looks like."""
    plain = [heading for heading, field in columns.items() if field is None]
    ColumnChoice.objects.filter(municipality=municipality, heading__in=plain).delete()
    for heading, field in columns.items():
        if field is not None:
            ColumnChoice.objects.update_or_create(
                municipality=municipality, heading=heading, defaults={"field": field, "chosen_at": at}
            )


@transaction.atomic
def forget(*, choice: ColumnChoice, by: Any, at: datetime) -> None:
    """Forgets what a heading means; the next list is read by its own words."""
    audit.record("column_choice.forgotten", obj=choice, by=by, at=at)
    choice.delete()
