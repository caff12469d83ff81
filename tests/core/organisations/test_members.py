"""The administrator's pages and API: roles, units and the access log."""

import pytest
from django.utils import timezone

from config.core.access import scope
from config.core.accounts import services as accounts
from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Membership, Role, Unit
from tests.cast import AT


def test_an_administrator_gives_and_ends_a_role(municipality, unit, adam, client_of):
    client = client_of(adam)

    given = client.post(
        f"/{municipality.slug}/members/new/",
        {
            "name": "Ny Leder",
            "email": "NY@granvik.example.org",
            "role": "unit_manager",
            "unit": unit.public_id,
        },
    )
    member = Membership.objects.get(user__email="ny@granvik.example.org")
    page = client.get(f"/{municipality.slug}/members/")
    client.post(f"/{municipality.slug}/members/{member.public_id}/end/")

    member.refresh_from_db()
    assert given.status_code == 303
    assert (member.role, member.unit) == (Role.UNIT_MANAGER, unit)
    assert "Ny Leder" in page.content.decode()
    assert member.ended_at is not None
    assert scope.of(User.objects.get(pk=member.user_id)).grants == ()
    assert set(AuditEvent.objects.about(member).values_list("kind", flat=True)) == {
        "membership.given",
        "membership.ended",
    }


def test_the_last_administrator_stays(municipality, adam):
    membership = Membership.objects.get(user=adam)

    with pytest.raises(accounts.CannotEndRole):
        accounts.end_role(membership=membership, by=adam, at=timezone.now())

    membership.refresh_from_db()
    assert membership.ended_at is None


def test_a_facilitator_gives_no_roles(municipality, alice, client_of, api_of):
    body = {"name": "X", "email": "x@granvik.example.org", "role": "administrator"}

    page = client_of(alice).post(f"/{municipality.slug}/members/new/", body)
    api = api_of(alice).post("/api/v1/members/", body, format="json")

    assert (page.status_code, api.status_code) == (403, 403)
    assert not User.objects.filter(email="x@granvik.example.org").exists()


def test_members_over_the_api(municipality, adam, charlie, api_of):
    api = api_of(adam)

    made = api.post(
        "/api/v1/members/",
        {"name": "Ny", "email": "ny@granvik.example.org", "role": "professional"},
        format="json",
    )
    listed = api.get("/api/v1/members/").json()["results"]
    ended = api.post(f"/api/v1/members/{made.json()['id']}/end/")

    assert made.status_code == 201
    assert {row["email"] for row in listed} == {"ny@granvik.example.org", adam.email}
    assert ended.status_code == 204
    assert (
        api.post(f"/api/v1/members/{Membership.objects.get(user=charlie).public_id}/end/").status_code == 404
    )


def test_a_unit_is_made_once(municipality, adam, client_of, api_of):
    client = client_of(adam)

    made = client.post(f"/{municipality.slug}/units/", {"name": "Legevakta", "parent": ""})
    again = client.post(f"/{municipality.slug}/units/", {"name": "Legevakta", "parent": ""})
    api = api_of(adam).post("/api/v1/units/", {"name": "Legevakta"}, format="json")

    assert (made.status_code, again.status_code, api.status_code) == (303, 422, 409)
    assert Unit.objects.filter(municipality=municipality, name="Legevakta").count() == 1


def test_the_access_log_shows_who_did_what(municipality, alice, adam, client_of, api_of):
    accounts.give_role(
        municipality=municipality, email="z@granvik.example.org", role=Role.PROFESSIONAL, by=alice, at=AT
    )

    page = client_of(adam).get(f"/{municipality.slug}/access-log/").content.decode()
    lines = api_of(adam).get("/api/v1/access-log/?kind=membership.given").json()["results"]

    assert "membership.given" in page
    assert "Alice" in page
    assert alice.public_id in {line["actor_id"] for line in lines}
    assert client_of(alice).get(f"/{municipality.slug}/access-log/").status_code == 403
