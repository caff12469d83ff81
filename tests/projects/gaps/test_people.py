"""How people are used: each group with those who must not be in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from projects.gaps import people, queries, thresholds
from representatives.registry import narrowing
from representatives.registry import services as registry
from representatives.registry.models import Representative, StateChange
from representatives.turns import services as turns
from tests.cast import AT
from tests.make.people import make_representative

TODAY = AT.date() + timedelta(days=1)
LONG_AGO = AT - timedelta(days=500)


def _in(key, municipality):
    rows = narrowing.narrowed(Representative.objects.of(municipality), key, TODAY)
    return sorted(person.given_name for person in rows)


def _turns(person, *lines):
    for kind, days in lines:
        turns.write(
            representative=person,
            kind=kind,
            at=AT - timedelta(days=days),
            request_ref=f"request{days}",
            assignment_ref=f"seat{days}" if kind == "assigned" else "",
        )


def test_never_asked(municipality, other_municipality):
    make_representative(municipality, "Glemt Moe", at=LONG_AGO)
    make_representative(municipality, "Ny Moe")
    make_representative(municipality, "Uten Moe", at=LONG_AGO, consents=())
    make_representative(other_municipality, "Fremmed Moe", at=LONG_AGO)
    _turns(make_representative(municipality, "Spurt Moe", at=LONG_AGO), ("asked", 450))
    back = make_representative(municipality, "Tilbake Moe", at=LONG_AGO)
    StateChange.objects.create(
        municipality=municipality, representative=back, from_state="resting", to_state="active", at=AT
    )

    assert _in("never_asked", municipality) == ["Glemt"]


def test_not_asked_for_a_year(municipality):
    _turns(make_representative(municipality, "Lenge Moe"), ("asked", 400))
    _turns(make_representative(municipality, "Nylig Moe"), ("asked", 400), ("asked", 30))
    make_representative(municipality, "Aldri Moe", at=LONG_AGO)

    assert _in("not_lately", municipality) == ["Lenge"]


def test_resting_long(municipality, alice):
    for name, days, until in (
        ("Lang", 200, None),
        ("Kort", 20, None),
        ("Til", 20, TODAY + timedelta(days=9)),
    ):
        person = make_representative(municipality, f"{name} Moe", at=LONG_AGO)
        registry.move(
            representative=person,
            to="resting",
            reason="Pause",
            until=until,
            by=alice,
            at=AT - timedelta(days=days),
        )
    over = make_representative(municipality, "Over Moe")
    Representative.objects.filter(pk=over.pk).update(state="resting", resting_until=TODAY - timedelta(days=1))

    assert _in("resting_long", municipality) == ["Lang", "Over"]


def test_asked_often(municipality):
    often = [("asked", day) for day in (5, 20, 40, 60)]
    _turns(make_representative(municipality, "Ofte Moe"), *often)
    _turns(make_representative(municipality, "Tre Moe"), *often[:3])
    _turns(make_representative(municipality, "Før Moe"), ("asked", 300), *often[:3])
    _turns(make_representative(municipality, "Mye Moe", most_at_once=1), ("assigned", 300), ("assigned", 290))
    _turns(make_representative(municipality, "Nok Moe", most_at_once=1), ("assigned", 300))
    _turns(make_representative(municipality, "Halvår Moe", most_per_half_year=0), ("assigned", 30))

    assert _in("asked_often", municipality) == ["Halvår", "Mye", "Ofte"]


def test_asked_in_vain(municipality):
    _turns(make_representative(municipality, "Forgjeves Moe"), ("asked", 9), ("asked", 8), ("passed_over", 7))
    _turns(make_representative(municipality, "To Moe"), ("asked", 9), ("asked", 8))
    _turns(
        make_representative(municipality, "Med Moe"),
        ("asked", 9),
        ("asked", 8),
        ("asked", 7),
        ("assigned", 6),
    )

    assert _in("in_vain", municipality) == ["Forgjeves"]


def test_each_figure_is_as_long_as_the_list_it_opens(municipality, frame, alice):
    _turns(make_representative(municipality, "Lenge Moe", at=LONG_AGO), ("asked", 400))
    make_representative(municipality, "Glemt Moe", at=LONG_AGO, area="Øyane")

    counted = {one.key: one.people for one in people.counted(frame)}

    assert counted == {key: len(_in(key, municipality)) for key in people.CONDITIONS}
    assert counted["never_asked"] == counted["not_lately"] == 1
    assert {one.key: one.people for one in people.counted(replace(frame, area="Sentrum"))}["never_asked"] == 0


def test_the_spread_of_use_is_one_sentence(municipality, other_municipality, frame):
    make_representative(municipality, "Null Moe")
    _turns(make_representative(other_municipality, "Fremmed Moe"), ("asked", 9), ("assigned", 9))
    for number in range(6):
        lines = [("asked", 9 + day) for day in range(6 - number)]
        _turns(make_representative(municipality, f"P{number} Moe"), *lines, ("asked", 500))

    found = queries.gaps(frame, at=AT)

    assert people.used(frame).asked == {0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1}
    assert (found.asks.theirs, found.asks.total, found.asks.percent) == (18, 21, 86)
    assert found.asks_in_words == "De 4 som er spurt mest, fikk 18 av 21 forespørsler (86 %)."
    assert found.seats_in_words == "Ingen har fått plass i denne perioden."


@pytest.mark.parametrize("name", [name for name in vars(thresholds) if name.isupper()])
def test_the_page_about_it_tells_the_numbers(name):
    from tests.helpers.house import ROOT

    value = getattr(thresholds, name)
    told = ", ".join(str(one) for one in value) if isinstance(value, tuple) else str(value)
    assert f"| `{name}` | {told} |" in (ROOT / "docs" / "gaps.md").read_text()
