"""How many rows each of several querysets has, in one statement whatever their number."""

from typing import Any

from django.db.models import CharField, Count, QuerySet, Value


def counted(rows: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """The counts by name, nought where there is nothing. The querysets are neither sliced nor made distinct."""
    counts = [
        each.model._default_manager.filter(pk__in=each.order_by().values("pk"))
        .order_by()
        .annotate(_of=Value(name, output_field=CharField()))
        .values("_of")
        .annotate(_many=Count("pk"))
        .values_list("_of", "_many")
        for name, each in rows.items()
    ]
    first, *others = counts
    return dict.fromkeys(rows, 0) | dict(first.union(*others, all=True))
