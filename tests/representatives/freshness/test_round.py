"""The day's round: who is asked, reminded, put to rest, warned and erased; once, and in that order."""

import pytest
from django.utils.translation import gettext

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.freshness import queries, services
from representatives.freshness import silence as silences
from representatives.freshness.models import Checkup
from representatives.registry import services as registry
from representatives.registry.models import Representative, StateChange
from representatives.turns import services as turns
from tests.cast import AT
from tests.make.invitations import at_once
from tests.make.people import make_representative
from tests.representatives.freshness.conftest import after

State = Representative.State
NOTHING = {"settled": 0, "ended": 0, "reminded": 0, "warned": 0, "asked": 0}


def _letters(**filters):
    return Message.objects.filter(kind="checkup.asked", **filters)


def test_nobody_is_asked_before_the_time(lasting, go):
    assert go(364) == NOTHING
    assert not Checkup.objects.exists()


def test_after_a_year_there_is_one_question_and_one_letter_however_often_the_round_runs(lasting, go):
    assert go(365) == NOTHING | {"asked": 1}
    assert go(365) == go(366) == NOTHING

    checkup = Checkup.objects.get()
    assert (checkup.kind, checkup.due_on) == ("still_right", after(365 + 60).date())
    assert _letters().get().recipient_id == lasting.public_id
    assert AuditEvent.objects.filter(kind="checkup.asked", subject_id=lasting.public_id).count() == 1


def test_a_consent_to_be_renewed_is_asked_about_in_the_same_letter(paula, go):
    Consent.objects.filter(purpose="experience").update(renew_by=after(400).date())
    go(365)

    assert Checkup.objects.get().kind == "renewal"
    assert _letters().count() == 1
    assert set(Consent.objects.values_list("asked_on", flat=True)) == {after(365).date()}


def test_nobody_is_asked_in_the_first_month(municipality, go):
    fresh = make_representative(municipality)
    Consent.objects.filter(representative=fresh).update(given_on="2020-01-01", renew_by=None)

    assert go(29) == NOTHING
    assert go(30)["asked"] == 1


def test_who_has_taken_back_the_network_or_left_or_has_a_pause_is_not_asked(municipality, alice, go):
    people = [make_representative(municipality, name) for name in ("Alma A", "Berit B", "Cato C")]
    common = {"by": alice, "at": after(1)}
    consents.withdraw(representative=people[0], purpose="network", **common)
    registry.move(representative=people[1], to=State.LEFT, **common)
    registry.move(representative=people[2], to=State.RESTING, until=after(500).date(), **common)

    assert go(400) == NOTHING
    assert go(501)["asked"] == 1
    assert Checkup.objects.get().representative == people[2]


def test_there_is_one_reminder_half_way_with_the_same_link(asked, go):
    link = asked.token_hash
    assert go(366 + 29) == NOTHING
    assert go(366 + 30) == NOTHING | {"reminded": 1}
    assert go(366 + 30) == go(366 + 45) == NOTHING

    asked.refresh_from_db()
    assert asked.token_hash == link
    assert _letters().count() == 2


def test_silence_until_after_the_last_day_leads_to_rest_with_a_reason(asked, go):
    go(396)
    assert go(426) == NOTHING
    assert go(427)["ended"] == 1
    assert go(427) == NOTHING

    person = asked.representative
    person.refresh_from_db()
    step = StateChange.objects.get(representative=person, to_state=State.RESTING)
    assert (person.state, step.by) == (State.RESTING, None)
    assert step.reason == gettext("Has not answered whether the profile is still right")
    assert person.consents.in_force().count() == 2
    assert not Message.objects.filter(state="queued").exists()


def test_consents_that_were_asked_about_run_out_in_silence_with_all_that_rests_on_them(paula, go):
    go(365)
    assert go(426)["ended"] == 1

    assert {c.end for c in paula.consents.all()} == {"lapsed"}
    assert set(paula.terms.values_list("term__kind", flat=True)) == {"skill"}


def test_only_what_was_asked_about_runs_out(paula, go):
    Consent.objects.filter(purpose="network").update(renew_by="2040-01-01")
    go(365)
    Consent.objects.filter(purpose="network").update(renew_by=after(426).date())
    go(426)

    assert {c.purpose: c.end for c in paula.consents.all()} == {"network": "", "experience": "lapsed"}


def test_rest_in_silence_leads_to_notice_and_the_notice_to_erasure(paula, go):
    go(365)
    go(426)
    assert go(426 + 364) == NOTHING
    assert go(426 + 365) == NOTHING | {"warned": 1}
    notice = Checkup.objects.get(kind="notice")
    assert notice.due_on == after(426 + 365 + 60).date()
    assert _letters(about_id=notice.public_id).count() == 1

    assert go(426 + 365 + 30)["reminded"] == 1
    assert go(426 + 365 + 60) == NOTHING
    assert go(426 + 365 + 61)["ended"] == 1
    paula.refresh_from_db()
    assert paula.state == State.LEFT
    assert go(426 + 365 + 62) == NOTHING


def test_a_word_after_the_silence_begins_anew(asked, alice, go):
    go(427)
    person = asked.representative
    registry.confirm(representative=person, by=alice, at=after(500))

    assert go(427 + 365)["warned"] == 0
    assert go(500 + 365)["asked"] == 1


