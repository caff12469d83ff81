"""Who is told to matching, and what comes back: consent, limits, order, and a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from config.core.organisations.models import Unit
from projects.candidates import queries, services
from projects.candidates.board import board
from projects.candidates.values import gather
from projects.matching import ordering
from projects.models import Choice
from representatives.consent import services as consent
from representatives.models import Representative, Turn
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_project
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def listed(wanted, user, at=AT):
    """Names by group, in the order shown."""
    found = queries.listing(request=wanted, user=user, at=at)
    return {
        str(group.kind): [one.representative.given_name for one in group.candidates] for group in found.groups
    }


def shown(wanted, user, name):
    found = queries.listing(request=wanted, user=user, at=AT)
    return next(
        one for group in found.groups for one in group.candidates if one.representative.given_name == name
    )


def answers(wanted, person):
    return queries.explain(request=wanted, people=Representative.objects.filter(pk=person.pk), at=AT)[0]


def turn(wanted, person, kind, at=AT, request_ref=None):
    Turn.objects.create(
        municipality=person.municipality,
        representative=person,
        kind=kind,
        at=at,
        request_ref=wanted.public_id if request_ref is None else request_ref,
        assignment_ref="a" if kind in ("assigned", "ended") else "",
    )


def test_people_are_grouped_by_what_they_cover(municipality, alice):
    wanted = make_open_request(municipality)
    talks, minutes = make_term("skill", "talks"), make_term("skill", "minutes")
    ask_for(wanted, talks)
    ask_for(wanted, minutes)
    make_fitting(municipality, "Alle", skills=(talks, minutes))
    make_fitting(municipality, "Nesten", skills=(talks,))
    make_fitting(municipality, "Delvis")
    make_representative(municipality, "Ingen")

    assert listed(wanted, alice) == {
        "every_must": ["Alle"],
        "all_but_one": ["Nesten"],
        "partly": ["Delvis"],
    }


def test_a_withdrawn_consent_bites_at_once(municipality, alice):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"), "wish")
    person = make_fitting(municipality, skills=(make_term("skill", "talks"),))
    assert listed(wanted, alice) == {"every_must": ["Paula"]}

    consent.withdraw(representative=person, purpose="experience", by=None, at=AT)
    assert listed(wanted, alice) == {"partly": ["Paula"]}
    assert answers(wanted, person).answers[1].remedy

    consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    assert listed(wanted, alice) == {}
    assert [one.gate for one in answers(wanted, person).answers] == ["consent"]
    assert not answers(wanted, person).may_choose


def test_experience_without_consent_is_never_hinted_at(municipality, alice):
    """Even a row that ought not to be there any more is not told."""
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    person.consents.filter(purpose="experience").update(withdrawn_at=timezone.now())

    gathered = gather(request=wanted, people=Representative.objects.all(), at=AT)

    assert gathered.relations == {}
    assert not gathered.member(person.public_id).covers
    assert listed(wanted, alice) == {}


def test_the_same_area_from_two_sides_is_two_things(municipality, alice):
    wanted = make_open_request(municipality)
    wanted.terms.all().delete()
    ask_for(wanted, make_term(), relation="own")
    ask_for(wanted, make_term(), relation="next_of_kin")
    make_fitting(municipality, "Begge", experience=((make_term(), "own"), (make_term(), "next_of_kin")))
    make_fitting(municipality, "Pårørende")

    assert listed(wanted, alice) == {"every_must": ["Begge"], "all_but_one": ["Pårørende"]}
    with translation.override("en"):
        said = shown(wanted, alice, "Pårørende").gaps
    assert said == ["“Dementia (own experience)” is needed and is not in the profile."]


@pytest.mark.parametrize(
    ("gate", "profile"),
    [
        ("max_at_once", {"most_at_once": 1}),
        ("max_per_half_year", {"most_per_half_year": 1}),
    ],
)
def test_own_limits_are_kept(gate, profile, municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality, **profile)
    turn(wanted, person, "assigned", at=AT - timedelta(days=3), request_ref="other")

    assert listed(wanted, alice) == {}
    assert [one.gate for one in answers(wanted, person).answers] == [gate]


def test_a_no_to_a_unit_above_or_to_a_wider_topic_holds(municipality, unit, alice):
    part = Unit.objects.create(municipality=municipality, name="Natt", parent=unit)
    wanted = make_open_request(municipality, project=make_project(part))
    term = make_term()
    term.parent = make_term("experience", "ageing")
    term.save()
    one, other = make_fitting(municipality, "Kari"), make_fitting(municipality, "Ola")
    registry.add_no_go(representative=one, unit=unit, by=None, at=AT)
    registry.add_no_go(representative=other, term=term.parent, by=None, at=AT)

    assert listed(wanted, alice) == {}
    assert [one.gate for one in answers(wanted, one).answers] == ["no_go_unit"]
    with translation.override("en"):
        told = answers(wanted, other).answers
    assert (told[0].gate, told[0].text) == ("no_go_topic", "Does not want to work with Ageing.")


@pytest.mark.parametrize(("kind", "gate"), [("asked", "asked"), ("declined", "declined")])
def test_who_was_asked_or_said_no_is_not_offered_again(kind, gate, municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    turn(wanted, person, kind)

    assert listed(wanted, alice) == {}
    assert [one.gate for one in answers(wanted, person).answers] == [gate]
    assert answers(wanted, person).may_choose


def test_resting_and_left_people(municipality, alice):
    wanted = make_open_request(municipality)
    resting, left = make_fitting(municipality, "Kari"), make_fitting(municipality, "Ola")
    until = AT.date() + timedelta(days=10)
    registry.move(representative=resting, to="resting", until=until, by=None, at=AT)
    registry.move(representative=left, to="left", by=None, at=AT)

    assert listed(wanted, alice) == {}
    assert listed(wanted, alice, AT + timedelta(days=11)) == {"every_must": ["Kari"]}
    assert answers(wanted, left).answers[0].gate == "left"


def test_unknown_is_a_gap_and_a_fresh_no_is_a_gate(municipality, alice):
    parent = make_term("skill", "languages")
    polish = make_term("skill", "language-polish", parent=parent)
    english = make_term("skill", "language-english", parent=parent)
    wanted = make_open_request(municipality, must_language=polish, meeting_form="online", must_area="Sentrum")
    make_fitting(municipality, "Ukjent")
    make_fitting(
        municipality,
        "Passer",
        area="Sentrum",
        skills=(polish, make_term("practical", "meet-digitally")),
    )
    elsewhere = make_fitting(
        municipality,
        "Annen",
        area="Fjellgrenda",
        skills=(english, make_term("practical", "meet-in-person")),
    )

    assert sorted(listed(wanted, alice)["every_must"]) == ["Passer", "Ukjent"]
    assert len(shown(wanted, alice, "Ukjent").gaps) == 3
    assert not shown(wanted, alice, "Ukjent").has_warnings
    assert shown(wanted, alice, "Passer").gaps == []
    gates = [one.gate for one in answers(wanted, elsewhere).answers]
    assert gates == ["language", "meeting_form", "area"]


def test_an_unmet_wish_is_told_and_is_no_warning(municipality, alice):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"), "wish")
    make_fitting(municipality)

    one = shown(wanted, alice, "Paula")

    assert len(one.gaps) == 1
    assert not one.has_warnings


def test_rest_and_being_passed_over_come_first(municipality, alice):
    wanted = make_open_request(municipality)
    often, rested, passed = (make_fitting(municipality, name) for name in ("Ofte", "Uthvilt", "Forbigått"))
    for person in (often, rested, passed):
        turn(wanted, person, "assigned", at=AT - timedelta(days=200), request_ref="x")
        turn(wanted, person, "ended", at=AT - timedelta(days=150), request_ref="x")
    turn(wanted, often, "asked", at=AT - timedelta(days=10), request_ref="x")
    turn(wanted, passed, "passed_over", at=AT - timedelta(days=10), request_ref="x")

    assert listed(wanted, alice) == {"every_must": ["Forbigått", "Uthvilt", "Ofte"]}


def test_the_order_is_the_order_of_matching(municipality, alice):
    wanted = make_open_request(municipality)
    for number in range(12):
        make_fitting(municipality, f"Nr{number}", level=1 + number % 4)

    found = queries.listing(request=wanted, user=alice, at=AT)

    gathered = gather(request=wanted, people=Representative.objects.all(), at=AT)
    expected = ordering.order(
        gathered.asked, reversed(list(gathered.people.values())), seed=wanted.seed, today=AT.date()
    )
    assert [one.representative.public_id for group in found.groups for one in group.candidates] == [
        one.person_id for group in expected.groups for one in group.candidates
    ]


def test_people_of_another_municipality_are_never_told(municipality, other_municipality, alice, charlie):
    wanted = make_open_request(municipality)
    make_fitting(municipality, "Vår")
    make_fitting(other_municipality, "Deres")

    assert listed(wanted, alice) == {"every_must": ["Vår"]}
    assert listed(wanted, charlie) == {}
    assert not queries.named(user=alice, municipality=municipality, text="Deres").exists()


def test_the_group_so_far_is_what_the_board_tells_beside_the_list(municipality, alice):
    wanted = make_open_request(municipality, seats=2)
    first = make_fitting(municipality, "Første", area="Sentrum")
    make_fitting(municipality, "Andre", area="Øyane")
    services.choose(request=wanted, representative=first, decision="chosen", by=alice, at=AT)

    with translation.override("en"):
        found = queries.listing(request=wanted, user=alice, at=AT)
        beside, alone = board(request=wanted, at=AT, seen=found), board(request=wanted, at=AT)
        effect = shown(wanted, alice, "Andre").group_effect

    assert beside == alone
    assert [(row.term, row.have) for row in beside.rows] == [("Dementia", 1)]
    assert "Would be the first from Øyane." in effect
    assert not any("kin" in fact for fact in [*effect, *beside.traits])


def test_it_costs_the_same_for_one_and_three(municipality, alice):
    wanted = make_open_request(municipality)

    def make(count):
        for _number in range(count):
            person = make_fitting(municipality, area="Sentrum")
            turn(wanted, person, "assigned", request_ref="x")
            Choice.objects.create(
                municipality=municipality, request=wanted, representative=person, decision="later", at=AT
            )

    assert_constant_queries(make, lambda: queries.listing(request=wanted, user=alice, at=AT))


def test_no_more_than_the_first_are_explained_and_the_rest_is_counted(municipality, alice):
    wanted = make_open_request(municipality, seats=1)
    for number in range(5):
        make_fitting(municipality, f"Nr{number}")

    with CaptureQueriesContext(connection) as captured:
        group = queries.listing(request=wanted, user=alice, at=AT, limit=3).groups[0]

    assert (group.size, len(group.candidates), group.more) == (5, 3, 2)
    assert len(captured) <= 12
