"""The way in: three steps forwards and back, nothing kept before the last press, and programs kept out."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from config.core.organisations.models import Municipality
from representatives.consent.models import Consent
from representatives.recruitment import drafts, services
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import ProfileTerm, Representative
from tests.make.people import make_representative, make_term
from tests.make.recruitment import make_channel

REACH = {
    "step": "1",
    "given_name": "Nina",
    "family_name": "Ny",
    "email": "nina@people.example.org",
    "channel": "email",
}
YES = {"step": "3", "network": "on", "oneself": "on"}


@pytest.fixture
def channel(municipality):
    return make_channel(municipality)


@pytest.fixture
def term(db):
    return make_term(name="Demens")


def _address(channel) -> str:
    return f"/join/{channel.code}/"


def _draft(answer) -> str:
    found = re.search(r'name="draft" value="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def _begun(channel, seconds: int = 60) -> str:
    """A draft that was begun a while ago."""
    at = timezone.now() - timedelta(seconds=seconds)
    return drafts.sealed(drafts.begin(language="nb", at=at), channel.code)


def _walk(client, channel, *steps: dict, seconds: int = 60):
    """Goes through the steps, each with the draft of the one before; the last answer."""
    draft, answer = _begun(channel, seconds), None
    for step in steps:
        answer = client.post(_address(channel), step | {"draft": draft})
        draft = _draft(answer)
    return answer


def _offer(term, **fields) -> dict:
    told = {"step": "2", "experience": [term.public_id], "relation": "own", "words": "Om mor"}
    return told | fields


def test_the_first_look_is_counted_and_asks_who_the_person_is(client, channel):
    answer = client.get(_address(channel))

    assert answer.status_code == 200
    assert 'name="given_name"' in answer.content.decode()
    assert RecruitmentChannel.objects.get().opened == 1
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    client.head(_address(channel))
    client.get(_address(channel) + "?language=nn")
    assert RecruitmentChannel.objects.get().opened == 1


def test_three_steps_and_a_press_take_the_person_in(client, channel, term):
    going = {"go": "next"}
    answer = _walk(
        client, channel, REACH | going, _offer(term, experience_consent="yes") | going, YES | {"go": "send"}
    )

    assert (answer.status_code, answer.url) == (303, f"/join/{channel.code}/thanks/?language=nb")
    person = Representative.objects.get()
    assert (person.name, person.email, person.source) == ("Nina Ny", "nina@people.example.org", "self")
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"network", "experience"}
    assert person.terms.get().term == term
    assert Application.objects.get().words == "Om mor"
    assert "Nina" not in client.get(answer.url).content.decode()


def test_nothing_is_kept_before_the_last_press(client, channel, term):
    _walk(client, channel, REACH | {"go": "next"}, _offer(term, experience_consent="yes") | {"go": "next"})

    assert not Representative.objects.exists()
    assert not client.session.keys()


def test_back_and_forth_loses_nothing(client, channel, term):
    answer = _walk(
        client,
        channel,
        REACH | {"go": "next"},
        _offer(term, experience_consent="yes") | {"go": "back"},
        REACH | {"go": "next"},
    )

    page = answer.content.decode()
    assert "Om mor" in page
    assert re.search(rf'value="{term.public_id}"[^>]*checked', page)


def test_another_language_keeps_what_is_written(client, channel):
    answer = _walk(client, channel, REACH | {"language": "en"})

    assert 'value="Nina"' in answer.content.decode()
    assert answer["Content-Language"] == "en"


def test_a_no_to_experience_keeps_none_of_it_not_even_in_the_page(client, channel, term):
    no = _offer(term, experience_consent="no", words="Hemmelig")
    answer = _walk(client, channel, REACH | {"go": "next"}, no | {"go": "next"})
    kept = drafts.opened(_draft(answer), channel.code)
    _walk(client, channel, REACH | {"go": "next"}, no | {"go": "next"}, YES | {"go": "send"})

    assert "Hemmelig" not in str(kept)
    assert not ProfileTerm.objects.exists()
    assert Application.objects.get().words == ""


def test_experience_without_yes_or_no_is_asked_about(client, channel, term):
    answer = _walk(client, channel, REACH | {"go": "next"}, _offer(term) | {"go": "next"})

    assert answer.status_code == 422
    assert "experience_consent" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("steps", "wrong"),
    [
        ([{"given_name": ""}], "given_name"),
        ([{"email": ""}], "phone"),
        ([{"channel": "phone"}], "phone"),
        ([{"email": "ikke en adresse"}], "email"),
    ],
)
def test_what_is_missing_is_said_and_the_person_stays(client, channel, steps, wrong):
    answer = _walk(client, channel, REACH | steps[0] | {"go": "next"})

    assert answer.status_code == 422
    assert wrong in answer.context["form"].errors


@pytest.mark.parametrize("missing", ["network", "oneself"])
def test_without_the_yes_or_for_somebody_else_nothing_is_taken_in(client, channel, missing):
    last = {name: value for name, value in YES.items() if name != missing}
    answer = _walk(
        client, channel, REACH | {"go": "next"}, {"step": "2", "go": "next"}, last | {"go": "send"}
    )

    assert answer.status_code == 422
    assert missing in answer.context["form"].errors
    assert not Representative.objects.exists()


def test_the_last_press_alone_leads_back_to_the_first_step(client, channel):
    answer = _walk(client, channel, YES | {"go": "send"})

    assert answer.status_code == 422
    assert answer.context["step"] == 1


def test_programs_are_stopped_by_speed_and_by_the_box_that_shall_be_empty(client, channel):
    going = {"go": "next"}
    fast = _walk(client, channel, REACH | going, {"step": "2"} | going, YES | {"go": "send"}, seconds=1)
    filled = _walk(client, channel, REACH | going | {"website": "https://spam.example.org"})

    assert (fast.status_code, filled.status_code) == (422, 422)
    assert not Representative.objects.exists()


def test_too_many_from_one_address_are_asked_to_wait(client, channel):
    steps = (REACH | {"go": "next"}, {"step": "2", "go": "next"}, YES | {"go": "send"})
    statuses = [_walk(client, channel, *steps).status_code for _number in range(21)]

    assert statuses[-1] == 429
    assert set(statuses[:-1]) == {303}


def test_a_draft_of_another_channel_or_of_nobody_is_begun_anew(client, channel, municipality):
    other = make_channel(municipality, "Biblioteket")
    for draft in (_begun(other), "tull", "k$AAAA", "x" * 50_000):
        assert drafts.opened(draft, channel.code) is None
        assert client.post(_address(channel), {"step": "1", "go": "back", "draft": draft}).status_code == 200


def test_a_form_of_another_site_is_refused(client, channel):
    answer = client.post(_address(channel), REACH, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403


def test_a_duplicate_is_told_to_nobody_here(client, channel, municipality):
    make_representative(municipality, "Nina Nordby", email="nina@people.example.org")
    steps = (REACH | {"go": "next"}, {"step": "2", "go": "next"}, YES | {"go": "send"})

    assert _walk(client, channel, *steps).status_code == 303


def test_a_closed_and_an_unknown_way_in_say_so_kindly(client, channel, alice):
    Municipality.objects.update(facilitator_phone="+4740612000")
    services.close(channel=channel, by=alice, at=timezone.now())
    closed, unknown = client.get(_address(channel)), client.get("/join/nothing/")

    assert (closed.status_code, unknown.status_code) == (410, 404)
    assert "406 12 000" in closed.content.decode()
    assert client.post(_address(channel), REACH).status_code == 410
    assert client.get("/join/nothing/thanks/").status_code == 404


def test_a_code_is_found_in_capitals(client, channel):
    assert client.get(_address(channel).upper().replace("JOIN", "join")).status_code == 200
