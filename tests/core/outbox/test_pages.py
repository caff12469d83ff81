"""The outbox as pages: filters, what is offered, what a press does, and who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from tests.cast import AT

State = Message.State


@pytest.fixture
def letter(queue, letters):
    return lambda key, **fields: queue(key, kind=letters, text="", **fields)


@pytest.fixture
def at_outbox(municipality):
    """The address of something in the outbox."""
    return lambda *parts: "/".join(["", municipality.slug, "outbox", *map(str, parts), ""])


def _set(message: Message, state: State, **fields) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, **fields)


def test_the_list_is_filtered_by_state_kind_and_recipient(letter, queue, alice, bob, client_of, at_outbox):
    one, code, to_bob = letter("one"), queue("code"), letter("bob", to=bob)
    _set(code, State.SENT, sent_at=AT)
    browser = client_of(alice)

    def shown(query: str) -> set[str]:
        page = browser.get(at_outbox() + query).content.decode()
        return {key for key, row in (("one", one), ("code", code), ("bob", to_bob)) if row.public_id in page}

    assert shown("") == {"one", "code", "bob"}
    assert shown("?state=queued") == {"one", "bob"}
    assert shown("?kind=test.letter") == {"one", "bob"}
    assert shown(f"?recipient={bob.public_id}") == {"bob"}
    assert shown("?state=nonsense&kind=x&recipient=../x") == {"one", "code", "bob"}
    assert "Ingen melding er slik" in browser.get(at_outbox() + "?state=cancelled").content.decode()


def test_a_message_is_held_released_and_discarded_on_its_page(letter, alice, client_of, at_outbox, fresh):
    message, browser = letter("one"), client_of(alice)
    page = browser.get(at_outbox(message.public_id)).content.decode()
    assert "Hold tilbake" in page and "Legg til egne ord" in page and "Send igjen" not in page

    answer = browser.post(at_outbox(message.public_id, "hold"), follow=True).content.decode()
    assert fresh(message).state == State.HELD and "Den holdes tilbake til du slipper den fri." in answer
    browser.post(at_outbox(message.public_id, "release"))
    assert fresh(message).state == State.QUEUED

    refused = browser.post(at_outbox(message.public_id, "discard"), {"reason": "because"})
    assert refused.status_code == 422 and fresh(message).state == State.QUEUED
    browser.post(at_outbox(message.public_id, "discard"), {"reason": "mistake"})
    page = browser.get(at_outbox(message.public_id)).content.decode()
    assert fresh(message).state == State.CANCELLED and "Noe i den er feil" in page
    late = browser.post(at_outbox(message.public_id, "hold"), follow=True).content.decode()
    assert "Den venter ikke lenger, så den kan ikke holdes tilbake." in late


def test_own_words_are_typed_and_shown_in_the_letter(letter, queue, alice, client_of, at_outbox, fresh):
    message, browser = letter("one"), client_of(alice)
    assert "Ikke skriv om helse" in browser.get(at_outbox(message.public_id, "words")).content.decode()

    browser.post(at_outbox(message.public_id, "words"), {"words": "Vi gleder oss."})
    assert "Vi gleder oss.\n\nBrevet." in browser.get(at_outbox(message.public_id)).content.decode()
    assert browser.post(at_outbox(message.public_id, "words"), {"words": "x" * 1001}).status_code == 422
    assert browser.get(at_outbox(queue("code").public_id, "words")).status_code == 303


def test_uncertain_messages_are_said_and_settled(letter, alice, client_of, at_outbox, fresh):
    sent, again, browser = letter("one"), letter("two"), client_of(alice)
    for message in (sent, again):
        _set(message, State.UNCERTAIN, begun_at=AT, takeovers=1, failure="WorkerLost")

    assert "Det er uklart om 2 meldinger ble sendt" in browser.get(at_outbox()).content.decode()
    assert "Ble denne sendt?" in browser.get(at_outbox(sent.public_id)).content.decode()
    browser.post(at_outbox(sent.public_id, "was-sent"))
    browser.post(at_outbox(again.public_id, "again"))
    assert (fresh(sent).state, fresh(sent).sent_at, fresh(again).state) == (State.SENT, AT, State.QUEUED)


def test_everything_is_held_after_the_number_was_shown(letter, queue, alice, client_of, at_outbox):
    letter("one"), letter("two"), queue("code")
    browser = client_of(alice)
    page = browser.get(at_outbox("hold-all")).content.decode()
    assert "Holde tilbake 2 meldinger?" in page and "Prøvebrev: 2" in page

    wrong = browser.post(at_outbox("hold-all"), {"count": 1}, follow=True).content.decode()
    assert "Det er 2 meldinger nå" in wrong
    assert browser.post(at_outbox("hold-all"), {"count": "many"}).status_code == 422
    done = browser.post(at_outbox("hold-all"), {"count": 2}, follow=True).content.decode()
    assert "2 meldinger holdes tilbake." in done
    assert "Slippe fri 2 meldinger?" in browser.get(at_outbox("release-all")).content.decode()
    browser.post(at_outbox("release-all"), {"count": 2})
    assert not Message.objects.filter(state=State.HELD).exists()
    assert "Det er ingenting å gjøre her" in browser.get(at_outbox("release-all")).content.decode()


@pytest.mark.parametrize("act", ["hold", "release", "again", "was-sent", "mended", "discard", "words"])
def test_another_municipality_and_other_roles_handle_nothing(
    letter, charlie, bob, adam, other_municipality, client_of, at_outbox, fresh, act
):
    message = letter("one")
    given = {"reason": "told", "words": "x"}

    assert client_of(charlie).post(at_outbox(message.public_id, act), given).status_code == 404
    own = f"/{other_municipality.slug}/outbox/{message.public_id}/{act}/"
    assert client_of(charlie).post(own, given).status_code == 404
    for other in (bob, adam):
        assert client_of(other).post(at_outbox(message.public_id, act), given).status_code == 403
    assert (fresh(message).state, fresh(message).own_words) == (State.QUEUED, "")


def test_the_list_costs_as_much_for_three_rows_as_for_one(letter, alice, client_of, at_outbox):
    browser, costs = client_of(alice), []
    for wave in (1, 2):
        for number in range(wave):
            letter(f"{wave} {number}")
        browser.get(at_outbox())
        with CaptureQueriesContext(connection) as asked:
            browser.get(at_outbox())
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_messages_over_the_api(letter, queue, alice, charlie, bob, api_of, fresh):
    message, code, api = letter("one"), queue("code"), api_of(alice)
    at = f"/api/v1/messages/{message.public_id}/"

    assert (
        api.get("/api/v1/messages/", {"kind": "test.letter"}).json()["results"][0]["id"] == message.public_id
    )
    assert api.get(f"{at}letter/").json() == {
        "recipient": alice.public_id,
        "to": "paula@example.org",
        "subject": "Hei",
        "text": "Brevet.\n",
        "problem": "",
    }
    assert len(api.get("/api/v1/messages/", {"recipient": bob.public_id}).json()["results"]) == 0
    assert api.get(f"/api/v1/messages/{code.public_id}/letter/").json()["text"] == ""
    assert api.post(f"{at}words/", {"words": "Hei"}, format="json").status_code == 204
    assert api.get(f"{at}letter/").json()["text"] == "Hei\n\nBrevet.\n"
    assert api.post(f"{at}hold/").status_code == 204 and fresh(message).state == State.HELD
    assert api.post(f"{at}hold/").status_code == 409
    assert api.post(f"{at}release/").status_code == 204
    assert api.post("/api/v1/messages/hold-all/", {"count": 5}, format="json").status_code == 409
    assert api.post("/api/v1/messages/hold-all/", {"count": 1}, format="json").json() == {"count": 1}
    assert api.post("/api/v1/messages/release-all/", {"count": 1}, format="json").json() == {"count": 1}
    assert api.post(f"{at}was-sent/").status_code == 409
    assert api.post(f"{at}discard/", {"reason": "no"}, format="json").status_code == 400
    assert api.post(f"{at}discard/", {"reason": "told"}, format="json").status_code == 204
    assert api.post(f"{at}again/").json()["detail"] == "Bare det som ikke kom fram, kan sendes igjen."
    assert api_of(charlie).get(at).status_code == 404
    assert api_of(bob).get(at).status_code == 403
    assert outbox.claim(at=AT) == [code]
