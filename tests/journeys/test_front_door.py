"""From the street into the house: signing in with password and code, and the first page after it."""

import pytest

from tests.cast import PASSWORD, give_factor, otp_of
from tests.journeys.checks import assert_accessible, looks


@pytest.mark.parametrize(("width", "scheme", "language"), sorted({*looks(0), *looks(1)}))
def test_alice_signs_in_with_password_and_code(open_page, alice, width, scheme, language):
    alice.set_password(PASSWORD)
    alice.save()
    give_factor(alice)
    page = open_page(width=width, scheme=scheme, language=language)

    page.goto("/granvik/")
    assert page.url.endswith("/accounts/login/?next=/granvik/")
    assert_accessible(page)
    page.fill("input[name=login]", alice.email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/2fa/authenticate/**")
    assert_accessible(page)
    page.fill("input[name=code]", otp_of(alice))
    page.press("input[name=code]", "Enter")

    page.wait_for_url("**/granvik/")
    assert page.locator("h1").count() == 1
    assert_accessible(page)


def test_the_first_page_opens_without_scripts(open_page, signed_in, alice):
    page = open_page(scripts=False)
    signed_in(page, alice)
    page.goto("/granvik/")

    assert "Granvik" in page.inner_text("body")
    assert page.locator("h1").count() == 1
