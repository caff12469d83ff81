"""Those who owe answers: asked once, reminded before and after the day, then the manager; answered by one link."""

from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import travel

from config.core.audit.models import AuditEvent
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from config.core.privacy import links
from participation.contributions import services as contributions
from participation.contributions.models import Response
from participation.promises import queries, services
from participation.promises.models import PURPOSE, OwnerLink
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_contribution, make_professional
from tests.participation.seats import LATER

DUE = date(2026, 4, 10)
SAID = "Brevet før innleggelse er for langt."


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=UTC)


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner, due_on=DUE)


@pytest.fixture
def link(said):
    services.go_round(at=LATER)
    return OwnerLink.objects.get()


def _url(link):
    return f"/answer/{links.make(PURPOSE, link)}/promise/"


def _kinds():
    return list(Message.objects.order_by("id").values_list("kind", flat=True))


def test_one_letter_for_everything_that_is_new_and_not_again_the_next_day(project, said, owner):
    make_contribution(project, owner=owner, due_on=DUE, text="Ring først.")

    assert services.go_round(at=LATER) == 1
    assert services.go_round(at=LATER + timedelta(days=1)) == 0

    message = Message.objects.get()
    with travel(LATER):
        assert kind_of(message).still_allowed(message)
        mail = kind_of(message).render(message, True)
    assert mail.to == "pia@granvik.example.org"
    assert "2 venter på svar" in mail.subject
    for hidden in (SAID, "Paula"):
        assert hidden not in mail.subject + mail.text
    assert AuditEvent.objects.filter(kind="promise.asked").count() == 2


def test_reminded_before_and_after_the_day_and_then_the_manager_hears(said, link, uma):
    days = [DUE - timedelta(days=4), DUE - timedelta(days=3), DUE, DUE + timedelta(days=1)]
    assert [services.go_round(at=_at(day)) for day in days] == [0, 1, 0, 1]
    assert services.go_round(at=_at(DUE + timedelta(days=2))) == 0

    week = DUE + timedelta(days=7)
    assert services.go_round(at=_at(week)) == 1
    assert services.go_round(at=_at(week + timedelta(days=1))) == 0

    assert _kinds() == [services.OWED] * 3 + [services.LATE]
    late = Message.objects.get(kind=services.LATE)
    with travel(_at(week)):
        assert kind_of(late).still_allowed(late)
        mail = kind_of(late).render(late, True)
    assert mail.to == uma.email
    assert "Pia Prosjekt" in mail.text and SAID not in mail.text and "Paula" not in mail.text


def test_an_answer_ends_it(said, link):
    message = Message.objects.get()
    contributions.respond(
        contribution=said,
        answer="partly",
        reason="Vi korter ned.",
        answered_on=date(2026, 3, 20),
        by=None,
        at=LATER,
    )

    with travel(LATER):
        assert not kind_of(message).still_allowed(message)
    assert services.go_round(at=_at(DUE + timedelta(days=8))) == 0


def test_who_has_no_address_gets_no_letter(project, unit):
    make_contribution(project, owner=make_professional(unit, "Ukjent Adresse"), due_on=DUE)

    assert services.go_round(at=LATER) == 0
    assert not OwnerLink.objects.exists()


def test_whoever_takes_over_gets_a_new_link_and_the_old_one_is_dead(said, link, unit, client):
    old = _url(link)
    other = make_professional(unit, "Nina Ny", email="nina@example.org")
    contributions.hand_over(contribution=said, owner=other, due_on=DUE, by=None, at=LATER)
    with travel(LATER):
        assert client.get(old).status_code == 404

    assert services.go_round(at=LATER + timedelta(days=1)) == 1

    link.refresh_from_db()
    with travel(LATER):
        assert client.get(_url(link)).status_code == 200
        assert client.get(old).status_code == 404


def test_looking_answers_nothing_and_one_press_with_a_reason_answers(said, link, client, paula, pia):
    url = _url(link)
    with travel(LATER):
        for _look in range(5):
            page = client.get(url, {"language": "en"})
            client.head(url)
        assert not Response.objects.exists()
        words = page.content.decode()
        assert SAID in words and "Paula" not in words
        assert page["X-Robots-Tag"] == "noindex, nofollow"

        no_reason = client.post(url, {"answer": "adopted"})
        no_answer = client.post(url, {"reason": "Vi gjør det."})
        assert (no_reason.status_code, no_answer.status_code) == (422, 422)
        assert "Vi gjør det." in no_answer.content.decode()
        foreign = client.post(url, {"answer": "adopted", "reason": "x"}, HTTP_SEC_FETCH_SITE="cross-site")
        assert foreign.status_code == 403
        after = client.post(url, {"answer": "not_adopted", "reason": "Loven krever det."}, follow=True)

    assert "Loven krever det." in after.content.decode()
    response = Response.objects.get()
    assert (response.answer, response.by, response.answered_on) == ("not_adopted", pia, date(2026, 3, 20))
    assert Message.objects.filter(kind="contribution.told").exists()


def test_the_answer_can_be_changed_for_two_weeks(said, link, client):
    url, sent = _url(link), {"answer": "parked", "reason": "Til høsten."}
    with travel(LATER):
        client.post(url, sent)
    with travel(LATER + timedelta(days=14)):
        assert client.post(url, sent | {"answer": "adopted"}).status_code == 303
    with travel(LATER + timedelta(days=15)):
        assert client.get(url).status_code == 404

    assert [row.answer for row in Response.objects.order_by("id")] == ["parked", "adopted"]


def test_the_letter_leads_to_each_and_a_page_that_is_passed_on_to_no_other(project, said, owner, client):
    other = make_contribution(project, owner=owner, due_on=DUE, text="Ring først.")
    services.go_round(at=LATER)
    message, away = Message.objects.get(), _url(OwnerLink.objects.get(contribution=other))

    with travel(LATER):
        page = client.get(_url(OwnerLink.objects.get(contribution=said))).content.decode()
        mail, preview = (kind_of(message).render(message, live) for live in (True, False))

    assert "Ring først." not in page and away not in page
    assert away in mail.text and away not in preview.text


def test_the_facilitator_sees_when_it_was_asked(said, link, client_of, alice, pia):
    assert (
        "Har fått brev" in client_of(alice).get(f"/granvik/contributions/{said.public_id}/").content.decode()
    )
    assert (
        "Har fått brev"
        not in client_of(pia).get(f"/granvik/contributions/{said.public_id}/").content.decode()
    )


def test_a_letter_costs_the_same_for_more_promises(project, said, owner):
    def make(count):
        for number in range(count):
            made = make_contribution(project, owner=owner, due_on=DUE, text=f"Nummer {number}")
            services._ask(made, None, LATER)

    assert_constant_queries(make, lambda: queries.owed(owner))
