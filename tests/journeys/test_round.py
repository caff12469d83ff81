"""The whole loop of a round: chosen, sent, answered on a phone; one no, one silent, one promoted, four in the end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from config.core.organisations.models import Role
from participation.assignments.models import Assignment
from participation.invitations.models import Invitation
from participation.invitations.services import token_of
from participation.sendings import leaving
from participation.sendings.services import pause
from tests.cast import make_municipality, make_user
from tests.journeys.checks import assert_accessible
from tests.make.invitations import make_choice, make_wanted
from tests.make.people import make_representative

NAMES = ("Anna Aas", "Berit Bakke", "Cato Dahl", "Dina Eide", "Egil Foss", "Frida Gran", "Geir Holm")


@pytest.fixture
def granvik(transactional_db: None) -> Any:
    return make_municipality("granvik", "Granvik", facilitator_phone="+4740612000")


@pytest.fixture
def wanted(granvik: Any) -> Any:
    """Four seats, and seven who are chosen."""
    wanted, at = make_wanted(granvik, seats=4), timezone.now()
    for number, name in enumerate(NAMES):
        person = make_representative(granvik, name, at=at, email=f"person{number}@example.org")
        make_choice(wanted, person, at=at)
    return wanted


def test_from_choosing_to_four_confirmed(
    granvik: Any, wanted: Any, open_page: Callable[..., Page], signed_in: Callable[..., None]
) -> None:
    desk, phone = open_page(), open_page(width=360, scripts=False)
    signed_in(desk, make_user("Alice", granvik, Role.FACILITATOR))
    request = f"/granvik/requests/{wanted.public_id}/"

    _send(desk, request, after="main form[action$='/sending/start/'] button")
    for name, answer, heading in (
        ("Anna Aas", "yes", "du er med"),
        ("Berit Bakke", "yes", "du er med"),
        ("Cato Dahl", "no", "Takk"),
        ("Dina Eide", "yes", "du er med"),
        ("Egil Foss", "yes", "du er med"),
        ("Frida Gran", "yes", "Takk for at du sa ja"),
    ):
        _answer(phone, name, answer, heading)
    # One of those with a seat has to give it up, and the first on the reserve is offered it.
    _answer(phone, "Egil Foss", "no", "Takk")

    desk.goto(f"{request}invitations/")
    expect(desk.locator("main")).to_contain_text("3 av 4")
    assert_accessible(desk)
    desk.click("form[action$='/promote/'] button")
    expect(desk.locator("main")).to_contain_text("Frida Gran")
    _answer(phone, "Frida Gran", "yes", "du er med")

    desk.goto(f"{request}invitations/")
    expect(desk.locator("main")).to_contain_text("4 av 4")
    _send(desk, request, after="main form[action$='/sending/start/'] button")
    desk.goto(f"{request}invitations/?show=silent")

    assert Assignment.objects.running().count() == 4
    states = dict(Invitation.objects.values_list("representative__given_name", "state"))
    assert (states["Geir"], states["Cato"]) == ("thanked", "sent")
    phone.goto(f"/answer/{token_of(_invitation('Geir Holm'))}/")
    expect(phone.locator("main")).to_contain_text("Plassene er fylt")


def test_a_sending_is_stopped_in_time(
    granvik: Any, wanted: Any, open_page: Callable[..., Page], signed_in: Callable[..., None]
) -> None:
    desk = open_page(width=360)
    signed_in(desk, make_user("Alice", granvik, Role.FACILITATOR))

    desk.goto(f"/granvik/requests/{wanted.public_id}/candidates/")
    desk.click("main form[action$='/sending/start/'] button")
    desk.click("main form[action$='/send/'] button")
    expect(desk.locator("main")).to_contain_text("Går ut kl.")
    assert_accessible(desk)
    desk.click("main form[action$='/stop/'] button")
    expect(desk.locator("main")).to_contain_text("Ingenting er sendt")
    leaving.leave_due(at=timezone.now() + timedelta(hours=1))

    assert not Invitation.objects.exists()
    desk.click("main form[action$='/discard/'] button")
    expect(desk.locator("main")).to_contain_text("Valgene dine er som før")


def _send(desk: Page, request: str, *, after: str) -> None:
    """Looks at the letters and lets them go; the pause is passed over."""
    desk.goto(f"{request}invitations/")
    desk.click(after)
    expect(desk.locator("article.letter").first).to_be_visible()
    assert_accessible(desk)
    desk.click("main form[action$='/send/'] button")
    expect(desk.locator("main")).to_contain_text("Går ut kl.")
    leaving.leave_due(at=timezone.now() + pause())
    desk.reload()
    expect(desk.locator("#outcome-title")).to_be_visible()
    assert_accessible(desk)


def _answer(phone: Page, name: str, answer: str, heading: str) -> None:
    """Answers on the phone: the link, one press; to change it the other answers are unfolded first."""
    phone.goto(f"/answer/{token_of(_invitation(name))}/")
    if (
        phone.locator("details summary").count()
        and not phone.locator(f"button[value={answer}]").first.is_visible()
    ):
        phone.locator("details.why summary, details summary").last.click()
    phone.locator(f"button[name=answer][value={answer}]").first.click()
    expect(phone.locator("h1")).to_contain_text(heading)


def _invitation(name: str) -> Invitation:
    return Invitation.objects.get(representative__given_name=name.split(maxsplit=1)[0])
