"""Inside the organisation: a manager answers an ask on a phone, and a reflection becomes an ask."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press

PHONE = {"width": 390, "height": 844}


def _link(page: Page, title: str) -> str:
    """The address in the letter about an ask, as the outbox shows it."""
    page.goto(f"{NORDVIK}/outbox/?kind=ask.made")
    for address in [str(link.get_attribute("href")) for link in page.locator("tbody th a, tbody td a").all()]:
        page.goto(address)
        text = page.locator("main").inner_text()
        found = re.search(r"/answer/[\w-]+/decision/", text)
        if found is not None and title in text:
            return found.group()
    raise AssertionError(f"no letter about {title}")


def _ask(facilitator: Page) -> str:
    """A long ask to the senior management; returns the address of its page."""
    facilitator.goto(f"{NORDVIK}/asks/new/")
    fill(
        facilitator,
        title="Kan koordinatoren få to timer i uka til å svare representantene?",
        unit="Øverste ledelse",
        need="Svarene blir liggende fordi ingen har tid. " * 12,
        options="To timer i uka, eller en vikar hver måned.",
        cost_kroner="24000",
        cost_hours="80",
        consequence="Folk slutter når de ikke hører noe.",
        decide_by="2099-03-01",
    )
    press(facilitator)
    facilitator.wait_for_url(lambda address: "/new/" not in address)
    return facilitator.url


def test_a_manager_answers_an_ask_on_a_phone(page_as: Callable[..., Page]) -> None:
    facilitator, phone = page_as("facilitator"), page_as(None, width=390, scripts=False)
    ask = _ask(facilitator)
    address = _link(facilitator, "to timer i uka")

    looking = page_as(None, width=390)
    looking.goto(address)
    assert_accessible(looking)
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict
    phone.goto(address)
    expect(phone.locator("h1")).to_contain_text("Kan koordinatoren få to timer")
    for answer in ("granted", "declined", "later"):
        box = phone.locator(f"button[name=answer][value={answer}]").bounding_box()
        assert box is not None and box["y"] + box["height"] <= PHONE["height"], answer
        assert box["height"] >= 44
    assert phone.locator("main").evaluate("main => main.getBoundingClientRect().bottom") <= PHONE["height"]

    phone.click("button[name=answer][value=declined]")
    expect(phone.locator("main")).to_contain_text("Skriv hvorfor")
    phone.click("button[name=answer][value=granted]")
    expect(phone.locator("h1")).to_contain_text("Takk, svaret ditt er lagret")

    facilitator.goto(ask)
    expect(facilitator.locator("main")).to_contain_text("Innvilget")
    facilitator.click("a[href$='/followed/']")
    fill(facilitator, text="Timene står i planen fra januar.")
    press(facilitator)
    phone.goto(address)
    expect(phone.locator("main")).to_contain_text("Timene står i planen fra januar.")


def test_a_reflection_becomes_an_ask(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator", scripts=False)
    page.goto(f"{NORDVIK}/reflections/new/")
    fill(page, project="Kjente ansikter på døra", how="alone")
    press(page)
    for words in (
        {"went_well": "Vi gikk runden før noen svarte."},
        {"surprised": "Hvor mange som kjente igjen det samme."},
        {"for_others": "Begynn med en historie."},
        {"not_heard": "De som jobber om natta.", "gap": "yes", "gap_words": "Naboen låser opp."},
    ):
        expect(page.locator("main form")).to_be_visible()
        fill(page, **words)
        page.locator("main form .actions button").first.click()
    fill(page, for_managers="Turnus stopper oss. Vi trenger to timer i måneden.", purposes="improve")
    press(page)
    expect(page.locator("main")).to_contain_text("Naboen låser opp.")
    reflection = page.url

    page.click("a[href$='/ask/']")
    assert "Vi trenger to timer i måneden." in page.locator("[name=need]").input_value()
    fill(page, title="To timer i måneden til faste team", decide_by="2099-03-01")
    press(page)
    expect(page.locator("main")).to_contain_text("To timer i måneden til faste team")
    assert page.url == reflection

    manager = page_as("unit_manager", width=390)
    manager.goto(f"{NORDVIK}/")
    assert_accessible(manager)
    manager.goto(f"{NORDVIK}/asks/")
    manager.click("main a:has-text('To timer i måneden til faste team')")
    manager.check("main [name=answer][value=granted]")
    press(manager)
    page.goto(reflection)
    assert_accessible(page_as_again(page_as, reflection))
    expect(page.locator("main")).to_contain_text("Innvilget")


def page_as_again(page_as: Callable[..., Page], address: str) -> Page:
    """The same page with scripts, to be looked through."""
    page = page_as("facilitator")
    page.goto(address)
    return page
