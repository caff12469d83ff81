"""“We need a user”: where it looks like a seat without a say, better ways, and a draft all the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Proposal, Request
from projects.writing import beginning, needs
from projects.writing.needs import Aim, Said, SpeaksFor, Standing, Way
from tests.cast import AT
from tests.make.chain import make_project

TODAY = date(2026, 3, 2)
GOOD = Said(
    decided="Hva brevet sier",
    contribute="Lese brevet og si hva som er uklart",
    can_change="Ordene og rekkefølgen",
    cannot_change="Loven",
    afterwards="Hanne svarer innen to uker",
    decide_on=date(2026, 5, 4),
)
TYPED = {
    "decided": GOOD.decided,
    "standing": "open",
    "can_change": GOOD.can_change,
    "cannot_change": GOOD.cannot_change,
    "contribute": GOOD.contribute,
    "aim": "learn",
    "seats": "2",
    "speaks_for": "self",
    "afterwards": GOOD.afterwards,
}


def codes(said):
    return [sign.code for sign in needs.signs(said, today=TODAY)]


def test_good_answers_have_no_sign():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "code", "way"),
    [
        ({"can_change": ""}, "nothing_open", Way.SMALL),
        ({"can_change": " Ingenting. "}, "nothing_open", Way.INFORM),
        ({"standing": Standing.DECIDED}, "decided", Way.INFORM),
        ({"decide_on": TODAY - timedelta(days=1)}, "decided", Way.LATER),
        ({"decide_on": TODAY}, "soon", Way.RING),
        ({"decide_on": TODAY + timedelta(days=13)}, "soon", Way.LATER),
        ({"aim": Aim.SHOW}, "for_show", Way.SURVEY),
        ({"seats": 1, "speaks_for": SpeaksFor.EVERYBODY}, "one_for_all", Way.TWO),
        ({"seats": 1, "speaks_for": SpeaksFor.EVERYBODY}, "one_for_all", Way.PANEL),
        ({"afterwards": " "}, "unanswered", Way.ANSWER),
    ],
)
def test_a_sign_and_a_better_way(changed, code, way):
    (sign,) = needs.signs(replace(GOOD, **changed), today=TODAY)

    assert sign.code == code
    assert sign.text
    assert way in sign.ways


@pytest.mark.parametrize(
    "changed",
    [
        {"decide_on": TODAY + timedelta(days=14)},
        {"decide_on": None},
        {"standing": Standing.PARTLY},
        {"seats": 1, "speaks_for": SpeaksFor.SELF},
        {"seats": 2, "speaks_for": SpeaksFor.EVERYBODY},
        {"can_change": "Ingenting er bestemt, så alt kan endres"},
    ],
)
def test_what_is_no_sign(changed):
    assert codes(replace(GOOD, **changed)) == []


@given(
    st.builds(
        Said,
        decided=st.text(),
        contribute=st.text(),
        can_change=st.text(),
        afterwards=st.text(),
        standing=st.sampled_from(Standing.values),
        aim=st.sampled_from(Aim.values),
        speaks_for=st.sampled_from(SpeaksFor.values),
        seats=st.integers(1, 50),
        decide_on=st.none() | st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    )
)
def test_every_sign_comes_once_and_with_a_way(said):
    found = needs.signs(said, today=TODAY)

    assert len({sign.code for sign in found}) == len(found) <= 5
    assert all(sign.text and sign.ways for sign in found)


def test_in_a_project_the_answers_are_a_draft_request(unit, municipality, pia):
    project = make_project(unit, leader=pia)

    made = beginning.begin(said=GOOD, municipality=municipality, project=project, by=pia, at=AT)

    wanted = Request.objects.get()
    assert (made, wanted.state, wanted.filed_by, wanted.seats) == (wanted, "draft", pia, 2)
    assert wanted.title == "Hva brevet sier"
    assert wanted.task == f"{GOOD.contribute}\n\nDette skjer etterpå: {GOOD.afterwards}"
    assert wanted.influence.split("\n\n") == [
        GOOD.can_change,
        "Dette kan ikke endres: Loven",
        "Det bestemmes 4. mai 2026.",
    ]


def test_without_a_project_they_are_a_proposal(unit, municipality, pia):
    made = beginning.begin(
        said=replace(GOOD, can_change=""), municipality=municipality, unit=unit, by=pia, at=AT
    )

    proposal = Proposal.objects.get()
    assert (made, proposal.proposed_by, proposal.project.unit) == (proposal, pia, unit)
    assert (proposal.trouble, proposal.for_whom) == (GOOD.contribute, "For seg selv, fra egen erfaring")
    assert "Loven" in proposal.better
    assert not Request.objects.exists()


def _address(project=None):
    address = reverse("need_start", args=["granvik"])
    return f"{address}?project={project.public_id}" if project else address


def test_a_professional_answers_and_goes_on_to_the_draft(unit, pia, client_of):
    project, client = make_project(unit, leader=pia), client_of(pia)

    page = client.get(_address(project)).content.decode()
    answer = client.post(_address(), {**TYPED, "project": project.public_id})

    wanted = Request.objects.get()
    assert page.count("<legend") >= 5
    assert f'value="{project.public_id}" selected' in page
    assert answer.url == reverse("guide_step", args=["granvik", wanted.public_id, "who"])


def test_token_use_is_said_politely_and_stops_nobody(unit, alice, client_of):
    project, client = make_project(unit), client_of(alice)
    typed = {**TYPED, "can_change": "", "seats": "1", "speaks_for": "everybody", "project": project.public_id}

    first = client.post(_address(), typed)
    content = first.content.decode()
    assert first.status_code == 200
    assert not Request.objects.exists()
    assert "Én person kan ikke snakke for alle" in content
    assert "Spør to eller tre" in content
    assert "Gå videre likevel" in content
    assert 'name="seen" value="nothing_open one_for_all"' in content

    other = client.post(_address(), {**typed, "aim": "show", "seen": "nothing_open one_for_all"})
    assert "Å ha hatt noen med hjelper ingen" in other.content.decode()
    assert not Request.objects.exists()

    client.post(_address(), {**typed, "seen": "nothing_open one_for_all"})
    assert Request.objects.get().seats == 1


def test_a_project_that_cannot_be_seen_is_none_to_choose(unit, pia, client_of):
    answer = client_of(pia).post(_address(), {**TYPED, "project": make_project(unit).public_id})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_those_who_ask_for_nobody_do_not_come_here(bob, client_of):
    assert client_of(bob).get(_address()).status_code == 403


def test_the_api_looks_and_makes(unit, pia, bob, api_of):
    project, api = make_project(unit, leader=pia), api_of(pia)
    given = {"decided": "Brevet", "contribute": "Lese", "aim": "show", "project": project.public_id}

    looked = api.post("/api/v1/needs/look/", given, format="json")
    nothing_yet = Request.objects.count()
    made = api.post("/api/v1/needs/", given, format="json")
    proposed = api.post("/api/v1/needs/", {**given, "project": None}, format="json")

    assert [sign["code"] for sign in looked.json()] == ["nothing_open", "for_show", "unanswered"]
    assert looked.json()[1]["ways"][0]["code"] == "small"
    assert nothing_yet == 0
    assert (made.status_code, made.json()["request"]) == (201, Request.objects.get().public_id)
    assert (made.json()["proposal"], len(made.json()["signs"])) == (None, 3)
    assert proposed.json()["proposal"] == Proposal.objects.get().public_id
    assert api_of(bob).post("/api/v1/needs/", given, format="json").status_code == 403
