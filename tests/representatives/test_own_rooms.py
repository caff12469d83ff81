"""The facilitator's pages and API of when, who sees what, needs and who answers: one shape, so one file of edges."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from representatives.models import DayException, Proxy, SupportNeed
from representatives.proxies import services as proxies
from representatives.support_needs import services as support_needs
from representatives.visibility import queries as visibility
from tests.cast import AT
from tests.make.people import make_representative

PARTS = (
    "availability/",
    "availability/days/new/",
    "visibility/",
    "support-needs/",
    "support-needs/new/",
    "proxy/",
)
APIS = ("availability", "visibility", "proxies")


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, email="paula@people.example.org")


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


def _address(person, part: str, place: str = "granvik") -> str:
    return f"/{place}/people/{person.public_id}/{part}"


def _text(answer) -> str:
    return str(answer.content.decode())


def test_the_person_page_leads_to_each_room_and_tells_no_need(facilitator, paula):
    support_needs.keep(
        representative=paula, kind="hearing", text="Teleslynge", purpose="both", by=None, at=AT
    )
    page = _text(facilitator.get(_address(paula, "")))

    for part in ("availability/", "visibility/", "support-needs/", "proxy/", "my-page/open/"):
        assert f'href="{_address(paula, part)}"' in page
    assert "Teleslynge" not in page


@pytest.mark.parametrize("part", PARTS)
def test_every_look_is_written_down(facilitator, paula, alice, part):
    assert facilitator.get(_address(paula, part)).status_code == 200

    line = AuditEvent.objects.get(kind="representative.read")
    assert (line.actor_id, line.subject_id) == (alice.public_id, paula.public_id)


def test_a_week_and_days_are_kept(facilitator, paula):
    day = timezone.localdate() + timedelta(days=9)
    parts = {
        f"{name}_on_{part}": str(getattr(day, part))
        for name in ("from", "to")
        for part in ("day", "month", "year")
    }
    facilitator.post(_address(paula, "availability/"), {"week": ["4-evening"], "note": "Ring først"})
    facilitator.post(_address(paula, "availability/days/new/"), {"is_available": "free"} | parts)
    days = DayException.objects.get(representative=paula)
    paula.refresh_from_db()

    assert (days.is_available, days.from_on, paula.availability) == (True, day, "Ring først")
    facilitator.post(_address(paula, f"availability/days/{days.public_id}/drop/"))
    assert not DayException.objects.exists()
    assert facilitator.post(_address(paula, "availability/"), {"week": ["9-night"]}).status_code == 422


def test_who_sees_what_is_written_down_for_the_person(facilitator, paula):
    chosen = dict.fromkeys(visibility.audiences_of(paula), "facilitator") | {"area": "project"}
    facilitator.post(_address(paula, "visibility/"), chosen)

    assert visibility.audiences_of(paula)["area"] == "project"


def test_needs_are_shown_for_the_purpose_that_is_named_and_for_no_other(facilitator, paula):
    given = {"kind": "hearing", "text": "Teleslynge", "purpose": "meetings"}
    facilitator.post(_address(paula, "support-needs/new/"), given)

    assert "Teleslynge" not in _text(facilitator.get(_address(paula, "support-needs/")))
    assert "Teleslynge" not in _text(facilitator.get(_address(paula, "support-needs/?for=letters")))
    assert "Teleslynge" not in _text(facilitator.get(_address(paula, "support-needs/?for=matching")))
    assert "Teleslynge" in _text(facilitator.get(_address(paula, "support-needs/?for=meetings")))
    looks = AuditEvent.objects.filter(kind="representative.read").order_by("id")
    assert [look.purpose for look in looks][-1] == "support_needs.meetings"
    assert "support_needs" in looks.last().fields

    need = SupportNeed.objects.get()
    facilitator.post(_address(paula, f"support-needs/{need.public_id}/drop/"))
    assert not SupportNeed.objects.exists()


def test_a_search_finds_nobody_by_a_need(facilitator, api, paula):
    support_needs.keep(
        representative=paula, kind="hearing", text="Teleslynge", purpose="both", by=None, at=AT
    )

    assert paula.name not in _text(facilitator.get("/granvik/people/?text=Teleslynge"))
    assert "Teleslynge" not in str(api.get("/api/v1/representatives/").json())


def test_somebody_is_named_and_ended(facilitator, paula):
    facilitator.post(_address(paula, "proxy/"), {"name": "Lise Moen", "phone": "40612399"})
    assert Proxy.objects.get().phone == "+4740612399"
    assert facilitator.post(_address(paula, "proxy/"), {"name": "Uten Adresse"}).status_code == 422

    facilitator.post(_address(paula, "proxy/end/"))
    assert Proxy.objects.get().ended_at is not None


def test_my_page_is_opened_after_it_is_said_what_it_means(facilitator, paula):
    assert paula.email in _text(facilitator.get(_address(paula, "my-page/open/")))
    paula.refresh_from_db()
    assert paula.user is None

    facilitator.post(_address(paula, "my-page/open/"))
    paula.refresh_from_db()
    assert paula.user.email == paula.email


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_no_other_role_opens_any_of_it(role, request, paula, client_of, api_of):
    person = request.getfixturevalue(role)
    client, api = client_of(person), api_of(person)

    assert {client.get(_address(paula, part)).status_code for part in PARTS} == {403}
    assert {api.get(f"/api/v1/{name}/{paula.public_id}/").status_code for name in APIS} == {403}
    assert api.get(f"/api/v1/support-needs/{paula.public_id}/?purpose=meetings").status_code == 403


def test_another_municipalitys_person_is_not_there(paula, charlie, client_of, api_of):
    client, api = client_of(charlie), api_of(charlie)
    addresses = [_address(paula, part, place) for part in PARTS for place in ("granvik", "lauvdal")]

    assert {client.get(address).status_code for address in addresses} == {404}
    assert {api.get(f"/api/v1/{name}/{paula.public_id}/").status_code for name in APIS} == {404}


def test_the_api_keeps_and_tells_the_same(api, paula):
    own = f"/{paula.public_id}/"
    week = {"week": [{"weekday": 0, "part": "morning"}], "until": None}
    assert api.put(f"/api/v1/availability{own}", week, format="json").json()["week"] == week["week"]
    soon = (timezone.localdate() + timedelta(days=3)).isoformat()
    days = api.post(f"/api/v1/availability{own}days/", {"from_on": soon, "to_on": soon}, format="json").json()
    assert api.get(f"/api/v1/availability{own}").json()["days"][0]["id"] == days["id"]
    assert api.delete(f"/api/v1/availability{own}days/{days['id']}/").status_code == 204
    assert (
        api.patch(f"/api/v1/visibility{own}", {"phone": "network"}, format="json").json()["phone"]
        == "network"
    )
    assert api.patch(f"/api/v1/visibility{own}", {"experience": "network"}, format="json").status_code == 409
    assert api.get(f"/api/v1/proxies{own}").json() == {}
    assert api.put(f"/api/v1/proxies{own}", {"name": "Lise"}, format="json").status_code == 409


def test_the_api_tells_needs_for_a_purpose_only_and_writes_it_down(api, paula):
    own = f"/api/v1/support-needs/{paula.public_id}/"
    need = {"kind": "sight", "purpose": "letters", "text": "Stor skrift"}
    kept = api.post(f"{own}needs/", need, format="json").json()

    assert api.get(own).status_code == 400
    assert api.get(f"{own}?purpose=both").status_code == 400
    assert api.get(f"{own}?purpose=meetings").json() == []
    assert api.get(f"{own}?purpose=letters").json()[0]["text"] == "Stor skrift"
    line = AuditEvent.objects.filter(kind="representative.read").latest("id")
    assert line.purpose == "support_needs.letters"
    assert api.delete(f"{own}needs/{kept['id']}/").status_code == 204


def test_a_proxy_named_for_the_person_is_seen_on_the_page(facilitator, paula):
    proxies.name(
        representative=paula, name="Lise Moen", relation="datter", phone="+4740612399", by=None, at=AT
    )

    assert "Lise Moen (datter)" in _text(facilitator.get(_address(paula, "")))
