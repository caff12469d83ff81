"""Reflections: what a group learnt is kept, read by the facilitator, and never about a day to come."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from participation.reflections import services
from participation.reflections.models import Reflection
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_meeting, make_project, make_unit


@pytest.fixture
def project(municipality, unit):
    return make_project(unit)


def _keep(project, **fields):
    given: dict[str, Any] = {
        "went_well": "Alle fikk ordet.",
        "held_on": AT.date(),
        "by": None,
        "at": AT,
    } | fields
    return services.keep(project=project, **given)


def test_a_reflection_is_kept_and_written_in_the_audit_trail(project, alice):
    kept = _keep(project, surprised=" Hvor stille det ble. ", by=alice)

    assert kept.surprised == "Hvor stille det ble."
    assert AuditEvent.objects.get(kind="reflection.kept").object_id == kept.public_id


def test_what_cannot_be_is_refused(municipality, project):
    foreign = make_meeting(make_project(make_unit(municipality, "Sykehjemmet")))
    wrong = ({"held_on": AT.date() + timedelta(days=1)}, {"went_well": " "}, {"meeting": foreign})

    for one in wrong:
        with pytest.raises(services.CannotReflect):
            _keep(project, **one)
    assert not Reflection.objects.exists()


def test_the_facilitator_writes_one_page_by_page_and_reads_it(project, alice, client_of):
    client = client_of(alice)
    meeting = make_meeting(project, state="held")
    begun = client.post(
        "/granvik/reflections/new/",
        {
            "project": project.public_id,
            "meeting": meeting.public_id,
            "held_on": "2026-03-10",
            "how": "alone",
        },
    )
    made = Reflection.objects.get()
    page = f"/granvik/reflections/{made.public_id}/"
    assert begun.url == f"{page}write/well/"
    answers = {
        "well": {"went_well": "Alle fikk ordet."},
        "surprise": {"surprised": "Hvor stille det ble."},
        "others": {"for_others": "Gå runden to ganger."},
        "heard": {"not_heard": "De som jobber om natta.", "gap": "yes", "gap_words": "Døtre bar brett."},
    }
    onward = begun.url
    for step, words in answers.items():
        assert onward == f"{page}write/{step}/"
        assert client.get(onward).status_code == 200
        onward = client.post(onward, words).url

    assert onward == f"{page}settle/"
    assert "Hvor stille det ble." in client.get(f"{page}write/surprise/").content.decode()
    told = {"for_managers": "Kveldsmøter koster.", "purposes": ["improve"], "learning": ["everyday"]}
    assert client.post(onward, told).url == page
    made.refresh_from_db()
    assert (made.state, made.meeting, made.held_on) == ("kept", meeting, date(2026, 3, 10))
    assert (made.gap, made.purposes, made.learning) == ("yes", ["improve"], ["everyday"])
    shown = client.get(page).content.decode()
    for word in ("Kveldsmøter koster.", "Døtre bar brett.", "De som jobber om natta."):
        assert word in shown
    assert "Alle fikk ordet." in client.get("/granvik/reflections/").content.decode()


def test_a_form_without_a_day_comes_back_and_nothing_unsaid_is_kept(project, alice, client_of):
    client = client_of(alice)
    answer = client.post("/granvik/reflections/new/", {"project": project.public_id, "how": "alone"})
    assert answer.status_code == 422
    assert {"held_on"} == set(answer.context["form"].errors)

    made = services.begin(project=project, held_on=AT.date(), by=alice, at=AT)
    address = f"/granvik/reflections/{made.public_id}/settle/"
    refused = client.post(address, {"for_managers": "Noe."})
    assert refused.status_code == 422
    assert "Noe." in refused.content.decode()
    assert client.get(f"/granvik/reflections/{made.public_id}/write/nothing/").status_code == 404


def test_managers_and_others_are_kept_out(project, bob, uma, charlie, client_of):
    address = f"/granvik/reflections/{_keep(project).public_id}/"

    assert client_of(bob).get(address).status_code == 403
    assert client_of(uma).get(address).status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    assert client_of(charlie).get(address.replace("granvik", "lauvdal")).status_code == 404


def test_the_list_costs_the_same_for_one_and_three(project, alice, client_of):
    client = client_of(alice)

    assert_constant_queries(
        lambda count: [_keep(project) for _ in range(count)], lambda: client.get("/granvik/reflections/")
    )


def test_the_api_keeps_and_gives_them(project, other_municipality, alice, bob, charlie, api_of):
    given = {"project": project.public_id, "held_on": "2026-03-01", "went_well": "Alle fikk ordet."}
    made = api_of(alice).post("/api/v1/reflections/", given, format="json")
    future = api_of(alice).post("/api/v1/reflections/", given | {"held_on": "2999-01-01"}, format="json")
    elsewhere = api_of(charlie).post("/api/v1/reflections/", given, format="json")
    found = api_of(alice).get(f"/api/v1/reflections/?project={project.public_id}").json()

    assert (made.status_code, future.status_code, elsewhere.status_code) == (201, 409, 404)
    assert [row["id"] for row in found["results"]] == [made.json()["id"]]
    assert api_of(bob).get("/api/v1/reflections/").status_code == 403
