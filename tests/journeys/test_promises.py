"""An owner answers on a phone by the link in the letter; whoever said it says that it is not what was meant."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press


def _link(page: Page, kind: str, path: str) -> str:
    """The address in the newest letter of a kind, as the outbox shows it."""
    page.goto(f"{NORDVIK}/outbox/?kind={kind}")
    page.locator("tbody th a").first.click()
    found = re.search(rf"/answer/[\w-]+/{path}/", page.locator("main").inner_text())
    assert found is not None
    return found.group()


def test_an_owner_without_time_answers_on_a_phone(page_as: Callable[..., Page]) -> None:
    facilitator, phone = page_as("facilitator"), page_as(None, width=360, scripts=False)
    address = _link(facilitator, "promise.owed", "promise")

    looking = page_as(None, width=360)
    looking.goto(address)
    assert_accessible(looking)
    phone.goto(address)
    expect(phone.locator("h1")).to_contain_text("Noen venter på svar fra deg")
    phone.click("button[name=answer][value=adopted]")
    expect(phone.locator("main")).to_contain_text("Et svar trenger en begrunnelse")
    fill(phone, reason="Vi gjør det fra nyttår.")
    phone.click("button[name=answer][value=adopted]")
    expect(phone.locator("h1")).to_contain_text("Takk, nå er det besvart")
    expect(phone.locator("main")).to_contain_text("Vi gjør det fra nyttår.")


def test_that_is_not_what_i_meant(page_as: Callable[..., Page]) -> None:
    facilitator, person = page_as("facilitator"), page_as("representative", width=360)
    person.goto(f"{NORDVIK}/")
    # What came of earlier words is folded away.
    link = person.locator("main a", has_text="Var det dette du mente?").first.get_attribute("href")
    person.goto(str(link))
    assert_accessible(person)
    fill(person, text="Jeg mente døra på baksiden.")
    person.click("button[name=word][value=not_meant]")
    expect(person.locator("body")).to_contain_text("Takk for at du sa fra")

    facilitator.goto(f"{NORDVIK}/")
    facilitator.click("main a[href$='/contributions/reactions/']")
    mine = facilitator.locator("tr", has_text="Jeg mente døra på baksiden.")
    expect(mine).to_be_visible()
    mine.locator("a[href*='/contributions/reactions/']").click()
    fill(facilitator, outcome="Snakket sammen: det gjelder baksiden.")
    press(facilitator)
    facilitator.click("main a[href$='?show=settled']")
    expect(facilitator.locator("main")).to_contain_text("Snakket sammen: det gjelder baksiden.")
