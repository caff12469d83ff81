"""Choosing among candidates: side by side, Why not?, and the whole list by keys, with focus where it was."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, ask_for_people, fill, make_project, press

CARD = "[data-candidate]"


def _list_of_new_request(page: Page, title: str) -> str:
    request = ask_for_people(page, make_project(page, title), f"{title}: to stykker")
    page.goto(f"{request}candidates/")
    return f"{request}candidates/"


def test_three_are_compared_and_one_is_considered(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    address = _list_of_new_request(page, "Ett skjema til alle")
    expect(page.locator(CARD).nth(2)).to_be_visible()
    assert_accessible(page)

    for number in range(3):
        page.locator(CARD).nth(number).locator("input[name=person]").check()
    page.locator("#compare button").click()
    expect(page.locator("main thead th")).to_have_count(4)
    assert_accessible(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert_accessible(page)
    name = page.locator("main article h2").first.inner_text()
    page.locator("main article button[value=shortlisted]").first.click()

    expect(page.locator("main")).to_contain_text(name)
    assert page.url.split("#")[0].endswith(address)
    expect(page.locator("article", has_text=name).first).to_contain_text("Vurderes")


def test_why_not_leads_to_what_happened(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    _list_of_new_request(page, "Hvem mangler på lista?")

    page.click("a[href$='/why-not/']")
    fill(page, name="a")
    press(page)
    page.locator("main article a[href$='/why/']").first.click()
    expect(page.locator("main li").first).to_be_visible()
    assert_accessible(page)

    page.locator("main .back a").click()
    expect(page.locator("main a[href$='/why/']").first).to_be_visible()


def test_the_list_is_worked_through_by_keys(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    _list_of_new_request(page, "Med to fingre")
    cards = page.locator(CARD)
    first, second = (cards.nth(number).get_attribute("id") for number in (0, 1))
    expect(page.locator("[data-keys]")).to_be_visible()

    page.keyboard.press("v")
    expect(page.locator("main button[value=shortlisted]").first).to_be_visible()
    assert page.locator("article .ds-tag", has_text="Vurderes").count() == 0

    cards.first.locator("h3 a").focus()
    page.keyboard.press("j")
    assert _where(page) == second
    page.keyboard.press("k")
    assert _where(page) == first
    page.keyboard.press("x")
    expect(cards.first.locator("input[name=person]")).to_be_checked()

    page.keyboard.press("v")
    expect(page.locator(f"#{first}")).to_contain_text("Vurderes")
    page.wait_for_function("id => document.activeElement.closest('[data-candidate]')?.id === id", arg=first)
    expect(page.locator("#status")).not_to_be_empty()
    page.keyboard.press("j")
    page.keyboard.press("i")
    expect(page.locator(f"#{second}")).to_contain_text("Ikke valgt denne gangen")
    assert_accessible(page)


def test_without_scripts_and_names_on_a_phone(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    address = _list_of_new_request(page, "Uten navn")
    name = page.locator(f"{CARD} h3").first.inner_text()

    phone = page_as("facilitator", width=320, scripts=False)
    phone.goto(address)
    phone.check("#look-names")
    phone.locator("#look button").click()
    expect(phone.locator(f"{CARD} h3").first).to_contain_text("Person ")
    expect(phone.locator("main")).not_to_contain_text(name)
    phone.locator(f"{CARD} button[value=later]").first.click()

    assert "names=hidden" in phone.url
    expect(phone.locator("main")).not_to_contain_text(name)
    expect(phone.locator(CARD).first).to_contain_text("Spør senere")


def test_the_fairness_of_asking_is_looked_at_and_opened(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    page.goto(f"{NORDVIK}/fairness/")
    expect(page.locator("figure svg").first).to_be_visible()
    assert_accessible(page)
    page.locator("a[href*='by=times']").first.click()
    expect(page.locator("main li a").first).to_be_visible()
    assert_accessible(page)

    manager = page_as("senior_manager", width=320)
    manager.goto(f"{NORDVIK}/fairness/")
    assert_accessible(manager)
    expect(manager.locator("main a[href*='/fairness/people/']")).to_have_count(0)


def _where(page: Page) -> str | None:
    """The card in which focus is."""
    found: str | None = page.evaluate("document.activeElement.closest('[data-candidate]')?.id")
    return found
