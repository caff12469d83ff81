"""What holds somebody back from working with a leader or a unit: the person's own no, and a conflict of interest."""

from functools import partial

import pytest

from config.core.organisations.models import Unit
from projects.candidates import services
from representatives.conflicts import services as conflicts
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.chain import make_project
from tests.projects.candidates.test_queries import answers, listed
from tests.projects.wanted import make_fitting, make_open_request


def test_a_no_to_the_leader_holds_and_is_the_person_s_own(municipality, unit, pia, alice):
    wanted = make_open_request(municipality, project=make_project(unit, leader=pia))
    person = make_fitting(municipality)
    registry.add_no_go(representative=person, person=pia, by=None, at=AT)

    assert listed(wanted, alice) == {}
    found = answers(wanted, person)
    assert [(one.gate, one.text) for one in found.answers] == [("no_go_person", "Vil ikke jobbe med Pia.")]
    assert not found.may_choose
    with pytest.raises(services.CannotChoose):
        services.choose(request=wanted, representative=person, decision="chosen", reason="x", by=alice, at=AT)


def test_a_conflict_holds_while_it_is_in_force_and_may_be_overridden(municipality, unit, pia, alice):
    part = Unit.objects.create(municipality=municipality, name="Natt", parent=unit)
    wanted = make_open_request(municipality, project=make_project(part, leader=pia))
    person = make_fitting(municipality)
    about = {"representative": person, "since": AT.date(), "by": alice, "at": AT}
    above = conflicts.record(unit=unit, kind="work", **about)
    conflicts.record(person=pia, kind="close", **about)

    assert listed(wanted, alice) == {}
    found = answers(wanted, person)
    assert [one.gate for one in found.answers] == ["conflict"]
    for word in (unit.name, "Pia", "arbeid, nå eller før", "familie eller nær venn"):
        assert word in found.answers[0].text
    assert "avslutt det på personens side" in found.answers[0].remedy
    assert found.may_choose
    choose = partial(
        services.choose, request=wanted, representative=person, decision="chosen", by=alice, at=AT
    )
    with pytest.raises(services.ReasonMissing):
        choose(reason="")
    assert choose(reason="Sluttet for lenge siden").reason == "Sluttet for lenge siden"
    for conflict in (above, *person.conflicts.exclude(pk=above.pk)):
        conflicts.end(conflict=conflict, by=alice, at=AT)
    assert listed(wanted, alice) == {"every_must": ["Paula"]}
