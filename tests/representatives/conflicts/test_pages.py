"""Conflicts on the person's page and over the API: facilitators only, in one municipality."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role, Unit
from config.core.privacy import own_data
from representatives.conflicts import services
from representatives.conflicts.models import Conflict
from tests.cast import AT, make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative

API = "/api/v1/conflicts/"
GIVEN = {"kind": "own_case", "since": "2026-01-05", "until": "", "note": "Spør før møtet."}


@pytest.fixture
def paula(municipality):
    return make_representative(municipality)


@pytest.fixture
def conflict(paula, unit):
    return services.record(
        representative=paula, unit=unit, kind="work", since=AT.date(), note="Jobbet her.", by=None, at=AT
    )


def page_of(person, rest="") -> str:
    return f"/granvik/people/{person.public_id}/conflicts/{rest}"


def text_of(answer) -> str:
    return str(answer.content.decode())


def test_one_is_recorded_shown_and_ended(paula, unit, alice, client_of):
    client = client_of(alice)
    assert "Ingen inhabilitet er skrevet opp" in text_of(client.get(page_of(paula)))
    added = client.post(page_of(paula, "new/"), GIVEN | {"unit": unit.public_id})
    conflict = Conflict.objects.get()

    assert (added.status_code, added["Location"]) == (303, page_of(paula))
    shown = text_of(client.get(page_of(paula)))
    for word in (
        unit.name,
        "egen sak eller klage",
        "Spør før møtet.",
        "Siden 05.01.2026",
        "Alice",
        "Gjelder nå",
    ):
        assert word in shown
    assert page_of(paula) in text_of(client.get(f"/granvik/people/{paula.public_id}/"))
    ended = client.post(page_of(paula, f"{conflict.public_id}/end/"))
    again = client.post(page_of(paula, f"{conflict.public_id}/end/"), follow=True)
    assert ended.status_code == 303
    assert "alt avsluttet" in text_of(again)
    assert "avsluttet" in text_of(client.get(page_of(paula)))
    assert "conflict.ended" in AuditEvent.objects.filter(subject_id=paula.public_id).values_list(
        "kind", flat=True
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Velg en enhet eller en person: én av dem."),
        ({"unit": "nowhere"}, "Velg et gyldig"),
        ({"kind": "", "person": "pia"}, "Fyll ut dette feltet."),
        ({"person": "pia", "until": "2025-01-01"}, "Siste dag må være i dag eller senere"),
        ({"person": "pia", "note": "x" * 301}, "300"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(paula, pia, alice, client_of, changes, sentence):
    sent = GIVEN | changes
    sent |= {"person": pia.public_id} if sent.get("person") else {}
    answer = client_of(alice).post(page_of(paula, "new/"), sent)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Conflict.objects.exists()


def test_over_the_api_as_on_the_page(paula, pia, alice, api_of):
    api = api_of(alice)
    sent = GIVEN | {"representative": paula.public_id, "person": pia.public_id, "until": None}
    added = api.post(API, sent, format="json")

    assert added.status_code == 201
    assert {**sent, "unit": None, "ended_at": None}.items() <= added.json().items()
    assert api.post(API, sent, format="json").status_code == 409
    assert api.get(f"{API}?representative={paula.public_id}&is_ended=false").json()["count"] == 1
    ended = api.post(f"{API}{added.json()['id']}/end/")
    assert ended.status_code == 200
    assert ended.json()["ended_at"]
    assert api.post(f"{API}{added.json()['id']}/end/").status_code == 409
    assert api.get(f"{API}?is_ended=false").json()["count"] == 0
    assert api.get(f"{API}{added.json()['id']}/").json()["kind"] == "own_case"


def test_the_api_refuses_what_is_wrong(paula, unit, alice, api_of, other_municipality):
    api, theirs = api_of(alice), Unit.objects.create(municipality=other_municipality, name="Fremmed")
    sent = GIVEN | {"representative": paula.public_id, "unit": unit.public_id, "until": None}
    for changes, status in (
        ({"unit": None}, 409),
        ({"kind": "enemy"}, 400),
        ({"since": "2026-02-30"}, 400),
        ({"note": "x" * 301}, 400),
        ({"unit": theirs.public_id}, 404),
        ({"unit": None, "person": alice.public_id}, 404),
        ({"representative": "z" * 22}, 404),
    ):
        assert api.post(API, sent | changes, format="json").status_code == status, changes
    assert not Conflict.objects.exists()


def test_the_people_of_the_service_are_found_over_the_api(pia, uma, bob, alice, api_of):
    found = api_of(alice).get("/api/v1/service-people/").json()

    assert found == [{"id": pia.public_id, "name": "Pia"}, {"id": uma.public_id, "name": "Uma"}]
    assert api_of(pia).get("/api/v1/service-people/").status_code == 403


def test_nobody_else_sees_or_ends_it(conflict, paula, pia, uma, charlie, client_of, api_of):
    for user, status in ((charlie, 404), (pia, 403), (uma, 403)):
        client, api = client_of(user), api_of(user)
        for rest in ("", "new/"):
            assert client.get(page_of(paula, rest)).status_code == status
        assert client.post(page_of(paula, f"{conflict.public_id}/end/")).status_code == status
        assert api.get(f"{API}{conflict.public_id}/").status_code == status
        assert api.post(f"{API}{conflict.public_id}/end/").status_code == status
    own_lauvdal = f"/lauvdal/people/{paula.public_id}/conflicts/"
    assert client_of(charlie).get(own_lauvdal).status_code == 404
    assert api_of(charlie).get(API).json()["count"] == 0
    conflict.refresh_from_db()
    assert conflict.ended_at is None


def test_the_person_sees_it_on_my_page_and_with_everything_that_is_kept(
    conflict, paula, unit, municipality, client_of
):
    paula.user = make_user("Paula", municipality, Role.REPRESENTATIVE)
    paula.save(update_fields=["user"])
    page = text_of(client_of(paula.user).get("/granvik/my-page/"))

    assert f"{unit.name} (arbeid, nå eller før)" in page
    kept = own_data.as_plain(own_data.collect(paula))["data"]["representatives.Conflict"]
    assert kept[0]["note"] == "Jobbet her."
    assert kept[0]["unit"] == unit.name
    assert client_of(paula.user).get(page_of(paula)).status_code == 403


def test_one_and_three_cost_the_same(paula, municipality, alice, client_of):
    client, units = client_of(alice), iter("abcd")

    def more(count):
        for _one in range(count):
            unit = Unit.objects.create(municipality=municipality, name=next(units))
            services.record(representative=paula, unit=unit, kind="work", since=AT.date(), by=alice, at=AT)

    assert_constant_queries(more, lambda: client.get(page_of(paula)))
