"""Engagement as pages and API: who sees what, and that a person may read their own record."""

import pytest

from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from participation.engagement import services
from participation.engagement.models import Fact, Professional, UnitStep
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_professional, make_unit


@pytest.fixture
def person(unit):
    return make_professional(unit, "Kari Fjell")


def _read(client, address):
    """The page in English, whatever the municipality's language."""
    User.objects.update(language="en")
    return client.get(address).content.decode()


def test_the_ladder_shows_units_and_chips_for_those_nobody_has_clarified(
    municipality, unit, alice, client_of
):
    make_unit(municipality, "Sykehjemmet")
    services.set_step(unit=unit, step=2, wanted=3, basis="Satte av tid", set_on=AT.date(), by=alice, at=AT)

    content = _read(client_of(alice), "/granvik/engagement/")

    chips = content.partition('class="chips"')[2].partition("</ul>")[0]
    assert "Sykehjemmet" in chips
    assert "Hjemmetjenesten" not in chips
    assert "Satte av tid" in content
    assert "0 of 1 clarified unit" in content


def test_setting_a_step_moves_the_unit(unit, alice, client_of):
    client = client_of(alice)
    address = f"/granvik/engagement/units/{unit.public_id}/"
    given = {"step": 1, "wanted": 3, "basis": "Ba om et møte", "set_on": "2026-03-01"}
    client.post(f"{address}step/", given)
    answer = client.post(f"{address}step/", given | {"step": 3, "set_on": "2026-04-01"})

    assert answer.url == address
    assert "From “Knows of it” to “Contributes”." in _read(client, address)
    assert UnitStep.objects.count() == 2


def test_a_day_to_come_is_an_error_on_the_form(unit, alice, client_of):
    answer = client_of(alice).post(
        f"/granvik/engagement/units/{unit.public_id}/step/",
        {"step": 1, "wanted": 3, "basis": "x", "set_on": "2999-01-01"},
    )

    assert answer.status_code == 422
    assert not UnitStep.objects.exists()


def test_a_contact_is_recorded_in_one_form_on_the_person_page(person, alice, client_of):
    client = client_of(alice)
    address = f"/granvik/engagement/people/{person.public_id}/"
    client.post(f"{address}facts/", {"kind": "contact", "happened_on": "2026-03-01", "text": "Om møtet"})

    assert "Om møtet" in _read(client, address)
    assert AuditEvent.objects.get(kind="professional.read").subject_id == person.public_id


def test_a_professional_reads_everything_held_about_them_and_nobody_else(unit, person, alice, pia, client_of):
    make_professional(unit, "Ola Vik")
    Professional.objects.filter(pk=person.pk).update(user=pia)
    services.record_fact(
        professional=person, kind="trained", happened_on=AT.date(), text="Kurs i mai", by=alice, at=AT
    )
    client = client_of(pia)

    content = _read(client, "/granvik/engagement/about-me/")

    assert "Kurs i mai" in content
    assert "Kari Fjell" in content
    assert "Ola Vik" not in content
    assert client.get("/granvik/engagement/").status_code == 403


def test_someone_without_a_record_is_told_so(pia, municipality, client_of):
    assert "Nothing is held about you" in _read(client_of(pia), "/granvik/engagement/about-me/")


def test_a_unit_manager_sees_the_own_unit_and_sets_nothing(municipality, unit, person, uma, client_of):
    other = make_unit(municipality, "Sykehjemmet")
    client = client_of(uma)

    assert "Sykehjemmet" not in _read(client, "/granvik/engagement/")
    assert client.get(f"/granvik/engagement/units/{other.public_id}/").status_code == 404
    assert client.get(f"/granvik/engagement/units/{unit.public_id}/step/").status_code == 403
    assert client.post(f"/granvik/engagement/people/{person.public_id}/facts/", {}).status_code == 403


def test_others_are_kept_out(person, bob, charlie, client_of):
    address = f"/granvik/engagement/people/{person.public_id}/"

    assert client_of(bob).get(address).status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    assert client_of(charlie).get(address.replace("granvik", "lauvdal")).status_code == 404


def test_the_ladder_costs_the_same_for_one_and_three(municipality, alice, client_of):
    client = client_of(alice)

    def make(count):
        for _ in range(count):
            made = make_unit(municipality, f"Unit {UnitStep.objects.count()}")
            services.set_step(unit=made, step=1, wanted=2, basis="x", set_on=AT.date(), by=alice, at=AT)

    assert_constant_queries(make, lambda: client.get("/granvik/engagement/"))


def test_a_professional_is_added_and_changed(unit, alice, client_of):
    client = client_of(alice)
    given = {"name": "Siri Dal", "unit": unit.public_id, "email": "siri@example.org"}
    client.post("/granvik/engagement/people/new/", given)
    person = Professional.objects.get()
    client.post(f"/granvik/engagement/people/{person.public_id}/edit/", given | {"job": "Lege"})
    person.refresh_from_db()

    assert (person.name, person.email, person.job, person.is_active) == (
        "Siri Dal",
        "siri@example.org",
        "Lege",
        False,
    )


def test_the_api_has_the_ladder_and_sets_a_step(unit, alice, uma, api_of):
    empty = api_of(alice).get("/api/v1/engagement/").json()["results"]
    given = {"unit": unit.public_id, "step": 2, "wanted": 4, "basis": "Satte av tid", "set_on": "2026-03-01"}
    made = api_of(alice).post("/api/v1/engagement/", given, format="json")
    refused = api_of(uma).post("/api/v1/engagement/", given, format="json")
    future = api_of(alice).post("/api/v1/engagement/", given | {"set_on": "2999-01-01"}, format="json")
    seen = api_of(uma).get(f"/api/v1/engagement/{unit.public_id}/").json()

    assert empty == [
        {
            "id": unit.public_id,
            "unit": "Hjemmetjenesten",
            "step": None,
            "wanted": None,
            "basis": "",
            "set_on": None,
            "is_clarified": False,
        }
    ]
    assert (made.status_code, made.json()["step"]) == (201, 2)
    assert (refused.status_code, future.status_code) == (403, 409)
    assert seen["history"] == [{"step": 2, "wanted": 4, "basis": "Satte av tid", "set_on": "2026-03-01"}]


def test_the_api_keeps_facts_and_gives_a_person_their_own(person, alice, pia, charlie, api_of):
    Professional.objects.filter(pk=person.pk).update(user=pia)
    address = f"/api/v1/professionals/{person.public_id}/"
    kept = api_of(alice).post(f"{address}facts/", {"kind": "contact", "happened_on": "2026-03-01"})

    assert kept.status_code == 201
    assert Fact.objects.get().professional == person
    assert api_of(pia).get(address).status_code == 403
    assert [row["id"] for row in api_of(pia).get("/api/v1/professionals/mine/").json()] == [person.public_id]
    assert api_of(charlie).get(address).status_code == 404
    told = api_of(charlie).post(f"{address}facts/", {"kind": "contact", "happened_on": "2026-03-01"})
    assert told.status_code == 404
