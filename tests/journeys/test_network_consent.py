"""Consents as they live: the yearly renewal by one letter, and a withdrawal while people are being asked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.core.organisations.models import Role
from participation.invitations.models import Invitation
from participation.invitations.services import token_of
from representatives.consent.models import Consent
from representatives.freshness import links as checkup_links
from representatives.freshness import services as freshness
from representatives.freshness.models import Checkup
from tests.cast import make_municipality, make_user
from tests.journeys.checks import assert_accessible
from tests.journeys.steps import fill, press
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative, make_term


@pytest.fixture
def granvik(transactional_db: None) -> object:
    return make_municipality("granvik", "Granvik", facilitator_phone="+4740612000")


def test_the_yearly_renewal_is_one_press_on_a_phone_without_scripts(
    granvik: object, open_page: Callable[..., Page], signed_in: Callable[..., None]
) -> None:
    """A year later one letter asks for the profile and the consents; one form answers, and the facilitator sees it."""
    a_year_ago = timezone.now() - timedelta(days=400)
    experience = ((make_term(name="Demens"), "own"),)
    paula = make_representative(granvik, at=a_year_ago, experience=experience)
    finn = make_representative(granvik, "Finn Fjord", at=a_year_ago, channel="phone", phone="+4790000001")
    assert freshness.go_round(at=timezone.now())["asked"] == 2

    _answer_on_the_phone(open_page, Checkup.objects.get(representative=paula))

    page = open_page()
    signed_in(page, make_user("Alice", granvik, Role.FACILITATOR))  # type: ignore[arg-type]
    page.goto(f"/granvik/people/{paula.public_id}/consents/")
    assert_accessible(page)
    assert [c.purpose for c in Consent.objects.in_force().filter(representative=paula)] == ["network"]
    assert not paula.terms.exists()

    page.goto("/granvik/checkups/")
    assert_accessible(page)
    expect(page.locator("tbody tr")).to_have_count(1)
    page.click("tbody a[href$='/answer/']")
    assert_accessible(page)
    fill(page, reply="right", channel="oral", consent_network="yes", consent_experience="yes")
    press(page)
    expect(page.locator("tbody tr")).to_have_count(0)
    assert finn.consents.in_force().filter(channel="oral").count() == 2


def _answer_on_the_phone(open_page: Callable[..., Page], checkup: Checkup) -> None:
    """One form for the profile and the consents; the first press forgets the consents, and is told so."""
    phone = open_page(width=320, scripts=False, language="nb")
    link = f"/still-right/{checkup_links.make(checkup)}/"
    looking = open_page(width=320, scheme="dark", language="nn")
    for path in (link, f"{link}pause/", f"{link}leave/", "/still-right/wrong/"):
        looking.goto(path)
        assert_accessible(looking)
    phone.goto(link)
    expect(phone.locator("main")).not_to_contain_text("Demens")
    phone.click("button[name=reply][value=right]")
    expect(phone.locator(".ds-error-summary, [role=alert]").first).to_be_visible()
    phone.check("input[name=consent_network][value=yes]")
    phone.check("input[name=consent_experience][value=no]")
    phone.click("button[name=reply][value=right]")
    expect(phone.locator("button[name=reply]")).to_have_count(0)


def test_a_withdrawal_during_a_running_round_stops_it_at_once(
    granvik: object, open_page: Callable[..., Page], signed_in: Callable[..., None]
) -> None:
    """The person says no to the network while an invitation is out: the link is closed, and what was kept is gone."""
    today = timezone.localdate()
    experience = ((make_term(name="Demens"), "own"),)
    paula = make_representative(granvik, at=timezone.now(), experience=experience)
    wanted = make_wanted(granvik)  # type: ignore[arg-type]
    invitation = make_invitation(wanted, paula, at=timezone.now(), reply_by=today + timedelta(days=10))
    phone = open_page(width=390, scripts=False)
    answer = f"/answer/{token_of(invitation)}/"
    phone.goto(answer)
    expect(phone.locator("button[name=answer]")).to_have_count(5)

    page = open_page()
    signed_in(page, make_user("Alice", granvik, Role.FACILITATOR))  # type: ignore[arg-type]
    page.goto(f"/granvik/people/{paula.public_id}/consents/network/withdraw/")
    assert_accessible(page)
    page.locator(".confirm button").click()
    page.wait_for_url(re.compile(r"/consents/$"))

    phone.click("button[name=answer][value=yes]")
    expect(phone.locator("button[name=answer]")).to_have_count(0)
    assert Invitation.objects.get().state == Invitation.State.WITHDRAWN
    assert not Consent.objects.in_force().exists()
    assert not paula.terms.exists()
    page.goto(f"/granvik/requests/{wanted.public_id}/candidates/?all=1")
    expect(page.locator("article button[value=chosen]")).to_have_count(0)
