"""“You said, we did, or why not”: for somebody who took part, and for nobody else."""

from datetime import date

import pytest

from config.core.organisations.models import Role
from participation.contributions import mine, services
from participation.meetings import calendars
from tests.cast import make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_attendance, make_contribution, make_meeting, make_project
from tests.participation.seats import LATER

TODAY = date(2026, 3, 20)


@pytest.fixture
def meeting(project, paula):
    held = make_meeting(project, state="held")
    make_attendance(held, paula)
    return held


@pytest.fixture
def rita(municipality, paula):
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person = paula.representative
    person.user = user
    person.save(update_fields=["user"])
    return user


def _respond(said, answer, reason):
    services.respond(contribution=said, answer=answer, reason=reason, answered_on=TODAY, by=None, at=LATER)
    return said


@pytest.fixture
def said(project, meeting, paula, rolf, owner):
    own = _respond(
        make_contribution(project, assignment=paula, owner=owner, text="Mitt"), "adopted", "Gjerne."
    )
    services.change(
        contribution=own,
        text="Nytt skilt",
        kind="process",
        attribution="decisive",
        changed_on=TODAY,
        by=None,
        at=LATER,
    )
    no = make_contribution(project, meeting=meeting, is_from_group=True, owner=owner, text="Gruppas")
    _respond(no, "not_adopted", "Loven krever det.")
    make_contribution(project, meeting=meeting, assignment=rolf, owner=owner, text="Rolfs i møtet")
    make_contribution(project, assignment=rolf, owner=owner, text="Rolfs alene")


def test_done_on_its_way_and_not_and_never_who_said_it(said, project, paula, rita, client_of, api_of):
    page = client_of(rita).get(f"/granvik/my-page/projects/{project.public_id}/").content.decode()
    told = api_of(rita).get(f"/api/v1/my-projects/{project.public_id}/").json()

    for words in ("Mitt", "Nytt skilt", "Gruppas", "Loven krever det.", "Rolfs i møtet", "Dette sa du"):
        assert words in page
    assert page.count("Dette sa du") == 1
    for hidden in ("Rolfs alene", "Rolf Ringes"):
        assert hidden not in page
    assert [[row["text"] for row in told[part]] for part in ("done", "on_the_way", "not_done")] == [
        ["Mitt"],
        ["Rolfs i møtet"],
        ["Gruppas"],
    ]
    assert f"/my-page/projects/{project.public_id}/" in client_of(rita).get("/granvik/").content.decode()


def test_the_same_by_the_own_link(said, project, paula, client):
    token = calendars.of_person(paula.representative).token
    url = f"/answer/{token}/projects/{project.public_id}/"

    page = client.get(url, {"language": "en"})

    assert "Nytt skilt" in page.content.decode() and "Rolf" not in page.content.decode().replace(
        "Rolfs i", ""
    )
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert client.post(url).status_code == 405
    assert client.get(f"/answer/wrong/projects/{project.public_id}/").status_code == 404


def test_a_project_one_had_no_part_in_is_not_there(said, unit, paula, rita, client_of, api_of, client):
    other = make_project(unit, title="Et annet").public_id
    token = calendars.of_person(paula.representative).token

    assert client_of(rita).get(f"/granvik/my-page/projects/{other}/").status_code == 404
    assert api_of(rita).get(f"/api/v1/my-projects/{other}/").status_code == 404
    assert client.get(f"/answer/{token}/projects/{other}/").status_code == 404


def test_nothing_yet_is_said_kindly(project, paula, rita, client_of):
    page = client_of(rita).get(f"/granvik/my-page/projects/{project.public_id}/").content.decode()

    assert "ikke skrevet ned noe" in page


def test_more_that_was_said_costs_no_more(project, paula, owner):
    def make(count):
        for number in range(count):
            _respond(
                make_contribution(project, assignment=paula, owner=owner, text=f"Nr {number}"),
                "adopted",
                "Ja.",
            )

    assert_constant_queries(make, lambda: mine.told_of(paula.representative, project.public_id))
