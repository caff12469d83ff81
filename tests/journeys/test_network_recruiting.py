"""New people in the network: one by a card that somebody passed on, one by a form on paper."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press


def test_new_person_by_card(page_as: Callable[..., Page]) -> None:
    """A professional passes on a card; the person registers on a phone without scripts, and is welcomed."""
    facilitator = page_as("facilitator")
    facilitator.goto(f"{NORDVIK}/channels/new/")
    fill(facilitator, name="Hjerteskolen", kind="Fagpersoner som gir det videre")
    press(facilitator)
    expect(facilitator.locator("img.qr")).to_be_visible()
    assert_accessible(facilitator)

    address = _passed_on(page_as("professional"), "Hjerteskolen")
    phone = page_as(None, width=320, scripts=False)
    phone.goto(address)
    _apply(phone)
    expect(phone.locator("h1")).to_contain_text("Takk")

    facilitator.goto(f"{NORDVIK}/applicants/")
    facilitator.get_by_role("button", name="Start samtalen med Sunniva Kvam").click()
    facilitator.goto(f"{NORDVIK}/applicants/")
    facilitator.get_by_role("link", name="Skriv ned samtalen med Sunniva Kvam").click()
    fill(facilitator, outcome="welcome", next_step="Sende datoen for grunnkurset")
    press(facilitator)
    facilitator.goto(f"{NORDVIK}/applicants/")
    facilitator.get_by_role("button", name="Ønsk velkommen: Sunniva Kvam").click()
    expect(facilitator.locator("main")).to_contain_text("Aktiv")
    assert_accessible(facilitator)
    facilitator.goto(f"{NORDVIK}/outbox/")
    expect(facilitator.locator("main")).to_contain_text("Velkommen til nettverket")


def test_paper_form(page_as: Callable[..., Page]) -> None:
    """A form that came in an envelope is typed in as paper, with where it lies."""
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/channels/")
    page.locator("main tbody th a").first.click()
    with page.expect_download() as file:
        page.locator("a[href$='/form.pdf']").click()
    assert file.value.suggested_filename.endswith(".pdf")

    page.goto(f"{NORDVIK}/applicants/paper/")
    press(page)
    expect(page.locator(".ds-error-summary")).to_be_visible()
    fill(page, given_name="Alfhild", family_name="Moe", phone="406 77 001", channel="phone")
    fill(page, evidence="Låst skap, perm 7")
    page.check("main [name=network]")
    press(page)

    expect(page.locator("h1")).to_contain_text("Alfhild Moe")
    page.goto(f"{NORDVIK}/applicants/")
    expect(page.locator("main")).to_contain_text("Alfhild Moe")


def _passed_on(professional: Page, channel: str) -> str:
    """What a professional does: copies the link and says how many; returns the path of the link."""
    professional.goto(f"{NORDVIK}/channels/pass-on/")
    card = professional.locator(".card", has_text=channel)
    address = card.locator("input[readonly]").input_value()
    card.locator("input[name=count]").fill("6")
    card.locator("form button").click()
    expect(professional.locator(".messages")).to_contain_text("Takk")
    found = re.search(r"/join/\w+/", address)
    assert found is not None
    return found[0]


def _apply(phone: Page) -> None:
    """Three steps, once back, with what was written still there."""
    fill(phone, given_name="Sunniva", family_name="Kvam", email="sunniva@example.org", channel="email")
    phone.click("main button[name=go][value=next]")
    phone.locator("main details summary").first.click()
    phone.locator("main [name=experience_consent][value=yes]").check()
    phone.click("main button[name=go][value=back]")
    expect(phone.locator("[name=given_name]")).to_have_value("Sunniva")
    phone.click("main button[name=go][value=next]")
    expect(phone.locator("[name=experience_consent][value=yes]")).to_be_checked()
    phone.click("main button[name=go][value=next]")
    phone.check("main [name=network]")
    phone.check("main [name=oneself]")
    phone.wait_for_timeout(5000)
    phone.click("main button[name=go][value=send]")
