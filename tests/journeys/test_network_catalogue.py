"""A term is found by typing it wrongly, and a gap leads to a campaign for just that."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, press


def test_a_term_is_found_while_it_is_typed_wrongly(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/people/")
    page.locator("main tbody th a").first.click()
    page.locator("main a[href*='/experience/']").first.click()

    page.locator("main input[type=search], main input[type=text]").first.press_sequentially("demnes")

    expect(page.locator("main").get_by_role("radio", name="Demens")).to_be_visible()
    assert_accessible(page)


def test_from_a_gap_to_a_campaign(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/gaps/")
    row = page.locator("#needs tbody tr").filter(has=page.locator("a[href*='/channels/new/']")).first
    what = row.locator("th a").inner_text().partition(" (")[0]

    row.locator("a[href*='/channels/new/']").click()
    expect(page.locator("main [name=name]")).to_have_value(f"Kampanje: {what}")
    press(page)

    expect(page.locator("img.qr")).to_be_visible()
    page.goto(f"{NORDVIK}/gaps/")
    expect(page.locator("#needs")).to_contain_text(f"Kampanje: {what}")
