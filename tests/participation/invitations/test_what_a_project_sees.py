"""Silence and “no” tell the requester nothing: whoever leads the project sees the same before and after."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from participation.invitations import services
from tests.make.invitations import make_choice, make_invitation, make_wanted
from tests.make.people import make_representative

# Form tokens are new each time.
TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")


@pytest.fixture
def wanted(municipality, pia):
    wanted = make_wanted(municipality, seats=2)
    wanted.project.leader = pia
    wanted.project.save()
    return wanted


@pytest.fixture
def asked(wanted, municipality):
    at = timezone.now()
    reply_by = timezone.localdate(at) + timedelta(days=5)
    people = [make_representative(municipality, name, at=at) for name in ("Nora Nei", "Stille Sørensen")]
    for person in people:
        make_choice(wanted, person)
    return [make_invitation(wanted, person, at=at, reply_by=reply_by) for person in people]


def _pages(wanted):
    project = wanted.project.public_id
    return [
        "/granvik/",
        f"/granvik/projects/{project}/",
        f"/granvik/requests/{wanted.public_id}/",
        "/granvik/projects/",
        "/granvik/assignments/",
        f"/granvik/assignments/?project={project}",
        f"/granvik/assignments/?request={wanted.public_id}",
        f"/granvik/requests/{wanted.public_id}/feasibility/",
        "/granvik/projects-without-representatives/",
        "/granvik/tasks/",
    ]


def _addresses(wanted):
    return [
        f"/api/v1/projects/{wanted.project.public_id}/",
        f"/api/v1/requests/{wanted.public_id}/",
        "/api/v1/requests/",
        "/api/v1/assignments/",
        f"/api/v1/assignments/?request={wanted.public_id}",
        "/api/v1/projects-without-representatives/",
        "/api/v1/tasks/",
    ]


def _plain(answer):
    return answer.status_code, TOKEN.sub("", answer.content.decode())


def test_a_no_and_silence_change_nothing_that_a_professional_sees(wanted, asked, pia, client_of, api_of):
    browser, api = client_of(pia), api_of(pia)

    def seen():
        return [_plain(browser.get(page)) for page in _pages(wanted)] + [
            _plain(api.get(address)) for address in _addresses(wanted)
        ]

    before = seen()
    services.answer(invitation=asked[0], answer="no", by="link", at=timezone.now(), message="Orker ikke")
    services.say_why(invitation=asked[0], why="health", at=timezone.now())
    services.expire_due(at=timezone.now() + timedelta(days=9))

    assert [status for status, _text in before].count(200) >= 10
    assert [
        number for number, pair in enumerate(zip(before, seen(), strict=True)) if pair[0] != pair[1]
    ] == []
    text = str(before)
    assert "Nora" not in text
    assert "Stille" not in text


def test_a_professional_has_no_way_to_the_invitations(wanted, asked, pia, client_of, api_of):
    browser, api = client_of(pia), api_of(pia)
    round_, one = f"/granvik/requests/{wanted.public_id}/invitations/", asked[0].public_id

    for page in (
        round_,
        "/granvik/invitations/",
        "/granvik/invitations/not-asked/",
        "/granvik/reports/lessons/",
    ):
        assert browser.get(page).status_code == 403
    assert browser.get(f"/granvik/invitations/{one}/").status_code == 403
    for address in ("", f"{one}/", f"?request={wanted.public_id}"):
        assert api.get(f"/api/v1/invitations/{address}").status_code == 403
    assert api.get("/api/v1/lessons/").status_code == 403
