"""Which day suits: asked by letter, answered by link, the silent nudged once, and one press makes the meeting."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.meetings import calendars, telling
from participation.meetings.models import Meeting
from participation.models import Poll, PollAnswer, PollDate, PollVoice
from participation.polls import queries, services
from participation.polls.services import ASKED, NUDGED, Slot
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_meeting, make_project
from tests.make.people import make_representative
from tests.make.polls import make_poll
from tests.participation.seats import LATER

DAYS = (date(2026, 5, 4), date(2026, 5, 6))
SLOTS = [Slot(day, time(9), time(11)) for day in DAYS]
URL = "/granvik/polls/"


@pytest.fixture
def poll(project, paula, rolf, alice):
    return services.ask(
        project=project,
        title="Kick-off",
        answer_by=date(2026, 4, 20),
        slots=SLOTS,
        by=alice,
        at=LATER,
        place="Room 1",
    )


@pytest.fixture
def voice(poll, paula):
    return poll.voices.get(representative=paula.representative)


@pytest.fixture
def link(voice):
    return f"/answer/{calendars.of_person(voice.representative).token}/dates/{voice.poll.public_id}/"


@pytest.fixture
def now():
    with travel(LATER):
        yield LATER


def _answers(poll, *words):
    return dict(zip(poll.dates.values_list("pk", flat=True), words, strict=True))


def _sent(poll, *words):
    return dict(zip(poll.dates.values_list("public_id", flat=True), words, strict=True))


def test_those_with_a_seat_are_asked_by_letter_in_their_language(poll, voice, now):
    message = Message.objects.get()

    assert (message.kind, message.about_id, poll.voices.count()) == (ASKED, voice.public_id, 2)
    assert kind_of(message).still_allowed(message)
    mail = kind_of(message).render(message, True)
    assert "Kick-off" not in mail.subject
    assert "09:00" in mail.text and f"/dates/{poll.public_id}/" in mail.text
    assert "Kick-off" not in kind_of(message).render(message, False).subject


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"slots": []}, "at least one day"),
        ({"slots": SLOTS * 6}, "at most ten"),
        ({"slots": [SLOTS[0], SLOTS[0]]}, "twice"),
        ({"answer_by": date(2026, 3, 1)}, "has passed"),
        ({"answer_by": DAYS[0]}, "after the last day"),
        ({"slots": [Slot(DAYS[0], time(11), time(9))]}, "before it begins"),
        ({"slots": [Slot(date(2026, 10, 25), time(2, 30), time(4))]}, "comes twice"),
    ],
)
def test_what_cannot_be_asked(project, paula, alice, more, words):
    asked = {"project": project, "title": "Kick-off", "answer_by": date(2026, 4, 20), "slots": SLOTS} | more

    with pytest.raises(Exception, match=words):
        services.ask(by=alice, at=LATER, **asked)

    assert not Poll.objects.exists()


def test_without_anybody_to_ask_there_is_no_poll(unit, alice):
    with pytest.raises(services.CannotPoll, match="nobody to ask"):
        services.ask(
            project=make_project(unit),
            title="Kick-off",
            answer_by=date(2026, 4, 20),
            slots=SLOTS,
            by=alice,
            at=LATER,
        )


def test_the_person_answers_by_link_and_a_look_answers_nothing(poll, voice, link, client, now):
    page = client.get(link, {"language": "en"}).content.decode()
    client.head(link)
    assert "Which day suits you?" in page and "checked" not in page
    assert not PollAnswer.objects.exists()

    answer = client.post(link, _sent(poll, "yes", "if_needed"))
    assert (answer.status_code, answer["Location"]) == (303, link)
    client.post(link, _sent(poll, "yes", "no"))

    voice.refresh_from_db()
    assert voice.answered_at is not None
    assert [one.answer for one in voice.answers.order_by("date")] == ["yes", "no"]


def test_an_empty_answer_is_told_and_another_sites_form_is_refused(poll, link, client, now):
    assert client.post(link, {}).status_code == 422
    assert client.post(link, _sent(poll, "yes", "no"), HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not PollAnswer.objects.exists()


def test_after_the_last_day_nothing_is_answered(poll, voice, link, client, alice):
    with travel(datetime(2026, 4, 21, 10, tzinfo=LATER.tzinfo)):
        assert client.get(link).status_code == 410
        assert client.post(link, _sent(poll, "yes", "yes")).status_code == 410
        with pytest.raises(services.CannotPoll):
            services.answer(voice=voice, answers=_answers(poll, "yes", "yes"), at=timezone.now())
    assert not PollAnswer.objects.exists()


def test_a_link_answers_for_its_person_alone(poll, municipality, client, now):
    stranger = calendars.of_person(make_representative(municipality, "Nora Ny"))

    for token in (stranger.token, calendars.of_person(poll.voices.first().representative).feed_token):
        assert client.get(f"/answer/{token}/dates/{poll.public_id}/").status_code == 404


def test_the_silent_are_nudged_once(poll, voice, paula, rolf, alice):
    before = datetime(2026, 4, 17, 8, tzinfo=LATER.tzinfo)
    assert services.nudge_due(at=before) == 0
    due = before + timedelta(days=1)

    assert (services.nudge_due(at=due), services.nudge_due(at=due)) == (1, 0)

    message = Message.objects.get(kind=NUDGED)
    assert message.recipient_id == paula.representative.public_id
    with travel(due):
        assert kind_of(message).still_allowed(message)
        services.answer(voice=voice, answers=_answers(poll, "yes", "no"), at=due)
        assert not kind_of(message).still_allowed(message)


def test_whoever_has_answered_is_not_nudged(poll, voice):
    services.answer(voice=voice, answers=_answers(poll, "yes", "no"), at=LATER)

    assert services.nudge_due(at=datetime(2026, 4, 18, 8, tzinfo=LATER.tzinfo)) == 0


def test_the_table_has_the_silent_last_and_says_which_day_is_good(poll, voice, paula, rolf):
    services.answer(voice=voice, answers=_answers(poll, "if_needed", "no"), at=LATER)

    table = queries.table(poll)

    assert [(one.yes, one.if_needed, one.no, one.is_good) for one in table.columns] == [
        (0, 1, 0, True),
        (0, 0, 1, False),
    ]
    people = [line.voice.representative for line in table.lines]
    assert (people, table.silent) == ([paula.representative, rolf.representative], 1)


def test_one_press_makes_the_meeting_and_ends_the_poll(poll, alice, client_of, now):
    day = poll.dates.first()
    client = client_of(alice)
    client.post(f"{URL}{poll.public_id}/choose/{day.public_id}/")
    client.post(f"{URL}{poll.public_id}/choose/{day.public_id}/")

    meeting = Meeting.objects.get()
    poll.refresh_from_db()
    assert (meeting.held_on, meeting.begins, meeting.place) == (day.held_on, day.begins, "Room 1")
    assert (poll.state, poll.meeting) == ("chosen", meeting)
    assert sorted(Message.objects.values_list("kind", "state")) == [
        (telling.SET, "queued"),
        (ASKED, "cancelled"),
    ]


def test_the_facilitator_asks_writes_down_an_answer_and_closes(project, paula, rolf, alice, client_of, now):
    client = client_of(alice)
    sent = {"project": project.public_id, "title": "Kick-off", "answer_by": "2026-04-20", "place": ""}
    sent |= {"held_on_1": "2026-05-04", "begins_1": "9.00", "ends_1": "11.00"}
    wrong = client.post(
        f"{URL}new/", sent | {"held_on_2": "2026-05-05", "begins_2": "9.00", "ends_2": "8.00"}
    )
    assert wrong.status_code == 422 and "Kick-off" in wrong.content.decode()
    assert list(wrong.context["form"].errors) == ["ends_2"]
    client.post(f"{URL}new/", sent)
    poll = Poll.objects.get()
    voice = poll.voices.get(representative=rolf.representative)

    client.post(f"{URL}{poll.public_id}/answers/{voice.public_id}/", _sent(poll, "yes"))
    page = client.get(f"{URL}{poll.public_id}/").content.decode()
    client.post(f"{URL}{poll.public_id}/close/")

    assert "Rolf Ringes" in page
    poll.refresh_from_db()
    assert (poll.state, voice.answers.get().answer) == ("closed", "yes")
    assert "Kick-off" in client.get(URL).content.decode()


def test_others_see_no_polls(poll, pia, uma, charlie, client_of, api_of):
    for person in (pia, uma):
        assert client_of(person).get(f"{URL}{poll.public_id}/").status_code == 403
    assert client_of(charlie).get(f"/lauvdal/polls/{poll.public_id}/").status_code == 404
    assert api_of(charlie).get(f"/api/v1/polls/{poll.public_id}/").status_code == 404


def test_the_api_asks_writes_down_and_chooses(project, paula, alice, api_of, now):
    api = api_of(alice)
    days = [{"held_on": str(day), "begins": "09:00", "ends": "11:00"} for day in DAYS]
    asked = {"project": project.public_id, "title": "Kick-off", "answer_by": "2026-04-20", "dates": days}
    made = api.post("/api/v1/polls/", asked, format="json").json()
    at, day = f"/api/v1/polls/{made['id']}/", made["dates"][0]["id"]

    said = {"voice": made["voices"][0]["id"], "answers": [{"date": day, "answer": "yes"}]}
    shown = api.post(f"{at}record/", said, format="json").json()
    assert shown["voices"][0]["answers"] == [{"date": day, "answer": "yes"}]
    assert api.post(f"{at}choose/", {"date": day}).json()["meeting"] == Meeting.objects.get().public_id
    assert api.post(f"{at}close/").status_code == 409
    assert api.post("/api/v1/polls/", asked | {"dates": []}, format="json").status_code == 409


def test_lists_cost_the_same_for_more(project, municipality, alice, client_of, api_of):
    client, api = client_of(alice), api_of(alice)

    def make(count):
        for number in range(count):
            person = make_representative(municipality, f"Nora {Poll.objects.count()}{number}")
            make_poll(project, person, at=LATER)

    assert_constant_queries(make, lambda: client.get(URL))
    assert_constant_queries(make, lambda: api.get("/api/v1/polls/"))


def test_the_constraints(project, paula):
    voice = make_poll(project, paula.representative, at=LATER)
    common = {"municipality": project.municipality}
    day = voice.poll.dates.get()
    PollAnswer.objects.create(voice=voice, date=day, answer="yes", **common)
    meeting = make_meeting(project)
    hours = {"poll": voice.poll, "held_on": day.held_on, "begins": day.begins}

    for bad, name in (
        (lambda: Poll.objects.update(meeting=meeting), "poll_with_a_meeting_is_chosen"),
        (lambda: PollDate.objects.create(ends=time(12), **hours, **common), "poll_date_once"),
        (lambda: PollDate.objects.update(ends=time(8)), "poll_date_ends_after_it_begins"),
        (
            lambda: PollVoice.objects.create(poll=voice.poll, representative=paula.representative, **common),
            "poll_voice_once",
        ),
        (
            lambda: PollAnswer.objects.create(voice=voice, date=day, answer="no", **common),
            "poll_answer_once_per_date",
        ),
    ):
        assert_refused(bad, name)
