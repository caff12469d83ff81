"""Every page that somebody can reach by links, in a browser: axe, no scrolling to the side, a quiet console.

One sample of each page as each role, in a look that turns from page to page; `make axe-all` takes every look.
"""

import os
import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from config.core.organisations.models import Role
from tests.helpers import crawl
from tests.journeys.checks import LANGUAGES, SCHEMES, WIDTHS, assert_menus_fit, looks
from tests.journeys.demonstration import Demonstration
from tests.journeys.looking import KEPT, Look, Looked, turn_to

ROLES = [role.value for role in Role]
# Pages that no link leads to, and who looks at them instead.
AS_THE_DAY_FALLS = {
    "candidate_choose": "a link leads there from a candidate with a gap; chosen so in test_asking",
    "invitation_promote": "a link leads there from a round with a free seat and somebody on the reserve",
    "season_seat_take": "a link leads there from a proposal with a gap; looked at in test_season",
    "application_decline": "a link leads there from an applicant who still waits",
    "declaration_record": "a link leads there from a person who has not signed; the same form as the other forms",
    "mentor_choose": "a link leads there from a person without a mentor",
    "consent_give": "a link leads there from a person without that consent; the same form as the other forms",
    "panel_publish": "a link leads there from a draw that is prepared; looked at in test_panels",
    "panel_record": "a link leads there from a draw that is done; looked at in test_panels",
    "message_hold_all": "a link leads there while letters wait; looked at in core/outbox/test_pages",
    "message_release_all": "a link leads there while letters are held back; the same page",
    "message_words": "a link leads there from a letter that waits; the same form as the other forms",
    "message_discard": "a link leads there from a letter that waits; the same form as the other forms",
    "request_reopen": "a link leads there from a request that has just ended; the same form as the other forms",
    "checkup_answer": "a link leads there from a person who is to be called; looked at in test_network_consent",
}
# Whose pages are all looked at, and the pages that are another one for each role.
WHOLE = (Role.FACILITATOR, Role.REPRESENTATIVE)
FIRST = ("home_open", "project_detail", "report_detail")
NOT_BY_LINKS = {
    "import_progress": "a form leads here; looked at in test_house",
    "job_detail": "the same page for other work, of which a demonstration has none",
    "handover_complete": "a handover that is open leads here; looked at in test_network_trust",
    "term_suggest": "a piece of the form that is open: what is found while typing; pressed in test_network_catalogue",
    "my_term_suggest": "the same on My page",
    "call_of_request": "sends on to the call, or to the form of a new one",
    "call_publish": "a call that is written leads here; looked at in test_calls",
    "call_answer": "a call that is closed and read leads here; looked at in test_calls",
    "candidate_compare": "a form leads here; looked at in test_choosing",
    "interest_add": "a search for who rang leads here; the same form as the other forms",
    "panel_detail": "a draw of the request leads here; looked at in test_panels",
    "population_list": "a draw that is prepared leads here; looked at in test_panels",
}
# A report, a card or a form as PDF is no page of a browser; their own tests hold them to PDF/UA. Nor is a sheet.
FILES = set(
    """
    archive_appointment archive_mandate archive_report arms_open assignment_certificate call_card channel_card
    channel_form claim_statement coverage_file fairness_file gap_file handover_pdf meeting_file
    my_assignment_certificate my_data_json my_data_pdf my_receipt_open my_statement_pdf own_data_download
    own_data_json panel_pdf panel_people_csv panel_quotas_csv paper_letter_pdf paper_round_pdf payroll_file
    questionnaire_sample receipt_open report_json report_pdf report_sheet report_slides report_word survey_csv
    survey_sheet word_export
    """.split()
)
OPEN_PAGES = {
    "/accounts/login/": 200,
    "/accounts/login/code/": 200,
    "/accounts/password/reset/": 200,
    "/help/accessibility/": 200,
    "/nordvik/nowhere/at/all/": 404,
    "/answer/wrong/": 404,
    "/svar/": 200,
    "/still-right/wrong/": 404,
    "/join/wrong/": 404,
    "/declaration/wrong/": 404,
}
OWN_PAGES = (
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
)
EVERY_LOOK = [(width, scheme, language) for width in WIDTHS for scheme in SCHEMES for language in LANGUAGES]
Walks = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def looked() -> Iterator[Looked]:
    """What was seen; kept in docs/ when it was everything."""
    seen = Looked()
    yield seen
    if os.environ.get("AXE_ALL"):
        KEPT.write_text(seen.written(timezone.localdate()))


@pytest.fixture(scope="module")
def walks(browser: Browser, demonstration: Demonstration) -> Walks:
    """For each role: one address for each page, and for each place that a form is posted to."""
    return {role: _walk(browser, demonstration, role) for role in ROLES}


