"""A representative on My page, on a phone and in bokmål: sees, changes, hides, pauses, asks, and is not left alone."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press

OWN = f"{NORDVIK}/my-page/"


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def _main(page: Page):
    return expect(page.locator("main"))


def test_the_person_decides_over_what_is_held(page_as: Callable[..., Page]) -> None:
    page = page_as("representative", width=390)
    page.click("main a[href$='/my-page/']")
    _main(page).to_contain_text("Dette er det vi har om deg")
    assert_accessible(page)

    page.click("a[href$='/my-page/contact/']")
    fill(page, phone="40 61 29 99")
    press(page)
    _main(page).to_contain_text("406 12 999")

    page.click("a[href$='/my-page/when/']")
    page.get_by_role("group", name="Tirsdag").get_by_label("Kveld").check()
    press(page)
    _main(page).to_contain_text("tirsdager om kvelden")

    page.goto(f"{OWN}when/days/new/")
    soon = timezone.localdate() + timedelta(days=200)
    fill(page, is_available="away", **_day("from_on", soon), **_day("to_on", soon))
    press(page)
    _main(page).to_contain_text("Borte:")

    page.goto(f"{OWN}visibility/")
    page.check("input[name=email][value=project]")
    press(page)
    _main(page).to_contain_text("E-post, Når du kan")


def test_needs_somebody_who_answers_and_a_no(page_as: Callable[..., Page]) -> None:
    page = page_as("representative", width=390)

    page.goto(f"{OWN}support-needs/new/")
    fill(page, kind="hearing", text="Teleslynge", purpose="meetings")
    press(page)
    _main(page).to_contain_text("Hørsel: Teleslynge")

    page.goto(f"{OWN}proxy/")
    fill(page, name="Lise Aasen", relation="datter", email="lise@example.org")
    press(page)
    _main(page).to_contain_text("Går til Lise Aasen")
    assert_accessible(page)
    page.click("form[action$='/proxy/end/'] button")
    _main(page).to_contain_text("Du svarer selv.")

    page.goto(f"{OWN}consents/")
    page.click("a[href$='/quotation/withdraw/']")
    press_confirm(page)
    _main(page).to_contain_text("Du har trukket det tilbake")


def test_a_pause_a_copy_on_paper_and_who_has_looked(page_as: Callable[..., Page]) -> None:
    page, facilitator = page_as("representative", width=390), page_as("facilitator")

    page.goto(f"{OWN}pause/")
    press(page)
    _main(page).to_contain_text("Ingen spør deg før du sier fra.")
    page.click("form[action$='/pause/end/'] button")
    _main(page).to_contain_text("Velkommen tilbake")
    page.click("form[action$='/paper-copy/'] button")
    _main(page).to_contain_text("Tilretteleggeren sender den.")

    facilitator.goto(f"{NORDVIK}/people/?text=Anne+Aasen")
    facilitator.click("tbody th a")
    _main(facilitator).to_contain_text("Endret av personen selv")
    facilitator.click("main a[href$='/paper-copies/']")
    row = facilitator.locator("tr", has_text="Anne Aasen")
    row.locator("button").click()
    expect(facilitator.locator("tr", has_text="Anne Aasen")).to_have_count(0)

    page.goto(f"{OWN}looks/")
    _main(page).to_contain_text("Marte Solheim")
    _main(page).to_contain_text("For å holde nettverket oppdatert")


def press_confirm(page: Page) -> None:
    """The one button that does what the page has told of."""
    page.locator("main .confirm form button").click()
