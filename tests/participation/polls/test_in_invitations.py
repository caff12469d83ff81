"""Which day suits, on the page of the invitation itself: for whoever has said yes, and by no other link."""

from datetime import date, time

import pytest
from time_machine import travel

from participation.invitations import services as invitations
from participation.models import PollVoice
from participation.polls import services
from participation.polls.services import Slot
from tests.make.chain import make_project, make_request
from tests.make.invitations import make_invitation
from tests.make.people import make_representative
from tests.make.polls import make_poll
from tests.participation.seats import LATER

SLOTS = [Slot(day, time(9), time(11)) for day in (date(2026, 5, 4), date(2026, 5, 6))]


@pytest.fixture
def poll(project, paula, alice):
    asked = {"project": project, "title": "Kick-off", "answer_by": date(2026, 4, 20), "slots": SLOTS}
    return services.ask(by=alice, at=LATER, **asked)


@pytest.fixture
def now():
    with travel(LATER):
        yield LATER


def _sent(poll, *words):
    return dict(zip(poll.dates.values_list("public_id", flat=True), words, strict=True))


@pytest.fixture
def invitation(poll, project, municipality):
    """Somebody who was invited after the days were asked about."""
    person = make_representative(municipality, "Solveig Sen", language="en")
    return make_invitation(make_request(project, title="Another seat"), person, reply_by=date(2026, 4, 10))


def test_whoever_says_yes_says_which_day_suits_on_the_same_page(poll, invitation, client, now):
    page = f"/answer/{invitations.token_of(invitation)}/"
    days = f"{page}days/{poll.public_id}/"
    assert "Which day suits you?" not in client.get(page).content.decode()
    assert client.post(days, _sent(poll, "yes", "no")).status_code == 404

    client.post(page, {"answer": "yes"})
    shown = client.get(page, {"language": "en"}).content.decode()
    assert "Which day suits you?" in shown and days in shown
    assert not PollVoice.objects.filter(representative=invitation.representative).exists()
    empty = client.post(days, {}).content.decode()
    sent = client.post(days, _sent(poll, "yes", "no"), follow=True)

    assert "Answer for one day at least" in empty or "minst" in empty
    assert sent.redirect_chain[-1][0].startswith(page)
    voice = PollVoice.objects.get(representative=invitation.representative)
    assert sorted(voice.answers.values_list("answer", flat=True)) == ["no", "yes"]
    assert "we have your answer" in client.get(page, {"language": "en"}).content.decode()


def test_the_link_of_an_invitation_opens_no_days_of_another_project(
    poll, invitation, unit, paula, client, now
):
    client.post(f"/answer/{invitations.token_of(invitation)}/", {"answer": "yes"})
    voice = make_poll(make_project(unit, title="Elsewhere"), paula.representative, at=LATER)

    answer = client.post(f"/answer/{invitations.token_of(invitation)}/days/{voice.poll.public_id}/", {})

    assert answer.status_code == 404
