"""Deleting a person for good, and handing everything over to the next facilitator."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible
from tests.journeys.steps import NORDVIK, fill, press


def test_erasure(page_as: Callable[..., Page]) -> None:
    """What goes and what stays is said first; only the typed name deletes; the person is nowhere after it."""
    page = page_as("facilitator")
    name = _take_in(page, "Borghild", "Slettemoen", phone="406 77 123")
    page.locator("main a[href$='/erase/']").click()
    expect(page.locator("h1")).to_contain_text(name)
    assert_accessible(page)

    fill(page, why="asked", typed="Noen andre")
    press(page)
    expect(page.locator(".ds-error-summary")).to_be_visible()
    fill(page, why="asked", typed=name)
    press(page)
    expect(page.locator(".messages")).to_be_visible()

    page.goto(f"{NORDVIK}/people/?text=Slettemoen")
    expect(page.locator("main")).not_to_contain_text(name)
    page.goto(f"{NORDVIK}/network-policy/")
    page.locator("main a[href$='/erasures/']").click()
    expect(page.locator("main tbody tr").first).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Slettemoen")
    assert_accessible(page)


def test_handover(page_as: Callable[..., Page]) -> None:
    """What is mine is gathered, gone through with a word, and moves at once; the pack can be read on paper."""
    page = page_as("facilitator")
    name = _take_in(page, "Gunvor", "Overtangen", phone="406 77 456")
    person = page.url
    page.goto(f"{NORDVIK}/handovers/")
    fill(page, to="Kristin Vold", note="Gunvor er ny. Ring henne i januar.")
    press(page)
    expect(page.locator("main")).to_contain_text(name)
    assert_accessible(page)

    row = page.locator("main .card .stack", has=page.get_by_role("link", name=name, exact=True)).last
    row.locator("input[type=text]").fill("Vil gjerne lese tekster.")
    row.locator("input[type=checkbox]").check()
    page.locator("main form .actions button").last.click()
    expect(row.locator("input[type=text]")).to_have_value("Vil gjerne lese tekster.")
    with page.expect_download() as file:
        page.locator("main a[href$='/pdf/']").click()
    assert file.value.suggested_filename.endswith(".pdf")
    page.locator("main a[href$='/complete/']").click()
    assert_accessible(page)
    page.locator("main form[method=post] button").first.click()

    expect(page.locator(".messages")).to_be_visible()
    page.goto(person)
    expect(page.locator("main")).to_contain_text("Kristin Vold")


def _take_in(page: Page, given: str, family: str, *, phone: str) -> str:
    """Takes in a new person, and stands on the page of the person; returns the name."""
    page.goto(f"{NORDVIK}/people/new/")
    fill(page, given_name=given, family_name=family, phone=phone)
    press(page)
    expect(page.locator("h1")).to_contain_text(family)
    return f"{given} {family}"
