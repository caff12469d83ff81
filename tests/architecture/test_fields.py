"""Field by field: what each role may never read about a representative, by page or API."""

from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from config.core.access.permissions import ROLE_PERMISSIONS
from config.core.audit.models import AuditEvent
from config.core.jobs.models import Job
from config.core.organisations.models import Role
from config.core.outbox import services as outbox
from participation.invitations.services import token_of
from participation.models import Invitation
from participation.reports import documents
from representatives.models import ProfileTerm
from tests.architecture.world import FOREIGN, OWN, SIBLING
from tests.cast import make_user
from tests.helpers.doors import actions, pages
from tests.make.chain import make_assignment
from tests.make.people import make_representative
from tests.make.town import person_of

# Contact, notes, answers and limits are the facilitator's; who it is, also the project leader's after a yes; what was
# said is for those who owe an answer.
CONTACT = ("ine@people", "+479", f"{OWN} notat", f"{OWN} bydel", f"{OWN} lag", f"{OWN} tider", f"{OWN} kurs")
ASKING = (f"{OWN} svar", f"{OWN} valggrunn", f"{OWN}olf")
NAMES = (f"{OWN}ine", f"{OWN}sen")
SAID = (f"{OWN} sa dette", f"{OWN} håp", f"{OWN} referat")
NEVER: dict[Role, tuple[str, ...]] = {
    Role.PROFESSIONAL: (*CONTACT, *ASKING),
    Role.UNIT_MANAGER: (*CONTACT, *ASKING, *NAMES),
    Role.SENIOR_MANAGER: (*CONTACT, *ASKING, *NAMES, *SAID),
    Role.ADMINISTRATOR: (*CONTACT, *ASKING, *NAMES, *SAID),
}


@pytest.mark.parametrize("role", sorted(NEVER))
def test_no_door_tells_a_role_what_it_may_not_read(world, client_of, api_of, role):
    client, api = client_of(world.people[role]), api_of(world.people[role])
    doors = [(client, d) for d in pages(world.own)] + [(api, d) for d in actions(world.own)]
    told = []
    for browser, door in doors:
        if door.method == "get" and door.permission in ROLE_PERMISSIONS[role]:
            text = browser.get(door.path).content.decode("utf-8", "replace").lower()
            told += [f"{door.path}: {word}" for word in NEVER[role] if word.lower() in text]

    assert told == []


def test_a_manager_who_also_leads_a_project_learns_no_names_in_the_unit(
    world, client_of, api_of, municipality, unit
):
    """Two roles are two reaches: being a professional opens the list, managing the unit must not fill it."""
    both: Any = make_user("Uma", municipality, Role.PROFESSIONAL)
    path = f"/{municipality.slug}/assignments/"

    page = client_of(both).get(path).content.decode()
    rows = api_of(both).get("/api/v1/assignments/").json()["results"]

    assert person_of(world.own).given_name not in page
    assert rows == []


def test_an_administrator_is_not_told_which_representatives_have_accounts(world, api_of):
    rows = api_of(world.people[Role.ADMINISTRATOR]).get("/api/v1/members/").json()["results"]

    assert Role.REPRESENTATIVE not in {row["role"] for row in rows}
    assert world.people[Role.REPRESENTATIVE].email not in str(rows)


def test_a_seat_in_a_sibling_project_does_not_open_the_profile(world, client_of, municipality):
    other = make_assignment(
        world.sibling.rows["request"], make_representative(municipality, "Siri Sidesprang")
    )
    client = client_of(world.people[Role.PROFESSIONAL])

    answer = client.get(f"/{municipality.slug}/assignments/{other.public_id}/")

    assert answer.status_code == 404


def test_a_withdrawn_consent_bites_everywhere_at_once(world, client_of, api_of, municipality, client):
    person, alice = world.own.rows["candidate"], world.people[Role.FACILITATOR]
    page, api = client_of(alice), api_of(alice)
    wanted = world.own.rows["request"].public_id
    asked = {"request": wanted, "representative": person.public_id, "reply_by": "2999-01-01"}
    made = api.post("/api/v1/invitations/", asked, format="json").json()
    api.post(f"/api/v1/invitations/{made['id']}/send/")
    invitation = Invitation.objects.get(public_id=made["id"])
    link = f"/answer/{token_of(invitation)}/"
    assert client.get(link).status_code == 200

    page.post(f"/{municipality.slug}/people/{person.public_id}/consents/network/withdraw/")
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())

    assert [letter.to for letter in mail.outbox if person.email in letter.to] == []
    assert person.public_id not in str(api.get(f"/api/v1/requests/{wanted}/candidates/").json()["groups"])
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.WITHDRAWN
    assert client.get(link).status_code == client.post(link, {"answer": "yes"}).status_code == 410
    assert not ProfileTerm.objects.filter(representative=person).exists()
    assert api.post("/api/v1/invitations/", asked, format="json").status_code == 409


def test_the_access_log_holds_no_name_and_no_value(world, client_of):
    client = client_of(world.people[Role.FACILITATOR])
    for door in pages(world.own):
        if door.method == "get" and door.permission in ROLE_PERMISSIONS[Role.FACILITATOR]:
            client.get(door.path)

    kept = str(list(AuditEvent.objects.values())).lower()
    jobs = str(list(Job.objects.values("payload", "result", "failure"))).lower()

    assert OWN.lower() not in kept + jobs
    assert "example.org" not in kept + jobs


@pytest.mark.parametrize("kind", ["report", "whole_report"])
def test_a_report_and_its_file_hold_nobody_and_nothing_of_elsewhere(world, kind):
    report = world.own.rows[kind]
    document = documents.document_for(report, base_url="")

    for text in (str(report.snapshot), str(document)):
        assert [
            word for word in (*CONTACT, *ASKING, *NAMES, *SAID, FOREIGN) if word.lower() in text.lower()
        ] == []
    if kind == "report":
        assert SIBLING not in str(report.snapshot) + str(document)
