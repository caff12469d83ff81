"""Whoever shows a person writes it down: every page and answer with a name, a contact or an experience on it."""

import pytest

from config.core.access.permissions import ROLE_PERMISSIONS
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from tests.architecture.world import World
from tests.helpers.doors import actions, pages
from tests.make.town import person_of

# What the page of one's own shows about oneself is no look of another's.
ABOUT_ONESELF = {"home_open"}


def _told(world: World) -> tuple[str, ...]:
    person = person_of(world.own)
    return (person.given_name, person.email, person.phone, person.note, person.public_id)


@pytest.mark.parametrize(
    "role", [Role.FACILITATOR, Role.PROFESSIONAL, Role.UNIT_MANAGER, Role.SENIOR_MANAGER]
)
def test_every_look_at_a_person_is_written_in_the_access_log(world, client_of, api_of, role):
    client, api = client_of(world.people[role]), api_of(world.people[role])
    silent = []
    words = [word.lower() for word in _told(world)]
    doors = [(client, d) for d in pages(world.own)] + [(api, d) for d in actions(world.own)]
    for browser, door in doors:
        if door.method != "get" or door.permission not in ROLE_PERMISSIONS[role]:
            continue
        newest = AuditEvent.objects.order_by("-id").values_list("id", flat=True).first() or 0
        answer = browser.get(door.path)
        text = answer.content.decode("latin-1").lower()
        own_address = {w for w in words if w in door.path}
        seen = [word for word in words if word in text and word not in own_address]
        lines = AuditEvent.objects.filter(id__gt=newest)
        if seen and not any(line.kind.endswith((".read", ".listed", ".opened")) for line in lines):
            silent.append(f"{door.name} ({door.path}): {seen}")

    assert "\n".join(silent) == ""
