"""Kinds of change: one is chosen, and its class follows from one table."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from participation.contributions import kinds, services
from participation.contributions.models import Change
from tests.make.chain import make_contribution
from tests.participation.seats import LATER

TODAY = LATER.date()


def _at(said):
    return f"/granvik/contributions/{said.public_id}/"


@pytest.fixture
def said(project, owner, paula):
    return make_contribution(project, assignment=paula, owner=owner)


def _change(said, text="Nytt", kind="records"):
    return services.change(
        contribution=said, text=text, kind=kind, attribution="alone", changed_on=TODAY, by=None, at=LATER
    )


def test_every_kind_is_of_exactly_one_class():
    placed = [kind for of_class in kinds.KINDS.values() for kind in of_class]

    assert sorted(placed) == sorted(kinds.Kind)
    assert set(kinds.KINDS) == set(kinds.Outcome)
    assert {kinds.class_of(f"other_{outcome}") == outcome for outcome in kinds.Outcome} == {True}
    with pytest.raises(ValueError, match="nonsense"):
        kinds.class_of("nonsense")


def test_one_kind_is_chosen_and_the_class_follows(said, alice, client_of, api_of):
    client = client_of(alice)
    form = client.get(f"{_at(said)}changes/new/").content.decode()
    typed = {"text": "To sider", "attribution": "decisive", "evidence_level": "2", "changed_on": "2026-03-13"}
    refused = client.post(f"{_at(said)}changes/new/", typed | {"kind": "nonsense"})
    client.post(f"{_at(said)}changes/new/", typed | {"kind": "records"})
    page = client.get(_at(said)).content.decode()

    assert form.count("<optgroup") == 3 and 'name="outcome"' not in form
    assert refused.status_code == 422 and "To sider" in refused.content.decode()
    assert Change.objects.values_list("kind", "outcome").get() == ("records", "service")
    assert str(kinds.Kind.RECORDS.label) in page and str(kinds.Outcome.SERVICE.label) in page
    at, api = f"/api/v1/contributions/{said.public_id}/changes/", api_of(alice)
    made = api.post(at, typed | {"text": "Retningslinje", "kind": "policy", "outcome": "product"}).json()
    assert (made["kind"], made["outcome"]) == ("policy", "system")
    assert api.post(at, typed | {"kind": "nonsense"}).status_code == 400
    assert api.post(at, typed | {"text": "Uten"}).status_code == 400
    [found] = api.get("/api/v1/changes/?kind=records").json()["results"]
    assert found["outcome"] == "service"


@pytest.fixture
def as_before_there_were_kinds(db):
    """Rows are let in that the constraint refuses, until the test is over."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute(f"ALTER TABLE {Change._meta.db_table} DROP CONSTRAINT change_kind_is_of_its_class")
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_a_change_from_before_is_another_of_its_class(
    as_before_there_were_kinds, said, django_assert_num_queries
):
    for kind in ("information", "records", "policy"):
        _change(said, text=kind, kind=kind)
    Change.objects.exclude(text="records").update(kind="")

    before = import_module("participation.migrations.0022_saying")
    with django_assert_num_queries(1):
        before.give_each_change_the_rest_of_its_class(apps, None)

    assert dict(Change.objects.values_list("text", "kind")) == {
        "information": "other_product",
        "records": "records",
        "policy": "other_system",
    }
