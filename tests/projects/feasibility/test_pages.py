"""Do we have enough people? The page and the API, for the facilitator and for professionals."""

import pytest
from django.urls import reverse

from config.core.audit.models import AuditEvent
from tests.make.chain import make_project
from tests.make.people import make_term
from tests.projects.feasibility.test_queries import make_many
from tests.projects.wanted import ask_for, make_open_request


def at(wanted):
    return reverse("feasibility_detail", args=[wanted.municipality.slug, wanted.public_id])


def api_at(wanted):
    return f"/api/v1/requests/{wanted.public_id}/feasibility/"


@pytest.fixture
def wanted(municipality, unit, pia):
    """Pia's own draft, which six people fit."""
    make_many(municipality, 6)
    return make_open_request(municipality, state="draft", project=make_project(unit, leader=pia))


def test_a_professional_sees_counts_and_nobody(wanted, client_of, pia):
    page = client_of(pia).get(at(wanted)).content.decode()

    assert "minst 5" in page
    for text in ("Person", "Prøve", "people@example", " 6 "):
        assert text not in page.split("<main")[1]
    assert AuditEvent.objects.filter(kind="feasibility.asked", actor_id=pia.public_id).exists()


def test_nobody_and_four_look_the_same(municipality, client_of, alice):
    lonely = make_open_request(municipality)
    client = client_of(alice)

    nobody = client.get(at(lonely)).content.decode().split("<main")[1]
    make_many(municipality, 4)
    four = client.get(at(lonely)).content.decode().split("<main")[1]

    assert "færre enn fem, kanskje ingen" in nobody
    assert nobody == four


def test_what_if_is_asked_by_a_form_that_saves_nothing(wanted, client_of, pia):
    talks = make_term("skill", "talks")
    asked = ask_for(wanted, make_term("skill", "chairing"))
    client = client_of(pia)

    both = client.get(at(wanted)).content.decode()
    one = client.get(at(wanted), {f"use_{asked.public_id}": "wish"}).content.decode()
    more = client.get(at(wanted), {f"use_{asked.public_id}": "out", "extra_q": talks.name}).content.decode()
    odd = client.get(at(wanted), {f"use_{asked.public_id}": "everything", "extra": "nothing"})

    assert "færre enn fem" in both
    assert "minst 5" in one
    assert "færre enn fem" in more
    assert odd.status_code == 200
    assert wanted.terms.count() == 2


def test_htmx_gets_the_answer_alone(wanted, client_of, pia):
    part = client_of(pia).get(at(wanted), headers={"HX-Request": "true"}).content.decode()

    assert "minst 5" in part
    assert "<form" not in part


def test_the_same_over_the_api(wanted, api_of, pia):
    talks = make_term("skill", "talks")
    api = api_of(pia)

    saved = api.get(api_at(wanted)).data
    other = api.get(api_at(wanted), {"must": [talks.public_id]}).data
    wish = api.get(api_at(wanted), {"must": [make_term().public_id], "wish": [talks.public_id]}).data

    assert (saved["every"], saved["free"], saved["verdict"]) == (5, 5, "choice")
    assert (other["every"], other["verdict"]) == (0, "unsure")
    assert wish["every"] == 5
    assert set(saved) == {"verdict", "sentence", "every", "all_but_one", "free", "hints"}


@pytest.mark.parametrize("must", ["nothing", "z" * 22, "\0", ""])
def test_terms_that_are_not_there_are_refused(must, wanted, api_of, pia):
    assert api_of(pia).get(api_at(wanted), {"must": [must]}).status_code == 400


def test_two_thousand_terms_are_refused_in_a_sentence(wanted, api_of, pia):
    answer = api_of(pia).get(api_at(wanted), {"must": [f"x{number}" for number in range(2000)]})

    assert answer.status_code == 400
    assert "20" in str(answer.data)


def test_whose_request_and_who_may(wanted, municipality, client_of, api_of, pia, bob, charlie):
    other = make_open_request(municipality)

    assert client_of(pia).get(at(other)).status_code == 404
    assert api_of(pia).get(api_at(other)).status_code == 404
    assert client_of(bob).get(at(wanted)).status_code == 403
    assert client_of(charlie).get(at(wanted)).status_code == 404
    assert api_of(charlie).get(api_at(wanted)).status_code == 404
    assert not AuditEvent.objects.filter(kind="feasibility.asked").exists()
