"""The pages and the API of topics: the person's own, the facilitator's, and the link that ends the letters."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from representatives.interests import links, queries
from representatives.interests.models import ChosenTopic, Hearing
from tests.cast import make_user
from tests.helpers.rows import assert_constant_queries
from tests.make.calls import make_listener
from tests.make.people import make_representative, make_term

OWN = "/granvik/my-page/topics/"


@pytest.fixture
def paula(municipality):
    person = make_representative(municipality)
    person.user = make_user("Paula", municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person


def _text(answer) -> str:
    return str(answer.content.decode())


def test_on_my_page_a_person_chooses_says_how_often_and_takes_it_back(client_of, paula):
    client, term = client_of(paula.user), make_term()

    added = client.post(f"{OWN}new/", {"term": term.public_id})
    client.post(OWN, {"how": "weekly"})

    assert (added.status_code, added["Location"]) == (303, OWN)
    assert (ChosenTopic.objects.get().term, Hearing.objects.get().how) == (term, "weekly")
    assert term.name in _text(client.get("/granvik/my-page/"))
    client.post(f"{OWN}{ChosenTopic.objects.get().public_id}/drop/")
    assert not ChosenTopic.objects.exists()


def test_without_consent_experience_is_not_offered_and_cannot_be_sent(client_of, municipality):
    rolf = make_representative(municipality, "Rolf Uten", consents=("network",))
    rolf.user = make_user("Rolf", municipality, Role.REPRESENTATIVE)
    rolf.save(update_fields=["user"])
    client, term = client_of(rolf.user), make_term()

    page = _text(client.get(f"{OWN}new/"))

    assert term.public_id not in page
    assert client.post(f"{OWN}new/", {"term": term.public_id}).status_code == 422
    assert "my-page/consents/experience" in _text(client.get(OWN))
    assert not ChosenTopic.objects.exists()


def test_the_facilitator_writes_it_down_and_the_look_is_kept(client_of, alice, paula):
    client, address = client_of(alice), f"/granvik/people/{paula.public_id}/topics/"
    client.post(f"{address}new/", {"term": make_term().public_id})
    client.post(address, {"how": "never"})

    assert "dementia" in _text(client.get(address)).lower()
    assert Hearing.objects.get().how == "never"
    assert AuditEvent.objects.filter(kind="representative.read", subject_id=paula.public_id).exists()
    client.post(f"{address}{ChosenTopic.objects.get().public_id}/drop/")
    assert queries.wishes_of(paula).topics == ()


def test_another_persons_topic_cannot_be_dropped(client_of, paula, municipality):
    other = make_listener(municipality, "Siri Annen")
    topic = ChosenTopic.objects.get(representative=other)

    assert client_of(paula.user).post(f"{OWN}{topic.public_id}/drop/").status_code == 404
    assert ChosenTopic.objects.exists()


def test_over_the_api_the_facilitator_and_the_person_do_the_same(api_of, alice, paula):
    term, mine, theirs = make_term(), api_of(paula.user), api_of(alice)
    address = f"/api/v1/topics/{paula.public_id}/"

    made = theirs.post(f"{address}topics/", {"term": term.public_id}, format="json")
    mine.put("/api/v1/me/hearing/", {"how": "weekly"}, format="json")

    assert made.status_code == 201
    assert theirs.get(address).json()["how"] == "weekly"
    [row] = mine.get("/api/v1/me/topics/").json()["results"]
    assert row["term"] == term.public_id
    assert mine.delete(f"/api/v1/me/topics/{row['id']}/").status_code == 204
    again = mine.post("/api/v1/me/topics/", {"term": term.public_id}, format="json").json()
    assert theirs.delete(f"{address}topics/{again['id']}/").status_code == 204
    assert theirs.put(address, {"how": "never"}, format="json").json() == {"how": "never", "topics": []}


def test_the_link_ends_the_letters_at_a_press_and_not_by_being_opened(client, municipality):
    person = make_listener(municipality, language="en")
    hearing = Hearing.objects.get()
    address = f"/stop-hearing/{links.make(hearing)}/"

    page = client.get(address)
    assert page.status_code == 200
    assert "Stop these letters" in _text(page)
    assert Hearing.objects.get().how == "at_once"

    pressed = client.post(address)

    assert pressed.status_code == 303
    assert "no more of these letters" in _text(client.get(address))
    assert queries.how_of(person) == "never"


def test_a_mail_program_may_press_for_the_person_and_another_site_may_not(client, municipality):
    make_listener(municipality)
    address = f"/stop-hearing/{links.make(Hearing.objects.get())}/"

    foreign = client.post(address, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403
    assert Hearing.objects.get().how == "at_once"

    client.post(address, {"List-Unsubscribe": "One-Click"})

    assert Hearing.objects.get().how == "never"


def test_a_wrong_link_gets_the_kind_page(client, municipality):
    assert client.get("/stop-hearing/feil/").status_code == 404


def test_the_own_page_costs_the_same_for_one_topic_and_three(client_of, paula):
    client = client_of(paula.user)
    keys = iter(("dementia", "stroke", "pain"))

    def add(count):
        for _one in range(count):
            client.post(f"{OWN}new/", {"term": make_term("experience", next(keys)).public_id})

    assert_constant_queries(add, lambda: client.get(OWN))
