"""Every page of the demonstration, as each role finds it by links: it opens, is quick, and has something to show."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.core.accounts.models import User
from config.core.jobs import services as jobs
from config.core.organisations.models import Role
from participation.contributions import telling
from participation.invitations.services import token_of
from participation.meetings import calendars
from participation.models import Assignment, Contribution, Invitation, Meeting, PollVoice, PulseVoice
from projects.calls import links as call_links
from projects.models import Call, Notice, Panel, Request
from representatives.conflicts.models import Conflict
from representatives.freshness import links as checkups
from representatives.freshness.models import Checkup
from representatives.interests import links as hearing_links
from representatives.interests.models import Hearing
from representatives.recruitment.models import RecruitmentChannel
from representatives.registry.models import Representative
from tests.architecture.test_features import features
from tests.cast import give_factor, show_factor
from tests.helpers.crawl import ONLY_POSTED, Page, asking, crawl
from tests.helpers.laid_once import made_once
from tests.participation.demonstration.year import letters
from tests.participation.demonstration.year.conftest import Laid

pytestmark = pytest.mark.django_db
MOST = 25
# The page of a person has a section from every room; each asks for its own, once. What a person is given, what an
# erasure takes and what a merge moves are read from every table that knows people: as many as there are tables.
MORE = {"representative_detail": 32} | dict.fromkeys(
    (
        "own_data_show",
        "own_data_download",
        "own_data_json",
        "my_data_pdf",
        "my_data_json",
        "representative_erase",
        "duplicate_merge",
    ),
    80,
)
# A place that a form is posted to is reached when its form is.
OPENS = {200, ONLY_POSTED}
EMPTY = 'class="empty"'
Walks = dict[str, list[Page]]


def _a_letter(laid: Laid) -> str:
    """The page of an invitation that can still be answered, as its letter links to it."""
    open_now = Invitation.objects.awaiting().filter(reply_by__gte=timezone.localdate(laid.at))
    return reverse("answer_open", args=[token_of(open_now.order_by("pk")[0])])


def _a_choice(laid: Laid) -> str:
    """Choosing somebody with a reason; whether a link leads there hangs on who fits on the day."""
    request = Request.objects.filter(state="open").order_by("pk")[0]
    person = Representative.objects.active().order_by("pk")[0]
    return reverse("candidate_choose", args=[laid.municipality.slug, request.public_id, person.public_id])


def _a_job(laid: Laid) -> str:
    """Long work of the facilitator; a year that has passed has none."""
    by = User.objects.get(email="marte@demo.example.org")
    job = jobs.enqueue(
        kind="spreadsheets.import",
        key="seen",
        municipality=laid.municipality,
        payload={},
        by=by,
        at=laid.at,
    )
    return _inside(laid, "job_detail", job)


def _a_telling(laid: Laid) -> str:
    """The page with the button for one who is told by phone."""
    waiting = [one for one in Contribution.objects.answered().order_by("pk") if telling.to_tell(one)]
    return _inside(laid, "contribution_detail", waiting[0])


def _coming(laid: Laid) -> str:
    """The next meetings of somebody who has one, as the letter about it links to them."""
    ahead = Meeting.objects.ahead(timezone.localdate(laid.at))
    seats = Assignment.objects.running().filter(request__project__in=ahead.order_by().values("project"))
    return reverse("coming_open", args=[calendars.of_person(seats.order_by("pk")[0].representative).token])


def _a_poll(laid: Laid) -> str:
    """The page on which somebody says which day suits."""
    voice = PollVoice.objects.filter(poll__state="open").select_related("poll").order_by("pk")[0]
    token = calendars.of_person(voice.representative).token
    return reverse("poll_open", args=[token, voice.poll.public_id])


def _a_pulse(laid: Laid) -> str:
    """The page on which somebody says how a meeting was."""
    today = timezone.localdate(laid.at)
    silent = PulseVoice.objects.silent().filter(pulse__answer_by__gte=today)
    return silent.order_by("pk")[0].path


def _a_checkup(address: str) -> Callable[[Laid], str]:
    """A page behind the link of a question that is not answered, as its letter has it."""

    def of(laid: Laid) -> str:
        waiting = Checkup.objects.of(laid.municipality).unanswered().by_mail().order_by("pk")
        return reverse(address, args=[checkups.make(waiting[0])])

    return of


def _a_thank_you(laid: Laid) -> str:
    """What one reads who has applied by a card."""
    channel = RecruitmentChannel.objects.of(laid.municipality).filter(closed_at=None).order_by("pk")[0]
    return reverse("join_done", args=[channel.code])


def _a_panel(name: str, state: str) -> Callable[[Laid], str]:
    """A page of the draw that is done, or of the one that is being prepared."""

    def of(laid: Laid) -> str:
        return _inside(laid, name, Panel.objects.of(laid.municipality).filter(state=state).order_by("pk")[0])

    return of


def _a_seat(name: str) -> Callable[[Laid], str]:
    """A page of somebody who takes part now; the crawl may meet ended seats first."""

    def of(laid: Laid) -> str:
        return _inside(laid, name, Assignment.objects.of(laid.municipality).running().order_by("pk")[0])

    return of


def _a_call(name: str, state: str) -> Callable[[Laid], str]:
    def of(laid: Laid) -> str:
        return _inside(laid, name, Call.objects.of(laid.municipality).filter(state=state).order_by("pk")[0])

    return of


def _a_call_in_a_letter(laid: Laid) -> str:
    """The open call behind the link of a letter, as one who was told of it opens it."""
    notice = Notice.objects.filter(call__state="open").select_related("call").order_by("pk")[0]
    return reverse("call_open_own", args=[notice.call.code, call_links.make(notice)])


def _an_open_call(laid: Laid) -> str:
    return reverse("call_open", args=[Call.objects.filter(state="open").order_by("pk")[0].code])


def _no_more_letters(laid: Laid) -> str:
    return reverse("stop_hearing", args=[hearing_links.make(Hearing.objects.order_by("pk")[0])])


def _two_beside_each_other(laid: Laid) -> str:
    """Two of those who have been decided on, side by side."""
    request = Request.objects.filter(state="open", choices__isnull=False).order_by("pk")[0]
    people = [choice.representative.public_id for choice in request.choices.order_by("pk")[:2]]
    return f"{_inside(laid, 'candidate_compare', request)}?{urlencode({'person': people}, doseq=True)}"


def _a_conflict(laid: Laid) -> str:
    """The page of somebody with a conflict; most people have none."""
    return _inside(laid, "conflict_list", Conflict.objects.open().order_by("pk")[0].representative)


def _inside(laid: Laid, name: str, row: Any) -> str:
    return reverse(name, args=[laid.municipality.slug, row.public_id])


# Outside the municipality, behind a form, or not yet due: opened with something of the demonstration.
BY_HAND: dict[str, Callable[[Laid], str]] = {
    "account_login": lambda laid: reverse("account_email"),
    "answer_days": letters.days_in_an_answer,
    "answer_open": _a_letter,
    "ask_open": letters.a_decision,
    "brief_open": letters.a_report_that_asks,
    "assignment_end": _a_seat("assignment_end"),
    "assignment_pause": _a_seat("assignment_pause"),
    "assignment_terms": _a_seat("assignment_terms"),
    "answer_question": lambda laid: _a_letter(laid) + "question/",
    "svar_by_code": lambda laid: reverse("svar_by_code"),
    "call_answer": _a_call("call_answer", "answered"),
    "call_open": _an_open_call,
    "call_open_own": _a_call_in_a_letter,
    "call_publish": _a_call("call_publish", "open"),
    "candidate_compare": _two_beside_each_other,
    "coming_open": _coming,
    "conflict_list": _a_conflict,
    "panel_detail": _a_panel("panel_detail", "drawn"),
    "panel_publish": _a_panel("panel_publish", "draft"),
    "panel_record": _a_panel("panel_record", "drawn"),
    "poll_open": _a_poll,
    "project_open": letters.a_project_of_ones_own,
    "promise_open": letters.an_owed_answer,
    "reaction_open": letters.what_came_of_it,
    "population_list": lambda laid: reverse("population_list", args=[laid.municipality.slug]),
    "stop_hearing": _no_more_letters,
    "candidate_choose": _a_choice,
    "job_detail": _a_job,
    "feedback_open": _a_pulse,
    "join_done": _a_thank_you,
    "still_right_leave": _a_checkup("still_right_leave"),
    "still_right_open": _a_checkup("still_right_open"),
    "still_right_pause": _a_checkup("still_right_pause"),
    "telling_create": _a_telling,
}


@pytest.fixture(scope="module")
def walks(laid: Laid) -> Walks:
    """What each role reached from the first page, on the evening of the day that the year ends."""

    def walk() -> Walks:
        with time_machine.travel(laid.at):
            return {
                role.value: crawl(asking(_browser_of(role)), f"/{laid.municipality.slug}/") for role in Role
            }

    walks: Walks = made_once("walks", walk)
    return walks


def _browser_of(role: Role) -> Client:
    people = User.objects.filter(memberships__role=role, email__endswith="@demo.example.org")
    user = people.order_by("id")[0]
    give_factor(user)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    show_factor(client, user)
    return client


def test_every_page_opens_with_few_statements(walks: Walks) -> None:
    pages = [(role, page) for role, found in walks.items() for page in found]

    assert len(pages) > 200
    assert [(role, page.path, page.status) for role, page in pages if page.status not in OPENS] == []
    assert [
        (role, page.path, page.statements)
        for role, page in pages
        if page.statements > MORE.get(page.name, MOST)
    ] == []


@pytest.mark.parametrize("name", sorted({row["page"] for row in features()} - {""} - set(BY_HAND)))
def test_every_page_of_a_feature_has_something_to_show(walks: Walks, name: str) -> None:
    found = [page for pages in walks.values() for page in pages if page.name == name]

    assert found, f"no link leads to {name}"
    assert [page.path for page in found if EMPTY not in page.html]


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_page_that_no_link_leads_to_opens_with_an_object(laid: Laid, name: str) -> None:
    with time_machine.travel(laid.at):
        answer = asking(_browser_of(Role.FACILITATOR))(BY_HAND[name](laid))

    assert answer.status == 200
    assert answer.statements <= MOST
    assert "<h1" in answer.html and EMPTY not in answer.html
