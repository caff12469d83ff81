"""Candidates over the API: exactly these shapes, the same order as on the page, and the same refusals."""

import re

from django.urls import reverse

from config.core.audit.models import AuditEvent
from projects.models import Choice
from representatives.consent import services as consent
from tests.cast import AT
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def address(wanted, end):
    return f"/api/v1/requests/{wanted.public_id}/{end}/"


def test_the_shape_of_candidates(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"), "wish")
    person = make_fitting(municipality, is_mediated=True)

    answer = api_of(alice).get(address(wanted, "candidates")).json()

    assert list(answer) == ["groups"]
    (group,) = answer["groups"]
    assert set(group) == {"label", "candidates"}
    (one,) = group["candidates"]
    assert set(one) == {"representative", "fits", "gaps", "rest", "load"}
    assert one["representative"] == {"id": person.public_id, "name": person.name}
    assert (len(one["fits"]), len(one["gaps"])) == (2, 1)
    assert one["rest"].endswith(".")
    assert one["load"].count(".") == 3


def test_page_and_api_have_the_same_people_in_the_same_order(client_of, api_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    for number in range(8):
        skills = (make_term("skill", "talks"),) if number % 2 else ()
        make_fitting(municipality, f"Nr{number}", level=1 + number % 4, skills=skills)

    answer = api_of(alice).get(address(wanted, "candidates")).json()
    page = client_of(alice).get(reverse("candidate_list", args=[municipality.slug, wanted.public_id]))

    told = [one["representative"]["id"] for group in answer["groups"] for one in group["candidates"]]
    drawn = re.findall(r'<article[^>]+id="person-(\w+)"', page.content.decode())
    assert told == drawn
    assert len(told) == 8


def test_a_withdrawn_consent_bites_at_once(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    api = api_of(alice)
    assert api.get(address(wanted, "candidates")).json()["groups"]

    consent.withdraw(representative=person, purpose="network", by=None, at=AT)

    assert api.get(address(wanted, "candidates")).json() == {"groups": []}
    why = api.get(address(wanted, "why-not"), {"representative": person.public_id}).json()
    assert [reason["gate"] for reason in why["reasons"]] == ["consent"]


def test_the_shape_of_why_not(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_representative(municipality)

    answer = api_of(alice).get(address(wanted, "why-not"), {"representative": person.public_id}).json()

    assert list(answer) == ["reasons"]
    assert all(set(reason) == {"gate", "text", "remedy"} for reason in answer["reasons"])
    assert all(reason["text"] and reason["remedy"] for reason in answer["reasons"])
    assert answer["reasons"][0]["gate"] == ""
    line = AuditEvent.objects.get(kind="representative.read", purpose="candidates")
    assert line.subject_id == person.public_id


def test_a_choice_is_made_listed_and_taken_back(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    person = make_fitting(municipality)
    api = api_of(alice)
    body = {"representative": person.public_id, "decision": "chosen"}

    refused = api.post(address(wanted, "choices"), body, format="json")
    made = api.post(address(wanted, "choices"), body | {"reason": "Vil lære det"}, format="json")
    listed = api.get(address(wanted, "choices")).json()
    gone = api.delete(f"{address(wanted, 'choices')}?representative={person.public_id}")

    assert (refused.status_code, made.status_code, gone.status_code) == (409, 201, 204)
    assert refused["Content-Type"] == "application/problem+json"
    assert made.json() == body | {"reason": "Vil lære det", "ask_again_on": None}
    assert listed == [made.json()]
    assert not Choice.objects.exists()


def test_only_who_may_see_people_sees_candidates(api_of, pia, uma, bob, charlie, municipality):
    wanted = make_open_request(municipality)
    wanted.project.leader = pia
    wanted.project.save()
    person = make_fitting(municipality)
    body = {"representative": person.public_id, "decision": "chosen"}

    for user, code in ((pia, 403), (uma, 403), (bob, 403), (charlie, 404)):
        api = api_of(user)
        assert api.get(address(wanted, "candidates")).status_code == code
        assert api.get(address(wanted, "why-not"), {"representative": person.public_id}).status_code == code
        assert api.post(address(wanted, "choices"), body, format="json").status_code == code
    assert not Choice.objects.exists()


def test_people_of_another_municipality_are_not_there(api_of, alice, other_municipality, municipality):
    wanted = make_open_request(municipality)
    foreign = make_fitting(other_municipality)
    api = api_of(alice)

    why = api.get(address(wanted, "why-not"), {"representative": foreign.public_id})
    made = api.post(
        address(wanted, "choices"),
        {"representative": foreign.public_id, "decision": "chosen"},
        format="json",
    )

    assert (why.status_code, made.status_code) == (404, 404)
    assert api.get(address(wanted, "why-not")).status_code == 400


def test_why_here_gives_the_steps_of_the_rule_over_the_api_too(api_of, alice, municipality):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    answer = api_of(alice).get(
        f"/api/v1/requests/{wanted.public_id}/why-here/?representative={person.public_id}"
    )

    assert answer.status_code == 200
    assert answer.json()["barriers"] == []
    assert answer.json()["lifts"]
    assert set(answer.json()) == {"barriers", "group", "missing", "lifts", "holds_back"}
