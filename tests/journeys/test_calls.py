"""An open call: told to those who want to hear, answered on a phone without scripts, read blind, and settled."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, ask_for_people, fill, make_project, press


def test_an_open_call_from_a_wish_to_hear_to_an_answer_for_everyone(page_as: Callable[..., Page]) -> None:
    """A person chooses a topic, gets the letter and presses once; everyone is read, and everyone gets an answer."""
    own = page_as("representative", width=390)
    own.goto(f"{NORDVIK}/my-page/topics/new/")
    fill(own, term_q="Snakke i grupper")
    press(own)
    expect(own.locator("main")).to_contain_text("Snakke i grupper")
    assert_accessible(own)

    page = page_as("facilitator")
    request = ask_for_people(page, make_project(page, "Et roligere venterom"), "To som prøver rommet med oss")
    call = _publish(page, request)
    address = _link_of_newest_letter(page)

    _looked_at(page_as, address)
    phone = page_as(None, width=320, scripts=False)
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("600 kroner")
    fill(phone, words="Jeg vil gjerne være med.")
    phone.click("main form button")
    expect(phone.locator("h1")).to_contain_text("Takk for at du er interessert")

    page.goto(call)
    page.click("form[action$='/close/'] button")
    _read_and_decide(page, call)
    page.goto(f"{call}answer/")
    expect(page.locator("main")).to_contain_text("Takk for at du var interessert")
    assert_accessible(page)
    page.locator("main form .actions button").last.click()
    expect(page.locator("main")).to_contain_text("Alle har fått svar")
    page.goto(f"{NORDVIK}/outbox/")
    expect(page.locator("main")).to_contain_text("Svar til den som meldte interesse")


def test_anybody_may_open_the_page_and_somebody_new_goes_on_to_register(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/calls/")
    assert_accessible(page)
    page.locator("main tbody th a").first.click()
    page.click("form[action$='/way-in/'] button")
    expect(page.locator("img.qr")).to_be_visible()
    address = re.search(r"/call/\w+/", page.locator("main").inner_text())
    assert address is not None

    _looked_at(page_as, address[0])
    phone = page_as(None, width=320, scripts=False, scheme="dark", language="nn")
    phone.goto(address[0])
    phone.click("main a[href^='/join/']")

    expect(phone.locator("main [name=given_name]")).to_be_visible()


def _looked_at(page_as: Callable[..., Page], address: str) -> None:
    """The page that needs no scripts, looked at by axe, which does."""
    page = page_as(None, width=320, scheme="dark", language="nn")
    page.goto(address)
    assert_accessible(page)


def _publish(page: Page, request: str) -> str:
    """Writes the call, looks at whom it reaches, and publishes it; returns the address of its page."""
    page.goto(request)
    page.click("main a[href$='/call/']")
    fill(page, greeting="Kom og kjenn hvordan det er å vente hos oss.")
    press(page)
    call = page.url
    page.click("main a[href$='/publish/']")
    expect(page.locator("main")).to_contain_text("får brev")
    assert_accessible(page)
    page.locator("main form .actions button").last.click()
    expect(page.locator("main")).to_contain_text(re.compile("Åpen"))
    # A worker writes the letters; the page says so until it is done.
    expect(page.locator("#letters")).to_have_count(0, timeout=30_000)
    return call


def _read_and_decide(page: Page, call: str) -> None:
    """Without a name until it is read; then one answer."""
    page.goto(f"{call}interest/")
    expect(page.locator("main tbody th").first).to_contain_text("Nummer 1")
    assert_accessible(page)
    page.locator("main tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text("Nummer 1")
    expect(page.locator("main")).to_contain_text("Jeg vil gjerne være med.")
    page.click("form[action$='/read/'] button")
    expect(page.locator("h1")).not_to_contain_text("Nummer")
    fill(page, answer="not_now")
    press(page)
    expect(page.locator("main tbody")).to_contain_text("Ikke denne gangen")


def _link_of_newest_letter(page: Page) -> str:
    page.goto(f"{NORDVIK}/outbox/")
    page.locator("tbody th a").first.click()
    found = re.search(r"/call/\w+/[\w-]+/", page.locator("main").inner_text())
    assert found is not None
    return found[0]
