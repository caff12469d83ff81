"""Counts of real rows: the same as the list of candidates, in steps of five, logged, and cheap for any network."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from projects.candidates import queries as candidates
from projects.feasibility import queries, services, wording
from projects.matching.feasibility import Verdict
from projects.requests.services import Wanted
from representatives.models import NoGo
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request


def ask(wanted, needs=None):
    terms = queries.wanted(wanted.terms.all()) if needs is None else needs
    return queries.ask(request=wanted, needs=terms, at=AT)


def make_many(municipality, count, **profile):
    return [make_fitting(municipality, f"Person{number} Prøve", **profile) for number in range(count)]


@pytest.mark.parametrize(("there", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (7, 5)])
def test_five_or_more_rule(there, told, municipality):
    wanted = make_open_request(municipality, seats=3)
    make_many(municipality, there)

    found = ask(wanted)

    assert (found.every, found.free) == (told, told)
    assert found.verdict == (Verdict.JUST if told else Verdict.UNSURE)


def test_it_counts_whom_the_list_of_candidates_shows(municipality, alice):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    make_many(municipality, 6, skills=(make_term("skill", "talks"),))
    make_many(municipality, 5)
    resting = make_fitting(municipality, "Kari Kvil", skills=(make_term("skill", "talks"),))
    type(resting).objects.filter(pk=resting.pk).update(state="resting")

    found = ask(wanted)
    sizes = [group.size for group in candidates.listing(request=wanted, user=alice, at=AT).groups]

    assert sizes[:2] == [6, 5]
    assert (found.every, found.free, found.all_but_one) == (5, 5, 5)


def test_somebody_back_from_a_pause_is_free_then(municipality):
    wanted = make_open_request(municipality)
    people = make_many(municipality, 5)
    until = AT.date() + timedelta(days=30)
    for person in people:
        type(person).objects.filter(pk=person.pk).update(state="resting", resting_until=until)

    now = ask(wanted)
    wanted.starts_on = until + timedelta(days=1)
    then = ask(wanted)

    assert (now.every, now.free, then.free) == (5, 0, 5)


def test_limits_of_the_person_and_missing_consents_hold(municipality):
    wanted = make_open_request(municipality)
    make_many(municipality, 4)
    unwilling = make_fitting(municipality, "Nils Nei")
    NoGo.objects.create(
        municipality=municipality, representative=unwilling, unit=wanted.project.unit, added_at=AT
    )
    make_representative(municipality, "Siri Skygge", consents=(), experience=())

    assert ask(wanted).every == 0
    make_fitting(municipality, "Eva Ekstra")
    assert ask(wanted).every == 5


def test_what_if_needs_no_saving(municipality):
    wanted = make_open_request(municipality)
    talks = make_term("skill", "talks")
    make_many(municipality, 5, skills=(talks,))
    make_many(municipality, 5)
    must = Wanted(make_term(), "must")

    assert ask(wanted).free == 10
    assert ask(wanted, [must, Wanted(talks, "must")]).free == 5
    assert ask(wanted, [must, Wanted(talks, "wish")]).free == 10
    assert ask(wanted, [Wanted(talks, "must", 4)]).free == 0
    assert ask(wanted, [Wanted(make_term(), "must", 1, "own")]).free == 0
    assert ask(wanted, []).free == 10
    assert wanted.terms.count() == 1


def test_another_municipality_is_not_counted(municipality, other_municipality):
    wanted = make_open_request(municipality)
    make_many(other_municipality, 6)

    assert ask(wanted).every == 0


def test_that_it_was_asked_and_for_what_is_kept(municipality, pia):
    wanted = make_open_request(municipality)
    needs = queries.wanted(wanted.terms.all())

    services.ask(request=wanted, needs=needs, by=pia, at=AT)

    line = AuditEvent.objects.get(kind="feasibility.asked")
    assert (line.actor_id, line.object_id) == (pia.public_id, wanted.public_id)
    assert line.fields == [f"must:{make_term().public_id}"]


def test_the_must_that_costs_most_is_named_without_anybody(municipality):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    make_many(municipality, 6)
    needs = queries.wanted(wanted.terms.all())

    told = wording.told(ask(wanted), needs, wanted.seats)

    assert [hint for hint in told.hints if "Talks" in hint and "5" in hint]
    assert not [hint for hint in told.hints if "Dementia" in hint]


def test_the_work_is_the_same_for_any_network(municipality):
    wanted = make_open_request(municipality)

    assert_constant_queries(lambda count: make_many(municipality, count), lambda: ask(wanted))
