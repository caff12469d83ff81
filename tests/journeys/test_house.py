"""Steps 1 to 3: start, sign in for real, import the list that the municipality keeps, find people, consent."""

from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.journeys.checks import assert_accessible

SAMPLES = Path(__file__).resolve().parents[1] / "representatives" / "spreadsheets" / "samples"


def code_of(secret: str) -> str:
    """The code that the second factor shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def test_a_facilitator_signs_in_with_password_and_second_factor(
    page_as: Callable[..., Page], accounts: dict[str, dict[str, str]]
) -> None:
    account = accounts["facilitator"]
    page = page_as(None)

    page.goto("/nordvik/people/")
    page.fill("input[name=login]", account["email"])
    page.fill("input[name=password]", account["password"])
    page.press("input[name=password]", "Enter")
    page.fill("input[name=code]", code_of(account["totp_secret"]))
    page.press("input[name=code]", "Enter")

    page.wait_for_url("**/nordvik/people/")
    expect(page.locator("tbody th a").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_looked_at_before_anyone_comes_in(page_as: Callable[..., Page], *, scripts: bool) -> None:
    page = page_as("facilitator", scripts=scripts)
    sample = "nordvik.xlsx" if scripts else "vestfjord.xlsx"

    page.goto("/nordvik/import/")
    page.set_input_files("input[type=file]", SAMPLES / sample)
    page.click("#upload button[type=submit]")
    expect(page.locator("#preview")).to_contain_text("64" if scripts else "48")
    page.click("form[action*=confirm] button[type=submit]")

    expect(page.locator("main")).to_contain_text("64" if scripts else "48", timeout=60_000)
    if scripts:
        expect(page.locator("main progress")).to_have_count(0, timeout=20_000)
        page.reload()
        assert_accessible(page)
    page.goto("/nordvik/people/?text=Djupvik")
    expect(page.locator("main")).to_contain_text("Egil Djupvik" if scripts else "Ingrid Djupvik")


def test_consent_is_withdrawn_and_the_experience_is_gone(page_as: Callable[..., Page]) -> None:
    page = page_as("facilitator", width=390)

    page.goto("/nordvik/people/?text=Fatima")
    page.locator("tbody th a").first.click()
    person = page.url
    page.goto(f"{person}consents/experience/withdraw/")
    page.locator("main form button").last.click()
    page.goto(person)

    expect(page.locator("main")).not_to_contain_text("Egenerfaring ·")
