"""Many contributions at once: a text is taken apart, looked through, and stored whole."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from participation.contributions import saying
from participation.contributions.models import Contribution
from participation.contributions.saying import CannotSay, Said
from participation.contributions.splitting import LONGEST, MOST, split
from tests.make.chain import make_meeting
from tests.participation.seats import LATER

MAIL = """Fra: Kari Nordmann
Sendt: mandag
Emne: Etter møtet

Hei Marte,

> - Brevet er for langt.
> - Ring dagen før,
>   gjerne på kvelden.

Det er mørkt på
parkeringsplassen.

Med vennlig hilsen
"""


@pytest.fixture
def meeting(project, paula):
    return make_meeting(project, state="held", minutes="- Brevet er for langt.\n- Ring dagen før.")


def test_a_mail_becomes_one_line_for_each_thing():
    assert split(MAIL) == [
        "Brevet er for langt.",
        "Ring dagen før, gjerne på kvelden.",
        "Det er mørkt på parkeringsplassen.",
    ]


def test_numbers_and_letters_begin_anew_and_the_same_is_one():
    assert split("1. Først\n2) Så\na) Til slutt\nFørst") == ["Først", "Så", "Til slutt Først"]
    assert split("- Lys\n- Lys") == ["Lys"]
    assert split("Hei\n\nFra: meg\n") == []


@given(st.text(max_size=3000))
def test_whatever_is_pasted_gives_few_short_lines_that_say_something(text):
    found = split(text)

    assert len(found) <= MOST
    assert all(0 < len(one) <= LONGEST and one == " ".join(one.split()) for one in found)
    assert len(set(found)) == len(found)
    assert set("".join(found)) - {" "} <= set(text)


def test_pasted_looked_through_and_stored(meeting, paula, owner, alice, client_of):
    client, url = client_of(alice), f"/granvik/meetings/{meeting.public_id}/contributions/"
    assert "Brevet er for langt." in client.get(url).content.decode()
    shared = {"said_on": "2026-03-10", "owner": owner.public_id, "due_on": "2026-04-10"}

    looked = client.post(url, shared | {"text": meeting.minutes})
    assert not Contribution.objects.exists()
    assert 'name="text_2"' in looked.content.decode()
    lines = {"number": "2", "keep_1": "on", "text_1": "Brevet er for langt.", "said_by_1": paula.public_id}
    none = client.post(url, shared | {"number": "2", "text_1": "x"})
    assert none.status_code == 422 and "Ta med minst ett" in none.content.decode()
    empty = client.post(url, shared | lines | {"keep_2": "on", "text_2": " "})
    assert empty.status_code == 422 and "Brevet er for langt." in empty.content.decode()
    done = client.post(
        url, shared | lines | {"keep_2": "on", "text_2": "Ring.", "said_by_2": "group"}, follow=True
    )

    assert "2 innspill er lagret" in done.content.decode()
    rows = Contribution.objects.order_by("id")
    assert [(row.text, row.assignment, row.is_from_group) for row in rows] == [
        ("Brevet er for langt.", paula, False),
        ("Ring.", None, True),
    ]


def test_what_is_nothing_is_said_and_what_was_pasted_stays(meeting, owner, alice, client_of):
    url = f"/granvik/meetings/{meeting.public_id}/contributions/"
    sent = {"said_on": "2026-03-10", "owner": owner.public_id, "due_on": "2026-04-10", "text": "Hei\n"}

    answer = client_of(alice).post(url, sent)

    assert answer.status_code == 422 and "ikke noe her" in answer.content.decode()


def test_fifty_cost_as_many_statements_as_one_and_one_refused_is_none(meeting, owner):
    common = {
        "project": meeting.project,
        "meeting": meeting,
        "said_on": meeting.held_on,
        "by": None,
        "at": LATER,
    }

    def statements(count):
        with CaptureQueriesContext(connection) as captured:
            saying.say_all(said=[Said(f"Nummer {n}", owner) for n in range(count)], **common)
        return len(captured)

    assert statements(1) == statements(50)
    before = Contribution.objects.count()
    with pytest.raises(CannotSay):
        saying.say_all(said=[Said("Ja", owner), Said(" ", owner)], **common)
    assert Contribution.objects.count() == before


def test_the_same_over_the_api(meeting, paula, owner, alice, charlie, api_of):
    api, at = api_of(alice), "/api/v1/contributions/"
    assert api.post(f"{at}split/", {"text": MAIL}).json()["lines"][0] == "Brevet er for langt."
    said = [
        {"text": "En", "owner": owner.public_id, "assignment": paula.public_id},
        {"text": "To", "owner": owner.public_id},
    ]
    sent = {"meeting": meeting.public_id, "said": said}

    made = api.post(f"{at}many/", sent, format="json")

    assert made.status_code == 201, made.json()
    assert [row["text"] for row in made.json()] == ["En", "To"]
    assert api_of(charlie).post(f"{at}many/", sent, format="json").status_code == 404
    assert api.post(f"{at}many/", sent | {"said": []}, format="json").status_code == 400
    assert (
        api.post(f"{at}many/", sent | {"said": [said[0] | {"owner": "nobody"}]}, format="json").status_code
        == 404
    )
