"""The page that anybody may open, and the person's own by the link in the letter."""

import pytest
from django.utils import timezone

from projects.calls import links, services
from projects.calls.models import Interest, Notice
from representatives.proxies import services as proxies
from tests.make.calls import fresh, make_call, make_interest, make_listener
from tests.projects.wanted import make_open_request


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def wanted(municipality):
    municipality.facilitator_phone = "+4740612000"
    municipality.save(update_fields=["facilitator_phone"])
    return make_open_request(municipality, pay="600 kroner", times="Tirsdager", place="Rådhuset")


def _text(answer) -> str:
    return str(answer.content.decode())


def _own(call, token) -> str:
    return f"/call/{call.code}/{token}/"


@pytest.fixture
def told(wanted, municipality, now):
    """A call, the person who was told of it, and the person's page."""
    person = make_listener(municipality, "Paula Prøve", language="en")
    call = make_call(wanted, at=now)
    return call, person, _own(call, links.make(Notice.objects.get()))


def test_anybody_reads_what_is_wanted_and_nobodys_name(client, told):
    call, person, _address = told

    answer = client.get(f"/call/{call.code.upper()}/")

    content = _text(answer)
    for word in (call.request.title, "600 kroner", "Tirsdager", "Rådhuset", "406 12 000"):
        assert word in content.replace("\xa0", " ")
    assert person.given_name not in content
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Are you interested?"), ("nb", "Er du interessert?"), ("nn", "interessert?")],
)
def test_it_is_there_in_three_languages(client, told, language, word):
    assert word in _text(client.get(f"/call/{told[0].code}/", {"language": language}))


def test_somebody_new_goes_on_to_register_where_there_is_a_way_in(client, told, now):
    call = told[0]
    assert "/join/" not in _text(client.get(f"/call/{call.code}/"))

    channel = services.give_channel(call=call, by=None, at=now)

    assert f"/join/{channel.code}/" in _text(client.get(f"/call/{call.code}/"))
    assert client.get(f"/join/{channel.code}/").status_code == 200


def test_one_press_says_it_and_opening_says_nothing(client, told):
    call, person, address = told

    assert client.get(address).status_code == 200
    assert not Interest.objects.exists()
    pressed = client.post(address, {"words": "I would like to."})

    assert (pressed.status_code, pressed["Location"]) == (303, address)
    interest = Interest.objects.get()
    assert (interest.call, interest.representative, interest.said_by) == (call, person, "link")
    thanks = _text(client.get(address))
    assert "Thank you for being interested" in thanks
    assert "I would like to." not in thanks
    assert "We have also got what you wrote" in thanks


def test_it_can_be_taken_back_and_said_again(client, told):
    address = told[2]
    client.post(address, {"words": ""})
    client.post(address, {"take_back": "1"})
    assert not Interest.objects.all().standing().exists()
    assert "Are you interested?" in _text(client.get(address))

    client.post(address, {"words": "After all."})

    assert Interest.objects.all().standing().get().words == "After all."


def test_too_many_words_are_asked_to_be_fewer(client, told):
    answer = client.post(told[2], {"words": "x" * 301})

    assert answer.status_code == 422
    assert not Interest.objects.exists()


def test_the_proxys_press_is_said_to_be_the_proxys(client, told, now):
    _call, person, address = told
    proxies.name(
        representative=person, name="Lise Moen", relation="", email="lise@example.org", by=None, at=now
    )

    client.post(address, {})

    assert Interest.objects.get().said_by == "proxy"


def test_another_site_cannot_press(client, told):
    assert client.post(told[2], {}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Interest.objects.exists()


def test_a_link_opens_its_own_call_alone(client, told, municipality, now):
    token = told[2].rstrip("/").rpartition("/")[2]
    other = make_call(make_open_request(municipality), at=now)

    assert client.get(_own(other, token)).status_code == 404
    assert client.get("/call/feilkode/").status_code == 404
    assert client.get(_own(told[0], "feil")).status_code == 404


def test_after_the_end_it_is_kindly_closed_and_who_was_interested_is_still_thanked(
    client, told, municipality, now
):
    call, person, address = told
    services.close(call=call, by=None, at=now)

    assert client.get(f"/call/{call.code}/").status_code == 410
    assert client.get(address).status_code == client.post(address, {}).status_code == 410
    assert not Interest.objects.exists()
    services.reopen(call=fresh(call), open_until=timezone.localdate(now), by=None, at=now)
    make_interest(call, person, at=now)
    services.close(call=fresh(call), by=None, at=now)
    assert client.get(address).status_code == 200


def test_a_draft_has_no_page(client, wanted, now):
    call = make_call(wanted, at=now, is_open=False)

    assert client.get(f"/call/{call.code}/").status_code == 404
