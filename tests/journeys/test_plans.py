"""Plan against actual: a manager plans, the facilitator sees the gap, opens what it rests on and asks for people."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.steps import NORDVIK, fill, press

PLANS = f"{NORDVIK}/participation-plans/"
AREA = "Oppstartsamtalen hjemme"
ALONE = "Trygghetsalarm som svarer"


def test_a_manager_plans_and_the_facilitator_sees_the_gap_and_asks(page_as: Callable[..., Page]) -> None:
    manager, facilitator = page_as("unit_manager", width=390), page_as("facilitator")

    manager.goto(f"{PLANS}new/")
    year = manager.locator("main [name=year] option").last.inner_text()
    fill(manager, can_change="Når vi kommer.", year=year)
    press(manager)
    expect(manager.locator("main")).to_contain_text("Hva kan ikke endres?")
    fill(manager, cannot_change="Antall stillinger.")
    press(manager)
    expect(manager.locator("main")).to_contain_text("Planen har ingen linjer ennå")
    manager.locator("main a[href$='/lines/new/']").first.click()
    fill(manager, area=AREA, stage="design", seats="2")
    press(manager)
    expect(manager.locator("main")).to_contain_text(AREA)
    manager.locator("form[action$='/agree/'] button").click()
    expect(manager.locator("main")).to_contain_text("Planen er vedtatt.")

    page = facilitator
    page.goto(f"{PLANS}?year={year}")
    row = page.locator("tbody tr", has_text="Hjemmetjenesten sentrum")
    expect(row).to_contain_text("0 av 2 planlagte plasser")
    expect(row).to_contain_text("Ikke tid ennå")
    row.locator("a[href*='/design/']").click()
    expect(page.locator("main")).to_contain_text(AREA)
    page.locator("main a[href$='/needs/new/']").click()
    fill(
        page,
        decided="Hva den første samtalen skal inneholde",
        contribute="Si hva de ønsket at noen hadde spurt om.",
    )
    fill(page, project=ALONE, seats="1", speaks_for="everybody")
    press(page)
    expect(page.locator("#signs")).to_contain_text("Én person kan ikke snakke for alle")
    expect(page.locator("#signs")).to_contain_text("Slik det står nå, kan ingenting endres")
    fill(page, can_change="Spørsmålene vi stiller.", seats="2", afterwards="Hege svarer innen to uker.")
    press(page)
    page.wait_for_url(lambda address: address.endswith("/guide/who/"))
    expect(page.locator("main")).to_contain_text("Hva den første samtalen skal inneholde")


def test_a_gap_of_this_year_opens_its_lines_and_records(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator", width=390)

    page.goto(PLANS)
    row = page.locator("tbody tr", has_text="Psykisk helse og rus")
    expect(row).to_contain_text("Ingen er med")
    row.locator("a[href*='/delivery/']").click()

    expect(page.locator("main")).to_contain_text("En kriseplan som virker")
    expect(page.locator("main a[href*='/meetings/'], main a[href*='/assignments/']").first).to_be_visible()


def test_a_project_with_nobody_in_it_is_one_press_from_a_request(page_as: Callable[..., Page]) -> None:
    page = page_as("unit_manager")

    page.goto(f"{NORDVIK}/")
    page.locator("main a[href$='/projects-without-representatives/']").click()
    row = page.locator("tbody tr", has_text=ALONE)
    row.locator("td a").last.click()

    expect(page.locator("main h1")).to_be_visible()
    if "/needs/new/" in page.url:
        expect(page.locator("main [name=project]")).to_contain_text(ALONE)


def test_roles_by_phase_are_read_and_printed(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{NORDVIK}/projects/?state=closed")
    page.locator("tbody th a").first.click()
    page.locator("main a[href$='/roles/']").click()
    expect(page.locator("main table")).to_contain_text("planlagt")
    page.emulate_media(media="print")

    expect(page.locator("main table")).to_be_visible()
    expect(page.locator(".navigation")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Involvement Matrix")
