"""What a person does not want: kept on the page and in the API, and never another municipality's."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role, Unit
from representatives.registry import services as registry
from representatives.registry.models import NoGo
from tests.cast import AT, make_user
from tests.make.people import make_representative, make_term


def address(municipality, person, rest=""):
    return f"/{municipality.slug}/people/{person.public_id}/{rest}"


def test_a_unit_is_never_suggested_again_and_can_be_taken_back(municipality, unit, alice, client_of):
    person, client = make_representative(municipality), client_of(alice)

    added = client.post(address(municipality, person, "no-gos/new/"), {"unit": unit.public_id, "term": ""})
    no_go = NoGo.objects.get(representative=person)
    page = client.get(address(municipality, person)).content.decode()
    client.post(address(municipality, person, f"no-gos/{no_go.public_id}/drop/"))

    assert added.status_code == 303
    assert no_go.unit == unit
    assert unit.name in page
    assert not NoGo.objects.exists()
    kinds = AuditEvent.objects.filter(subject_id=person.public_id).values_list("kind", flat=True)
    assert {"no_go.added", "no_go.dropped"} <= set(kinds)


def test_neither_or_both_is_asked_again(municipality, unit, alice, client_of, api_of):
    person, term = make_representative(municipality), make_term()
    both = {"unit": unit.public_id, "term": term.public_id}

    for body in ({"unit": "", "term": ""}, both):
        page = client_of(alice).post(address(municipality, person, "no-gos/new/"), body)
        api = api_of(alice).post(f"/api/v1/representatives/{person.public_id}/no-gos/", body, format="json")
        assert (page.status_code, api.status_code) == (422, 400)
    assert not NoGo.objects.exists()


def test_a_topic_over_the_api(municipality, alice, api_of):
    person, term, api = make_representative(municipality), make_term(), api_of(alice)
    path = f"/api/v1/representatives/{person.public_id}/"

    added = api.post(f"{path}no-gos/", {"term": term.public_id}, format="json")
    shown = api.get(path).json()["no_gos"]
    dropped = api.delete(f"{path}no-gos/{added.json()['id']}/")

    assert added.status_code == 201
    assert shown == [{"id": added.json()["id"], "unit": None, "term": term.public_id, "person": None}]
    assert dropped.status_code == 204
    assert not NoGo.objects.exists()


def test_a_unit_of_another_municipality_is_not_there(
    municipality, other_municipality, alice, client_of, api_of
):
    person = make_representative(municipality)
    foreign = Unit.objects.create(municipality=other_municipality, name="Fremmed")

    page = client_of(alice).post(address(municipality, person, "no-gos/new/"), {"unit": foreign.public_id})
    api = api_of(alice).post(
        f"/api/v1/representatives/{person.public_id}/no-gos/", {"unit": foreign.public_id}, format="json"
    )

    assert (page.status_code, api.status_code) == (422, 404)
    assert not NoGo.objects.exists()


def test_a_no_go_of_anothers_person_is_not_there(municipality, unit, charlie, other_municipality, client_of):
    person = make_representative(municipality)
    no_go = NoGo.objects.create(
        municipality=municipality, representative=person, unit=unit, added_at=person.created_at
    )

    answer = client_of(charlie).post(address(municipality, person, f"no-gos/{no_go.public_id}/drop/"))

    assert answer.status_code == 404
    assert NoGo.objects.exists()


def test_somebody_of_the_service_is_refused_and_never_told(municipality, pia, alice, client_of, api_of):
    person, client = make_representative(municipality), client_of(alice)

    added = client.post(address(municipality, person, "no-gos/new/"), {"person": pia.public_id})
    page = client.get(address(municipality, person)).content.decode()

    assert added.status_code == 303
    assert NoGo.objects.get().person == pia
    assert "Fjern «Pia» fra det personen ikke vil" in page
    shown = api_of(alice).get(f"/api/v1/representatives/{person.public_id}/").json()["no_gos"]
    assert shown[0]["person"] == pia.public_id
    assert client_of(pia).get(address(municipality, person)).status_code == 403
    assert person.public_id not in str(AuditEvent.objects.filter(actor_id=pia.public_id).values())


def test_only_those_of_the_service_may_be_named(
    municipality, other_municipality, alice, bob, pia, client_of, api_of
):
    """Not a manager above the services, not a stranger, and not a facilitator, who would read it."""
    person, client, api = make_representative(municipality), client_of(alice), api_of(alice)
    stranger = make_user("Fredrik", other_municipality, Role.PROFESSIONAL)
    make_user("Alice", municipality, Role.PROFESSIONAL)
    person.user = pia
    person.save(update_fields=["user"])

    for user in (alice, bob, stranger):
        body = {"person": user.public_id}
        assert client.post(address(municipality, person, "no-gos/new/"), body).status_code == 422
        path = f"/api/v1/representatives/{person.public_id}/no-gos/"
        assert api.post(path, body, format="json").status_code == 404
        with pytest.raises(registry.CannotKeep):
            registry.add_no_go(representative=person, person=user, by=alice, at=AT)
    own = client.post(address(municipality, person, "no-gos/new/"), {"person": pia.public_id})
    assert own.status_code == 422
    assert "Velg noen som jobber i kommunens tjenester." in own.content.decode()
    assert not NoGo.objects.exists()
