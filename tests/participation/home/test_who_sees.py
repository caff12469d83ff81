"""Field by field: what managers and professionals see of each other, and of representatives, inside the organisation.

The rooms of asks, reflections and readiness, and the start pages. What could leak is put in first, each field with
words that stand nowhere else.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.core.organisations.models import Role
from participation.models import Task
from participation.readiness import services as readiness
from participation.readiness.questions import QUESTIONS
from participation.reflections import services as reflections
from participation.support import services as support
from tests.cast import make_user
from tests.make.chain import (
    make_assignment,
    make_contribution,
    make_professional,
    make_project,
    make_request,
    make_unit,
)
from tests.make.inside import make_chain
from tests.make.people import make_representative

DAY = timedelta(days=1)
FIELDS = {
    # Of an ask to the manager of a unit.
    "ask": "Kvitre",
    "need": "Trille",
    "options": "Plystre",
    "consequence": "Rasle",
    "answer": "Nynne",
    "followed": "Surre",
    # Of a reflection held together by the facilitator, who leads the project, and one more.
    "own_part": "Brumme",
    "other_part": "Gnage",
    "gap": "Knirke",
    "leaders": "Hvese",
    "task": "Tikke",
    # Of readiness.
    "step": "Mumle",
    # Of people in the network.
    "who": "Paula Prøve",
    "said": "Smatre",
}
ASK = {"ask", "need", "options", "consequence", "answer", "followed"}
REFLECTION = {"own_part", "other_part", "gap", "leaders", "task", "ask"}
# Who sees what on each page; nothing means that it does not open.
PAGES: dict[str, dict[str, set[str]]] = {
    "ask": {"alice": ASK, "uma": ASK, "bob": ASK},
    "reflection": {"alice": REFLECTION, "pia": REFLECTION, "olav": REFLECTION},
    "readiness": {"alice": {"step"}, "uma": {"step"}, "bob": {"step"}},
    "readiness_list": {"alice": {"step"}, "uma": {"step"}, "bob": {"step"}},
}
CAST = ("alice", "pia", "olav", "per", "uma", "ulf", "bob", "adam", "rita", "charlie")


@pytest.fixture
def olav(municipality: Any) -> Any:
    """A professional who is invited to reflect, and leads nothing."""
    return make_user("Olav", municipality, Role.PROFESSIONAL)


@pytest.fixture
def per(municipality: Any) -> Any:
    """A professional who is not."""
    return make_user("Per", municipality, Role.PROFESSIONAL)


@pytest.fixture
def ulf(municipality: Any) -> Any:
    """Manages another unit."""
    return make_user("Ulf", municipality, Role.UNIT_MANAGER, make_unit(municipality, "Sykehjemmet"))


@pytest.fixture
def person(municipality: Any) -> Any:
    """Of the network, with a seat in the project."""
    return make_representative(municipality, FIELDS["who"])


@pytest.fixture
def rita(municipality: Any, person: Any) -> Any:
    """Paula's own account."""
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person.user = user
    person.save(update_fields=["user"])
    return user


@pytest.fixture
def project(unit: Any, pia: Any, person: Any) -> Any:
    """Led by Pia; Paula said one thing, and Pia owes the answer."""
    made = make_project(unit, leader=pia)
    seat = make_assignment(make_request(made), person)
    make_contribution(
        made, assignment=seat, text=FIELDS["said"], owner=make_professional(unit, "Pia", user=pia)
    )
    make_chain(made, upto="told", assignment=seat, text=FIELDS["said"])
    return made


@pytest.fixture
def together(project: Any, municipality: Any, alice: Any, pia: Any, olav: Any) -> Any:
    """Written by three, not opened yet."""
    at = timezone.now()
    made = reflections.begin(
        project=project, held_on=at.date(), is_together=True, invited=[pia, olav], by=alice, at=at
    )
    for user, words in (
        (pia, {"went_well": FIELDS["own_part"]}),
        (olav, {"surprised": FIELDS["other_part"], "gap": "yes", "gap_words": FIELDS["gap"]}),
    ):
        reflections.write(reflection=made, words=words, by=user, at=at)
        reflections.finish_part(reflection=made, by=user, at=at)
    return made


