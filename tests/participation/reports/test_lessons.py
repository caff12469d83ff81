"""What projects should change: reasons counted in people, five or more, and hidden from those who subtract."""

import pytest

from config.core.organisations.models import Unit
from participation.invitations import services
from participation.reports.lessons import lessons
from tests.cast import AT
from tests.make.chain import make_project, make_request
from tests.make.invitations import make_invitation
from tests.make.people import make_representative


@pytest.fixture
def other_unit(municipality):
    return Unit.objects.create(municipality=municipality, name="Skolehelsetjenesten")


def _no(unit, why, people, first=0):
    wanted = make_request(make_project(unit), seats=2)
    for number in range(first, first + people):
        person = make_representative(unit.municipality, f"{unit.name[:3]} {why} {number}")
        invitation = make_invitation(wanted, person)
        services.answer(invitation=invitation, answer="no", by="link", at=AT)
        services.say_why(invitation=invitation, why=why, at=AT)


def _seen(user, municipality):
    return {
        lesson.unit.name if lesson.unit else "": {one.why: one.people for one in lesson.reasons}
        for lesson in lessons(user=user, municipality=municipality)
    }


def test_five_people_make_a_lesson_and_four_do_not(unit, municipality, alice):
    _no(unit, "time", 5)
    _no(unit, "pay", 4)

    assert _seen(alice, municipality) == {"": {"time": 5}, "Hjemmetjenesten": {"time": 5}}


def test_a_small_unit_cannot_be_found_by_subtraction(unit, other_unit, municipality, alice):
    _no(unit, "time", 6)
    _no(other_unit, "time", 2)

    seen = _seen(alice, municipality)

    shown = {name: row["time"] for name, row in seen.items() if "time" in row}
    assert shown == {"": 8}


def test_each_person_counts_once_and_only_while_the_no_holds(unit, municipality, alice):
    _no(unit, "often", 5)
    changed = make_invitation(make_request(make_project(unit), seats=1))
    services.answer(invitation=changed, answer="no", by="link", at=AT)
    services.say_why(invitation=changed, why="often", at=AT)
    assert _seen(alice, municipality)[""] == {"often": 6}

    services.answer(invitation=changed, answer="yes", by="link", at=AT)

    assert _seen(alice, municipality)[""] == {"often": 5}


def test_a_unit_manager_sees_the_own_unit_and_a_senior_manager_all(unit, other_unit, municipality, uma, bob):
    _no(unit, "time", 5)
    _no(other_unit, "topic", 5)

    assert _seen(uma, municipality) == {"Hjemmetjenesten": {"time": 5}}
    assert set(_seen(bob, municipality)) == {"", "Hjemmetjenesten", "Skolehelsetjenesten"}


def test_the_page_says_what_helps_and_nobody_is_named(unit, uma, bob, client_of):
    _no(unit, "pay", 5)

    page = client_of(uma).get("/granvik/reports/lessons/").content.decode()

    assert "Det som betales, er for lite" in page
    assert "Hjem pay" not in page
    assert "Hva prosjekter bør endre" in client_of(bob).get("/granvik/reports/").content.decode()


def test_the_page_says_when_there_is_nothing_to_tell(bob, client_of, municipality):
    assert "Ikke noe å fortelle ennå" in client_of(bob).get("/granvik/reports/lessons/").content.decode()


def test_the_api_tells_the_same_and_nothing_of_others(unit, alice, charlie, pia, api_of):
    _no(unit, "form", 5)

    told = api_of(alice).get("/api/v1/lessons/").json()

    assert [(row["unit"], row["reasons"][0]["why"], row["reasons"][0]["people"]) for row in told] == [
        (None, "form", 5),
        (unit.public_id, "form", 5),
    ]
    assert api_of(charlie).get("/api/v1/lessons/").json() == []
    assert api_of(charlie).get("/api/v1/lessons/?municipality=granvik").status_code == 404
    assert api_of(pia).get("/api/v1/lessons/").status_code == 403
