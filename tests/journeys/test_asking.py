"""Steps 4 to 6: a project asks for people, the network shows who fits, and the chosen are asked and answer."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, ask_for_people, choose, fill, make_project, press


def test_a_project_plans_involvement_and_asks_for_people(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    project = make_project(page, "Et brev som kan forstås")
    page.click("a[href$='/plan/']")
    fill(page, preparation_planned="Rådgiver")
    press(page)
    expect(page.locator("main table").first).to_contain_text("Rådgiver")
    request = ask_for_people(page, project, "To som leser brevet med oss")

    page.goto(request)
    expect(page.locator("main")).to_contain_text("Hjemmetjeneste")
    expect(page.locator("a[href$='/candidates/']").first).to_be_visible()


def test_the_facilitator_chooses_also_against_a_gap(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    project = make_project(page, "Brevet etter vedtaket")
    request = ask_for_people(page, project, "To som har fått et vedtak")

    page.goto(f"{request}candidates/")
    shown = page.locator("article").first
    expect(shown.locator("li").first).to_be_visible()
    page.click("a[href$='/why-not/']")
    fill(page, name="Djupvik")
    press(page)
    expect(page.locator("main article, main .empty").first).to_be_visible()

    page.goto(f"{request}candidates/?all=1")
    page.locator("article a[href$='/choose/']").first.click()
    press(page)
    expect(page.locator(".ds-error-summary, [role=alert], .errors").first).to_be_visible()
    fill(page, reason="Har ringt: kan delta hvis møtene er korte.")
    press(page)
    expect(page.locator("main")).to_contain_text("Har ringt: kan delta hvis møtene er korte.")


def test_a_letter_is_answered_on_a_phone_without_scripts(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")
    project = make_project(page, "Hvem ringer etterpå?")
    request = ask_for_people(page, project, "To til arbeidsgruppa")
    choose(page, request, people=4)

    page.goto(f"{request}invitations/")
    page.click("main form[action$='/sending/start/'] button")
    assert_accessible(page)
    page.click("main form[action$='/send/'] button")
    expect(page.locator("tbody tr")).to_have_count(4, timeout=90_000)
    page.goto(f"{request}invitations/")
    expect(page.locator("tbody tr")).to_have_count(4)
    address = _link_of_newest_letter(page)

    phone = page_as(None, width=320, scripts=False)
    phone.goto(address)
    for answer, heading in (("yes", "du er med"), ("no", "Takk"), ("yes", "du er med")):
        if phone.locator("details summary").count():
            phone.locator("details.why summary").last.click()
        phone.click(f"button[name=answer][value={answer}]")
        expect(phone.locator("h1")).to_contain_text(heading)

    page.goto(f"{request}invitations/")
    expect(page.locator("main")).to_contain_text("1 av 2")
    page.locator("a[href$='/answers/new/']").last.click()
    fill(page, answer="yes", by="phone")
    press(page)
    expect(page.locator("main")).to_contain_text("2 av 2")


def _link_of_newest_letter(page: Page) -> str:
    page.goto(f"{NORDVIK}/outbox/")
    page.locator("tbody th a").first.click()
    found = re.search(r"/answer/[\w-]+/", page.locator("main").inner_text())
    assert found is not None
    return found[0]
