"""Possible duplicates as pages: on entry, the list of pairs, merging, undoing, and who may."""

import re

import pytest

from config.core.audit.models import AuditEvent
from representatives.duplicates.models import Merge, NotSame
from representatives.registry.models import Representative
from tests.make.people import make_representative
from tests.representatives.duplicates.twins import make_twins

TYPED = {"given_name": "Kari", "family_name": "Nordman", "channel": "email", "birth_year": "1958"}
LIST = "/granvik/people/duplicates/"


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def twins(municipality):
    return make_twins(municipality)


def _at(one, other, *parts: str) -> str:
    return "/".join([f"/granvik/people/{one.public_id}/same/{other.public_id}", *parts, ""])


def test_whoever_may_be_there_is_shown_before_anything_is_stored(facilitator, twins):
    asked = facilitator.post("/granvik/people/new/", TYPED)
    content = asked.content.decode()

    assert asked.status_code == 409
    assert "Kari Nordmann" in content and "Kari M Nordmann" in content
    assert Representative.objects.count() == 2
    assert AuditEvent.objects.filter(kind="representative.listed", purpose="duplicates").count() == 1

    seen = re.findall(r'name="seen" value="([a-z0-9]{22})"', content)
    going_on = facilitator.post("/granvik/people/new/", TYPED | {"seen": seen})
    assert going_on.status_code == 302
    assert Representative.objects.get(family_name="Nordman").contact is not None


def test_other_data_are_asked_about_anew(facilitator, twins, municipality):
    make_representative(municipality, "Berit By", email="berit@example.org")
    other = TYPED | {"email": "berit@example.org", "seen": [one.public_id for one in twins]}

    asked = facilitator.post("/granvik/people/new/", other)

    assert asked.status_code == 409 and "Berit By" in asked.content.decode()


def test_the_list_shows_both_with_the_reason_and_leaves_a_line(facilitator, twins):
    content = facilitator.get(LIST).content.decode()

    assert "Kari Nordmann" in content and "Kari M Nordmann" in content
    assert AuditEvent.objects.filter(kind="representative.listed", purpose="duplicates").exists()


def test_two_people_are_not_asked_about_again(facilitator, twins):
    assert facilitator.post(_at(*twins, "apart")).status_code == 303

    assert NotSame.objects.count() == 1
    assert "Kari M Nordmann" not in facilitator.get(LIST).content.decode()


def test_merging_shows_what_happens_and_can_be_undone(facilitator, twins):
    kari, double = twins
    before = facilitator.get(_at(kari, double))
    assert before.status_code == 200
    assert "kari@example.org" in before.content.decode() and "km@example.org" in before.content.decode()
    assert AuditEvent.objects.filter(kind="representative.read", purpose="duplicates").count() == 2

    choices = {"family_name": "stays", "given_name": "stays", "email": "goes"}
    merged = facilitator.post(_at(kari, double), choices)
    assert merged.url == f"/granvik/people/{kari.public_id}/"
    assert facilitator.get(f"/granvik/people/{double.public_id}/").status_code == 404
    assert str(Representative.objects.get(pk=kari.pk).email) == "km@example.org"

    merge = Merge.objects.get()
    undo = f"{LIST}{merge.public_id}/undo/"
    assert undo in facilitator.get(LIST).content.decode()
    assert undo in facilitator.get(merged.url).content.decode()
    assert facilitator.get(undo).status_code == 200
    facilitator.post(undo)
    assert facilitator.get(f"/granvik/people/{double.public_id}/").status_code == 200
    assert facilitator.post(undo).status_code == 404


def test_both_notes_are_kept_unless_one_is_chosen(facilitator, twins):
    for person, note in zip(twins, ("Ring først", "Helst etter tolv"), strict=True):
        person.note = note
        person.save()
    field = facilitator.get(_at(*twins)).context["form"]["note"]
    assert field.initial == "both"
    assert [value for value, _label in field.field.choices] == ["stays", "goes", "both"]
    names = {"family_name": "stays", "given_name": "stays", "email": "stays"}
    assert facilitator.post(_at(*twins), names | {"email": "both", "note": "both"}).status_code == 422
    facilitator.post(_at(*twins), names | {"note": "both"})

    assert str(Representative.objects.get(pk=twins[0].pk).note) == "Ring først\nHelst etter tolv"


def test_a_choice_that_is_missing_is_asked_for(facilitator, twins):
    assert facilitator.post(_at(*twins), {}).status_code == 422
    assert not Merge.objects.exists()


def test_another_municipality_and_other_roles_see_nothing(twins, charlie, bob, adam, client_of):
    for path in (LIST, _at(*twins)):
        assert client_of(charlie).get(path).status_code == 404
        for one in (bob, adam):
            assert client_of(one).get(path).status_code in (403, 404)
