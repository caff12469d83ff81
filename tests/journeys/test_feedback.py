"""A meeting is closed, both sides answer without scripts, and the facilitator sees counts and what is low."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.steps import NORDVIK, fill, press

PROJECT = "Kjente ansikter på døra"
TITLE = "Møte om ringelista"


def close_a_meeting(page: Page) -> int:
    """A meeting of today where everyone came; returns how many that was."""
    page.goto(f"{NORDVIK}/meetings/new/")
    fill(page, project=PROJECT, title=TITLE, place="Rådhuset")
    press(page)
    page.click("a[href$='/close/']")
    boxes = page.locator("input[name^=present_]").all()
    for box in boxes:
        box.check()
    expect(page.locator("input[name=ask_for_feedback]")).to_be_checked()
    fill(page, hours="2", professional_hours="4", facilitator_hours="3")
    press(page)
    page.wait_for_url(lambda address: "/close/" not in address)
    return len(boxes)


def answer_on_a_phone(phone: Page, link: str) -> None:
    """Every question with the second best, and a word to the facilitator alone."""
    phone.goto(link)
    expect(phone.locator("h1")).to_have_text("Hvordan var møtet?")
    expect(phone.locator("input:checked")).to_have_count(0)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    for question in phone.locator("fieldset:has(input[type=radio])").all():
        question.locator("label", has_text="Stort sett").click()
    phone.locator("textarea[name=word]").fill("Vi burde hatt en pause.")
    phone.locator("form .actions button").last.click()
    expect(phone.locator("body")).to_contain_text("Takk, vi har fått svaret ditt")
    expect(phone.locator("input:checked")).to_have_count(5)


def test_both_sides_say_how_it_was_and_the_counts_come_back(page_as: Callable[..., Page]) -> None:
    facilitator = page_as("facilitator")
    there = close_a_meeting(facilitator)
    state = facilitator.locator("main .ds-card", has_text="Slik var det for begge sider")
    expect(state).to_contain_text(f"0 av {there} har svart.")

    professional = page_as("professional")
    professional.goto(f"{NORDVIK}/")
    link = str(professional.locator("a[href^='/answer/']", has_text=TITLE).first.get_attribute("href"))
    answer_on_a_phone(page_as(None, width=360, scripts=False), link)

    # The others say it by phone; when all have answered, the counts are there.
    facilitator.goto(f"{NORDVIK}/feedback/")
    facilitator.locator("tbody th a", has_text=TITLE).first.click()
    pulse = facilitator.url
    for number in range(there):
        facilitator.locator("a[href*='/answers/']").first.click()
        first = facilitator.locator("main fieldset:has(input[type=radio])").first
        first.locator("label", has_text="Ja" if number else "Nei").click()
        press(facilitator)
        facilitator.wait_for_url(pulse)
    main = facilitator.locator("main")
    expect(main).to_contain_text(f"{there} av {there} har svart.")
    if there >= 5:
        expect(main).to_contain_text(f"Ja: {there - 1}")
    else:
        expect(main).to_contain_text("Færre enn fem svarte.")
    expect(main).not_to_contain_text("Vi burde hatt en pause.")

    facilitator.goto(f"{NORDVIK}/feedback/look/")
    facilitator.locator("tbody th a", has_text="Jonas Berg Haugen").first.click()
    expect(facilitator.locator("main")).to_contain_text("Vi burde hatt en pause.")
    facilitator.locator("form[action$='/seen/'] button").click()
    expect(facilitator.locator("main")).not_to_contain_text("Jonas Berg Haugen")
