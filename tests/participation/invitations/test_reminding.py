"""Reminders: at most so many, in allowed hours, never to one who has answered, and nothing twice."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from config.core.audit.models import AuditEvent
from config.core.letters.services import write
from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.invitations import queries, reminding, services
from participation.invitations.holidays import easter, is_holiday
from participation.invitations.models import Invitation
from participation.invitations.policies import AskingPolicy, policy_of
from projects.models import Request
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.invitations import at_once, make_invitation, make_wanted
from tests.make.people import make_representative

# Tuesday 10 March 2026: two days before the last day.
DUE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def invitation(municipality):
    return make_invitation(make_wanted(municipality))


def _reminders(kind="invitation.reminded"):
    return Message.objects.filter(kind=kind)


def test_one_who_has_not_answered_is_reminded_once(invitation):
    assert reminding.remind_due(at=AT + timedelta(days=1)) == 0
    assert [reminding.remind_due(at=DUE + timedelta(hours=hours)) for hours in range(3)] == [1, 0, 0]

    message = _reminders().get()
    assert (message.about_id, message.not_before) == (invitation.public_id, DUE)
    mail = kind_of(message).render(message, True)
    assert mail.subject == "En påminnelse: svar innen 12. mars om et oppdrag i Granvik"
    assert f"/answer/{services.token_of(invitation)}/" in mail.text
    assert "Det er helt i orden å si nei" in mail.text
    assert AuditEvent.objects.filter(kind="invitation.reminded").count() == 1


@pytest.mark.parametrize("answer", ["yes", "no", "question", "other"])
def test_nobody_who_has_answered_is_reminded(invitation, answer):
    services.answer(invitation=invitation, answer=answer, by="link", at=AT)

    assert reminding.remind_due(at=DUE) == 0


def test_an_answer_a_second_before_stops_the_reminder(invitation, mailoutbox):
    reminding.remind_due(at=DUE)
    _reminders("invitation.asked").delete()
    (claimed,) = outbox.claim(at=DUE)
    services.answer(invitation=invitation, answer="no", by="link", at=DUE)

    outbox.deliver(claimed, at=DUE)

    assert mailoutbox == []
    assert _reminders().get().state == Message.State.CANCELLED


def test_a_reminder_that_waits_is_taken_back_by_an_answer(invitation):
    reminding.remind_due(at=DUE)

    services.answer(invitation=invitation, answer="yes", by="phone", at=DUE)

    assert _reminders().get().state == Message.State.CANCELLED


def test_a_maybe_without_a_day_is_reminded_and_one_with_a_day_is_asked_on_it(invitation):
    services.answer(invitation=invitation, answer="maybe", by="link", at=AT)
    assert reminding.remind_due(at=DUE) == 1
    services.think_until(invitation=invitation, until=date(2026, 3, 18), at=DUE)
    assert not kind_of(_reminders().get()).still_allowed(_reminders().get())
    assert reminding.remind_due(at=DUE + timedelta(days=7)) == 0

    day = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
    assert [reminding.remind_due(at=day + timedelta(days=days)) for days in (0, 1, 2)] == [1, 0, 0]

    message = _reminders("invitation.thought_over").get()
    mail = kind_of(message).render(message, True)
    assert mail.subject == "Du sa kanskje: svar innen 21. mars om et oppdrag i Granvik"
    assert kind_of(message).still_allowed(message)
    services.answer(invitation=invitation, answer="no", by="link", at=day)
    assert not kind_of(message).still_allowed(message)


def test_nobody_is_reminded_of_a_request_that_is_not_open(invitation):
    Request.objects.update(state=Request.State.FILLED)

    assert reminding.remind_due(at=DUE) == 0


def test_whoever_gets_no_mail_stands_on_the_list_instead(municipality):
    person = make_representative(municipality, "Rolf Ringes", email="", channel="phone")
    invitation = make_invitation(make_wanted(municipality), person)

    assert reminding.remind_due(at=DUE) == 0
    assert Invitation.objects.waiting_for("call", DUE.date()).get() == invitation


def test_an_old_link_is_not_reminded_of(invitation):
    reminding.remind_due(at=DUE)
    services.send_again(invitation=invitation, reply_by=date(2026, 3, 20), by=None, at=DUE)

    message = _reminders().get()
    assert message.state == Message.State.CANCELLED
    assert not kind_of(message).still_allowed(message)


def test_the_number_is_the_municipalitys(invitation, municipality, adam):
    reminding.set_policy(municipality=municipality, by=adam, at=AT, reminders_at_most=2, remind_days_before=7)

    counts = [reminding.remind_due(at=AT + timedelta(days=days)) for days in range(3, 10)]

    assert counts == [1, 0, 1, 0, 0, 0, 0]
    reminding.set_policy(municipality=municipality, by=adam, at=AT, reminders_at_most=0)
    assert AskingPolicy.objects.get().reminders_at_most == 0
    event = AuditEvent.objects.filter(kind="asking_policy.changed").order_by("pk")[0]
    assert event.fields == ["remind_days_before", "reminders_at_most"]


@pytest.mark.parametrize(
    "given", [{"reminders_at_most": 4}, {"quiet_from_hour": 24}, {"quiet_until_hour": 4}]
)
def test_a_number_outside_its_limits_is_refused(municipality, given):
    with pytest.raises(reminding.CannotSet, match="is a number from"):
        reminding.set_policy(municipality=municipality, by=None, at=AT, **given)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-03-10 09:00", "2026-03-10 09:00"),
        ("2026-03-10 07:59", "2026-03-10 08:00"),
        ("2026-03-10 20:00", "2026-03-11 08:00"),
        # Saturday evening: over Sunday.
        ("2026-03-07 21:00", "2026-03-09 08:00"),
        # Maundy Thursday: over Good Friday too.
        ("2026-04-02 10:00", "2026-04-04 08:00"),
        ("2026-05-16 22:00", "2026-05-18 08:00"),
        ("2026-03-28 23:00", "2026-03-30 08:00"),
    ],
)
def test_letters_that_can_wait_leave_when_people_are_awake(at, leaves):
    moment = datetime.fromisoformat(at).replace(tzinfo=OSLO)
    expected = datetime.fromisoformat(leaves).replace(tzinfo=OSLO)

    assert AskingPolicy().allowed_from(moment) == expected


def test_the_quiet_of_the_municipality_holds(municipality):
    policy = AskingPolicy(quiet_until_hour=10, quiet_from_hour=15, writes_on_holidays=True)

    sunday = datetime(2026, 3, 8, 16, 0, tzinfo=OSLO)
    assert policy.allowed_from(sunday) == datetime(2026, 3, 9, 10, 0, tzinfo=OSLO)
    assert policy.allowed_from(sunday.replace(hour=12)) == sunday.replace(hour=12)
    assert policy_of(municipality).quiet_from_hour == 20


def test_easter_and_the_days_that_hang_on_it():
    assert [easter(year) for year in (2024, 2025, 2026, 2027, 2038)] == [
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ]
    free = [date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25)]
    assert all(is_holiday(day) for day in [*free, date(2026, 5, 17), date(2026, 12, 26), date(2026, 11, 29)])
    assert not any(is_holiday(day) for day in (date(2026, 4, 4), date(2026, 4, 7), date(2026, 12, 24)))


@pytest.mark.django_db(transaction=True)
def test_two_clocks_remind_once(municipality):
    make_invitation(make_wanted(municipality))

    came = at_once(partial(reminding.remind_due, at=DUE), partial(reminding.remind_due, at=DUE))

    assert sorted(came) == [0, 1]
    assert _reminders().count() == 1


def test_asking_policy_one_each(municipality):
    AskingPolicy.objects.create(municipality=municipality)

    assert_refused(lambda: AskingPolicy.objects.create(municipality=municipality), "asking_policy_one_each")


def test_asking_policy_leaves_people_in_peace(municipality):
    for wrong in ({"reminders_at_most": 9}, {"quiet_until_hour": 20, "quiet_from_hour": 8}):
        assert_refused(
            lambda wrong=wrong: AskingPolicy.objects.create(municipality=municipality, **wrong),
            "asking_policy_leaves_people_in_peace",
        )


FORM = {"reminders_at_most": 2, "remind_days_before": 5, "quiet_until_hour": 9, "quiet_from_hour": 18}


def test_the_administrator_decides_and_the_facilitator_reads(municipality, adam, alice, charlie, client_of):
    address = "/granvik/asking-policy/"
    assert "mellom 20.00 og 8.00" in client_of(alice).get(address).content.decode()
    assert client_of(alice).get(f"{address}edit/").status_code == 403
    assert client_of(charlie).get(address).status_code == 404
    browser = client_of(adam)

    wrong = browser.post(f"{address}edit/", FORM | {"reminders_at_most": 9})
    kept = browser.post(f"{address}edit/", FORM, follow=True).content.decode()

    assert wrong.status_code == 422
    assert "høyst 2 påminnelser" in kept
    assert "mellom 18.00 og 9.00" in kept
    assert "/granvik/asking-policy/" in browser.get("/granvik/").content.decode()


def test_the_same_over_the_api(municipality, adam, alice, charlie, api_of):
    url = "/api/v1/asking-policy/"
    assert api_of(alice).get(url).json()[0]["reminders_at_most"] == 1
    assert api_of(alice).post(url, {"reminders_at_most": 2}, format="json").status_code == 403
    api = api_of(adam)

    assert api.post(url, {"reminders_at_most": 9}, format="json").status_code == 400
    assert api.post(url, {"reminders_at_most": 2}, format="json").json()["reminders_at_most"] == 2
    assert api_of(charlie).get(f"{url}?municipality=granvik").json() == []


@pytest.mark.parametrize("channel", ["phone", "letter", "sms", "email"])
def test_whoever_wanted_to_think_and_gets_no_letter_is_called_on_that_day(municipality, channel):
    fields = {"email": "", "phone": "+4799999999"} if channel != "email" else {}
    person = make_representative(municipality, "Rolf Ringes", channel=channel, **fields)
    invitation = make_invitation(make_wanted(municipality), person)
    services.answer(invitation=invitation, answer="maybe", by="phone", until=date(2026, 3, 18), at=AT)

    def to_call(day):
        at = datetime(2026, 3, day, 9, 0, tzinfo=UTC)
        reminding.remind_due(at=at)
        lines = queries.lines(queries.with_details(Invitation.objects.order_by("id")), today=at.date())
        counted = set(Invitation.objects.waiting_for("call", at.date()))
        assert {line.invitation for line in lines if line.must_call} == counted
        return bool(counted)

    is_called = channel in ("phone", "letter")
    assert [to_call(day) for day in (17, 18, 21, 22)] == [False, is_called, is_called, False]
    if not is_called:
        Message.objects.filter(kind="invitation.thought_over").update(state="undeliverable")
        assert to_call(20)


def test_a_worker_that_is_late_lets_a_reminder_wait_for_the_next_allowed_hour(invitation, mailoutbox):
    reminding.remind_due(at=DUE)
    _reminders("invitation.asked").delete()
    late, morning = DUE.replace(hour=20, minute=30), DUE.replace(day=11, hour=7)

    (claimed,) = outbox.claim(at=late)
    assert outbox.deliver(claimed, at=late)
    waiting = _reminders().get()
    assert mailoutbox == []
    assert (waiting.state, waiting.not_before, waiting.attempts) == (Message.State.QUEUED, morning, 0)
    assert outbox.claim(at=late + timedelta(minutes=1)) == []

    (claimed,) = outbox.claim(at=morning)
    outbox.deliver(claimed, at=morning)
    assert (_reminders().get().state, len(mailoutbox)) == (Message.State.SENT, 1)


@pytest.mark.parametrize("kind", ["invitation.reminded", "invitation.asked"])
def test_a_reminder_takes_the_municipalitys_own_words(invitation, municipality, adam, kind):
    words = {
        "opening": "Fint om du svarer, {navn}, innen {svarfrist}.",
        "closing": "",
        "signature": "Hilsen Adam",
    }
    write(municipality=municipality, kind=kind, language="nb", by=adam, at=AT, **words)
    reminding.remind_due(at=DUE)
    message = _reminders().get()

    mail = kind_of(message).render(message, True)

    # Words for the invitation itself are none for the reminder.
    is_own = kind == "invitation.reminded"
    for text in (mail.text, mail.html):
        assert ("Fint om du svarer, Paula, innen 12. mars 2026." in text) is is_own
        assert ("Hilsen Adam" in text) is is_own
    assert services.token_of(invitation) in mail.text
    assert "\n\n\n" not in mail.text
