"""The pages of projects: what they show, to whom, and what they refuse."""

import re
from datetime import date

import pytest
from django.urls import reverse

from config.core.organisations.models import Unit
from projects.models import Project
from projects.planning import sections
from representatives.models import Turn
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative


def page(client, name, municipality, *args):
    return client.get(reverse(name, args=[municipality.slug, *args]))


def test_the_list_shows_projects_and_narrows(client_of, alice, municipality, unit):
    make_project(unit, title="Trygg hjem")
    make_project(unit, title="Bedre brev", state="closed")
    make_project(make_unit(municipality, "Legevakta"), title="Kortere kø")
    make_project(unit, title="Lagt bort", state="cancelled")
    client = client_of(alice)
    address = reverse("project_list", args=[municipality.slug])

    everything = client.get(address).content.decode()
    by_text = client.get(address, {"text": "brev"}).content.decode()
    by_unit = client.get(address, {"unit": unit.public_id}).content.decode()
    by_state = client.get(address, {"state": "cancelled"}).content.decode()

    assert all(title in everything for title in ("Trygg hjem", "Bedre brev", "Kortere kø"))
    assert "Lagt bort" not in everything
    assert "Bedre brev" in by_text
    assert "Trygg hjem" not in by_text
    assert "Trygg hjem" in by_unit
    assert "Kortere kø" not in by_unit
    assert "Lagt bort" in by_state
    assert "Trygg hjem" not in by_state


def test_the_list_costs_the_same_for_one_and_three(client_of, alice, municipality, unit):
    client = client_of(alice)

    def make(count):
        for _number in range(count):
            make_project(unit, leader=alice)

    assert_constant_queries(make, lambda: page(client, "project_list", municipality))


def test_the_project_page_shows_plan_requests_and_seats(client_of, alice, municipality, unit):
    project = make_project(unit, can_change="Brevet", cannot_change="Bygget", phase="execution")
    project.planned_roles.create(municipality=municipality, phase="execution", planned="partner")
    wanted = make_request(project, seats=2)
    for number in range(2):
        Turn.objects.create(
            municipality=municipality,
            representative=make_representative(municipality, f"Kari{number} Prøve"),
            kind=("assigned", "declined")[number],
            at=AT,
            request_ref=wanted.public_id,
            assignment_ref="a",
        )

    response = page(client_of(alice), "project_detail", municipality, project.public_id)

    content = response.content.decode()
    assert all(text in content for text in ("Brevet", "Bygget", wanted.title))
    assert response.context["requests"] == [(wanted, 1)]
    assert [(line.phase, bool(line.planned)) for line in response.context["plan"] if line.is_now] == [
        ("execution", True)
    ]
    assert "Kari" not in content


def test_sections_of_higher_apps_are_linked_when_one_may_open_them(client_of, alice, pia, municipality, unit):
    project = make_project(unit, leader=pia)
    kept = dict(sections._sections)
    sections.register(sections.Section("Endre", "project_edit", "projects.write"))
    sections.register(sections.Section("Finnes ikke", "no_such_page"))
    try:
        for_alice = page(client_of(alice), "project_detail", municipality, project.public_id)
        for_pia = page(client_of(pia), "project_detail", municipality, project.public_id)
    finally:
        sections._sections.clear()
        sections._sections.update(kept)

    assert ">Endre" in for_alice.content.decode()
    assert ">Endre" not in for_pia.content.decode()
    assert "Finnes ikke" not in for_alice.content.decode()


def test_a_project_is_made_edited_and_moved_by_its_forms(client_of, alice, pia, municipality, unit):
    client = client_of(alice)
    typed = {
        "title": "Trygg hjem",
        "unit": unit.public_id,
        "leader": pia.public_id,
        "phase": "preparation",
        "starts_on_day": "1",
        "starts_on_month": "3",
        "starts_on_year": "2026",
    }

    made = client.post(reverse("project_create", args=[municipality.slug]), typed)
    project = Project.objects.get()
    address = [municipality.slug, project.public_id]
    client.post(reverse("project_edit", args=address), typed | {"title": "Trygt hjem"})
    client.post(reverse("project_move", args=address), {"to": "running"})
    client.post(
        reverse("plan_edit", args=address), {"execution_planned": "partner", "execution_actual": "advisor"}
    )

    assert made.status_code == 303
    project.refresh_from_db()
    assert (project.title, project.state, project.leader) == ("Trygt hjem", "running", pia)
    assert project.starts_on == date(2026, 3, 1)
    role = project.planned_roles.get()
    assert (role.phase, role.planned, role.actual) == ("execution", "partner", "advisor")


def test_the_edit_form_begins_with_what_is_there(client_of, alice, pia, municipality, unit):
    project = make_project(unit, leader=pia)

    content = page(client_of(alice), "project_edit", municipality, project.public_id).content.decode()

    for value in (unit.public_id, pia.public_id):
        assert re.search(rf'<option value="{value}"\s+selected', content)


def test_a_faulty_form_is_shown_again_with_what_is_wrong(client_of, alice, municipality):
    response = client_of(alice).post(reverse("project_create", args=[municipality.slug]), {"title": "Uten"})

    assert response.status_code == 422
    assert 'href="#id_unit"' in response.content.decode()
    assert not Project.objects.exists()


def test_a_role_without_a_plan_is_shown_again(client_of, alice, municipality, unit):
    project = make_project(unit)

    response = client_of(alice).post(
        reverse("plan_edit", args=[municipality.slug, project.public_id]), {"execution_actual": "partner"}
    )

    assert response.status_code == 422
    assert not project.planned_roles.exists()


def test_a_professional_sees_only_projects_of_their_own(client_of, pia, municipality, unit):
    own = make_project(unit, title="Mitt prosjekt", leader=pia)
    other = make_project(unit, title="Andres prosjekt")
    client = client_of(pia)

    content = page(client, "project_list", municipality).content.decode()

    assert "Mitt prosjekt" in content
    assert "Andres prosjekt" not in content
    assert page(client, "project_detail", municipality, own.public_id).status_code == 200
    assert page(client, "project_detail", municipality, other.public_id).status_code == 404
    assert page(client, "project_edit", municipality, own.public_id).status_code == 403


def test_a_unit_manager_sees_the_unit_and_those_below(client_of, uma, municipality, unit):
    below = Unit.objects.create(municipality=municipality, name="Nattpatruljen", parent=unit)
    make_project(below, title="Om natta")
    make_project(make_unit(municipality, "Legevakta"), title="Kortere kø")

    content = page(client_of(uma), "project_list", municipality).content.decode()

    assert "Om natta" in content
    assert "Kortere kø" not in content


@pytest.mark.parametrize("name", ["project_detail", "project_edit", "project_move", "plan_edit"])
def test_others_are_refused(name, client_of, bob, charlie, other_municipality, municipality, unit):
    project = make_project(unit)

    assert page(client_of(bob), name, municipality, project.public_id).status_code == 403
    assert page(client_of(charlie), name, municipality, project.public_id).status_code == 404
    assert page(client_of(charlie), name, other_municipality, project.public_id).status_code == 404
