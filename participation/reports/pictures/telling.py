"""A picture over the API: the table that says what the drawing says."""

from typing import Any

from rest_framework import serializers

from participation.reports.pictures.base import Picture


class PictureSerializer(serializers.Serializer[Any]):
    """`missing` says why there are no rows, and what would show it."""

    key = serializers.CharField()
    title = serializers.CharField()
    takeaway = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    rows = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    missing = serializers.CharField()
    note = serializers.CharField()


def told(picture: Picture) -> dict[str, Any]:
    """What the picture says, as text."""
    chart = picture.wide
    return {
        "key": picture.key,
        "title": picture.title,
        "takeaway": chart.takeaway if chart else "",
        "columns": list(chart.table.columns) if chart else [],
        "rows": [list(row) for row in chart.table.rows] if chart else [],
        "missing": picture.missing,
        "note": picture.note,
    }
