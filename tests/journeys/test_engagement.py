"""Inside the organisation: from a first conversation to an ally, and a professional reads the own record."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.steps import NORDVIK, fill, press

NAME = "Solveig Prøve"
STEP = "Ta med en kort historie til morgenmøtet"


def test_from_a_first_conversation_to_an_ally(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{NORDVIK}/engagement/people/new/")
    fill(page, name=NAME, unit="Legevakta", job="Sykepleier")
    press(page)
    expect(page.locator("h1")).to_have_text(NAME)
    fill(page, kind="Snakket med tilretteleggeren", text="Vil gjerne høre mer om hva et panel er.")
    press(page)
    expect(page.locator("main")).to_contain_text("Vil gjerne høre mer om hva et panel er.")
    person = page.url

    page.goto(f"{NORDVIK}/engagement/allies/")
    expect(page.locator("tbody tr", has_text=NAME)).to_have_count(0)
    page.goto(person)
    page.locator("main a[href$='/next/']").click()
    fill(page, next_step=STEP, next_on=timezone.localdate().isoformat(), every_days="Hver måned")
    press(page)
    expect(page.locator("main")).to_contain_text(STEP)
    page.goto(f"{NORDVIK}/tasks/")
    expect(page.locator("main section li", has_text=NAME)).to_have_count(1)
    page.goto(person)
    page.locator("form[action$='/done/'] button").click()
    expect(page.locator("main")).to_contain_text((timezone.localdate() + timedelta(days=30)).strftime("%Y"))
    page.goto(person)
    fill(page, kind="Snakket for det blant kollegaer", text="Tok opp saken på personalmøtet.")
    press(page)

    found = row_of(page, f"{NORDVIK}/engagement/allies/", NAME)
    expect(found).to_contain_text("Legevakta")


def row_of(page: Page, address: str, text: str) -> Locator:
    """The row of a list, on whatever page, in which a text stands."""
    page.goto(address)
    while page.locator("tbody tr", has_text=text).count() == 0:
        onward = page.locator("a[rel=next]")
        assert onward.count(), f"{text} is on no page of {address}"
        page.goto(str(onward.evaluate("link => link.href")))
    return page.locator("tbody tr", has_text=text)


def test_a_professional_reads_the_own_record_and_is_glad_to_be_asked(page_as: Callable[..., Page]) -> None:
    page = page_as("professional", width=390)

    page.goto(f"{NORDVIK}/engagement/about-me/")
    main = page.locator("main")
    expect(main).to_contain_text("Jonas Berg Haugen")
    for heading in ("Hva tilretteleggeren skal gjøre nå", "Hvem kjenner hvem", "Dette har skjedd"):
        expect(main.locator("h2", has_text=heading)).to_have_count(1)
    assert main.inner_text().count("Marte Solheim") > 0

    page.goto(f"{NORDVIK}/guidance/")
    page.locator("main a[href$='/guidance/asked/']").click()
    fill(page, about="Spør meg om å lede et møte sammen.")
    press(page)
    expect(page.locator("main")).to_contain_text("Spør meg om å lede et møte sammen.")
    page.locator("form[action$='/take-back/'] button").click()
    expect(page.locator("main")).not_to_contain_text("Spør meg om å lede et møte sammen.")