def _walk(browser: Browser, demonstration: Demonstration, role: str) -> dict[str, str]:
    context = browser.new_context(base_url=demonstration.address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.click(f"button[name=role][value={role}]")

    def ask(path: str) -> crawl.Answer:
        answer = context.request.get(path, max_redirects=0)
        is_page = answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")
        return crawl.Answer(
            answer.status, answer.text() if is_page else "", onward=answer.headers.get("location", "")
        )

    found: dict[str, str] = {}
    for one in crawl.crawl(ask, "/nordvik/"):
        assert one.status in (200, crawl.ONLY_POSTED), f"{one.status} at {one.path} as {role}"
        if one.html:
            found.setdefault(one.name, one.path)
    context.close()
    return found


def test_no_page_is_left_out(walks: Walks, page_as: Callable[..., Page]) -> None:
    seen = {name for walk in walks.values() for name in walk}
    never = {name: path for name, path in crawl.inside("nordvik").items() if name not in seen}
    only_posted = set()
    for role in ("facilitator", "administrator", "representative", "professional"):
        request = page_as(role).context.request
        only_posted |= {name for name, path in never.items() if request.get(path).status == crawl.ONLY_POSTED}

    assert set(never) - only_posted - FILES <= {*NOT_BY_LINKS, *AS_THE_DAY_FALLS}


def _looks_as(role: str, turn: int) -> list[Look]:
    """Many representatives are old or ill: each of their pages in every width and language, the scheme turning."""
    if role != Role.REPRESENTATIVE or os.environ.get("AXE_ALL"):
        return looks(turn)
    return EVERY_LOOK[turn % 2 :: 2]


def _is_looked_at(name: str, role: str, walks: Walks) -> bool:
    """Those with much to do see nearly every page; the others' own first page, and what nobody before them has."""
    if role in WHOLE or name in FIRST or os.environ.get("AXE_ALL"):
        return True
    return not any(name in walks[before] for before in (*WHOLE, *ROLES[: ROLES.index(role)]))


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_a_role(page_as: Callable[..., Page], walks: Walks, looked: Looked, role: str) -> None:
    page = page_as(role)
    before = len(looked.faults)
    mine = {name: path for name, path in walks[role].items() if _is_looked_at(name, role, walks)}

    for turn, (name, path) in enumerate(sorted(mine.items()), ROLES.index(role)):
        for look in _looks_as(role, turn):
            with looked.noting(name, role, look):
                turn_to(page, look, path)

    assert not looked.faults[before:], "\n".join(looked.faults[before:])


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_menus_over_the_page_stay_inside_the_window(page_as: Callable[..., Page], width: int) -> None:
    page = page_as("facilitator", width=width)

    assert_menus_fit(page)


def test_pages_before_the_door(page_as: Callable[..., Page], looked: Looked) -> None:
    page = page_as(None)
    page.goto("/accounts/login/")
    before = len(looked.faults)

    for turn, (path, status) in enumerate(OPEN_PAGES.items()):
        for look in looks(turn):
            with looked.noting(path, "nobody", look):
                turn_to(page, look, path, status=status)

    assert not looked.faults[before:], "\n".join(looked.faults[before:])


def test_pages_of_ones_own_account(page_as: Callable[..., Page], looked: Looked) -> None:
    page = page_as("facilitator")
    before = len(looked.faults)

    for turn, path in enumerate(OWN_PAGES):
        for look in looks(turn):
            with looked.noting(path, "facilitator", look):
                turn_to(page, look, path)

    assert not looked.faults[before:], "\n".join(looked.faults[before:])


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_the_answer_page_in_every_look(page_as: Callable[..., Page], looked: Looked, *, answer: str) -> None:
    """Before an answer and after it. Representatives use it, so it is never only sampled."""
    page, address = page_as(None), answer_address(page_as("facilitator"))
    page.goto(address)
    if answer:
        page.click(f"button[name=answer][value={answer}]")
    before = len(looked.faults)

    for look in EVERY_LOOK:
        with looked.noting(f"answer_open {answer}".strip(), "nobody", look):
            turn_to(page, look, address)
    for look in looks(3):
        with looked.noting("answer_not_me", "nobody", look):
            turn_to(page, look, f"{address}not-me/")

    assert not looked.faults[before:], "\n".join(looked.faults[before:])


def answer_address(page: Page) -> str:
    """The link in the newest letter whose invitation has no answer yet."""
    page.goto("/nordvik/outbox/?kind=invitation.asked")
    for letter in [link.get_attribute("href") for link in page.locator("tbody th a").all()]:
        page.goto(str(letter))
        found = re.search(r"/answer/[\w-]+/", page.locator("main").inner_text())
        if found and "answer-title" in page.context.request.get(found[0]).text():
            return found[0]
    raise AssertionError("no letter in the outbox has a link to an invitation without an answer")
