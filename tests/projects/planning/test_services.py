"""Projects are planned, changed and moved; each refusal changes nothing."""

from datetime import date, timedelta

import pytest

from config.core.audit.models import AuditEvent
from projects.models import PlannedRole, Project, Request
from projects.planning import services
from projects.signals import project_cancelled
from tests.cast import AT
from tests.make.chain import make_project, make_request, make_unit

STATE = Project.State


def test_a_project_is_made_with_its_audit_line(municipality, unit, alice, pia):
    project = services.create_project(
        municipality=municipality, unit=unit, title="Trygg hjem", leader=pia, by=alice, at=AT
    )

    assert (project.state, project.phase, project.leader) == (STATE.PLANNED, "preparation", pia)
    event = AuditEvent.objects.get(kind="project.created")
    assert (event.object_id, event.actor_id, event.fields) == (
        project.public_id,
        alice.public_id,
        ["leader", "title", "unit"],
    )


@pytest.mark.parametrize("fault", ["title", "unit", "leader", "dates", "state"])
def test_a_faulty_project_is_refused_and_nothing_is_kept(
    fault, municipality, other_municipality, unit, alice, bob
):
    faulty: dict[str, dict[str, object]] = {
        "title": {"title": " "},
        "unit": {"unit": make_unit(other_municipality)},
        "leader": {"leader": bob},
        "dates": {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)},
        "state": {"state": STATE.RUNNING},
    }
    fields = {"unit": unit, "title": "Trygg hjem"} | faulty[fault]

    with pytest.raises(services.CannotPlan):
        services.create_project(municipality=municipality, by=alice, at=AT, **fields)

    assert not Project.objects.exists()
    assert not AuditEvent.objects.filter(kind="project.created").exists()


def test_only_what_really_changes_is_written(unit, alice):
    project = make_project(unit, title="Før")

    changed = services.update_project(
        project=project, changes={"title": "Etter", "goal": ""}, by=alice, at=AT
    )

    assert changed == ["title"]
    assert Project.objects.get().title == "Etter"
    assert AuditEvent.objects.get(kind="project.updated").fields == ["title"]


@pytest.mark.parametrize("to", STATE.values)
@pytest.mark.parametrize("start", STATE.values)
def test_a_project_moves_as_the_table_says(start, to, unit, alice):
    project = make_project(unit, state=start)

    if start in Project.MOVES.get(to, ()):
        services.move_project(project=project, to=to, by=alice, at=AT, reason="Ferdig.")
        assert Project.objects.get().state == to
        assert AuditEvent.objects.get(kind="project.moved").purpose == to
    else:
        with pytest.raises(services.CannotMove):
            services.move_project(project=project, to=to, by=alice, at=AT, reason="Ferdig.")
        assert Project.objects.get().state == start


def test_cancelling_tells_the_rooms_above_and_calls_off_the_requests(unit, alice):
    project = make_project(unit)
    drafted, closed = make_request(project, state="draft"), make_request(project, state="closed")
    heard = []

    def hear(sender, project, by, at, **more):
        heard.append((project.public_id, project.state, by, at))

    project_cancelled.connect(hear)
    try:
        services.move_project(
            project=project, to=STATE.CANCELLED, by=alice, at=AT, reason="Pengene tok slutt."
        )
    finally:
        project_cancelled.disconnect(hear)

    assert heard == [(project.public_id, STATE.CANCELLED, alice, AT)]
    drafted.refresh_from_db()
    closed.refresh_from_db()
    assert (drafted.state, closed.state) == (Request.State.CANCELLED, Request.State.CLOSED)


def test_a_cancelled_project_stays_as_it_was(unit, alice):
    project = make_project(unit, state=STATE.CANCELLED, title="Før")

    with pytest.raises(services.CannotPlan):
        services.update_project(project=project, changes={"title": "Etter"}, by=alice, at=AT)

    assert Project.objects.get().title == "Før"


def test_the_involvement_plan_is_kept_per_phase(unit, alice):
    project = make_project(unit)

    services.plan_role(project=project, phase="execution", planned="partner", by=alice, at=AT)
    later = AT + timedelta(days=90)
    services.plan_role(
        project=project, phase="execution", planned="partner", actual="advisor", by=alice, at=later
    )
    services.plan_role(
        project=project, phase="execution", planned="partner", actual="advisor", by=alice, at=later
    )

    role = PlannedRole.objects.get()
    assert (role.planned, role.actual, role.municipality) == ("partner", "advisor", unit.municipality)
    assert AuditEvent.objects.filter(kind="planned_role.set").count() == 2


def test_an_empty_role_takes_the_phase_off_the_plan(unit, alice):
    project = make_project(unit)
    services.plan_role(project=project, phase="execution", planned="partner", by=alice, at=AT)

    assert services.plan_role(project=project, phase="execution", planned="", by=alice, at=AT) is None

    assert not PlannedRole.objects.exists()
    assert AuditEvent.objects.filter(kind="planned_role.removed").count() == 1


def test_what_it_became_needs_a_plan(unit, alice):
    with pytest.raises(services.CannotPlan):
        services.plan_role(
            project=make_project(unit),
            phase="execution",
            planned="",
            actual="partner",
            by=alice,
            at=AT,
        )
