"""Letters about calls: whom they reach, one to a person and day, and what is asked before they leave."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from projects.calls import deciding, links, reaching, services
from projects.calls.models import Notice
from projects.models import Request
from representatives.consent import services as consent
from representatives.interests import links as stopping
from representatives.interests import services as wishes
from representatives.interests.models import Hearing
from representatives.proxies import services as proxies
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.calls import make_call, make_interest, make_listener, write_letters
from tests.make.chain import make_project, make_unit
from tests.make.invitations import make_invitation
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request

# AT is a Monday.
TUESDAY, NEXT_MONDAY = date(2026, 3, 3), date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture
def wanted(municipality):
    return make_open_request(municipality, title="Om demens hjemme")


def _deliver(at=AT):
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)
    return mail.outbox


def _second(municipality):
    project = make_project(make_unit(municipality, "Legevakta"), title="Ventetid")
    return make_open_request(municipality, project=project, title="Om ventetid")


def test_the_letter_has_a_link_of_its_own_and_one_that_ends_them(wanted, municipality):
    make_listener(municipality, language="en")
    make_call(wanted, greeting="Tell us how it is.")

    (letter,) = _deliver()

    notice, stop = Notice.objects.get(), stopping.make(Hearing.objects.get())
    assert letter.body.count(links.make(notice)) == 1
    assert letter.body.count(stop) == 1
    assert "Tell us how it is." in letter.body
    assert letter.subject == "Would you like to take part? Granvik"
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"/stop-hearing/{stop}/>")
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_outbox_and_the_preview_show_no_living_link(wanted, municipality):
    make_listener(municipality)
    make_call(wanted)
    message = Message.objects.get()

    shown = kind_of(message).render(message, False).text

    assert links.make(Notice.objects.get()) not in shown
    assert stopping.make(Hearing.objects.get()) not in shown


def test_two_calls_of_one_day_are_one_letter_and_after_it_has_left_the_next_is_tomorrows(
    wanted, municipality
):
    make_listener(municipality)
    make_call(wanted)
    make_call(_second(municipality))

    (letter,) = _deliver()

    assert "Om demens hjemme" in letter.body
    assert "Om ventetid" in letter.body
    third = make_open_request(
        municipality, project=make_project(make_unit(municipality, "Tannhelsen")), title="Om tenner"
    )
    make_call(third, at=AT + timedelta(hours=2))
    assert Notice.objects.get(call__request=third).letter_on == TUESDAY
    assert len(_deliver(AT + timedelta(hours=3))) == 1
    assert len(_deliver(AT + DAY)) == 2
    assert "Om demens" not in mail.outbox[1].body


def test_the_weekly_letter_comes_on_monday_morning_with_all_of_it(wanted, municipality):
    make_listener(municipality, how="weekly")
    make_call(wanted)
    make_call(_second(municipality), at=AT + 2 * DAY)

    assert set(Notice.objects.values_list("letter_on", flat=True)) == {NEXT_MONDAY}
    assert _deliver(datetime(2026, 3, 9, 6, 0, tzinfo=UTC)) == []
    (letter,) = _deliver(datetime(2026, 3, 9, 7, 30, tzinfo=UTC))
    assert "Om demens hjemme" in letter.body
    assert "Om ventetid" in letter.body


def test_a_weekly_letter_that_would_come_too_late_is_counted_and_not_sent(wanted, municipality):
    make_listener(municipality, how="weekly")
    call = make_call(wanted, is_open=False, open_until=NEXT_MONDAY - DAY)

    found = reaching.reach(call=call, at=AT)

    assert (found.count, found.too_late) == (0, 1)


def test_who_is_held_back_is_told_in_counts_and_gets_no_letter(wanted, municipality, other_municipality):
    free = make_listener(municipality, "Anne Aas")
    resting = make_listener(municipality, "Rolf Ro")
    registry.move(representative=resting, to="resting", by=None, at=AT)
    left = make_listener(municipality, "Liv Lende")
    registry.move(representative=left, to="left", by=None, at=AT)
    no_go = make_listener(municipality, "Nils Nei")
    registry.add_no_go(representative=no_go, unit=None, term=make_term(), by=None, at=AT)
    full = make_listener(municipality, "Frida Full", most_at_once=0)
    asked = make_listener(municipality, "Aud Alt")
    make_invitation(wanted, asked)
    make_listener(municipality, "Nora Nok", how="never")
    make_listener(municipality, "Pål Post", email="")
    make_listener(municipality, "Turid Tal", topic=make_term("skill", "talks"))
    make_listener(other_municipality, "Carl Borte")
    make_representative(municipality, "Siri Stille")
    call = make_call(wanted, is_open=False)

    found = reaching.reach(call=call, at=AT)

    assert found.people == (free,)
    assert (found.never, found.without_mail, found.told) == (1, 1, 0)
    assert sum(count for _why, count in found.held_back) == 4
    services.publish(call=call, by=None, at=AT)
    write_letters(call)
    announced = Message.objects.filter(kind="call.announced")
    assert [message.recipient_id for message in announced] == [free.public_id]
    assert full.pk not in set(Notice.objects.values_list("representative", flat=True))


def test_reach_costs_the_same_for_one_and_for_many(wanted, municipality):
    call, numbers = make_call(wanted, is_open=False), iter(range(9))

    def more(count):
        for _one in range(count):
            make_listener(municipality, f"Nr{next(numbers)} Nordmann")

    assert_constant_queries(more, lambda: reaching.reach(call=call, at=AT))
    assert reaching.reach(call=call, at=AT).count == 3


@pytest.mark.parametrize("why", ["stop", "pause", "withdraw", "experience", "close", "request"])
def test_what_has_changed_since_is_asked_before_the_letter_leaves(wanted, municipality, why):
    person = make_listener(municipality)
    call = make_call(wanted)
    if why == "stop":
        wishes.stop(hearing=Hearing.objects.get(), at=AT)
    if why == "pause":
        registry.move(representative=person, to="resting", by=None, at=AT)
    if why == "withdraw":
        consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    if why == "close":
        services.close(call=call, by=None, at=AT)
    if why == "experience":
        consent.withdraw(representative=person, purpose="experience", by=None, at=AT)
    if why == "request":
        Request.objects.filter(pk=wanted.pk).update(state="closed")

    assert _deliver() == []
    assert Message.objects.get().state == Message.State.CANCELLED


def test_the_role_is_a_topic_too_and_a_must_area_holds_back(municipality):
    role = make_term("role", "advisory-board")
    wanted = make_open_request(municipality, role=role, must_area="Sentrum")
    ask_for(wanted, make_term("skill", "talks"), "wish")
    near = make_listener(municipality, "Anne Aas", topic=role, area="Sentrum")
    make_listener(municipality, "Bo Bakk", topic=role, area="Fjellgrenda")

    found = reaching.reach(call=make_call(wanted, is_open=False), at=AT)

    assert found.people == (near,)


def test_the_letter_goes_to_the_proxy_and_says_for_whom(wanted, municipality):
    person = make_listener(municipality, "Paula Prøve", language="en")
    proxies.name(
        representative=person, name="Lise Moen", relation="", email="lise@example.org", by=None, at=AT
    )
    make_call(wanted)

    (letter,) = _deliver()

    assert letter.to == ["lise@example.org"]
    assert "you answer for Paula Prøve" in letter.body


@pytest.mark.parametrize(("answer", "said"), [("candidate", "go on with you"), ("not_now", "offered")])
def test_the_answer_is_kind_and_in_the_persons_language(wanted, municipality, answer, said):
    call = make_call(wanted)
    interest = make_interest(call, make_fitting(municipality, language="en"))
    services.close(call=call, by=None, at=AT)
    deciding.mark_read(interest=interest, by=None, at=AT)
    deciding.decide(interest=interest, answer=answer, reason="Passer godt", by=None, at=AT)
    services.answer_all(call=call, by=None, at=AT)

    (letter,) = _deliver()

    assert said in letter.body
    assert "Passer godt" not in letter.body
    assert "demens" not in letter.subject
    assert letter.subject == "Thank you for being interested (Granvik)"
