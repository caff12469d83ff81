"""The plain rule, the database and the arrays give the same list: people, order and group sizes, on both databases."""

import random
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.core.organisations.models import Role, Unit
from projects.candidates import network, queries, ranking
from projects.candidates.queries import ordered
from projects.candidates.values import gather, wanted
from projects.matching import ordering
from projects.models import Request, RequestTerm
from representatives.models import Conflict, Consent, NoGo, ProfileTerm, Representative, Turn, TurnSummary
from representatives.turns import services as turns
from tests.cast import AT, make_user
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request

DAY = timedelta(days=1)
AREAS = ("", "Sentrum", "Øyane")
KINDS = ("asked", "asked", "declined", "withdrawn", "accepted", "passed_over", "assigned", "ended")


def the_terms() -> dict[str, Any]:
    languages = make_term("skill", "languages")
    ageing = make_term("experience", "ageing")
    return {
        "dementia": make_term("experience", "dementia", parent=ageing),
        "sleep": make_term("service", "sleep"),
        "talks": make_term("skill", "talks"),
        "minutes": make_term("skill", "minutes"),
        "ageing": ageing,
        "polish": make_term("skill", "language-polish", parent=languages),
        "english": make_term("skill", "language-english", parent=languages),
        "digitally": make_term("practical", "meet-digitally"),
        "in person": make_term("practical", "meet-in-person"),
    }


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (repeatable invention, nothing secret)


ASKABLE = ("dementia", "sleep", "talks", "minutes")
EXPERIENCE = ("dementia", "sleep", "ageing")


def a_network(chance: random.Random, municipality: Any, people: int) -> Request:
    """People and a request drawn by `chance`, written as rows; most pass most gates."""
    terms, unit = the_terms(), make_unit(municipality)
    above = make_unit(municipality, "Helse")
    Unit.objects.filter(pk=unit.pk).update(parent=above)
    request = _request(chance, municipality, unit, terms)
    near: dict[str, Any] = {
        "units": (unit, above, make_unit(municipality, "Skole")),
        "people": [make_user(name, municipality, Role.PROFESSIONAL) for name in ("Pia", "Per")],
    }
    if chance.random() < 0.8:
        request.project.leader = near["people"][0]
        request.project.save()
    for number in range(people):
        person = _person(chance, municipality, number)
        common = {"municipality": municipality, "representative": person}
        _profile(chance, common, terms, request)
        _refuse(chance, common, terms, near)
    asked = Turn.objects.order_by("representative").values_list("representative", flat=True).distinct()
    # Of some the figures hold at the moment of asking, of some only at another.
    turns.recount(people=[pk for pk in asked if chance.random() < 0.8], at=AT)
    turns.recount(people=[pk for pk in asked if chance.random() < 0.1], at=AT + 30 * DAY)
    counted = TurnSummary.objects.values("representative")
    turns.recount(people=Representative.objects.exclude(pk__in=counted).values_list("pk", flat=True), at=AT)
    return request


def _request(chance: random.Random, municipality: Any, unit: Any, terms: dict[str, Any]) -> Request:
    request = make_request(
        make_project(unit),
        seats=chance.choice((1, 2, 3)),
        must_language=terms["polish"] if chance.random() < 0.3 else None,
        must_area="Sentrum" if chance.random() < 0.3 else "",
        meeting_form=chance.choice(("either", "either", "online", "in_person")),
    )
    for name in chance.sample(ASKABLE, chance.randint(0, 4)):
        relations = ("", "own", "next_of_kin") if name in EXPERIENCE else ("",)
        for relation in chance.sample(relations, chance.randint(1, len(relations))):
            importance = chance.choice(("must", "must", "wish"))
            ask_for(request, terms[name], importance, level=chance.randint(1, 4), relation=relation)
    return request


def _person(chance: random.Random, municipality: Any, number: int) -> Representative:
    state = chance.choice(("active",) * 9 + ("resting", "resting", "in_conversation", "left"))
    rests = state == "resting" and chance.random() < 0.6
    return Representative.objects.create(
        municipality=municipality,
        public_id=f"{'p' * 18}{number:04d}",
        given_name="Kari",
        state=state,
        source="imported",
        created_at=AT,
        area=chance.choice(AREAS),
        resting_until=AT.date() + chance.choice((-1, 0, 1)) * DAY if rests else None,
        most_at_once=chance.choice((None, None, 1, 2)),
        most_per_half_year=chance.choice((None, None, 1, 2)),
        confirmed_on=chance.choice((None, AT.date(), AT.date() - 365 * DAY, AT.date() - 366 * DAY)),
    )


def _profile(
    chance: random.Random,
    common: dict[str, Any],
    terms: dict[str, Any],
    request: Request,
) -> None:
    """Consents, terms, and turns."""
    given: dict[str, Any] = {
        "text_version": "1",
        "channel": "paper",
        "given_on": AT.date(),
        "recorded_at": AT,
    }
    for purpose in ("network", "experience"):
        if chance.random() < 0.9:
            Consent.objects.create(purpose=purpose, **given, **common)
    for name in chance.sample(sorted(terms), chance.randint(1, 7)):
        relations = ("own", "next_of_kin", "bereaved") if name in EXPERIENCE else ("",)
        for relation in chance.sample(relations, chance.randint(1, min(2, len(relations)))):
            fields = {"level": chance.randint(1, 4), "added_at": AT, "relation": relation}
            ProfileTerm.objects.create(term=terms[name], **fields, **common)
    for _line in range(chance.choice((0, 0, 1, 3, 5))):
        Turn.objects.create(
            kind=chance.choice(KINDS),
            at=AT - chance.randint(-20, 800) * DAY,
            request_ref=request.public_id if chance.random() < 0.1 else "another",
            assignment_ref=chance.choice(("a", "b")),
            **common,
        )


