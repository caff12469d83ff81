"""What followed from an answer, what comes back, and the reminders before and after the day."""

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import travel

from config.core.audit.models import AuditEvent
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.support import services
from participation.support.models import Ask, AskFollowed
from participation.tasks import queries as tasks
from participation.tasks.feeds.feed import reader
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.inside import make_ask

DAY = timedelta(days=1)
BY = AT.date() + 20 * DAY


def _morning(day):
    return datetime(day.year, day.month, day.day, 7, 40, tzinfo=UTC)


@pytest.fixture
def ask(municipality, alice, bob):
    return services.ask(
        municipality=municipality, title="To timer", need="Tid", decide_by=BY, by=alice, at=AT
    )


def test_reminded_once_before_and_once_after_the_day(ask, bob):
    days = [BY - 4 * DAY, BY - 3 * DAY, BY - 2 * DAY, BY, BY + DAY, BY + 2 * DAY, BY + 30 * DAY]

    assert [services.go_round(at=_morning(day)) for day in days] == [0, 1, 0, 0, 1, 0, 0]

    message = Message.objects.filter(kind="ask.reminded").order_by("id")[0]
    with travel(_morning(BY - 3 * DAY)):
        assert kind_of(message).still_allowed(message)
        mail = kind_of(message).render(message, True)
    assert mail.to == bob.email
    assert "/decision/" in mail.text


def test_an_answer_ends_the_reminders(ask, bob):
    services.answer(ask=ask, answer="granted", reason="", by=bob, at=AT)

    assert services.go_round(at=_morning(BY - 3 * DAY)) == 0


def test_later_comes_back_on_its_day_once_in_a_letter_and_on_the_list(ask, municipality, bob):
    back = AT.date() + 60 * DAY
    services.answer(ask=ask, answer="later", reason="", back_on=back, by=bob, at=AT)

    def listed(day):
        return [line.about for line in tasks.find(reader(bob, municipality, day), key="decisions")[:9]]

    assert listed(back - DAY) == []
    assert listed(back) == ["To timer"]
    assert [services.go_round(at=_morning(day)) for day in (back - DAY, back, back + DAY)] == [0, 1, 0]
    again = back + 30 * DAY
    services.answer(ask=ask, answer="later", reason="", back_on=again, by=bob, at=_morning(back))
    assert services.go_round(at=_morning(again)) == 1


def test_later_without_a_day_is_in_a_month_and_odd_days_are_refused(ask, bob):
    for day in (AT.date(), AT.date() - DAY, AT.date() + 400 * DAY):
        with pytest.raises(services.CannotAnswer):
            services.answer(ask=ask, answer="later", reason="", back_on=day, by=bob, at=AT)

    services.answer(ask=ask, answer="later", reason="", by=bob, at=AT)

    assert Ask.objects.get().back_on == AT.date() + services.LATER
    assert_refused(lambda: Ask.objects.update(state="granted"), "ask_comes_back_when_put_to_later")


def test_what_followed_has_a_day_that_has_come_and_stands_on_the_page(
    ask, alice, bob, municipality, client_of
):
    def follow(text, day):
        return services.follow(ask=Ask.objects.get(), text=text, happened_on=day, by=alice, at=AT)

    with pytest.raises(services.CannotFollow):
        follow("Vikar er leid inn.", AT.date())
    services.answer(ask=ask, answer="granted", reason="", by=bob, at=AT)
    for text, day in ((" ", AT.date()), ("Noe.", AT.date() + DAY)):
        with pytest.raises(services.CannotFollow):
            follow(text, day)
    client = client_of(alice)
    address = f"/granvik/asks/{ask.public_id}/"
    told = {"text": "Vikar er leid inn.", "happened_on": AT.date().isoformat()}
    assert client.post(f"{address}followed/", told).status_code == 303

    assert "Vikar er leid inn." in client.get(address).content.decode()
    assert "Vikar er leid inn." in client_of(bob).get(address).content.decode()
    assert client_of(bob).get(f"{address}followed/").status_code == 403
    row = {"municipality": municipality, "ask": ask, "happened_on": AT.date(), "at": AT}
    assert_refused(lambda: AskFollowed.objects.create(text="", **row), "ask_followed_says_something")


