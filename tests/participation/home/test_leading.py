"""Start pages of those who lead and host: what they owe, what was done of late, three asks, the last decisions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participation.home import leading
from participation.models import AskFollowed, Task
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_meeting, make_professional, make_project, make_unit
from tests.make.inside import make_ask, make_chain

DAY = timedelta(days=1)
MOST = 25


def _of_late(unit, leader=None):
    """In one project: two meetings, two answers and one change within ninety days, and older ones."""
    today = timezone.localdate()
    project = make_project(unit, leader=leader)
    for days in (1, 89, 91):
        make_meeting(project, state="held", held_on=today - days * DAY)
    make_meeting(project, state="planned", held_on=today + DAY)
    chains = [make_chain(project, upto="changed"), make_chain(project, upto="answered")]
    for chain in chains:
        chain.responses.update(answered_on=today - DAY)
    chains[0].changes.update(changed_on=today - DAY)
    make_chain(project, upto="changed")
    return project


def _did(user, municipality):
    found = leading.did(user=user, municipality=municipality, today=timezone.localdate())
    return (found.meetings, found.answers, found.changes)


def test_ninety_days_are_counted_from_the_rows_of_each_ones_own(
    municipality, other_municipality, unit, alice, bob, uma, pia, charlie
):
    _of_late(unit, leader=pia)
    _of_late(make_unit(municipality, "Sykehjemmet"))
    _of_late(make_unit(other_municipality, "Legekontoret"))

    assert _did(pia, municipality) == _did(uma, municipality) == (2, 2, 1)
    assert _did(bob, municipality) == _did(alice, municipality) == (4, 4, 2)
    assert _did(charlie, municipality) == (0, 0, 0)


def test_at_most_five_of_what_is_owed_and_the_way_to_all(municipality, uma, client_of):
    for number in range(7):
        Task.objects.create(
            municipality=municipality, title=f"Gjør {number}", holder=uma, created_at=timezone.now()
        )

    response = client_of(uma).get("/granvik/")
    home, page = response.context["home"], response.content.decode()

    assert (len(home.owed.lines), home.owed.total) == (5, 7)
    assert sum(f"Gjør {number}" in page for number in range(7)) == 5
    assert "Se alt som trenger deg, i én liste" in page


def test_at_most_three_asks_and_what_was_put_to_later_when_it_is_back(municipality, unit, uma, client_of):
    today = timezone.localdate()
    for number in range(4):
        make_ask(municipality, unit, title=f"Sak {number}", decide_by=today + (10 + number) * DAY)
    make_ask(
        municipality,
        unit,
        title="Tilbake",
        decide_by=today - DAY,
        state="later",
        answered_at=AT,
        back_on=today,
    )
    make_ask(
        municipality,
        unit,
        title="Borte",
        decide_by=today - DAY,
        state="later",
        answered_at=AT,
        back_on=today + DAY,
    )

    home = client_of(uma).get("/granvik/").context["home"]

    assert [ask.title for ask in home.asks] == ["Tilbake", "Sak 0", "Sak 1"]


@pytest.mark.parametrize("name", ["uma", "bob"])
def test_the_last_decisions_with_what_followed(name, municipality, unit, request, client_of):
    for days in range(4):
        ask = make_ask(
            municipality,
            unit,
            title=f"Vedtatt {days}",
            state="granted",
            answered_at=timezone.now() - (days + 1) * DAY,
        )
        AskFollowed.objects.create(
            municipality=municipality, ask=ask, text=f"Fulgte {days}", happened_on=AT.date(), at=AT
        )

    page = client_of(request.getfixturevalue(name)).get("/granvik/").content.decode()

    assert [f"Vedtatt {days}" in page for days in range(4)] == [True, True, True, False]
    assert "Fulgte 0" in page and "Fulgte 3" not in page


def test_a_professional_reads_what_was_decided_in_own_projects_and_what_changed(
    municipality, unit, pia, client_of
):
    make_chain(make_project(unit, leader=pia), upto="changed")
    make_chain(make_project(unit, title="Et annet"), upto="decided").decisions.update(text="Noe fremmed")

    page = client_of(pia).get("/granvik/").content.decode()

    assert "Kortere brev" in page and "Brevet er på én side." in page
    assert "Noe fremmed" not in page


@pytest.mark.parametrize("name", ["pia", "uma", "bob"])
def test_few_statements_and_as_many_for_more_rows(name, municipality, unit, pia, request, client_of):
    client = client_of(request.getfixturevalue(name))
    owner = make_professional(unit, "Pia", user=pia)

    def rows(count):
        for number in range(count):
            project = _of_late(unit, leader=pia)
            make_contribution(project, owner=owner)
            make_ask(municipality, unit if name == "uma" else None, title=f"Sak {number}")
            make_ask(municipality, unit, state="granted", answered_at=timezone.now())

    assert_constant_queries(rows, lambda: client.get("/granvik/"))
    with CaptureQueriesContext(connection) as found:
        client.get("/granvik/")
    assert len(found) <= MOST


def test_the_same_over_the_api(municipality, unit, uma, pia, rita_of, api_of):
    _of_late(unit, leader=pia)
    ask = make_ask(municipality, unit, state="granted", answered_at=timezone.now())
    AskFollowed.objects.create(
        municipality=municipality, ask=ask, text="Gjort.", happened_on=AT.date(), at=AT
    )

    mine = api_of(uma).get("/api/v1/start/").json()
    theirs = api_of(pia).get("/api/v1/start/").json()

    assert mine["did"] == theirs["did"] == {"meetings": 2, "answers": 2, "changes": 1}
    assert [one["followed"] for one in mine["decided"]] == [
        [{"happened_on": AT.date().isoformat(), "text": "Gjort."}]
    ]
    assert {one["title"] for one in theirs["decided"]} == {"Kortere brev"}
    assert mine["owed_total"] >= len(mine["owed"])
    assert api_of(rita_of()).get("/api/v1/start/").status_code == 403
