"""A whole database as text that two loads can be compared by: no primary keys, no secrets, sealed values opened."""

from typing import Any

from django.apps import apps
from django.db import models

from config.core.accounts.models import ApiToken
from config.core.privacy.fields import BlindIndexField
from tests.helpers.house import OURS

# Made anew for each database, and never the same twice.
SECRET = frozenset({"password"})
LEFT_OUT = frozenset({ApiToken})


def normal_form() -> dict[str, list[dict[str, str]]]:
    """Each table of ours with its rows in the order they were written, foreign keys as what they point to."""
    tables = [
        model
        for model in apps.get_models()
        if model._meta.app_label in (*OURS, "account") and model not in LEFT_OUT
    ]
    names = {model: _names(model) for model in tables}
    return {model._meta.label: [_row(row, names) for row in _rows(model)] for model in tables}


def _rows(model: type[models.Model]) -> Any:
    return model._default_manager.order_by("pk")


def _names(model: type[models.Model]) -> dict[Any, str]:
    """What a row is called by others: its public id, or its place in the table."""
    return {row.pk: getattr(row, "public_id", f"row {place}") for place, row in enumerate(_rows(model))}


def _row(row: models.Model, names: dict[type[models.Model], dict[Any, str]]) -> dict[str, str]:
    return {
        field.name: _value(row, field, names)
        for field in row._meta.concrete_fields
        # An index is keyed by the municipality's primary key, and says nothing that its source does not.
        if not field.primary_key and field.name not in SECRET and not isinstance(field, BlindIndexField)
    }


def _value(row: models.Model, field: Any, names: dict[type[models.Model], dict[Any, str]]) -> str:
    value = getattr(row, field.attname)
    if value is not None and field.related_model in names:
        return names[field.related_model][value]
    return repr(value)
