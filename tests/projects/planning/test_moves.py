"""Every step of a project is kept with who, when and why, and the last one can be taken back."""

import pytest
from django.urls import reverse

from config.core.audit.models import AuditEvent
from projects.models import Project, ProjectMove
from projects.planning import services
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.helpers.threads import at_once
from tests.make.chain import make_project

STATE = Project.State


def test_a_step_is_kept_with_who_when_and_why(unit, alice):
    project = make_project(unit, state="planned")

    services.move_project(project=project, to=STATE.RUNNING, by=alice, at=AT, reason=" Pengene er her. ")

    row = ProjectMove.objects.get()
    assert (row.was, row.to, row.reason, row.by, row.at) == (
        "planned",
        "running",
        "Pengene er her.",
        alice,
        AT,
    )
    assert row.municipality == unit.municipality


@pytest.mark.parametrize("to", [STATE.CLOSED, STATE.CANCELLED])
def test_ending_needs_a_reason(to, unit, alice):
    project = make_project(unit)

    with pytest.raises(services.CannotMove):
        services.move_project(project=project, to=to, by=alice, at=AT, reason="  ")

    assert Project.objects.get().state == STATE.RUNNING
    assert not ProjectMove.objects.exists()
    assert not AuditEvent.objects.filter(kind="project.moved").exists()


def test_the_last_step_is_taken_back_once(unit, alice):
    project = make_project(unit, state="planned")
    services.move_project(project=project, to=STATE.RUNNING, by=alice, at=AT)

    services.undo_move(project=project, by=alice, at=AT)
    with pytest.raises(services.CannotMove):
        services.undo_move(project=project, by=alice, at=AT)

    assert Project.objects.get().state == STATE.PLANNED
    assert list(ProjectMove.objects.order_by("id").values_list("to", "is_undo")) == [
        ("running", False),
        ("planned", True),
    ]


@pytest.mark.parametrize("state", [STATE.CANCELLED, STATE.PROPOSED])
def test_what_is_cancelled_or_never_moved_is_not_taken_back(state, unit, alice):
    project = make_project(unit, state="running" if state == STATE.CANCELLED else state)
    if state == STATE.CANCELLED:
        services.move_project(project=project, to=state, by=alice, at=AT, reason="Nei")

    with pytest.raises(services.CannotMove):
        services.undo_move(project=project, by=alice, at=AT)

    assert Project.objects.get().state == state


@pytest.mark.django_db(transaction=True)
def test_two_presses_take_one_step_back(municipality, unit, alice):
    project = make_project(unit, state="planned")
    services.move_project(project=project, to=STATE.RUNNING, by=alice, at=AT)

    outcomes = at_once(*[lambda: services.undo_move(project=project, by=alice, at=AT)] * 2)

    assert sorted(outcomes) == ["CannotMove", "done"]
    assert Project.objects.get().state == STATE.PLANNED


def test_a_step_goes_somewhere(unit):
    row = {"municipality": unit.municipality, "project": make_project(unit), "at": AT}

    assert_refused(
        lambda: ProjectMove.objects.create(was="running", to="running", **row), "project_move_goes_somewhere"
    )


def test_the_page_asks_why_shows_it_and_takes_it_back(client_of, alice, pia, charlie, unit):
    project = make_project(unit, leader=pia)
    address = ["granvik", project.public_id]
    client = client_of(alice)

    silent = client.post(reverse("project_move", args=address), {"to": "closed"})
    client.post(reverse("project_move", args=address), {"to": "closed", "reason": "Vi er i mål."})
    seen = client.get(reverse("project_detail", args=address)).content.decode()
    by_leader = client_of(pia).get(reverse("project_detail", args=address)).content.decode()
    undo = reverse("project_move_undo", args=address)

    assert silent.status_code == 422
    assert "Vi er i mål." in seen
    assert "Alice" in seen
    assert undo in seen
    assert "Vi er i mål." in by_leader
    assert undo not in by_leader
    assert client_of(pia).post(undo).status_code == 403
    assert client_of(charlie).post(undo).status_code == 404
    assert client.get(undo).status_code == 405
    client.post(undo)
    project.refresh_from_db()
    assert project.state == STATE.RUNNING


def test_the_same_over_the_api(api_of, alice, pia, charlie, unit):
    project = make_project(unit, leader=pia)
    address = f"/api/v1/projects/{project.public_id}/"
    api = api_of(alice)

    silent = api.post(f"{address}move/", {"to": "closed"}, format="json")
    api.post(f"{address}move/", {"to": "closed", "reason": "Vi er i mål."}, format="json")
    undone = api.post(f"{address}move/undo/")
    again = api.post(f"{address}move/undo/")
    rows = api_of(pia).get(f"{address}moves/").data

    assert (silent.status_code, undone.data["state"], again.status_code) == (409, "running", 409)
    assert [(row["to"], row["reason"], row["by"]) for row in rows] == [
        ("running", "", "Alice"),
        ("closed", "Vi er i mål.", "Alice"),
    ]
    assert api_of(pia).post(f"{address}move/undo/").status_code == 403
    assert api_of(charlie).get(f"{address}moves/").status_code == 404


def test_the_page_costs_the_same_for_one_step_and_for_three(client_of, alice, unit):
    project = make_project(unit, state="running")
    client = client_of(alice)

    def steps(count):
        for _step in range(count):
            ProjectMove.objects.create(
                municipality=unit.municipality, project=project, was="planned", to="running", at=AT, by=alice
            )

    address = reverse("project_detail", args=["granvik", project.public_id])
    assert_constant_queries(steps, lambda: client.get(address))
