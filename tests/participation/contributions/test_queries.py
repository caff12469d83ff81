"""The counts along the chain, the board, and one contribution's steps."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.core.outbox.models import Message
from participation.contributions import services
from participation.contributions.queries import Chain, Search, chain, counts, find, owners, steps, whole
from tests.make.chain import make_contribution, make_professional, make_project, make_unit
from tests.participation.seats import LATER

TODAY = LATER.date()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def three(project, paula, owner):
    """One that waits, one that is late, one that has come all the way."""
    waits = make_contribution(project, owner=owner, due_on=TODAY + timedelta(days=5))
    late = make_contribution(project, owner=owner, due_on=TODAY - timedelta(days=1))
    whole_way = make_contribution(project, owner=owner, assignment=paula)
    common: Any = {"by": None, "at": LATER}
    services.respond(contribution=whole_way, answer="adopted", reason="Yes.", answered_on=TODAY, **common)
    services.decide(contribution=whole_way, text="New", forum="Us", decided_on=TODAY, **common)
    change = services.change(
        contribution=whole_way, text="New", kind="process", attribution="alone", changed_on=TODAY, **common
    )
    services.measure(change=change, indicator="Calls", after="2", measured_on=TODAY, **common)
    return waits, late, whole_way


def test_the_chain_is_counted_in_one_query(municipality, three, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = chain(municipality, None, YEAR)

    assert found == Chain(said=3, answered=1, decided=1, changed=1, measured=1, told=1)


def test_a_reason_for_not_measuring_is_no_measurement(municipality, project, owner):
    said = make_contribution(project, owner=owner)
    change = services.change(
        contribution=said,
        text="New",
        kind="process",
        attribution="alone",
        changed_on=TODAY,
        by=None,
        at=LATER,
    )
    services.measure(change=change, not_measured_because="Too early.", by=None, at=LATER)

    assert chain(municipality, None, YEAR) == Chain(1, 0, 0, 1, 0, 0)


def test_a_mail_that_failed_told_nobody(municipality, three):
    Message.objects.update(state=Message.State.UNDELIVERABLE)

    assert chain(municipality, None, YEAR).told == 0


def test_several_rows_of_a_step_count_once(municipality, three):
    services.respond(
        contribution=three[2], answer="parked", reason="No.", answered_on=TODAY, by=None, at=LATER
    )

    assert chain(municipality, None, YEAR).answered == 1


def test_the_chain_of_a_unit_and_of_a_period(municipality, unit, three):
    beside = make_unit(municipality, "Skole")
    unit.parent = make_unit(municipality, "Helse")
    unit.save()

    assert chain(municipality, unit.parent, YEAR).said == 3
    assert chain(municipality, beside, YEAR).said == 0
    assert chain(municipality, None, (date(2026, 3, 11), date(2026, 12, 31))).said == 0


def test_the_chain_of_another_municipality_is_its_own(other_municipality, three):
    assert chain(other_municipality, None, YEAR).said == 0


def test_the_board_counts_and_finds_the_same(municipality, alice, three):
    waits, late, whole_way = three
    found = counts(user=alice, municipality=municipality, today=TODAY)

    assert found == {
        "waiting": 2,
        "overdue": 1,
        "answered": 1,
        "decided": 1,
        "changed": 1,
        "measured": 1,
        "told": 1,
    }
    for state, number in found.items():
        rows = find(user=alice, municipality=municipality, search=Search(state=state), today=TODAY)
        assert len(rows) == number
    everything = find(user=alice, municipality=municipality, search=Search(), today=TODAY)
    assert list(everything) == [late, waits, whole_way]


def test_the_board_is_narrowed(municipality, unit, alice, owner, three):
    another = make_professional(unit, "Odd")
    elsewhere = make_project(make_unit(municipality, "Skole"))
    make_contribution(elsewhere, owner=another)

    def number(**search):
        return len(find(user=alice, municipality=municipality, search=Search(**search), today=TODAY))

    assert number(owner=another) == 1
    assert number(project=elsewhere) == 1
    assert number(unit=unit) == 3
    assert number(due_by=TODAY) == 1


def test_the_steps_show_what_is_missing(municipality, alice, three):
    waits, _late, whole_way = three
    rows = whole(user=alice, municipality=municipality)

    assert [step.is_there for step in steps(rows.get(pk=whole_way.pk))] == [True] * 6
    assert [step.is_there for step in steps(rows.get(pk=waits.pk))] == [True, *[False] * 5]


def test_a_professional_is_offered_only_the_own_name(municipality, unit, owner, pia, alice, charlie):
    make_professional(unit, "Odd")

    assert owners(user=alice, municipality=municipality).count() == 2
    assert list(owners(user=pia, municipality=municipality)) == [owner]
    assert not owners(user=charlie, municipality=municipality).exists()
