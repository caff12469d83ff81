"""Who may see what of a contribution, field by field, on the page and over the API. What could leak is put in first."""

from datetime import date
from typing import Any

import pytest

from config.core.organisations.models import Role
from participation.contributions import reactions, services
from tests.cast import make_user
from tests.make.chain import make_contribution, make_meeting, make_professional
from tests.participation.seats import LATER

TODAY = date(2026, 3, 20)
# Each field with words that stand nowhere else.
FIELDS = {
    "text": "Kvitre",
    "hoped_for": "Trille",
    "speaks_for": "Plystre",
    "from_experience": "Rasle",
    "reason": "Nynne",
    "decision": "Surre",
    "reference": "Brumme",
    "change": "Gnage",
    "before": "Knirke",
    "unintended": "Hvese",
    "indicator": "Tikke",
    "who": "Paula Prøve",
    "reaction": "Mumle",
}
SERVICE = frozenset(FIELDS) - {"who", "reaction"}
SEEN: dict[str, frozenset[str]] = {
    "alice": frozenset(FIELDS),
    "pia": SERVICE,
    "olav": SERVICE,
    "uma": SERVICE,
    "bob": frozenset(),
    "adam": frozenset(),
    "rita": frozenset(),
    "charlie": frozenset(),
}


@pytest.fixture
def olav(municipality: Any) -> Any:
    """Owes the answer, and leads nothing."""
    return make_user("Olav", municipality, Role.PROFESSIONAL)


@pytest.fixture
def rita(municipality: Any, paula: Any) -> Any:
    """Paula's own account."""
    user = make_user("Rita", municipality, Role.REPRESENTATIVE)
    person = paula.representative
    person.user = user
    person.save(update_fields=["user"])
    return user


@pytest.fixture
def said(project: Any, unit: Any, paula: Any, olav: Any) -> Any:
    """A contribution with every field of the chain in it."""
    words: dict[str, Any] = {
        name: FIELDS[name] for name in ("text", "hoped_for", "speaks_for", "from_experience")
    }
    row = make_contribution(
        project,
        assignment=paula,
        owner=make_professional(unit, "Olav Eier", user=olav),
        meeting=make_meeting(project, state="held"),
        **words,
    )
    common: dict[str, Any] = {"by": None, "at": LATER}
    services.respond(contribution=row, answer="partly", reason=FIELDS["reason"], answered_on=TODAY, **common)
    services.decide(
        contribution=row,
        text=FIELDS["decision"],
        forum="Leiarmøtet",
        reference=FIELDS["reference"],
        decided_on=TODAY,
        **common,
    )
    made = services.change(
        contribution=row,
        text=FIELDS["change"],
        before=FIELDS["before"],
        unintended=FIELDS["unintended"],
        kind="process",
        attribution="contributed",
        changed_on=TODAY,
        **common,
    )
    services.measure(change=made, indicator=FIELDS["indicator"], after="7", measured_on=TODAY, **common)
    held = reactions.of(row, paula)
    reactions.say(reaction=held, word="not_meant", via="link", text=FIELDS["reaction"], **common)
    return row


def _found(words: str) -> set[str]:
    return {name for name, text in FIELDS.items() if text in words}


@pytest.mark.parametrize("name", sorted(SEEN))
def test_the_page_shows_each_what_is_theirs_to_see(said, rita, name, request, client_of):
    answer = client_of(request.getfixturevalue(name)).get(f"/granvik/contributions/{said.public_id}/")

    assert answer.status_code == 200 if SEEN[name] else answer.status_code in (403, 404)
    assert _found(answer.content.decode()) == SEEN[name]


@pytest.mark.parametrize("name", sorted(SEEN))
def test_the_api_gives_each_what_is_theirs_to_see(said, paula, rita, name, request, api_of):
    answer = api_of(request.getfixturevalue(name)).get(f"/api/v1/contributions/{said.public_id}/")
    words = answer.content.decode()

    assert answer.status_code == 200 if SEEN[name] else answer.status_code in (403, 404)
    # Names and reactions have addresses of their own; who said it is told by id.
    assert _found(words) == SEEN[name] - {"who", "reaction"}
    assert (paula.public_id in words) == ("who" in SEEN[name])


def test_the_board_of_each_has_the_text_and_never_the_name(said, rita, request, client_of):
    for name, fields in SEEN.items():
        board = client_of(request.getfixturevalue(name)).get("/granvik/contributions/").content.decode()
        assert (FIELDS["text"] in board) == ("text" in fields), name
        assert FIELDS["who"] not in board.replace("Paula Prøve har", ""), name


def test_the_one_who_said_it_reads_what_came_of_it_and_not_how_it_is_weighed(said, rita, client_of, api_of):
    page = client_of(rita).get(f"/granvik/my-page/said/{said.public_id}/").content.decode()

    assert _found(page) - {"who"} == {"text", "reason", "decision", "change"}
    [told] = api_of(rita).get("/api/v1/my-contributions/").json()
    assert told["text"] == FIELDS["text"] and "owner" not in told
