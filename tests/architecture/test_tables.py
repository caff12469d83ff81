"""The printed tables of the documentation are what the code says."""

import pytest

from config.core.access.permissions import Permission
from config.core.management import tables
from tests.helpers.house import own_models


@pytest.mark.parametrize("name", sorted(tables.TABLES))
def test_a_printed_table_is_in_step_with_the_code(name):
    assert tables.path_of(name).read_text() == tables.printed(name), "run `manage.py tables`"


def test_every_permission_and_every_model_with_people_in_it_is_printed():
    kept, allowed = tables.keeping(), tables.permissions()
    with_people = [
        model._meta.label
        for model in own_models()
        if any(getattr(getattr(model, "Privacy", None), kind, ()) for kind in ("personal", "special"))
    ]

    assert [label for label in with_people if f"| {label} |" not in kept] == []
    assert [one for one in Permission if f"`{one}`" not in allowed] == []