def test_a_line_is_corrected_or_taken_away_by_the_facilitator_alone(ask, alice, bob, client_of):
    answered = services.answer(ask=ask, answer="granted", reason="", by=bob, at=AT)
    line = services.follow(ask=answered, text="Vikar er lånt inn.", happened_on=AT.date(), by=alice, at=AT)
    page, own = f"/granvik/asks/{ask.public_id}/", f"/granvik/asks/{ask.public_id}/followed/{line.public_id}/"
    right = {"text": "Vikar er leid inn.", "happened_on": AT.date().isoformat()}

    assert own in client_of(alice).get(page).content.decode()
    assert own not in client_of(bob).get(page).content.decode()
    assert client_of(bob).post(own, right).status_code == 403
    assert client_of(alice).post(own, right | {"text": " "}).status_code == 422
    assert client_of(alice).post(own, right).status_code == 303
    assert AskFollowed.objects.get().text == "Vikar er leid inn."

    assert client_of(bob).post(f"{own}delete/").status_code == 403
    assert client_of(alice).post(f"{own}delete/").status_code == 303
    assert not AskFollowed.objects.exists()
    assert AuditEvent.objects.filter(kind="ask.unfollowed").count() == 1


def test_the_api_corrects_and_takes_away(ask, alice, bob, charlie, api_of):
    answered = services.answer(ask=ask, answer="granted", reason="", by=bob, at=AT)
    line = services.follow(ask=answered, text="Feil", happened_on=AT.date(), by=alice, at=AT)
    own = f"/api/v1/ask-lines/{line.public_id}/"
    right = {"text": "Rett", "happened_on": AT.date().isoformat()}

    assert api_of(bob).patch(own, right, format="json").status_code == 403
    assert api_of(charlie).patch(own, right, format="json").status_code == 404
    late = right | {"happened_on": (AT.date() + 4000 * DAY).isoformat()}
    assert api_of(alice).patch(own, late, format="json").status_code == 409
    assert api_of(alice).patch(own, right, format="json").json()["text"] == "Rett"
    assert api_of(alice).delete(own).status_code == 204
    assert not AskFollowed.objects.exists()


def test_a_new_ask_fits_above_three_buttons_on_a_phone(municipality, alice, client_of, api_of):
    title = "M" * 121
    given = {
        "title": title,
        "need": "Tid",
        "cost_kroner": "0",
        "cost_hours": "0",
        "decide_by": BY.isoformat(),
    }

    assert client_of(alice).post("/granvik/asks/new/", given).status_code == 422
    assert api_of(alice).post("/api/v1/asks/", given, format="json").status_code == 400
    assert not Ask.objects.exists()


def test_a_yes_without_anything_that_followed_for_a_month_is_a_task(municipality, alice):
    yes = make_ask(municipality, state="granted", answered_at=AT)
    make_ask(municipality, state="declined", answered_at=AT)

    def listed(day):
        return [line.subject for line in tasks.find(reader(alice, municipality, day), key="unfollowed")[:9]]

    assert listed(AT.date() + 29 * DAY) == []
    assert listed(AT.date() + 30 * DAY) == [yes.public_id]
    services.follow(ask=yes, text="Gjort.", happened_on=AT.date(), by=alice, at=AT)
    assert listed(AT.date() + 30 * DAY) == []


def test_the_api_puts_to_later_and_tells_what_followed(ask, alice, bob, api_of):
    address = f"/api/v1/asks/{ask.public_id}/"
    line = {"text": "Vikar er leid inn.", "happened_on": AT.date().isoformat()}

    assert api_of(alice).post(f"{address}follow/", line, format="json").status_code == 409
    later = api_of(bob).post(f"{address}answer/", {"answer": "later", "back_on": "2001-01-01"}, format="json")
    assert later.status_code == 409
    assert api_of(bob).post(f"{address}answer/", {"answer": "granted"}, format="json").status_code == 200
    assert api_of(bob).post(f"{address}follow/", line, format="json").status_code == 403
    assert (
        api_of(alice).post(f"{address}follow/", line, format="json").json()["followed"][0].items()
        >= line.items()
    )
