"""Planned, incurred and sent to payroll against a frame: sums of projects and units add up."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.claims import services
from participation.claims.fees import share
from participation.claims.forecast import CannotSetFrame, Money, forecast, set_frame
from participation.claims.frames import Frame
from participation.claims.models import Claim
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_meeting, make_project, make_rate, make_unit


@pytest.fixture
def above(municipality, unit):
    top = make_unit(municipality, "Helse")
    unit.parent = top
    unit.save()
    return top


def _forecast(alice, municipality, today):
    return forecast(user=alice, municipality=municipality, year=today.year, today=today)


def test_what_has_come_what_is_sent_and_what_is_planned(
    municipality, project, unit, above, fee, bus, alice, today
):
    make_rate(municipality, "employer_share", "10")
    services.decline(claim=bus, by=None, at=AT)
    Claim.objects.filter(pk=fee.pk).update(state="exported")
    make_meeting(project, held_on=today)
    make_meeting(project, held_on=today, state="cancelled")
    set_frame(of=project, year=today.year, amount=Decimal(1500), by=None, at=AT)
    set_frame(of=above, year=today.year, amount=Decimal(5000), by=None, at=AT)

    found = _forecast(alice, municipality, today)

    [one] = found.projects
    assert (one.incurred, one.sent, one.ahead) == (781, 781, 781)
    assert (one.planned, one.left) == (1562, -62)
    units = {row.name: (row.planned, row.left) for row in found.units}
    assert units == {"Helse": (1562, 3438), unit.name: (1562, None)}
    assert (found.total.planned, found.unpriced) == (1562, ())


def test_the_projects_add_up_to_the_total_to_the_ore(municipality, unit, fee, bus, alice, today):
    make_rate(municipality, "employer_share", "14.1")
    make_meeting(make_project(unit, title="Et annet"), held_on=today)

    found = _forecast(alice, municipality, today)

    assert found.total.incurred == sum(row.incurred for row in found.projects) == Decimal("908.11")


def test_days_without_a_rate_are_named(project, municipality, paula, alice, today):
    make_meeting(project, held_on=today)

    assert len(_forecast(alice, municipality, today).unpriced) == 1


def test_a_frame_is_set_changed_and_taken_away(municipality, project, today):
    common = {"of": project, "year": today.year, "by": None, "at": AT}
    set_frame(amount=Decimal(10), **common)
    assert set_frame(amount=Decimal(20), **common).amount == 20
    assert set_frame(amount=None, **common) is None
    assert not Frame.objects.exists()
    with pytest.raises(CannotSetFrame):
        set_frame(amount=Decimal(-1), **common)


def test_the_page_shows_money_and_sets_a_frame(municipality, project, fee, alice, bob, client_of, today):
    client = client_of(alice)
    sent = {"of": project.public_id, "year": today.year, "amount": "600"}

    client.post("/granvik/claims/forecast/frame/", sent)
    page = client.get("/granvik/claims/forecast/").content.decode()

    assert "710,00" in page
    assert "For lite" in page
    assert client.post("/granvik/claims/forecast/frame/", sent | {"of": "x"}).status_code == 422
    assert client_of(bob).get("/granvik/claims/forecast/").status_code == 403


def test_the_page_costs_the_same_for_more_projects(municipality, unit, fee, alice, client_of, today):
    client = client_of(alice)

    def make(count):
        for number in range(count):
            project = make_project(unit, title=f"Prosjekt {number}")
            make_meeting(project, held_on=today + timedelta(days=0))
            set_frame(of=project, year=today.year, amount=Decimal(1), by=None, at=AT)

    assert_constant_queries(make, lambda: client.get("/granvik/claims/forecast/"))


def test_frames_over_the_api(municipality, project, unit, fee, alice, charlie, api_of, today):
    api, at = api_of(alice), "/api/v1/frames/"
    made = api.post(at, {"unit": unit.public_id, "year": today.year, "amount": "900.00"})

    assert made.status_code == 201, made.json()
    told = api.get(f"{at}forecast/", {"year": today.year}).json()
    assert told["units"][0]["left"] == "190.00"
    assert told["projects"][0]["incurred"] == "710.00"
    one = f"{at}{made.json()['id']}/"
    assert api.post(at, {"project": "nowhere", "year": today.year, "amount": "9"}).status_code == 404
    assert api_of(charlie).get(one).status_code == 404
    assert api.delete(one).status_code == 204
    assert not Frame.objects.exists()


def test_the_database_holds_one_frame_of_one_thing(municipality, project, unit):
    row = {"municipality": municipality, "year": 2026, "amount": 1}
    Frame.objects.create(unit=unit, **row)
    Frame.objects.create(project=project, **row)

    assert_refused(lambda: Frame.objects.create(unit=unit, **row), "frame_once_per_unit_and_year")
    assert_refused(lambda: Frame.objects.create(project=project, **row), "frame_once_per_project_and_year")
    assert_refused(
        lambda: Frame.objects.create(unit=unit, project=project, **row | {"year": 2027}),
        "frame_is_of_a_unit_or_a_project",
    )
    assert_refused(
        lambda: Frame.objects.create(unit=unit, **row | {"year": 2027, "amount": -1}), "frame_is_not_negative"
    )


def test_who_manages_a_unit_sees_the_money_of_the_unit_and_no_other(
    municipality, project, unit, above, fee, uma, client_of, api_of, today
):
    other = make_project(make_unit(municipality, "Legevakt"), title="Et annet sted")
    set_frame(of=other, year=today.year, amount=Decimal(1234), by=None, at=AT)
    set_frame(of=unit, year=today.year, amount=Decimal(900), by=None, at=AT)
    set_frame(of=above, year=today.year, amount=Decimal(4321), by=None, at=AT)

    page = client_of(uma).get("/granvik/claims/forecast/").content.decode()
    told = api_of(uma).get("/api/v1/frames/forecast/").json()

    assert "710,00" in page and "190,00" in page
    for hidden in ("Et annet sted", "Legevakt", "Helse", "1 234", "4 321"):
        assert hidden not in page.replace("\xa0", " ")
    assert [(row["name"], row["left"]) for row in told["units"]] == [(unit.name, "190.00")]
    assert told["total"]["incurred"] == "710.00"
    assert "/claims/forecast/" in client_of(uma).get("/granvik/").content.decode()
    assert client_of(uma).post("/granvik/claims/forecast/frame/").status_code == 403


@given(
    kinds=st.lists(st.sampled_from(["fee", "travel", "expense", "lost_earnings"]), max_size=12),
    ores=st.lists(st.integers(min_value=0, max_value=10_000_00), min_size=12, max_size=12),
    percent=st.decimals(min_value=0, max_value=40, places=2),
)
def test_parts_add_up_to_the_whole_to_the_ore(kinds, ores, percent):
    """Sums of projects are made once, and everything above is a sum of those: no øre is lost or counted twice."""
    rows = [Money(f"P{number % 3}", "") for number in range(3)]
    for number, (kind, ore) in enumerate(zip(kinds, ores, strict=False)):
        amount = Decimal(ore) / 100
        extra = share(amount, percent) if kind in Claim.PAY else Decimal(0)
        rows[number % 3].incurred += amount + extra
    total = Money("", "")
    for row in rows:
        total.add(row)

    assert total.incurred == sum(row.incurred for row in rows)
    assert total.incurred == total.incurred.quantize(Decimal("0.01"))
    assert total.incurred >= sum(ores[: len(kinds)]) / Decimal(100)
