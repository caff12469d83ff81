"""Two profiles as they were before a merge, and how they are put back: every field, row by row."""

from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models

from representatives.duplicates.moving import pointing, rows_of
from representatives.registry.models import Representative, StateChange

Row = dict[str, Any]


def row_of(row: models.Model) -> Row:
    """One row as plain values, opened where it is sealed."""
    found: Row = serializers.serialize("python", [row])[0]
    fields: dict[str, Any] = {name: row._meta.get_field(name) for name in found["fields"]}
    values = {
        name: value if isinstance(value, (str, int, bool, type(None))) else fields[name].value_to_string(row)
        for name, value in found["fields"].items()
    }
    return {"model": row._meta.label_lower, "pk": row.pk, "fields": values}


def of(*people: Representative) -> list[Row]:
    """Every row of this app that names one of the people, whole; of the apps above only that it does, and where."""
    found: dict[tuple[str, Any], Row] = {}
    for model, name in pointing():
        for person in people:
            for row in rows_of(model, name, person):
                key = (model._meta.label_lower, row.pk)
                whole = model._meta.app_label == Representative._meta.app_label
                fields = row_of(row)["fields"] if whole else {name: person.pk}
                known = found.setdefault(key, {"model": key[0], "pk": key[1], "fields": {}, "whole": whole})
                known["fields"] |= fields
    return list(found.values())


def keys(person: Representative) -> dict[str, list[Any]]:
    """Which rows name the person, by model and field."""
    found = {}
    for model, name in pointing():
        pks = list(rows_of(model, name, person).values_list("pk", flat=True))
        if pks:
            found[f"{model._meta.label_lower}.{name}"] = pks
    return found


def restore_rows(before: list[Row], after: list[Row]) -> None:
    """Puts rows back as they were: to whom they belong, what the merge changed in them, and what it deleted.

    What others have changed in a row since, and the merge did not, stays changed.
    """
    then = {(row["model"], row["pk"]): row["fields"] for row in after}
    for row in before:
        model: Any = apps.get_model(row["model"])
        there = model._base_manager.filter(pk=row["pk"]).first()
        if there is None:
            if row["whole"]:
                _built(row).save(force_insert=True)
            continue
        owners = {field for other, field in pointing() if other is model}
        merged = then.get((row["model"], row["pk"]), {})
        names = [
            name
            for name, value in row["fields"].items()
            if name in owners or (row["whole"] and merged.get(name, value) != value)
        ]
        built = _built(row, there)
        built.save(update_fields=[name for name in names if name in row["fields"]])


def delete_made(before: list[Row], after: list[Row]) -> None:
    """Takes away the steps that the merge itself wrote in the two lives."""
    were = {(row["model"], row["pk"]) for row in before}
    label = StateChange._meta.label_lower
    made = [row["pk"] for row in after if row["model"] == label and (row["model"], row["pk"]) not in were]
    StateChange.objects.filter(pk__in=made).delete()


def restore_person(row: Row) -> None:
    """Puts every field of a profile back; hashes and what is searched are made anew from them."""
    _built(row).save(force_update=True)


def _built(row: Row, there: models.Model | None = None) -> Any:
    """The row as an object: whole, or the one that is there with the values of before."""
    model: Any = apps.get_model(row["model"])
    built = there if there is not None else model(pk=row["pk"])
    for name, value in row["fields"].items():
        field = model._meta.get_field(name)
        setattr(built, field.attname, value if value is None else _python(field, value))
    return built


def _python(field: Any, value: Any) -> Any:
    target = field.target_field if field.is_relation else field
    return target.to_python(value)
