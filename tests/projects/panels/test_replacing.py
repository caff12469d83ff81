"""Drawing again for those who said no, the population that suggests, and who is never in a draw."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from projects.models import Panel, PopulationShare
from projects.panels import queries, services
from projects.panels.queries import Wanted
from projects.panels.values import basis
from representatives.models import Turn
from tests.cast import AT
from tests.projects.panels.pool import (
    AREAS,
    draw,
    make_draft,
    make_drawn,
    make_one,
    make_pool,
)


def drawn_of(panel):
    return list(panel.members.filter(standing="drawn").select_related("representative").order_by("pk"))


def say_no(wanted, person):
    for kind in ("asked", "declined"):
        Turn.objects.create(
            municipality=wanted.municipality,
            representative=person,
            kind=kind,
            at=AT,
            request_ref=wanted.public_id,
        )


def test_drawing_again_keeps_who_said_yes_and_fills_only_what_is_free(municipality, alice):
    wanted = make_pool(municipality)
    panel = make_drawn(wanted, alice)
    gone, *kept = [member.representative for member in drawn_of(panel)]
    say_no(wanted, gone)

    again = services.replace(panel=panel, by=alice, at=AT + timedelta(days=1))

    assert (again.follows, again.seats, again.state) == (panel, 1, "published")
    assert again.seed != panel.seed
    in_draw = {
        member.representative for member in again.members.select_related("representative").order_by("pk")
    }
    assert not in_draw & {gone, *kept}
    assert {row.value: (row.minimum, row.maximum) for row in again.quotas.order_by("pk")} == {
        name: (1, 1) if name == gone.area else (0, 0) for name in AREAS
    }
    draw(again, AT + timedelta(days=1))
    [new] = [member.representative for member in drawn_of(again)]
    assert new.area == gone.area
    seats = queries.seats(panel)
    assert sorted(seat.answer for seat in seats) == ["chosen", "chosen", "chosen", "no"]
    with pytest.raises(services.CannotDraw):
        services.replace(panel=again, by=alice, at=AT + timedelta(days=2))


def test_drawing_again_is_refused_while_nobody_has_said_no_and_when_nobody_is_left(municipality, alice):
    wanted = make_pool(municipality, people=3)
    panel = make_drawn(wanted, alice)
    with pytest.raises(services.CannotDraw):
        services.replace(panel=panel, by=alice, at=AT)

    say_no(wanted, drawn_of(panel)[0].representative)
    with pytest.raises(services.CannotDraw):
        services.replace(panel=panel, by=alice, at=AT)
    assert Panel.objects.count() == 1


def test_the_population_suggests_quotas_that_can_be_kept_together(municipality, alice):
    wanted = make_pool(municipality)
    shares = [
        ("area", "Sentrum", 6000),
        ("area", "Nordbyen", 3000),
        ("area", "Ukjent", 10),
        ("age", "50", 900),
    ]
    services.set_shares(municipality=municipality, shares=shares, by=alice, at=AT)
    found = basis(request=wanted, pool="covering", user=alice, at=AT)

    suggested = queries.suggested(municipality, 3, found)

    assert [(one.value, one.minimum, one.maximum) for one in suggested] == [
        ("50", 3, 3),
        ("Nordbyen", 0, 1),
        ("Sentrum", 1, 2),
    ]
    assert AuditEvent.objects.filter(kind="population.updated").count() == 1


@pytest.mark.parametrize(
    "share", [("gender", "kvinne", 1), ("area", " ", 1), ("area", "Sentrum", -1), ("area", "S", 10_000_001)]
)
def test_a_line_of_the_population_that_says_nothing_is_refused(municipality, alice, share):
    with pytest.raises(services.CannotDraw):
        services.set_shares(municipality=municipality, shares=[share], by=alice, at=AT)
    assert not PopulationShare.objects.exists()


def test_another_municipality_is_not_in_the_draw(municipality, other_municipality, alice):
    wanted = make_pool(municipality, people=2)
    make_one(other_municipality, 5)

    found = basis(request=wanted, pool="everybody", user=alice, at=AT)

    assert len(found.people) == 2
    assert found.network == 2


def test_a_term_of_the_request_is_a_quota(municipality, alice):
    wanted = make_pool(municipality, people=4, seats=2)
    [term] = wanted.terms.order_by("pk")
    panel = make_draft(wanted, alice, Wanted("term", term.public_id, "Demens", 2, 2))
    panel = draw(services.publish(panel=panel, by=alice, at=AT))

    assert len(drawn_of(panel)) == 2
    [line] = queries.lines(panel)
    assert (line.have, line.drawn, line.chance) == (4, 2, "omtrent én av to")
