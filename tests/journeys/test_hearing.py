"""Steps 7 to 9: what was said in a meeting is answered and decided and told; units move; a report is read."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.steps import NORDVIK, close_a_meeting, fill, press


def open_what_was_said(page: Page, said: str) -> None:
    page.goto(f"{NORDVIK}/meetings/")
    page.locator("tbody th a", has_text="Møte om brevet").first.click()
    page.locator("a", has_text=said).first.click()


def test_a_meeting_is_closed_with_attendance_and_what_was_said(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator", width=390)

    close_a_meeting(page, "Skriv hvem som kommer, dagen før.")

    expect(page.locator("main")).to_contain_text("Skriv hvem som kommer, dagen før.")
    expect(page.locator("main")).to_contain_text("Varighet2 t")


def test_what_was_said_is_answered_and_decided_and_told(page_as: Callable[..., Page]) -> None:
    facilitator, professional = page_as("facilitator"), page_as("professional", width=390)
    said = "Ring oss når det kommer en vikar."
    close_a_meeting(facilitator, said)

    professional.goto(f"{NORDVIK}/contributions/?state=waiting")
    professional.locator("a", has_text=said).first.click()
    professional.click("a[href$='/responses/new/']")
    fill(professional, answer="adopted", reason="Vi ringer før klokka ni når en vikar kommer.")
    press(professional)
    expect(professional.locator("main")).to_contain_text("Vi ringer før klokka ni når en vikar kommer.")

    page = facilitator
    open_what_was_said(page, said)
    page.click("a[href$='/decisions/new/']")
    fill(page, text="Vikarer varsles på telefon.", forum="Ledermøtet i hjemmetjenesten")
    press(page)
    page.click("a[href$='/changes/new/']")
    fill(
        page,
        before="Ingen ble varslet.",
        text="Alle blir oppringt før vikaren kommer.",
        kind="Arbeidsmåte, som forløp eller timeavtaler",
        unintended="ingen kjente",
    )
    page.locator("input[name=attribution]").first.check()
    page.locator("select[name=evidence_level]").select_option("1")
    press(page)
    expect(page.locator("main")).to_contain_text("Nivå 1 av 5")

    page.goto(f"{NORDVIK}/outbox/")
    page.locator("tbody th a").first.click()
    expect(page.locator("main")).to_contain_text("Alle blir oppringt før vikaren kommer.")


def test_a_contact_is_recorded_and_a_unit_moves(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{NORDVIK}/engagement/")
    page.locator("main a", has_text="Helsestasjonen").first.click()
    unit = page.url
    page.locator("tbody th a").first.click()
    fill(page, text="Vil ha med foreldre i planleggingen.")
    press(page)
    expect(page.locator("main")).to_contain_text("Vil ha med foreldre i planleggingen.")

    page.goto(f"{unit}step/")
    fill(page, step="3", wanted="4", basis="Har satt av to timer i måneden.")
    press(page)
    expect(page.locator("main")).to_contain_text("Har satt av to timer i måneden.")
    expect(page.locator("main figure")).to_contain_text("til «Bidrar»")


def test_a_report_is_made_and_its_figures_opened(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator")

    page.goto(f"{NORDVIK}/reports/")
    page.get_by_role("link", name="Lag en rapport").first.click()
    page.get_by_role("link", name="Årsrapport").click()
    press(page)
    expect(page.locator(".report-sentence")).to_be_visible()
    page.get_by_role("link", name="Skriv med egne ord").click()
    fill(page, opening="Vi fikk {said} innspill.")
    press(page)
    expect(page.locator(".report-words").first).not_to_contain_text("{said}")
    page.get_by_role("button", name="Lås rapporten").click()
    expect(page.get_by_role("button", name="Send lenken")).to_be_visible()
    report = page.url
    why = page.locator(".report-money details.why").first
    why.locator("summary").click()
    expect(why.locator("p").first).to_be_visible()
    page.locator("details.fold summary").first.click()
    page.goto(str(page.locator(".report-annex a[href*='/figures/']").first.get_attribute("href")))
    expect(page.locator("main li, main .ds-alert").first).to_be_visible()

    pdf = page.context.request.get(f"{report}pdf/")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF")
