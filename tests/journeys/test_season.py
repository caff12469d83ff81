"""The season: one plan for every open seat, what it changes, and seats taken one by one."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, press

LONG = 60_000  # milliseconds: a plan is a job, and the machine may have other work


def test_the_season_is_planned_and_taken_seat_by_seat(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/projects/")
    page.click("a[href$='/season/']")

    seats = page.locator("main article")
    expect(seats.first.locator("li").first).to_be_visible()
    assert seats.count() >= 2
    expect(page.locator("main")).to_contain_text("Hva planen endrer")
    assert_accessible(page)

    # Somebody against whom nothing stands, and the last.
    free = page.locator("main article[id]", has=page.locator("form[action$='/take/']")).first
    first, last = (one.get_attribute("id") for one in (free, page.locator("main article[id]").last))
    take = page.locator(f"#{first} form[action$='/take/']").get_attribute("action")
    page.goto(str(take))
    assert_accessible(page)
    press(page)
    expect(page.locator(f"#{first}")).to_contain_text("Valgt")

    page.locator(f"#{last} form[action$='/skip/'] button").click()
    expect(page.locator(f"#{last}")).to_contain_text("Lagt til side")
    page.locator(f"#{last} form[action$='/put-back/'] button").click()
    expect(page.locator(f"#{last} form[action$='/skip/']")).to_be_visible()

    page.locator("form[action$='/season/make/'] button").click()
    expect(page.locator("main article").first).to_be_visible(timeout=LONG)
    expect(page.locator(f"#{first}")).to_have_count(0)


def test_the_plan_is_read_on_a_phone_and_without_scripts(page_as: Callable[..., Page]) -> None:
    phone = page_as("facilitator", width=320, scheme="dark")
    phone.goto(f"{NORDVIK}/season/")
    assert_accessible(phone)

    plain = page_as("facilitator", width=320, scripts=False)
    plain.goto(f"{NORDVIK}/season/")
    expect(plain.locator("main article").first).to_be_visible()
    plain.locator("main article form[action$='/skip/'] button").last.click()
    expect(plain.locator("main article").last).to_contain_text("Lagt til side")
    plain.locator("main article form[action$='/put-back/'] button").last.click()
    expect(plain.locator("main article form[action$='/put-back/']")).to_have_count(0)
