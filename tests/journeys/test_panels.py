"""A panel of nine from 300: quotas that clash, quotas that hold, the seed, the draw, and drawing again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from config.core.organisations.models import Role
from projects.panels.forms import _key
from representatives.models import Turn
from tests.cast import AT, make_municipality, make_user
from tests.journeys.checks import assert_accessible
from tests.make.people import make_term
from tests.projects.panels.pool import AREAS, draw, make_many
from tests.projects.wanted import make_open_request

PEOPLE, SEATS = 300, 9


@pytest.fixture
def granvik(transactional_db: None) -> Any:
    return make_municipality("granvik", "Granvik")


def test_panel_of_nine_from_three_hundred(
    granvik: Any, open_page: Callable[..., Page], signed_in: Callable[..., None]
) -> None:
    make_term(name="Demens")
    wanted = make_open_request(granvik, seats=SEATS)
    make_many(granvik, PEOPLE)
    page = open_page()
    signed_in(page, make_user("Alice", granvik, Role.FACILITATOR))

    page.goto(f"/granvik/requests/{wanted.public_id}/candidates/")
    page.click("a[href$='/panels/']")
    assert_accessible(page)
    page.click("main header button, main .actions button")
    expect(page.locator("#check")).to_contain_text("300 personer kan trekkes")
    assert_accessible(page)

    _quotas(page)
    page.locator("main form .actions button", has_text="Lagre og sjekk").click()
    page.click("a[href$='/publish/']")
    expect(page.locator("main")).to_contain_text("300 personer er med i trekningen")
    assert_accessible(page)
    page.locator("main form .actions button").click()
    _drawn(page)

    expect(page.locator("main")).to_contain_text("Trekningskode")
    expect(page.locator("#seats ~ ul li")).to_have_count(SEATS)
    expect(page.locator("main")).to_contain_text(re.compile("samme sjanse|mindre sjanse"))
    assert_accessible(page)
    with page.expect_download() as file:
        page.click("a[href$='/record.pdf']")
    assert file.value.suggested_filename == "panel-record.pdf"
    page.click("a[href$='/record/']")
    assert_accessible(page)
    _drawn_again(page, wanted)
    drawn = page.url
    page.goto("/granvik/population/")
    assert_accessible(page)
    _read_without_scripts(open_page, signed_in, wanted, drawn)


def _read_without_scripts(open_page: Any, signed_in: Any, wanted: Any, drawn: str) -> None:
    narrow = open_page(width=320, scheme="dark", scripts=False)
    signed_in(narrow, wanted.choices.earliest("at").by)
    narrow.goto(drawn)
    expect(narrow.locator("main")).to_contain_text("Hvor rettferdig det var")


def _drawn_again(page: Page, wanted: Any) -> None:
    """One says no, and one seat is drawn for again."""
    _one_says_no(wanted)
    page.click("main a[href$='/panels/" + page.url.split("/")[-3] + "/']")
    page.get_by_role("button", name="Trekk på nytt for 1 ledig plass").click()
    _drawn(page)
    expect(page.locator("#seats ~ ul li")).to_have_count(SEATS + 1)


def _quotas(page: Page) -> None:
    """First what clashes, then what can be kept."""
    # Five from each of three areas are more than nine: said at once, without a press.
    for name in AREAS:
        _fill(page, "area", name, 5, 9)
    expect(page.locator("#check")).to_contain_text("Disse lar seg ikke holde samtidig")
    for name in AREAS:
        _fill(page, "area", name, 2, 4)
    _fill(page, "perspective", "own", 4, 5)
    expect(page.locator("#check")).to_contain_text("Det finnes et panel")


def _fill(page: Page, category: str, value: str, least: int, most: int) -> None:
    for name, number in (("least", least), ("most", most)):
        box = page.locator(f"main [name='{name}-{_key(category, value)}']")
        box.fill(str(number))
        box.blur()


def _drawn(page: Page) -> None:
    """The worker of the demonstration is a process of its own; here the draw is made in its place, if it waits."""
    from projects.models import Panel

    expect(page.locator("#progress, #seats")).to_be_visible()
    for panel in Panel.objects.filter(state="published").order_by("pk"):
        draw(panel)
    # The page asks by itself and turns into the result.
    expect(page.locator("#seats")).to_be_visible(timeout=20_000)


def _one_says_no(wanted: Any) -> None:
    person = wanted.choices.select_related("representative").order_by("pk")[0].representative
    for kind in ("asked", "declined"):
        Turn.objects.create(
            municipality=wanted.municipality,
            representative=person,
            kind=kind,
            at=AT,
            request_ref=wanted.public_id,
        )
