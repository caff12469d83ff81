"""What a project sees of a person after a yes: what the person allows, and nothing more (threat T22)."""

from datetime import date

import pytest

from config.core.audit.models import AuditEvent
from participation.assignments import services
from participation.assignments.shown import to_project
from representatives.consent import services as consent
from representatives.visibility import services as visibility
from tests.cast import AT
from tests.make.chain import make_assignment, make_project, make_request
from tests.make.people import make_representative, make_term

TODAY = date(2026, 3, 20)
PROFILE = {
    "email": "hemmelig@people.example.org",
    "phone": "+4740612345",
    "area": "Fjellgrenda",
    "organisation": "Pensjonistlaget",
    "availability": "Helst tirsdag",
    "note": "notat",
}
VALUES = {
    "phone": "406 12 345",
    "email": PROFILE["email"],
    "area": PROFILE["area"],
    "birth_year": "1951",
    "organisation": PROFILE["organisation"],
    "availability": PROFILE["availability"],
    "skills": "Skrive klart",
    "experience": "Demens",
}


@pytest.fixture
def seat(unit, pia, municipality):
    person = make_representative(
        municipality,
        "Paula Prøve",
        consents=("network", "experience", "sharing"),
        experience=((make_term(name="Demens"), "own"),),
        skills=(make_term("skill", "writing", "Skrive klart"),),
        birth_year=1951,
        **PROFILE,
    )
    return make_assignment(make_request(make_project(unit, leader=pia)), person)


def _choose(seat, field, audience="project"):
    visibility.choose(representative=seat.representative, field=field, audience=audience, by=None, at=AT)


def _told(client, api, seat) -> str:
    page = client.get(f"/granvik/assignments/{seat.public_id}/").content.decode()
    return page + str(api.get(f"/api/v1/assignments/{seat.public_id}/").json())


def test_before_the_person_chooses_it_is_the_name_alone(seat, pia, client_of, api_of):
    told = _told(client_of(pia), api_of(pia), seat)

    assert "Paula Prøve" in told
    assert [value for value in VALUES.values() if value in told] == []


@pytest.mark.parametrize("field", sorted(VALUES))
def test_each_field_is_shown_when_it_is_chosen_and_none_beside_it(seat, pia, client_of, api_of, field):
    _choose(seat, field)
    client, api = client_of(pia), api_of(pia)
    (shown,) = api.get(f"/api/v1/assignments/{seat.public_id}/").json()["shown"]
    page = client.get(f"/granvik/assignments/{seat.public_id}/").content.decode()

    assert (shown["field"], shown["value"]) == (field, VALUES[field])
    assert VALUES[field] in page
    assert [name for name, value in VALUES.items() if value in page and name != field] == []
    line = AuditEvent.objects.filter(kind="representative.read").latest("id")
    assert line.fields == sorted([field, "name", "role"])


def test_nothing_is_shown_without_the_consent_or_when_the_seat_has_ended(seat):
    _choose(seat, "phone")
    assert [one.field for one in to_project(seat, today=TODAY)] == ["phone"]
    services.end(assignment=seat, reason="Ferdig", by=None, at=AT)
    seat.refresh_from_db()
    assert to_project(seat, today=TODAY) == []

    seat.state = "running"
    consent.withdraw(representative=seat.representative, purpose="sharing", by=None, at=AT)
    assert to_project(seat, today=TODAY) == []


def test_what_is_empty_is_left_out(seat):
    _choose(seat, "area")
    seat.representative.area = ""

    assert to_project(seat, today=TODAY) == []


@pytest.mark.parametrize("role", ["uma", "bob", "adam"])
def test_other_roles_see_no_seat_at_all(seat, request, role, client_of, api_of):
    for field in VALUES:
        _choose(seat, field)
    person = request.getfixturevalue(role)
    client, api = client_of(person), api_of(person)

    assert client.get(f"/granvik/assignments/{seat.public_id}/").status_code in (403, 404)
    assert api.get(f"/api/v1/assignments/{seat.public_id}/").status_code in (403, 404)


def test_lists_meetings_and_another_leader_show_no_field(seat, pia, municipality, client_of, api_of):
    for field in VALUES:
        _choose(seat, field)
    client, api = client_of(pia), api_of(pia)
    told = "".join(
        client.get(f"/granvik/{page}/").content.decode() for page in ("assignments", "meetings", "projects")
    )
    told += str(api.get("/api/v1/assignments/").json()) + str(api.get("/api/v1/meetings/").json())

    assert [value for value in VALUES.values() if value in told] == []
