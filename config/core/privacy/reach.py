"""Everything that is kept about one person, found by the models themselves: what points at the row, and at that.

A model that tells of a person says in `class Privacy` what an erasure does to its rows: `erase = "delete"`; `"blank"`
(the row stays for the totals and its own words go); `"stay"` (nothing in it tells of anybody when the person is blank).
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q

DELETE, BLANK, STAY = "delete", "blank", "stay"
_called: dict[str, Any] = {}


def call(names: dict[str, Any]) -> None:
    """Called from an app's `apps.py`: what rows of its models are called to the person whom they tell of."""
    _called.update(names)


def name_of(model: Any) -> str:
    """What the rows of a model are called."""
    return str(_called[model._meta.label])


def rule_of(model: Any) -> str:
    """What an erasure does to rows of the model; empty where it says nothing, and is not reached."""
    return str(getattr(getattr(model, "Privacy", None), "erase", ""))


def paths(root: type[models.Model]) -> dict[Any, list[str]]:
    """Every model that leads to `root` through foreign keys, with the lookups that lead there."""
    found: dict[Any, list[str]] = {}

    def walk(target: Any, suffix: str) -> None:
        for relation in _pointing_at(target):
            model = relation.related_model
            if model is root or not rule_of(model):
                continue
            path = f"{relation.field.name}__{suffix}" if suffix else relation.field.name
            found.setdefault(model, []).append(path)
            walk(model, path)

    walk(root, "")
    return found


def _pointing_at(target: Any) -> list[Any]:
    """Foreign keys that lead to the model, those without a name of their own too."""
    fields = target._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete and not field.many_to_many]


def rows_about(person: models.Model) -> Iterator[tuple[Any, Any]]:
    """Each such model with its rows about the person, in the order of their labels."""
    for model, ways in sorted(paths(type(person)).items(), key=lambda pair: pair[0]._meta.label):
        about = Q()
        for way in ways:
            about |= Q(**{way: person})
        ids = model._base_manager.filter(about).values("pk")
        yield model, model._base_manager.filter(pk__in=ids)


def told(model: Any) -> list[Any]:
    """The fields of a model that tell of a person."""
    names = [*getattr(model.Privacy, "personal", ()), *getattr(model.Privacy, "special", ())]
    return [model._meta.get_field(name) for name in names]


def empty_words(model: Any) -> dict[str, Any]:
    """What to set so that a row says nothing in words: texts and lists, never its dates, choices and ties."""
    values: dict[str, Any] = {}
    for field in told(model):
        if isinstance(field, models.JSONField):
            values[field.name] = None if field.null else field.get_default()
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            values[field.name] = ""
    return values


def empty_wholly(model: Any) -> dict[str, Any]:
    """What to set so that a row tells nothing of a person at all: every field that tells is empty."""
    return {field.name: None if field.null else "" for field in told(model)}
