"""From a confirmed seat to payroll's file and the certificate: the meeting, the money, and the paper to keep."""

import csv
from collections.abc import Callable
from io import StringIO

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, close_this_meeting, fill, plan_a_meeting, press

PROJECT, TITLE = "Én vei inn", "Møte om inngangen"
CONTACT = "Marte, 406 12 000"


def _fetched(page: Page, link: str) -> bytes:
    """The file that a press on the first such link brings."""
    with page.expect_download() as coming:
        page.locator(link).first.click()
    return coming.value.path().read_bytes()


def test_all_that_matters_of_a_meeting_is_on_one_screen_of_a_phone(page_as: Callable[..., Page]) -> None:
    facilitator, person = page_as("facilitator"), page_as("representative", width=390)
    plan_a_meeting(
        facilitator,
        project=PROJECT,
        title=TITLE,
        begins="09:00",
        ends="11:00",
        papers="Utkastet",
        contact=CONTACT,
    )

    person.goto(f"{NORDVIK}/")
    person.click("main a:has-text('Papirer, honorar og hvem du kan spørre')")
    card = person.locator("article, .ds-card").filter(has_text=TITLE).first
    for words in ("09:00", "Rådhuset", "Utkastet", CONTACT):
        expect(card).to_contain_text(words)
    box = card.bounding_box()
    assert box is not None and box["height"] < 844
    assert_accessible(person)


def test_from_the_seat_to_payroll_and_the_certificate(page_as: Callable[..., Page]) -> None:
    facilitator, person = page_as("facilitator"), page_as("representative", width=390)
    plan_a_meeting(facilitator, project=PROJECT, title=TITLE)
    close_this_meeting(facilitator, "Skiltet ved inngangen er for lite.")
    expect(facilitator.locator("body")).to_contain_text("lagt klare som utkast")

    person.goto(f"{NORDVIK}/my-page/money/")
    person.locator("li", has_text=TITLE).locator("a[href$='/new/']").first.click()
    fill(person, kind="travel", number="12")
    press(person)
    expect(person.locator("main")).to_contain_text("63,60 kr")

    mine = facilitator.locator("tr", has_text="Anne").filter(has_text=TITLE)
    for _claim in range(2):
        facilitator.goto(f"{NORDVIK}/claims/?state=draft")
        mine.first.locator("form[action$='/approve/'] button").click()
        facilitator.wait_for_load_state()
    facilitator.goto(f"{NORDVIK}/claims/payroll/")
    facilitator.click("form[action$='/payroll/new/'] button")
    text = _fetched(facilitator, "a[href$='kind=csv']").decode("utf-8-sig")
    lines = [row for row in csv.reader(StringIO(text), delimiter=";") if any("Anne" in cell for cell in row)]
    assert any("63,60" in cell for row in lines for cell in row)

    person.goto(f"{NORDVIK}/my-page/money/")
    expect(person.locator("li", has_text=TITLE).first).to_contain_text("lønn")
    person.goto(f"{NORDVIK}/")
    person.locator("main a[href*='/my-page/assignments/']").first.click()
    paper = _fetched(person, "a[href$='certificate.pdf']")
    assert paper.startswith(b"%PDF")