def _refuse(chance: random.Random, common: dict[str, Any], terms: dict[str, Any], near: Any) -> None:
    """What is not wanted, and conflicts: in force, not begun, over by their day, and ended."""
    if chance.random() < 0.1:
        NoGo.objects.create(unit=chance.choice(near["units"]), added_at=AT, **common)
    if chance.random() < 0.1:
        NoGo.objects.create(term=terms[chance.choice(sorted(terms))], added_at=AT, **common)
    if chance.random() < 0.1:
        NoGo.objects.create(person=chance.choice(near["people"]), added_at=AT, **common)
    for _one in range(chance.choice((0, 0, 0, 1, 2))):
        about: dict[str, Any] = {"unit": chance.choice(near["units"])}
        if chance.random() < 0.5:
            about = {"person": chance.choice(near["people"])}
        since = AT.date() + chance.choice((-9, 0, 1)) * DAY
        Conflict.objects.create(
            kind=chance.choice(Conflict.Kind.values),
            since=since,
            until=chance.choice((None, since, since + 9 * DAY)),
            recorded_at=AT - DAY,
            ended_at=AT if chance.random() < 0.2 else None,
            **about,
            **common,
        )


def as_told(listing: ordering.Listing) -> list[Any]:
    return [(group.kind, group.size, group.candidates) for group in listing.groups]


def assert_the_same(request: Request, limit: int | None) -> ordering.Listing:
    people = Representative.objects.of(request.municipality).present()
    found, _gathered = ordered(request=request, people=people, at=AT, limit=limit)
    gathered = gather(request=request, people=people, at=AT)
    plain = ordering.order(
        gathered.asked, gathered.people.values(), seed=request.seed, today=gathered.today, limit=limit
    )
    assert as_told(found) == as_told(plain)
    assert of_snapshot(request, people, limit) == [
        (gathered.rows[one.person_id].pk) for group in plain.groups for one in group.candidates
    ]
    return found


def of_snapshot(request: Request, people: Any, limit: int | None) -> list[int]:
    """Primary keys of the first by the arrays of the whole network."""
    what = wanted(request)
    taken = network.taken(people=people, requests=[what], at=AT)
    most = len(taken.pks) if limit is None else max(limit, 2 * request.seats)
    draw = partial(ordering.draw, request.seed, request.public_id)
    return [taken.pks[n] for n in taken.snapshot.first(taken.places(what), most, draw)]


@settings(
    derandomize=True,
    max_examples=40,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6), people=st.integers(1, 9), limit=st.sampled_from([1, 2, 5, None]))
def test_any_network_is_put_in_order_as_the_plain_rule_does(municipality, seed, people, limit):
    for model in (Turn, TurnSummary, RequestTerm, Request, ProfileTerm, NoGo, Conflict, Consent):
        model.objects.all().delete()
    Representative.objects.all().delete()
    request = a_network(seeded(seed), municipality, people)

    assert_the_same(request, limit)


@pytest.mark.parametrize("seed", range(4))
def test_a_larger_network_is_put_in_order_as_the_plain_rule_does(municipality, seed):
    request = a_network(seeded(seed), municipality, 80)

    assert_the_same(request, 10)
    found = assert_the_same(request, None)
    assert sum(group.size for group in found.groups) > 10


def test_equal_people_at_the_border_are_drawn_alike(municipality):
    request = make_open_request(municipality, seats=1)
    for number in range(12):
        make_fitting(municipality, f"Nr{number}")

    shown = {limit: assert_the_same(request, limit) for limit in (3, 5, 12)}

    order = [one.person_id for one in shown[12].groups[0].candidates]
    for limit, found in shown.items():
        assert [one.person_id for one in found.groups[0].candidates] == order[:limit]
        assert found.groups[0].size == 12


def test_a_request_with_more_terms_than_fit_in_a_query_is_answered_by_the_plain_rule(
    municipality, monkeypatch
):
    monkeypatch.setattr(ranking, "MOST_NEEDS", 0)
    request = make_open_request(municipality)
    make_fitting(municipality)

    found = assert_the_same(request, 5)
    assert [group.size for group in found.groups] == [1]


def test_whoever_sees_only_the_own_profile_is_told_of_nobody_else(municipality, alice, charlie):
    request = make_open_request(municipality)
    make_fitting(municipality)

    assert queries.listing(request=request, user=alice, at=AT).listed == 1
    assert queries.listing(request=request, user=charlie, at=AT).listed == 0


def test_the_database_is_asked_once_for_the_order_whatever_the_size(municipality):
    """One for the whole order and one for those it cannot tell of; those shown are gathered as before."""
    request = make_open_request(municipality, seats=1)
    people = Representative.objects.of(municipality).present()
    counted = []
    for size in (1, 3, 30):
        while people.count() < size:
            make_fitting(municipality, f"Nr{people.count()}")
        with CaptureQueriesContext(connection) as asked:
            ordered(request=request, people=people, at=AT, limit=2)
        counted.append(len(asked))
        assert sum("MATERIALIZED" in one["sql"] for one in asked.captured_queries) == 1

    assert counted == [counted[0]] * 3
    assert counted[0] <= 10