def test_who_has_a_seat_is_never_put_to_rest_and_the_facilitator_is_told(asked, alice, municipality, go):
    person = asked.representative
    turns.write(representative=person, kind="assigned", at=after(300), assignment_ref="a")
    Consent.objects.update(renew_by=after(380).date(), asked_on=after(366).date())

    assert go(430)["ended"] == 0
    person.refresh_from_db()
    assert person.state == State.ACTIVE
    assert person.consents.in_force().count() == 2
    rows = queries.to_call(Checkup.objects.visible_to(alice).of(municipality), today=after(430).date())
    (line,) = queries.lines(rows, today=after(430).date())
    assert line.person == person

    turns.write(representative=person, kind="ended", at=after(431), assignment_ref="a")
    assert go(432)["ended"] == 1


def test_who_has_a_seat_gets_no_notice(asked, go):
    go(427)
    turns.write(representative=asked.representative, kind="assigned", at=after(500), assignment_ref="a")

    assert go(427 + 400) == NOTHING


def test_who_gets_no_mail_is_called_and_not_silent_before_somebody_has_tried(phoned, alice, go):
    go(365)
    checkup = Checkup.objects.get()
    assert not _letters().exists()
    assert go(500) == NOTHING

    services.record_try(checkup=checkup, by=alice, at=after(500))
    assert go(514) == NOTHING
    assert go(515)["ended"] == 1


def test_a_letter_that_came_back_is_no_silence(asked, go):
    _letters().update(state=Message.State.UNDELIVERABLE)

    assert go(396) == go(430) == NOTHING
    assert queries.to_call(Checkup.objects.all(), today=after(396).date()).get() == asked


def test_a_profile_that_was_confirmed_meanwhile_is_asked_about_no_more(asked, alice, go):
    registry.confirm(representative=asked.representative, by=alice, at=after(370))

    assert go(371) == NOTHING | {"settled": 1}
    asked.refresh_from_db()
    assert asked.is_settled
    assert go(430) == NOTHING


def test_taking_back_the_network_calls_the_question_off(asked, alice):
    consents.withdraw(representative=asked.representative, purpose="network", by=alice, at=after(370))
    asked.refresh_from_db()

    assert (asked.reply, asked.closed_at, asked.token_hash) == ("", after(370), "")
    assert _letters().get().state == Message.State.CANCELLED


def test_one_that_fails_leaves_the_others_done_and_is_done_the_next_time(municipality, go, monkeypatch):
    for name in ("Alma A", "Berit B", "Cato C"):
        make_representative(municipality, name)
    real, calls = services.ask, []

    def broken(*, person, at):
        calls.append(person)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return real(person=person, at=at)

    monkeypatch.setattr(services, "ask", broken)
    assert go(365)["asked"] == 2
    assert go(365)["asked"] == 1
    assert _letters().count() == Checkup.objects.count() == 3


def test_a_round_that_is_killed_in_the_middle_of_an_erasure_takes_it_up_again(asked, go, monkeypatch):
    go(427)
    go(427 + 365)

    def killed(**_about):
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(silences.erasure, "erase", killed)
        assert go(427 + 430)["ended"] == 0
    assert Checkup.objects.get(kind="notice").closed_at is None
    assert go(427 + 431)["ended"] == 1


def test_each_municipality_goes_by_its_own_numbers(municipality, other_municipality, adam, go):
    mine, theirs = make_representative(municipality), make_representative(other_municipality, "Leif Lie")
    services.set_policy(municipality=municipality, by=adam, at=AT, confirm_after_days=90, rest_after_days=14)

    go(90)
    assert [c.representative for c in Checkup.objects.all()] == [mine]
    go(105)
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.state, theirs.state) == (State.RESTING, State.ACTIVE)


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_one_asks(municipality):
    person = make_representative(municipality)
    came = at_once(*[lambda: services.ask(person=person, at=after(400))] * 2)

    assert sorted(type(one).__name__ for one in came) == ["Checkup", "NoneType"]
    assert _letters().count() == 1


def test_old_questions_are_forgotten_and_the_silence_that_a_rest_stands_on_is_not(asked, go):
    go(427)
    assert services.forget_old(after(2000)) == 0
    registry.move(representative=asked.representative, to=State.ACTIVE, by=None, at=after(900))

    assert services.forget_old(after(1500)) == 0
    assert services.forget_old(after(1600)) == 1


def test_on_one_morning_no_more_are_asked_than_one_can_answer_and_the_longest_wait_comes_first(
    municipality, alice, go, monkeypatch
):
    people = [make_representative(municipality, f"Per P{number}") for number in range(3)]
    registry.confirm(representative=people[0], by=alice, at=after(5))
    monkeypatch.setattr(services, "MOST_A_MORNING", 2)

    assert go(400)["asked"] == 2
    assert {c.representative for c in Checkup.objects.all()} == set(people[1:])
    assert go(401)["asked"] == 1


def test_asking_costs_the_same_for_one_and_for_many_that_are_not_asked(
    municipality, go, django_assert_max_num_queries
):
    for number in range(5):
        make_representative(municipality, f"Per P{number}")
    with django_assert_max_num_queries(8):
        go(100)
