"""The map of units, allies by what happened, and who knows whom: who sees it, and at which cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from participation.engagement import knowing, mapping, relating, services
from participation.engagement.models import Professional
from participation.engagement.ties import Tie
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_meeting, make_professional, make_project, make_unit

TODAY = AT.date()


def _record(person, by, kind="spoke_up", day=TODAY, at=AT):
    return services.record_fact(professional=person, kind=kind, happened_on=day, by=by, at=at)


def _places(municipality, user) -> dict[str, mapping.Place]:
    units = list(municipality_units(municipality))
    return {place.unit.name: place for place in mapping.places(units, user=user, today=TODAY)}


def municipality_units(municipality):
    from config.core.organisations.models import Unit

    return Unit.objects.of(municipality).order_by("name")


def _allies() -> list[str]:
    found = mapping.allies(Professional.objects.all(), today=TODAY)
    return sorted(found.values_list("name", flat=True))


def test_an_ally_has_done_something_in_two_years_and_a_talk_is_not_enough(unit, alice):
    for name, kind, days in (
        ("Talt med", "contact", 1),
        ("Holdt innlegg", "spoke_up", 1),
        ("For lenge siden", "spoke_up", 800),
    ):
        _record(make_professional(unit, name), alice, kind, TODAY - timedelta(days=days))
    gone = make_professional(unit, "Har sluttet", is_active=False)
    _record(gone, alice)

    assert _allies() == ["Holdt innlegg"]


def test_what_gathers_by_itself_makes_an_ally_too(unit, pia):
    leader = make_professional(unit, "Pia", user=pia)
    project = make_project(unit, leader=pia)
    assert _allies() == []

    make_meeting(project, state="held", held_on=TODAY)

    assert _allies() == [leader.name]


def test_allies_without_a_project_are_told_with_those_in_units_without_one_first(
    municipality, unit, pia, alice
):
    leader = make_professional(unit, "Leder", user=pia)
    make_project(unit, leader=pia)
    free, alone = (
        make_professional(unit, "Anders"),
        make_professional(make_unit(municipality, "Legevakta"), "Å"),
    )
    for person in (leader, free, alone):
        _record(person, alice)

    found = mapping.allies_without_project(Professional.objects.all(), today=TODAY)

    assert [(one.name, one.unit_has_project) for one in found] == [("Å", False), ("Anders", True)]


def test_a_closed_project_is_no_project(unit, pia, alice):
    leader = make_professional(unit, "Leder", user=pia)
    make_project(unit, leader=pia, state="closed")
    _record(leader, alice)

    found = mapping.allies_without_project(Professional.objects.all(), today=TODAY)

    assert [(one.name, one.unit_has_project) for one in found] == [("Leder", False)]


def test_the_map_tells_step_allies_next_step_and_what_is_not_known(municipality, unit, alice):
    empty = make_unit(municipality, "Legevakta")
    services.set_step(unit=unit, step=2, wanted=3, basis="Satte av tid", set_on=TODAY, by=alice, at=AT)
    person = make_professional(unit, "Kari")
    _record(person, alice)
    _record(person, alice, "contact")
    relating.agree(professional=person, next_step="Ring", next_on=TODAY, by=alice, at=AT)

    found = _places(municipality, alice)

    here, there = found[unit.name], found[empty.name]
    assert (here.now, here.wanted, [one.name for one in here.allies]) == (2, 3, ["Kari"])
    assert (here.next_on, here.next_steps, here.people, here.not_known) == (TODAY, 1, 1, ())
    assert (there.now, there.wanted, there.allies, there.next_on) == (0, None, [], None)
    assert len(there.not_known) == 2
    cells = {
        (cell.now, cell.wanted): cell.number for _label, row in mapping.matrix(found.values()) for cell in row
    }
    assert {key: number for key, number in cells.items() if number} == {(2, 3): 1, (0, 0): 1}


def test_a_long_silence_is_said(municipality, unit, alice):
    _record(make_professional(unit, "Kari"), alice, "contact", TODAY - timedelta(days=400))

    assert len(_places(municipality, alice)[unit.name].not_known) == 2


def test_a_tie_is_the_same_both_ways_and_an_introduction_is_not(unit, alice):
    kari, ola = make_professional(unit, "Kari"), make_professional(unit, "Ola")
    first = knowing.tie(one=ola, other=kari, kind="knows", by=alice, at=AT)

    assert knowing.tie(one=kari, other=ola, kind="knows", by=alice, at=AT) == first
    knowing.tie(one=ola, other=kari, kind="introduced", by=alice, at=AT)
    told = [one.words for one in knowing.told(Tie.objects.all(), kari)]
    other = [one.words for one in knowing.told(Tie.objects.all(), ola)]
    assert Tie.objects.count() == 2
    assert len(set(told) | set(other)) == 4


@pytest.mark.parametrize("kind", ["knows", "likes"])
def test_a_tie_without_sense_is_refused(unit, alice, other_municipality, kind):
    kari = make_professional(unit, "Kari")
    stranger = make_professional(make_unit(other_municipality), "Fremmed")

    for other in (kari, stranger):
        with pytest.raises(knowing.CannotTie, match=r"\w"):
            knowing.tie(one=kari, other=other, kind=kind, by=alice, at=AT)
    assert not Tie.objects.exists()


def test_the_database_refuses_a_tie_with_oneself_and_the_same_twice(unit, alice):
    kari, ola = make_professional(unit, "Kari"), make_professional(unit, "Ola")
    common: dict[str, Any] = {"municipality": unit.municipality, "kind": "knows", "by": alice, "at": AT}
    Tie.objects.create(one=kari, other=ola, **common)
    assert_refused(lambda: Tie.objects.create(one=kari, other=kari, **common), "tie_is_between_two")
    assert_refused(lambda: Tie.objects.create(one=kari, other=ola, **common), "tie_once_of_its_kind")


def test_both_ends_and_the_facilitator_see_a_tie_and_nobody_else(unit, alice, pia, uma, bob, charlie):
    kari, ola = make_professional(unit, "Kari", user=pia), make_professional(unit, "Ola")
    made = knowing.tie(one=kari, other=ola, kind="knows", by=alice, at=AT)

    seen = {user.name: list(Tie.objects.visible_to(user)) for user in (alice, pia, uma, bob, charlie)}

    assert seen == {"Alice": [made], "Pia": [made], "Uma": [], "Bob": [], "Charlie": []}


def test_units_without_an_ally_say_who_could_introduce_us(municipality, unit, alice):
    inside = make_professional(make_unit(municipality, "Legevakta"), "Innenfor")
    outside = make_professional(unit, "Utenfor")
    made = knowing.tie(one=outside, other=inside, kind="works_with", by=alice, at=AT)

    assert mapping.ways_in([inside.unit], user=alice) == {inside.unit_id: [made]}


def test_the_pages_of_the_map(municipality, unit, alice, uma, bob, client_of):
    User.objects.update(language="en")
    make_unit(municipality, "Legevakta")
    kari, ola = make_professional(unit, "Kari"), make_professional(unit, "Ola")
    _record(kari, alice, day=timezone.localdate(), at=timezone.now())
    client = client_of(alice)

    page = client.get("/granvik/engagement/map/").content.decode()
    lacking = client.get("/granvik/engagement/map/?lacks=ally").content.decode()
    odd = client.get("/granvik/engagement/map/?now=x&lacks=y&page=99")

    assert "Kari" in page
    assert "Kari" not in lacking.partition("<table")[2]
    assert "Legevakta" in lacking
    assert odd.status_code == 200
    assert "Kari" in client.get("/granvik/engagement/allies/").content.decode()
    assert "Legevakta" in client.get("/granvik/engagement/units-without-ally/").content.decode()
    managed = client_of(uma).get("/granvik/engagement/map/").content.decode()
    assert "Legevakta" not in managed
    assert client_of(bob).get("/granvik/engagement/map/").status_code == 403

    address = f"/granvik/engagement/people/{kari.public_id}/"
    assert "Ola" in client.get(f"{address}ties/new/?q=ol").content.decode()
    made = client.post(f"{address}ties/new/", {"other": ola.public_id, "kind": "works_with"})
    assert made.url == address
    assert "Works with Ola" in client.get(address).content.decode()
    assert client.post(f"{address}ties/new/", {"other": "x", "kind": "works_with"}).status_code == 422
    client.post(f"{address}ties/{Tie.objects.get().public_id}/delete/")
    assert not Tie.objects.exists()


@pytest.mark.parametrize("page", ["map/", "allies/", "units-without-ally/"])
def test_the_map_costs_the_same_for_more_units_and_people(municipality, alice, client_of, page):
    client = client_of(alice)
    number = iter(range(1000))

    def make(count):
        for _number in range(count):
            one = make_professional(make_unit(municipality, f"Enhet {next(number)}"), "Kari")
            other = make_professional(one.unit, "Ola")
            _record(one, alice)
            knowing.tie(one=one, other=other, kind="knows", by=alice, at=AT)
            relating.agree(professional=one, every_days=30, by=alice, at=AT)

    assert_constant_queries(make, lambda: client.get(f"/granvik/engagement/{page}"))


def test_the_api_tells_the_map_and_keeps_ties(municipality, unit, alice, uma, charlie, api_of):
    make_unit(municipality, "Legevakta")
    kari, ola = make_professional(unit, "Kari"), make_professional(unit, "Ola")
    _record(kari, alice, day=timezone.localdate(), at=timezone.now())
    api = api_of(alice)

    found = api.get("/api/v1/engagement-map/").json()["results"]
    lacking = api.get("/api/v1/engagement-map/?without_ally=1").json()["results"]
    free = api.get("/api/v1/free-allies/").json()["results"]

    assert {row["unit"]: [one["name"] for one in row["allies"]] for row in found} == {
        unit.name: ["Kari"],
        "Legevakta": [],
    }
    assert [row["unit"] for row in lacking] == ["Legevakta"]
    assert [(row["name"], row["unit_has_project"]) for row in free] == [("Kari", False)]
    given = {"one": kari.public_id, "other": ola.public_id, "kind": "knows"}
    key = api.post("/api/v1/ties/", given).json()["id"]
    assert api.post("/api/v1/ties/", given | {"other": kari.public_id}).status_code == 409
    assert api_of(uma).get("/api/v1/ties/").status_code == 403
    assert api_of(charlie).delete(f"/api/v1/ties/{key}/").status_code == 404
    assert api.delete(f"/api/v1/ties/{key}/").status_code == 204
