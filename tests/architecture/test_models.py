"""What every model owes: a place in Privacy for each field, the municipality, constraints that are tried."""

import re
from typing import Any

import pytest
from django.db import models

from config.core.rows import MunicipalRow, VisibleQuerySet
from tests.helpers.house import ROOT, named, own_models, sources, tree

# Rows that belong to no municipality: the municipality itself, and accounts, which may have a part in several.
WITHOUT_MUNICIPALITY = {"core.Municipality", "core.User", "core.ApiToken"}
CLASSES = ("neutral", "personal", "special")


def _classes(model: type[models.Model]) -> dict[str, list[str]]:
    """Which classes of Privacy each field is listed in."""
    privacy: Any = getattr(model, "Privacy", None)
    listed: dict[str, list[str]] = {}
    for name in CLASSES:
        for field in getattr(privacy, name, ()):
            listed.setdefault(field, []).append(name)
    return listed


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_every_field_is_in_exactly_one_class_of_privacy(model):
    listed = _classes(model)
    fields = {field.name for field in model._meta.concrete_fields} | {
        field.name for field in model._meta.many_to_many
    }

    assert listed.keys() == fields
    assert {field: names for field, names in listed.items() if len(names) != 1} == {}


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_personal_data_has_a_keeping_time(model):
    privacy: Any = getattr(model, "Privacy", None)
    is_personal = any(getattr(privacy, name, ()) for name in ("personal", "special"))

    assert not is_personal or getattr(privacy, "keep", "")


def test_every_row_of_a_municipality_carries_it():
    without = {
        model._meta.label
        for model in own_models()
        if not any(f.name == "municipality" and f.remote_field for f in model._meta.concrete_fields)
    }

    assert without == WITHOUT_MUNICIPALITY


def test_rows_of_a_municipality_say_who_may_see_them():
    silent = [
        model._meta.label
        for model in own_models()
        if issubclass(model, MunicipalRow)
        and (
            not isinstance(model._default_manager.all(), VisibleQuerySet)
            or type(model._default_manager.all())._visible is VisibleQuerySet._visible
        )
    ]

    assert not silent


def test_many_to_many_rows_are_models_of_their_own():
    hidden = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.many_to_many
        if field.remote_field.through._meta.auto_created
    ]

    assert not hidden, "a hidden table carries no municipality"


def test_every_constraint_is_tried_with_a_bad_row():
    names = {
        constraint.name
        for model in own_models()
        for constraint in model._meta.constraints
        if constraint.name is not None
    }
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))

    assert {name for name in names if not re.search(rf"\b{name}\b", tests)} == set()


def test_no_model_does_things_behind_the_back():
    found = []
    for path in sources():
        for node in tree(path).body:
            bases = {getattr(base, "attr", getattr(base, "id", "")) for base in getattr(node, "bases", [])}
            if bases & {"Model", "MunicipalRow"}:
                names = {getattr(part, "name", "") for part in getattr(node, "body", [])}
                found += [f"{named(path)}: {name}" for name in names & {"save", "delete"}]
        words = path.read_text()
        found += [
            f"{named(path)}: {word}"
            for word in ("post_save", "pre_save.connect", "post_delete")
            if word in words
        ]

    assert not found


def test_str_of_a_row_holds_no_personal_data():
    telling = []
    for model in own_models():
        listed = _classes(model)
        private = [field for field, names in listed.items() if names != ["neutral"]]
        row = model(
            **{f: "Tell-tale" for f in private if isinstance(model._meta.get_field(f), models.CharField)}
        )
        if "Tell-tale" in str(row):
            telling.append(model._meta.label)

    assert not telling


def test_models_lie_in_rooms():
    at_the_door = {f"{app}.models" for app in ("config.core", "representatives", "projects", "participation")}

    assert [model._meta.label for model in own_models() if model.__module__ in at_the_door] == []