@pytest.fixture
def inside(together: Any, municipality: Any, unit: Any, alice: Any, uma: Any) -> dict[str, str]:
    """Everything settled; the address of each page."""
    at = timezone.now()
    reflections.open_parts(reflection=together, by=alice, at=at)
    kept = reflections.settle(reflection=together, for_managers=FIELDS["leaders"], by=alice, at=at)
    Task.objects.create(
        municipality=municipality, title=FIELDS["task"], holder=alice, by=alice, came_from=kept, created_at=at
    )
    words: dict[str, Any] = {name: FIELDS[name] for name in ("need", "options", "consequence")}
    ask = support.ask(
        municipality=municipality,
        unit=unit,
        title=FIELDS["ask"],
        decide_by=at.date() + 9 * DAY,
        came_from=kept,
        by=alice,
        at=at,
        **words,
    )
    answered = support.answer(ask=ask, answer="granted", reason=FIELDS["answer"], by=uma, at=at)
    support.follow(ask=answered, text=FIELDS["followed"], happened_on=at.date(), by=alice, at=at)
    answers = {question.key: "yes" for question in QUESTIONS} | {"time": "not_yet"}
    ready = readiness.answer(unit=unit, answers=answers, held_on=at.date(), by=alice, at=at)
    step: dict[str, Any] = {"question": "time", "text": FIELDS["step"], "owner": "senior_manager"}
    readiness.add_step(readiness=ready, due_on=at.date() + 9 * DAY, by=alice, at=at, **step)
    return {
        "ask": f"asks/{ask.public_id}/",
        "reflection": f"reflections/{kept.public_id}/",
        "readiness": f"readiness/{ready.public_id}/",
        "readiness_list": "readiness/",
    }


def _found(words: str) -> set[str]:
    return {name for name, text in FIELDS.items() if text in words}


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_page_shows_each_what_is_theirs_to_see(
    page, name, inside, olav, per, ulf, rita, request, client_of
):
    seen = PAGES[page].get(name, set())

    answer = client_of(request.getfixturevalue(name)).get(f"/granvik/{inside[page]}")

    opens = {200} if seen or (page, name) == ("readiness_list", "ulf") else {403, 404}
    assert answer.status_code in opens
    assert _found(answer.content.decode()) == seen


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("page", ["ask", "reflection", "readiness"])
def test_the_api_gives_each_what_is_theirs_to_see(page, name, inside, olav, per, ulf, rita, request, api_of):
    # What came of a reflection has addresses of its own.
    seen = PAGES[page].get(name, set()) - ({"task", "ask"} if page == "reflection" else set())

    answer = api_of(request.getfixturevalue(name)).get(f"/api/v1/{inside[page]}")

    assert answer.status_code in ({200} if seen else {403, 404})
    assert _found(answer.content.decode()) == seen


@pytest.mark.parametrize("name", ["alice", "pia", "olav", "per"])
def test_before_the_parts_are_opened_each_has_the_own_alone(
    name, together, per, olav, request, client_of, api_of
):
    own = {"pia": {"own_part"}, "olav": {"other_part", "gap"}}.get(name, set())
    user = request.getfixturevalue(name)

    page = client_of(user).get(f"/granvik/reflections/{together.public_id}/")
    said = api_of(user).get(f"/api/v1/reflections/{together.public_id}/")

    assert _found(page.content.decode()) == _found(said.content.decode()) == own
    assert page.status_code == (404 if name == "per" else 200)


# Titles stand on the lists of tasks and asks; a professional reads what was decided, never who said it.
STARTS = {
    "pia": set(),
    "olav": set(),
    "per": set(),
    "uma": {"ask", "followed"},
    "ulf": set(),
    "bob": {"ask", "followed", "step"},
}


@pytest.mark.parametrize("name", sorted(STARTS))
def test_a_start_page_names_nobody_of_the_network(
    name, inside, olav, per, ulf, rita, request, client_of, api_of
):
    user = request.getfixturevalue(name)

    page = client_of(user).get("/granvik/")
    said = api_of(user).get("/api/v1/start/")

    assert page.status_code == said.status_code == 200
    assert _found(page.content.decode()) == _found(said.content.decode()) == STARTS[name]
