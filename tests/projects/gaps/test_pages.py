"""The gaps as pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.core.audit.models import AuditEvent
from representatives.recruitment.models import RecruitmentChannel
from representatives.turns import services as turns
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_open_request


@pytest.fixture
def address(municipality):
    return reverse("gap_list", args=[municipality.slug])


def _ask(municipality, **fields):
    return make_open_request(municipality, at=timezone.now() - timedelta(days=40), **fields)


def test_a_gap_has_one_step_to_a_campaign(municipality, alice, client_of, address):
    _ask(municipality)
    make_representative(municipality, area="Øyane")
    client = client_of(alice)

    text = client.get(address, {"area": "Øyane"}).content.decode()

    campaign = f"{reverse('channel_create', args=[municipality.slug])}?term={make_term().public_id}"
    assert f'href="{campaign}&amp;area=%C3%98yane"' in text
    assert "Ingen har det" in text
    assert 'value="Øyane"' in client.get(f"{campaign}&area=Øyane").content.decode()


def test_the_view_names_nobody_and_the_near_look_is_written(
    municipality, other_municipality, alice, client_of, address
):
    _ask(municipality)
    for place, name in ((municipality, "Paula Prøve"), (other_municipality, "Fremmed Prøve")):
        make_representative(place, name, experience=((make_term(), "own"),))
    client = client_of(alice)

    assert "Paula" not in client.get(address).content.decode()
    near = client.get(f"{address}{make_term().public_id}/").content.decode()

    assert "Paula Prøve" in near
    assert "Fremmed" not in near
    line = AuditEvent.objects.order_by("-id").first()
    assert (line.kind, line.purpose, line.actor_id) == ("representative.listed", "gaps", alice.public_id)


def test_each_group_opens_its_people(municipality, alice, client_of, address):
    make_representative(municipality, "Glemt Moe")
    make_representative(municipality, "Ny Moe", at=timezone.now())
    client = client_of(alice)
    people = reverse("representative_list", args=[municipality.slug])

    assert f'href="{people}?group=never_asked"' in client.get(address).content.decode()
    text = client.get(people, {"group": "never_asked"}).content.decode()
    assert "Glemt Moe" in text
    assert "Ny Moe" not in text


def test_the_requests_of_an_area_are_one_step_away(
    municipality, other_municipality, alice, bob, client_of, address
):
    _ask(municipality, must_area="Øyane", title="Øybåten")
    _ask(municipality, must_area="Sentrum", title="Bussen")
    _ask(municipality, title="Brevet")
    _ask(other_municipality, must_area="Øyane", title="Ferja")
    client, there = client_of(alice), f"{address}requests/?area=%C3%98yane"

    assert f'href="{there}"' in client.get(address).content.decode()
    text = client.get(there).content.decode()

    assert "Øybåten" in text
    assert not [title for title in ("Bussen", "Brevet", "Ferja") if title in text]
    assert client.get(f"{address}requests/").status_code == 404
    assert client.get(f"{address}requests/?area=Atlantis").status_code == 404
    assert client_of(bob).get(there).status_code == 403


def test_nothing_asked_for_says_what_to_do(alice, client_of, address):
    text = client_of(alice).get(address).content.decode()

    assert "Ingenting er etterspurt i denne perioden" in text


@pytest.mark.parametrize("query", ["months=7", "unit=nowhere", "area=Atlantis", "months=%00"])
def test_what_cannot_be_read_is_said_and_narrows_nothing(municipality, alice, client_of, address, query):
    _ask(municipality)

    answer = client_of(alice).get(f"{address}?{query}")

    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert "Dementia" in answer.content.decode()


def test_nobody_else_reads_it(municipality, bob, uma, pia, adam, charlie, client_of, address):
    for user in (bob, uma, pia, adam):
        assert client_of(user).get(address).status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    assert client_of(charlie).get(f"{address}{make_term().public_id}/").status_code == 404


def test_a_word_of_another_municipality_is_not_there(other_municipality, alice, client_of, address):
    foreign = make_term(key="fremmed")
    foreign.municipality = other_municipality
    foreign.save()

    assert client_of(alice).get(f"{address}{foreign.public_id}/").status_code == 404


def _statements(client, path):
    with CaptureQueriesContext(connection) as told:
        assert client.get(path).status_code == 200
    return len(told)


def test_both_pages_cost_the_same_for_one_row_and_for_three(municipality, alice, client_of, address):
    client, costs = client_of(alice), []
    for number in range(3):
        language = make_term("skill", f"language-{number}")
        wanted = _ask(municipality, must_area=f"Sted {number}", must_language=language)
        ask_for(wanted, make_term("skill", f"skill-{number}"))
        person = make_representative(
            municipality, f"P{number} Moe", experience=((make_term(), "own"),), area=f"Sted {number}"
        )
        turns.write(representative=person, kind="asked", at=timezone.now(), request_ref=wanted.public_id)
        RecruitmentChannel.objects.create(
            municipality=municipality,
            name=f"Kampanje {number}",
            code=f"kode{number}",
            kind="campaign",
            wanted=make_term(),
            created_at=timezone.now(),
        )
        unit = wanted.project.unit.public_id
        near = f"{address}{make_term().public_id}/"
        costs.append([_statements(client, f"{path}?unit={unit}&area=Sted+0") for path in (address, near)])

    assert costs[0] == costs[2]
    assert max(costs[2]) <= 25, costs
