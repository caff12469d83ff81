"""What needs me: a facilitator with ten minutes empties part of the list, and a colleague's word comes with a task."""

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.steps import NORDVIK, fill, press

TASKS = f"{NORDVIK}/tasks/"
RING = "Ring biblioteket om møterommet i desember"


def test_ten_minutes_with_the_list_on_a_phone(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator", width=390)

    page.goto(TASKS)
    expect(page.locator("main h1")).to_have_text("Dette trenger deg")
    mine = page.locator("main li", has_text=RING)
    mine.locator("form[action$='/done/'] button").click()
    expect(page.locator("main")).to_contain_text("Ferdig.")
    expect(page.locator("main section", has_text=RING)).to_have_count(0)
    page.locator("details", has_text="Gjort i det siste").locator("summary").click()
    page.locator("li", has_text=RING).locator("form[action$='/open/'] button").click()
    expect(page.locator("main section", has_text=RING)).to_have_count(1)

    page.locator("main li", has_text=RING).locator("a").last.click()
    page.locator("button[name=days][value='7']").click()
    expect(page.locator("main section", has_text=RING)).to_have_count(0)
    page.locator("main nav a[href='?show=later']").click()
    expect(page.locator("main section", has_text=RING)).to_contain_text("Utsatt til")
    page.locator("main li", has_text=RING).locator("a").last.click()
    page.locator("form[action$='/wake/'] button").click()
    expect(page.locator("main section", has_text=RING)).to_have_count(1)


def test_a_task_leads_to_where_it_is_done_and_is_gone_when_it_is(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{TASKS}?kind=questions")
    lines = page.locator("main section li")
    before = lines.count()
    assert before > 0
    lines.first.locator("a").first.click()
    page.locator("main textarea").first.fill("Ja, det går fint å komme litt senere.")
    press(page)
    page.goto(f"{TASKS}?kind=questions")
    expect(page.locator("main section li")).not_to_have_count(before)


def test_one_writes_something_down_and_gives_a_task_with_a_word(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{TASKS}new/")
    fill(page, title="Bestill kaffe til rådet", due_on=timezone.localdate().isoformat())
    press(page)
    expect(page.locator("main section", has_text="Bestill kaffe til rådet")).to_have_count(1)
    page.locator("main li", has_text="Bestill kaffe til rådet").locator("a").last.click()
    page.locator("select[name=to]").select_option(label="Kristin Vold")
    fill(page, word="Du er der likevel.")
    page.locator("form[action$='/give/'] button").first.click()
    expect(page.locator("main")).to_contain_text("Kristin Vold har det nå.")
    expect(page.locator("main section", has_text="Bestill kaffe til rådet")).to_have_count(0)
    page.goto(f"{NORDVIK}/outbox/?kind=task.given")
    expect(page.locator("main tbody tr").first).to_be_visible()
