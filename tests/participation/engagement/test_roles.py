"""Roles on the ladder: many hold them, a role of one has no step, and the way over time shows what is not known."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from config.core.accounts.models import User
from participation.engagement import climbing, services, trend
from participation.engagement.roles import RoleStep, WorkRole
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_unit

STEP: dict[str, Any] = {"step": 1, "wanted": 3, "basis": "Ba om et møte", "set_on": AT.date()}


@pytest.fixture
def role(municipality, unit, alice):
    return climbing.write_role(
        municipality=municipality, unit=unit, name="Teamledere", held_by=4, by=alice, at=AT
    )


def test_a_role_of_several_has_steps_and_the_newest_day_holds(role, alice):
    climbing.set_role_step(role=role, by=alice, at=AT, **STEP)
    climbing.set_role_step(
        role=role, by=alice, at=AT, **(STEP | {"step": 4, "set_on": AT.date() - timedelta(days=9)})
    )

    assert RoleStep.objects.current().get().step == 1


def test_a_role_that_one_person_holds_is_refused_a_step_in_a_sentence(municipality, unit, alice):
    alone = climbing.write_role(
        municipality=municipality, unit=unit, name="Fagleder", held_by=1, by=alice, at=AT
    )

    with translation.override("en"), pytest.raises(services.CannotSet, match=r"never a step on the ladder"):
        climbing.set_role_step(role=alone, by=alice, at=AT, **STEP)
    assert not RoleStep.objects.exists()


def test_when_one_person_is_left_the_steps_are_gone(role, alice):
    climbing.set_role_step(role=role, by=alice, at=AT, **STEP)
    climbing.change_role(role=role, name="Teamledere", held_by=1, by=alice, at=AT)

    assert not RoleStep.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"set_on": AT.date() + timedelta(days=1)}, {"basis": " "}, {"step": 5}, {"wanted": -1}]
)
def test_a_step_without_ground_is_refused(role, alice, wrong):
    with pytest.raises(services.CannotSet):
        climbing.set_role_step(role=role, by=alice, at=AT, **(STEP | wrong))


def test_a_role_is_written_down_once_also_for_the_whole_municipality(role, municipality, unit, alice):
    common = {"municipality": municipality, "held_by": 3, "by": alice, "at": AT}
    climbing.write_role(name="Teamledere", **common)
    again = {"municipality": municipality, "name": "Teamledere", "held_by": 2, "created_at": AT}
    for where in (unit, None):
        with pytest.raises(services.CannotSet):
            climbing.write_role(name=" Teamledere ", unit=where, **common)
    assert_refused(lambda: WorkRole.objects.create(unit=unit, **again), "work_role_once_per_unit")
    assert_refused(lambda: WorkRole.objects.create(**again), "work_role_once_in_the_whole")


def test_the_database_refuses_bad_rows(role, municipality, alice):
    common: dict[str, Any] = {"municipality": municipality, "created_at": AT}
    assert_refused(
        lambda: WorkRole.objects.create(name="Ingen", held_by=0, **common), "work_role_is_somebodys"
    )
    row: dict[str, Any] = {"municipality": municipality, "role": role, "by": alice, "at": AT} | STEP
    assert_refused(lambda: RoleStep.objects.create(**(row | {"step": 5})), "role_step_is_on_the_ladder")
    assert_refused(lambda: RoleStep.objects.create(**(row | {"basis": ""})), "role_step_rests_on_something")


def test_quarters_count_every_unit_and_what_is_not_clarified_stays(municipality, unit, alice):
    other = make_unit(municipality, "Sykehjemmet")
    at = AT - timedelta(days=200)
    services.set_step(unit=unit, by=alice, at=AT, **(STEP | {"set_on": at.date()}))
    services.set_step(unit=unit, by=alice, at=AT, **(STEP | {"step": 3}))

    found = trend.quarters([unit, other], today=date(2026, 5, 1))

    assert [one.day for one in found][-3:] == [date(2025, 12, 31), date(2026, 3, 31), date(2026, 5, 1)]
    assert found[0].counts == (2, 0, 0, 0, 0)
    assert found[-3].counts == (1, 1, 0, 0, 0)
    assert found[-1].counts == (1, 0, 0, 1, 0)
    assert len(found) == trend.QUARTERS


def test_the_way_is_told_from_the_oldest_and_silence_is_said(role, alice):
    for step, day in ((1, date(2025, 1, 10)), (1, date(2025, 5, 1)), (3, date(2026, 1, 10))):
        climbing.set_role_step(role=role, by=alice, at=AT, **(STEP | {"step": step, "set_on": day}))
    last = RoleStep.objects.current().get()

    with translation.override("en"):
        way = trend.way(role.steps.all())
        assert way.index("Knows of it") < way.index("Contributes")
        assert way.count("Knows of it") == 1
        assert trend.not_known(last, today=date(2026, 2, 1)) == ""
        assert "since" in trend.not_known(last, today=date(2027, 2, 1))
        assert trend.not_known(None, today=date(2026, 2, 1)) == "Never clarified"
        last.step = 0
        assert "Not clarified since" in trend.not_known(last, today=date(2026, 2, 1))


def test_the_pages_write_change_and_set(unit, alice, uma, client_of):
    User.objects.update(language="en")
    client = client_of(alice)
    made = client.post(
        "/granvik/engagement/roles/new/", {"name": "Nattevakter", "unit": unit.public_id, "held_by": "6"}
    )
    given = {"step": 1, "wanted": 3, "basis": "Ba om et møte", "set_on": "2026-03-01"}
    assert client.post(f"{made.url}step/", given).url == made.url

    assert "Ba om et møte" in client.get(made.url).content.decode()
    assert "Nattevakter" in client_of(uma).get("/granvik/engagement/roles/").content.decode()
    assert client_of(uma).get(f"{made.url}step/").status_code == 403

    client.post(f"{made.url}edit/", {"name": "Nattevakt", "held_by": "1"})
    assert "One person holds this role" in client.get(made.url).content.decode()
    refused = client.post(f"{made.url}step/", given)
    assert refused.status_code == 422
    assert "Ba om et møte" in refused.content.decode()
    assert client.post("/granvik/engagement/roles/new/", {"name": "", "held_by": "0"}).status_code == 422


def test_a_manager_does_not_see_roles_of_the_whole_municipality_or_of_other_units(
    role, municipality, alice, uma, bob, client_of
):
    common = {"municipality": municipality, "held_by": 3, "by": alice, "at": AT}
    climbing.write_role(name="Leger", **common)
    climbing.write_role(name="Helsesykepleiere", unit=make_unit(municipality, "Helsestasjonen"), **common)

    seen = client_of(uma).get("/granvik/engagement/roles/").content.decode()

    assert "Teamledere" in seen
    assert "Leger" not in seen
    assert "Helsesykepleiere" not in seen
    assert client_of(bob).get("/granvik/engagement/roles/").status_code == 403


def test_the_trend_page_costs_the_same_for_more_units(municipality, unit, alice, client_of):
    client = client_of(alice)

    def make(count):
        for _number in range(count):
            made = make_unit(municipality, f"Enhet {municipality.pk}-{UnitCount.next()}")
            services.set_step(unit=made, by=alice, at=AT, **STEP)

    assert_constant_queries(make, lambda: client.get("/granvik/engagement/trend/"))


class UnitCount:
    number = 0

    @classmethod
    def next(cls) -> int:
        cls.number += 1
        return cls.number


def test_the_api_writes_a_role_sets_a_step_and_tells_the_trend(unit, alice, charlie, api_of):
    api = api_of(alice)
    made = api.post("/api/v1/work-roles/", {"name": "Teamledere", "unit": unit.public_id, "held_by": 4})
    key = made.json()["id"]
    given = {"step": 1, "wanted": 3, "basis": "Ba om et møte", "set_on": "2026-03-01"}

    assert made.status_code == 201
    assert api.post(f"/api/v1/work-roles/{key}/step/", given).status_code == 201
    assert [one["basis"] for one in api.get(f"/api/v1/work-roles/{key}/").json()["steps"]] == [
        "Ba om et møte"
    ]
    assert api.patch(f"/api/v1/work-roles/{key}/", {"held_by": 1}).json()["steps"] == []
    assert api.post(f"/api/v1/work-roles/{key}/step/", given).status_code == 409
    assert api_of(charlie).get(f"/api/v1/work-roles/{key}/").status_code == 404
    whole = api.post("/api/v1/work-roles/", {"name": "Leger", "held_by": 9, "municipality": "granvik"})
    assert (whole.status_code, whole.json()["unit"]) == (201, None)

    quarters = api.get("/api/v1/engagement-trend/").json()
    assert len(quarters) == trend.QUARTERS
    assert quarters[-1]["day"] == timezone.localdate().isoformat()
    assert sum(quarters[-1]["counts"]) == 1
