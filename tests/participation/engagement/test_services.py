"""Steps of units and facts about professionals: kept as rows, refused where they claim too much."""

from datetime import date, timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from participation.engagement import queries, services
from participation.engagement.models import Fact, Professional, UnitStep
from tests.cast import AT
from tests.make.chain import make_professional, make_unit

STEP: dict[str, Any] = {"step": 1, "wanted": 3, "basis": "Ba om et møte", "set_on": AT.date()}


def test_a_new_step_leaves_the_old_one_and_holds(unit, alice):
    services.set_step(unit=unit, by=alice, at=AT, **STEP)
    later = services.set_step(unit=unit, by=alice, at=AT, **(STEP | {"step": 2}))

    assert queries.standings([unit])[0].step == later
    assert [row.step for row in queries.history(unit)] == [2, 1]
    assert AuditEvent.objects.filter(kind="unit_step.set").count() == 2


def test_the_newest_day_holds_even_when_written_down_first(unit, alice):
    newest = services.set_step(unit=unit, by=alice, at=AT, **STEP)
    services.set_step(
        unit=unit, by=alice, at=AT, **(STEP | {"step": 4, "set_on": AT.date() - timedelta(days=30)})
    )

    assert queries.standings([unit])[0].step == newest


@pytest.mark.parametrize(
    "wrong", [{"set_on": AT.date() + timedelta(days=1)}, {"basis": "  "}, {"step": 5}, {"wanted": -1}]
)
def test_a_step_without_ground_is_refused(unit, alice, wrong):
    with pytest.raises(services.CannotSet):
        services.set_step(unit=unit, by=alice, at=AT, **(STEP | wrong))
    assert not UnitStep.objects.exists()


def test_a_unit_without_a_step_or_at_the_lowest_is_not_clarified(municipality, unit, alice):
    lowest = make_unit(municipality, "Sykehjemmet")
    services.set_step(unit=lowest, by=alice, at=AT, **(STEP | {"step": 0}))

    assert [row.is_clarified for row in queries.standings([unit, lowest])] == [False, False]


def test_a_fact_is_what_happened_and_not_what_is_to_come(unit, alice):
    person = make_professional(unit)
    fact = services.record_fact(
        professional=person, kind="contact", happened_on=AT.date(), text=" Snakket ", by=alice, at=AT
    )

    with pytest.raises(services.CannotRecord):
        services.record_fact(
            professional=person, kind="contact", happened_on=AT.date() + timedelta(days=1), by=alice, at=AT
        )
    with pytest.raises(services.CannotRecord):
        services.record_fact(professional=person, kind="resists", happened_on=AT.date(), by=alice, at=AT)
    assert Fact.objects.get() == fact
    assert fact.text == "Snakket"
    assert AuditEvent.objects.get(kind="fact.recorded").subject_id == person.public_id


def test_the_last_contact_is_the_last_talk(municipality, unit, alice):
    person = make_professional(unit)
    for kind, day in (("contact", 1), ("contact", 5), ("hosted", 9)):
        services.record_fact(professional=person, kind=kind, happened_on=date(2026, 2, day), by=alice, at=AT)

    found: Any = queries.professionals(user=alice, municipality=municipality, today=AT.date()).get()

    assert found.last_contact == date(2026, 2, 5)


def test_the_work_address_ties_a_record_to_the_account_that_may_read_it(
    municipality, unit, pia, charlie, alice
):
    person = services.create_professional(
        municipality=municipality, unit=unit, name="Pia", email=pia.email.upper(), by=alice, at=AT
    )
    stranger = services.create_professional(
        municipality=municipality, unit=unit, name="Charlie", email=charlie.email, by=alice, at=AT
    )

    assert (person.user, stranger.user) == (pia, None)
    assert list(Professional.objects.visible_to(pia)) == [person]


def test_a_changed_record_says_which_fields_and_refuses_a_foreign_unit(unit, other_municipality, alice):
    person = make_professional(unit)
    services.update_professional(professional=person, changes={"job": "Lege"}, by=alice, at=AT)

    assert AuditEvent.objects.get(kind="professional.changed").fields == ["job"]
    with pytest.raises(services.CannotRecord):
        services.update_professional(
            professional=person, changes={"unit": make_unit(other_municipality)}, by=alice, at=AT
        )
