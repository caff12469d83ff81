"""Why suggested, or why not: for the facilitator, for the person, and a year later."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from projects.candidates import queries, services, suggestions
from projects.ending.services import end_request
from projects.models import Showing
from representatives.duplicates import services as duplicates
from representatives.erasure import services as erasure
from representatives.registry import services as registry
from tests.cast import AT, make_user
from tests.make.people import make_representative
from tests.projects.wanted import make_fitting, make_open_request


@pytest.fixture
def paula(municipality):
    """Somebody who fits, with an account."""
    person = make_fitting(municipality, "Paula Prøve")
    person.user = make_user("Paula", municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    return person


def look(wanted, user, moment=None):
    moment = moment or timezone.now()
    found = queries.listing(request=wanted, user=user, at=moment)
    return services.keep_showing(listing=found.listing, request=wanted, by=user, at=moment)


def own(name, municipality, *args):
    return reverse(name, args=[municipality.slug, *args])


def test_the_person_gets_the_words_of_the_facilitator_when_it_is_over(client_of, alice, paula, municipality):
    wanted = make_open_request(municipality, title="Brevet vårt")
    make_fitting(municipality, "Annen Hemmelig")
    look(wanted, alice)
    services.choose(request=wanted, representative=paula, decision="later", by=alice, at=timezone.now())
    mine = client_of(paula.user)
    assert "Brevet vårt" not in mine.get(own("my_suggestion_list", municipality)).content.decode()
    assert mine.get(own("my_suggestion_detail", municipality, wanted.public_id)).status_code == 404

    end_request(request=wanted, by=alice, at=timezone.now(), reason="Ferdig.")
    listed = mine.get(own("my_suggestion_list", municipality)).content.decode()
    told = mine.get(own("my_suggestion_detail", municipality, wanted.public_id)).content.decode()
    theirs = client_of(alice).get(own("candidate_explain", municipality, wanted.public_id, paula.public_id))

    assert "Brevet vårt" in listed
    found = theirs.context["found"]
    assert found.stood
    assert found.choice.get_decision_display() in told
    for answer in found.explained.answers:
        assert answer.text in told
        assert answer.text in theirs.content.decode()
    assert "Hemmelig" not in told


@pytest.mark.parametrize("part", ["shown", "decided", "asked", "none"])
def test_only_who_was_part_of_a_request_is_told_of_it(part, alice, paula, municipality):
    wanted = make_open_request(municipality)
    if part == "shown":
        look(wanted, alice)
    elif part == "decided":
        services.choose(request=wanted, representative=paula, decision="not_chosen", by=alice, at=AT)
    elif part == "asked":
        paula.turns.create(municipality=municipality, kind="asked", at=AT, request_ref=wanted.public_id)
    end_request(request=wanted, by=alice, at=AT, reason="Ferdig.") if part != "asked" else None
    wanted.refresh_from_db()
    if part == "asked":
        wanted.state = "closed"
        wanted.save(update_fields=["state"])

    assert list(suggestions.told_to(paula)) == ([] if part == "none" else [wanted])


def test_of_another_municipality_nothing_is_told(client_of, alice, paula, municipality, other_municipality):
    away = make_open_request(other_municipality)
    Showing.objects.create(
        municipality=other_municipality,
        request=away,
        at=AT,
        seed="s",
        rule_version="1",
        shown=[{"group": "every_must", "people": [paula.public_id]}],
    )
    away.state = "closed"
    away.save(update_fields=["state"])

    answer = client_of(paula.user).get(own("my_suggestion_detail", municipality, away.public_id))

    assert answer.status_code == 404


def test_from_the_page_of_the_person_to_the_answer(client_of, alice, municipality):
    wanted, person = make_open_request(municipality), make_fitting(municipality)
    client = client_of(alice)
    page = own("representative_detail", municipality, person.public_id)
    middle = own("person_suggestion_list", municipality, person.public_id)
    last = own("candidate_explain", municipality, wanted.public_id, person.public_id)

    assert middle in client.get(page).content.decode()
    assert last in client.get(middle).content.decode()
    assert client.get(last).context["found"].explained.answers
    assert AuditEvent.objects.filter(subject_id=person.public_id, purpose="candidates").count() == 2


def test_why_not_knows_those_who_left_rest_were_merged_or_are_gone(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    left, resting, stays, goes, gone = (
        make_fitting(municipality, f"{name} Felles", email=f"{name.lower()}@people.example.org")
        for name in ("Sluttet", "Hviler", "Blir", "Dobbel", "Slettet")
    )
    registry.move(representative=left, to="left", by=None, at=AT)
    registry.move(representative=resting, to="resting", by=None, at=AT)
    duplicates.merge(stays=stays, goes=goes, choices={}, by=alice, at=AT)
    erasure.erase(representative=gone, why="asked", by=alice, at=AT)
    client = client_of(alice)

    page = client.get(own("candidate_why_not", municipality, wanted.public_id), {"name": "felles"})

    found = {one.representative.pk: one for one in page.context["found"]}
    assert found.keys() == {left.pk, resting.pk, stays.pk}
    assert next(answer.gate for answer in found[left.pk].answers) == "left"
    assert [answer.gate for answer in found[resting.pk].answers] == ["pause"]
    assert all(answer.remedy for one in found.values() for answer in one.answers)
    for nobody in (goes, gone):
        why = own("candidate_explain", municipality, wanted.public_id, nobody.public_id)
        assert client.get(why).status_code == 404


def test_a_list_is_read_again_a_year_later(client_of, alice, municipality):
    wanted = make_open_request(municipality)
    chosen, gone = make_fitting(municipality, "Kari Kjent"), make_fitting(municipality, "Borte Vekk")
    kept = look(wanted, alice, timezone.now() - timedelta(days=365))
    services.choose(
        request=wanted,
        representative=chosen,
        decision="chosen",
        reason="Kan alt",
        by=alice,
        at=timezone.now(),
    )
    erasure.erase(representative=gone, why="asked", by=alice, at=timezone.now())
    client = client_of(alice)

    listed = client.get(own("showing_list", municipality, wanted.public_id)).content.decode()
    address = own("showing_detail", municipality, wanted.public_id, kept.public_id)
    page = client.get(address)
    text = page.content.decode()

    assert address in listed
    assert "Kari Kjent" in text
    assert "Kan alt" in text
    assert "Vekk" not in text
    assert kept.seed in text
    ids = [one.public_id for group in page.context["kept"].groups for one in group.people]
    assert ids == kept.shown[0]["people"]
    assert AuditEvent.objects.filter(kind="representative.listed", purpose="candidates").exists()


def test_only_who_chooses_people_reads_explanations(
    client_of, api_of, pia, uma, bob, adam, charlie, municipality
):
    wanted, person = make_open_request(municipality), make_representative(municipality)
    pages = [
        own("showing_list", municipality, wanted.public_id),
        own("candidate_explain", municipality, wanted.public_id, person.public_id),
        own("candidate_compare", municipality, wanted.public_id),
        own("candidate_later_list", municipality),
        own("person_suggestion_list", municipality, person.public_id),
    ]
    for user, code in ((pia, 403), (uma, 403), (bob, 403), (adam, 403), (charlie, 404)):
        client = client_of(user)
        assert {client.get(page).status_code for page in pages} == {code}
    assert api_of(adam).get("/api/v1/ask-later/").status_code == 403


def test_the_api_tells_the_same(api_of, alice, paula, adam, municipality):
    wanted = make_open_request(municipality)
    api, mine = api_of(alice), api_of(paula.user)
    path = f"/api/v1/requests/{wanted.public_id}"
    body = {"representative": paula.public_id, "text": "Ring på kvelden"}

    made = api.post(f"{path}/candidate-notes/", body, format="json")
    api.get(f"{path}/candidates/", {"names": "hidden"})
    (kept,) = api.get(f"{path}/showings/").json()
    api.post(f"{path}/choices/", {"representative": paula.public_id, "decision": "chosen"}, format="json")
    group = api.get(f"{path}/group/").json()
    told = api.get(f"{path}/suggestion/", {"representative": paula.public_id}).json()
    before = mine.get("/api/v1/me/suggestions/").json()
    end_request(request=wanted, by=alice, at=timezone.now(), reason="Ferdig.")
    after = mine.get(f"/api/v1/me/suggestions/{wanted.public_id}/").json()

    assert made.status_code == 201
    assert [one["text"] for one in api.get(f"{path}/candidate-notes/").json()] == ["Ring på kvelden"]
    assert api.delete(f"{path}/candidate-notes/?note={made.json()['id']}").status_code == 204
    assert (kept["is_blind"], kept["shown"][0]["people"]) == (True, [paula.public_id])
    assert [(row["have"], row["wanted"]) for row in group["rows"]] == [(1, 2)]
    assert before == []
    assert (told["decision"], after["decision"]) == ("chosen", "chosen")
    assert after["reasons"] == told["reasons"]
    chosen = api_of(adam).post("/api/v1/balance/", {"emphasis": "turn"}, format="json")
    assert (chosen.status_code, chosen.json()["emphasis"]) == (201, "turn")
    assert api.post("/api/v1/balance/", {"emphasis": "fit"}, format="json").status_code == 403


def test_the_administrator_chooses_the_balance_and_the_facilitator_reads_it(
    client_of, adam, alice, municipality
):
    address = own("balance_edit", municipality)

    assert client_of(alice).get(own("balance_detail", municipality)).status_code == 200
    assert client_of(alice).post(address, {"emphasis": "turn"}).status_code == 403
    wrong = client_of(adam).post(address, {"emphasis": "luck"})
    right = client_of(adam).post(address, {"emphasis": "turn"})

    assert (wrong.status_code, right.status_code) == (422, 303)
    page = client_of(alice).get(own("balance_detail", municipality))
    assert page.context["balance"].emphasis == "turn"
