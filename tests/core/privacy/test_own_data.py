"""What a person is given is complete: each column that tells of the person is in it, or left out for a reason."""

import json

import pytest
from django.utils import translation
from django.utils.functional import Promise

from config.core.privacy import own_data, reach
from config.core.privacy.words import LABELS
from representatives.models import Representative
from tests.make.town import make_town

MODELS = [Representative, *reach.paths(Representative)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_handed_out_or_left_out_for_a_reason(model):
    given = {field.name for field in own_data.columns(model)}
    ties = {field.name for field in model._meta.concrete_fields if field.related_model in MODELS}
    left_out = {
        name.rpartition(".")[2] for name in own_data.LEFT_OUT if name.startswith(model._meta.label + ".")
    }

    columns = {field.name for field in model._meta.concrete_fields}
    assert columns == given | ties | left_out | (columns & own_data.EVERYWHERE.keys())


def test_the_reasons_name_columns_that_are_there():
    there = {f"{model._meta.label}.{field.name}" for model in MODELS for field in model._meta.concrete_fields}

    assert own_data.LEFT_OUT.keys() <= there
    assert all(own_data.LEFT_OUT.values())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_is_called_something_that_is_translated(model):
    silent = [
        field.name
        for field in own_data.columns(model)
        if field.name not in LABELS and not isinstance(field._verbose_name, Promise)
    ]

    assert silent == []


@pytest.fixture
def person(municipality, unit, alice):
    return make_town(municipality, unit, "Byen", by=alice).rows["representative"]


def test_everything_of_one_person_and_nothing_of_another(person):
    plain = json.loads(own_data.as_json(own_data.collect(person)))

    assert plain["schema"] == own_data.SCHEMA
    [profile] = plain["data"]["representatives.Representative"]
    assert profile["given_name"] == person.given_name
    assert profile["email"] == person.email
    assert plain["data"]["participation.Contribution"][0]["text"].startswith("Byen sa dette")
    assert plain["data"]["participation.Claim"][0]["amount"] == "710.00"
    assert "Byenolf" not in json.dumps(plain)


def test_the_pdf_is_made_in_the_person_s_language(person):
    data = own_data.collect(person)

    with translation.override("en"):
        pdf = own_data.as_pdf(data, as_of=person.created_at.date())

    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid" in pdf
    assert b"/Lang (nb-NO)" in pdf or b"nb-NO" in pdf
