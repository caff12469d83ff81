"""What was asked for against what is there: each figure with what must not be counted beside it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.organisations.models import Role, Unit
from projects.gaps import queries
from projects.gaps.detail import detail
from projects.gaps.weighing import Verdict
from projects.models import Request
from representatives.consent import services as consent
from representatives.models import RecruitmentChannel, Representative
from representatives.turns import services as turns
from representatives.turns.models import Turn
from tests.cast import AT, make_user
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_open_request


def _needs(frame):
    return {need.label: need for need in queries.gaps(frame, at=AT).needs}


def test_a_term_is_counted_with_its_requests_seats_and_highest_level(municipality, frame):
    first = make_open_request(municipality, seats=3)
    second = make_request(first.project, seats=2)
    ask_for(second, make_term(), "wish", level=3)
    for number, level in enumerate((1, 2, 3)):
        make_representative(municipality, f"Per{number} Moe", experience=((make_term(), "own"),), level=level)

    need = _needs(frame)["Dementia"]

    assert (need.asked.requests, need.asked.seats, need.asked.musts, need.asked.level) == (2, 5, 1, 3)
    assert (need.people, need.below, need.verdict) == (1, 2, Verdict.ONE)


def test_only_those_who_can_be_asked_are_counted(municipality, other_municipality, frame):
    make_open_request(municipality)
    dementia = ((make_term(), "own"),)
    make_representative(other_municipality, "Fremmed Moe", experience=dementia)
    make_representative(
        municipality, "Borte Moe", experience=dementia, available_until=AT.date() - timedelta(days=9)
    )
    for name, state in (("Gått Moe", "left"), ("Hviler Moe", "resting"), ("Ny Moe", "in_conversation")):
        person = make_representative(municipality, name, experience=dementia)
        Representative.objects.filter(pk=person.pk).update(state=state)
    for name, purpose in (("Uten Moe", "network"), ("Stille Moe", "experience")):
        person = make_representative(municipality, name, experience=dementia)
        person.consents.filter(purpose=purpose).update(withdrawn_at=AT + timedelta(hours=1))

    assert _needs(frame)["Dementia"].verdict == Verdict.NOBODY

    make_representative(municipality, "Paula Prøve", experience=dementia)

    assert _needs(frame)["Dementia"].people == 1


def test_a_skill_needs_no_consent_to_experience(municipality, frame):
    skill = make_term("skill", "plain-language")
    ask_for(make_open_request(municipality), skill)
    make_representative(municipality, consents=("network",), skills=(skill,))

    assert _needs(frame)["Plain language"].people == 1


def test_a_withdrawal_bites_at_once(municipality, frame, alice):
    make_open_request(municipality)
    person = make_representative(municipality, experience=((make_term(), "own"),))
    consent.withdraw(representative=person, purpose="experience", by=alice, at=AT + timedelta(hours=1))

    assert _needs(frame)["Dementia"].verdict == Verdict.NOBODY


def test_who_sees_it_from_where_is_a_need_of_its_own_and_nobody_counts_twice(municipality, frame):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term(), "wish", relation="bereaved")
    make_representative(municipality, experience=((make_term(), "own"), (make_term(), "next_of_kin")))

    needs = _needs(frame)

    assert needs["Dementia"].people == 1
    assert needs["Dementia (etterlatt)"].verdict == Verdict.NOBODY


def test_drafts_old_requests_and_other_municipalities_ask_for_nothing(
    municipality, other_municipality, frame
):
    make_open_request(municipality, state=Request.State.DRAFT)
    make_open_request(municipality, at=AT - timedelta(days=400))
    make_open_request(other_municipality)

    assert _needs(frame) == {}
    assert _needs(replace(frame, months=24)).keys() == {"Dementia"}


def test_a_language_that_is_needed_counts_as_a_must_once(municipality, frame):
    language = make_term("skill", "arabic")
    wanted = make_open_request(municipality, must_language=language)

    need = _needs(frame)["Arabic"]
    assert (need.asked.requests, need.asked.musts, need.verdict) == (1, 1, Verdict.NOBODY)

    ask_for(wanted, language, "wish")
    assert _needs(frame)["Arabic"].asked.requests == 1


@pytest.mark.parametrize(
    ("state", "days", "kinds", "empty"),
    [
        ("open", 31, [], 1),
        ("open", 10, [], 0),
        ("open", 31, ["assigned"], 0),
        ("open", 31, ["assigned", "ended"], 1),
        ("closed", 10, [], 1),
        ("closed", 10, ["assigned", "ended"], 0),
        ("cancelled", 60, [], 0),
    ],
)
def test_what_could_not_be_filled(municipality, frame, state, days, kinds, empty):
    wanted = make_open_request(municipality, seats=1, state=state, at=AT - timedelta(days=days))
    person = make_representative(municipality)
    for kind in kinds:
        turns.write(
            representative=person, kind=kind, at=AT, request_ref=wanted.public_id, assignment_ref="seat"
        )

    assert _needs(frame)["Dementia"].asked.empty == empty


def test_a_unit_and_an_area_narrow(municipality, frame):
    away = make_unit(municipality, "Legevakta", parent=make_unit(municipality, "Helse"))
    make_open_request(municipality)
    there = make_open_request(municipality, project=make_project(away), must_area="Øyane")
    ask_for(there, make_term("skill", "plain-language"))
    for area in ("Øyane", "Sentrum"):
        make_representative(municipality, f"{area} Moe", experience=((make_term(), "own"),), area=area)

    assert _needs(replace(frame, unit=away.parent))["Dementia"].asked.requests == 1
    assert _needs(replace(frame, area="Sentrum"))["Dementia"].asked.requests == 1
    assert _needs(replace(frame, area="Sentrum"))["Dementia"].people == 1
    found = queries.gaps(frame, at=AT)
    assert [(area.name, area.people, area.seats) for area in found.areas] == [
        ("Øyane", 1, 2),
        ("Sentrum", 1, 0),
    ]
    cells = {need.label: [(c.area, c.people, c.seats) for c in row] for need, row in found.matrix}
    assert cells["Plain language"] == [("Øyane", 0, 2), ("Sentrum", 0, 0)]
    assert cells["Dementia"] == [("Øyane", 1, 2), ("Sentrum", 1, 0)]


def test_whoever_facilitates_a_unit_sees_what_that_unit_asked_for(municipality, frame, unit):
    beside = Unit.objects.create(municipality=municipality, name="Legevakta")
    make_open_request(municipality, project=make_project(beside))
    una = make_user("Una", municipality, Role.FACILITATOR, unit)

    assert _needs(replace(frame, user=una)) == {}

    make_open_request(municipality, project=make_project(unit))

    assert _needs(replace(frame, user=una))["Dementia"].asked.requests == 1


def test_what_people_have_and_nobody_asked_for(municipality, frame):
    make_open_request(municipality)
    make_representative(municipality, skills=(make_term("skill", "plain-language"),))

    assert [(one.term.name, one.people) for one in queries.gaps(frame, at=AT).unasked] == [
        ("Plain language", 1)
    ]


def test_an_open_channel_for_the_term_stands_beside_the_gap(municipality, frame):
    make_open_request(municipality)
    common = {"municipality": municipality, "kind": "campaign", "wanted": make_term(), "created_at": AT}
    channel = RecruitmentChannel.objects.create(name="Åpen", code="aaa", **common)
    RecruitmentChannel.objects.create(name="Lukket", code="bbb", closed_at=AT, **common)
    person = make_representative(municipality)
    Representative.objects.filter(pk=person.pk).update(came_through=channel)

    (one,) = _needs(frame)["Dementia"].channels

    assert (one.channel, one.applied, one.welcomed) == (channel, 1, 1)


def test_one_term_from_near(municipality, other_municipality, frame):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "plain-language"), level=3)
    skills = {"skills": (make_term("skill", "plain-language"),)}
    make_representative(municipality, "Kan Moe", level=3, **skills)
    make_representative(municipality, "Nesten Moe", level=2, **skills)
    make_representative(municipality, "Ny Moe", level=1, **skills)
    make_representative(other_municipality, "Fremmed Moe", level=3, **skills)
    gone = make_representative(municipality, "Gått Moe", level=3, **skills)
    Representative.objects.filter(pk=gone.pk).update(state="left")

    found = detail(frame, make_term("skill", "plain-language"), "", at=AT)

    assert [one.request for one in found.askers] == [wanted]
    assert [person.name for person in found.people] == ["Kan Moe"]
    assert [person.name for person in found.below] == ["Nesten Moe"]
    assert (found.people_count, found.gone, found.level) == (1, 1, 3)


def test_more_people_than_are_shown_are_all_counted(municipality, frame, monkeypatch):
    monkeypatch.setattr("projects.gaps.detail.MOST_SHOWN", 2)
    ask_for(make_open_request(municipality), make_term("skill", "plain-language"), level=2)
    for number in range(3):
        for level in (1, 2):
            skills = (make_term("skill", "plain-language"),)
            make_representative(municipality, f"P{number}{level} Moe", level=level, skills=skills)

    found = detail(frame, make_term("skill", "plain-language"), "", at=AT)

    assert (len(found.people), found.people_count, len(found.below), found.below_count) == (2, 3, 2, 3)


def test_the_cost_does_not_grow(municipality, frame):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as told:
            queries.gaps(frame, at=AT)
        return len(told)

    def more(number):
        wanted = make_open_request(municipality, at=AT - timedelta(days=60), must_area=f"Sted {number}")
        person = make_representative(
            municipality, f"P{number} Moe", experience=((make_term(), "own"),), area=f"Sted {number}"
        )
        turns.write(representative=person, kind=Turn.Kind.ASKED, at=AT, request_ref=wanted.public_id)

    more(0)
    count()
    one = count()
    for number in range(1, 4):
        more(number)

    assert count() == one
    assert one <= 18
