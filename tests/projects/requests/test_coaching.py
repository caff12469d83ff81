"""Gentle advice: what is told when, and that it stops nobody."""

from datetime import timedelta

import pytest

from projects.requests import coaching, services
from tests.cast import AT
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_open_request

TODAY = AT.date()
GOOD = {"seats": 2, "times": "Tirsdager", "pay": "600 kroner"}


def codes(wanted):
    return {one.code for one in coaching.advice(wanted, today=TODAY)}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"seats": 1}, "one_seat"),
        ({"influence": " "}, "no_influence"),
        ({"times": ""}, "no_times"),
        ({"pay": ""}, "no_pay"),
        ({"starts_on": TODAY}, "soon"),
        ({"starts_on": TODAY + timedelta(days=13)}, "soon"),
        ({"starts_on": TODAY + timedelta(days=14)}, None),
        ({"starts_on": TODAY - timedelta(days=1)}, "started"),
    ],
)
def test_each_gap_has_its_word(fields, code, municipality):
    wanted = make_open_request(municipality, **{**GOOD, **fields})

    assert codes(wanted) == ({code} if code else set())


def test_no_must_at_all_and_too_many(municipality):
    wanted = make_open_request(municipality, **GOOD)
    wanted.terms.update(importance="wish")
    assert codes(wanted) == {"no_must"}

    for number in range(6):
        ask_for(wanted, make_term("skill", f"skill-{number}"))
    assert codes(wanted) == set()
    ask_for(wanted, make_term("skill", "skill-6"))
    assert codes(wanted) == {"many_musts"}


def test_advice_stops_nobody(municipality, alice):
    wanted = make_open_request(municipality, state="draft", seats=1, times="", pay="")
    wanted.terms.update(importance="wish")

    services.open_request(request=wanted, by=alice, at=AT)

    assert codes(wanted) == {"one_seat", "no_times", "no_pay", "no_must"}
    assert wanted.moves.get().to == "open"


def test_a_request_asks_for_so_much_and_no_more(municipality, alice, api_of):
    wanted = make_open_request(municipality, state="draft")
    for number in range(services.MOST_TERMS - 1):
        ask_for(wanted, make_term("skill", f"skill-{number}"))

    with pytest.raises(services.CannotAsk, match="20"):
        services.add_term(
            request=wanted, term=make_term("skill", "one-more"), importance="wish", by=alice, at=AT
        )
    terms = [{"term": "z" * 22, "importance": "wish"}] * 2000
    body = {"project": wanted.project.public_id, "title": "X", "terms": terms}
    answer = api_of(alice).post("/api/v1/requests/", body, format="json")

    assert wanted.terms.count() == services.MOST_TERMS
    assert answer.status_code == 400
    assert "20" in str(answer.data)
