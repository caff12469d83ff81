"""Another municipality, another project, another unit: not there, for anyone, by any door, and not in one byte."""

import pytest

from config.core.access.permissions import ROLE_PERMISSIONS
from config.core.organisations.models import Role
from tests.architecture.world import FOREIGN, SIBLING
from tests.helpers.doors import NOWHERE, actions, fingerprint, pages


def test_rows_of_another_municipality_are_not_there_on_any_page(world, client_of):
    before, wrong = fingerprint(), []
    for role, person in world.people.items():
        client = client_of(person)
        for door in [*pages(world.own, (world.foreign,)), *pages(world.foreign)]:
            is_away = f"/{world.foreign.municipality.slug}/" in door.path
            if not is_away and door.permission not in ROLE_PERMISSIONS[role]:
                continue
            answer = getattr(client, door.method)(door.path)
            if answer.status_code != 404 and (is_away or answer.status_code != 405):
                wrong.append(f"{role} {door.method} {door.path}: {answer.status_code}")
            if FOREIGN.lower() in answer.content.decode().lower():
                wrong.append(f"{role} {door.path} tells")

    assert wrong == []
    assert fingerprint() == before


def test_rows_of_another_municipality_are_not_there_over_the_api(world, api_of):
    before, wrong = fingerprint(), []
    for role, person in world.people.items():
        client = api_of(person)
        for door in actions(world.own, (world.foreign,)):
            answer = getattr(client, door.method)(door.path, {}, format="json")
            parts = door.path.split("/")
            key = next((part for part in parts if len(part) == len(NOWHERE)), parts[4])
            nothing = getattr(client, door.method)(
                door.path.replace(key, NOWHERE[: len(key)]), {}, format="json"
            )
            expected = {403} if door.permission not in ROLE_PERMISSIONS[role] else {404, 400}
            if answer.status_code not in expected or answer.content != nothing.content:
                wrong.append(f"{role} {door.method} {door.path}: {answer.status_code} {nothing.status_code}")

    assert wrong == []
    assert fingerprint() == before


# Units and terms have names for everyone who works in the municipality.
NAMES = [f"{SIBLING} {name}".lower() for name in ("enhet", "annen enhet", "erfaring")]
# An open call is told to everybody in the network, whatever unit it is for.
OPEN_CALLS = {(Role.REPRESENTATIVE, name) for name in ("home_open", "my_call_list", "my_call-list")}
# A municipality's own words, and rows that everyone in it may see the name of.
COMMON = {
    "unit",
    "term",
    "rate",
    "member",
    "message",
    "job",
    "draft",
    "channel",
    "course",
    "staff_course",
    "glad",
}
# Courses are the municipality's, and whoever is glad to be asked has said so to every colleague in it.
TO_COLLEAGUES = {"guidance_list", "colleague_story", "staff_course-list", "glad_to_help-list"}


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.UNIT_MANAGER])
def test_a_sibling_project_or_unit_is_not_there(world, client_of, api_of, role):
    person = world.people[role]
    client, api = client_of(person), api_of(person)
    before, wrong = fingerprint(), []
    doors = [(client, door) for door in pages(world.own, (world.sibling,))]
    doors += [(api, door) for door in actions(world.own, (world.sibling,))]
    for browser, door in doors:
        if door.permission not in ROLE_PERMISSIONS[role] or set(door.rows) <= COMMON - {"unit"}:
            continue
        # Units have names for everyone who works in the municipality, and both units lie in the same one.
        if door.name in ("unit-detail", "municipality-detail"):
            continue
        answer = getattr(browser, door.method)(door.path)
        if answer.status_code not in ({404, 400, 405} if browser is api or door.method == "get" else {404}):
            wrong.append(f"{door.method} {door.path}: {answer.status_code}")

    assert wrong == []
    assert fingerprint() == before


def test_looking_tells_nothing_of_elsewhere_changes_nothing_and_is_kept_by_no_browser(
    world, client_of, api_of
):
    before, told = fingerprint(), []
    for role, person in world.people.items():
        client, api = client_of(person), api_of(person)
        narrow = role in (Role.PROFESSIONAL, Role.UNIT_MANAGER, Role.REPRESENTATIVE)
        doors = [(client, d) for d in pages(world.own)] + [(api, d) for d in actions(world.own)]
        for browser, door in doors:
            if door.method != "get" or door.permission not in ROLE_PERMISSIONS[role]:
                continue
            answer = browser.get(door.path)
            assert answer.status_code < 500, door.path
            assert "no-store" in answer["Cache-Control"], door.path
            is_common = door.name.startswith("term-") or (role, door.name) in OPEN_CALLS
            is_common = is_common or door.name in TO_COLLEAGUES
            hidden = [FOREIGN, *([SIBLING] if narrow and not is_common else [])]
            text = answer.content.decode("latin-1").lower()
            for name in NAMES:
                text = text.replace(name, "")
            told += [f"{role} {door.path}: {mark}" for mark in hidden if mark.lower() in text]

    assert told == []
    assert fingerprint() == before
