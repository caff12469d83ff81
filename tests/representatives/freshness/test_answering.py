"""What the person says is done at once, and once; what cannot be done is refused in words."""

from datetime import timedelta

import pytest
from django.utils.translation import gettext

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from representatives.consent import services as consents
from representatives.consent.models import Consent
from representatives.freshness import services
from representatives.freshness.models import Checkup
from representatives.registry.models import Representative
from tests.representatives.freshness.conftest import after

State = Representative.State


def _answer(checkup, reply, days=370, **fields):
    given = {"channel": "form"} | fields
    return services.answer(checkup=checkup, reply=reply, at=after(days), **given)


def _person(checkup):
    return Representative.objects.get(pk=checkup.representative_id)


@pytest.fixture
def renewing(paula, go):
    go(365)
    return Checkup.objects.get()


def test_still_right_confirms_the_profile_and_closes_the_question(asked):
    kept = _answer(asked, "right")

    assert kept.is_settled
    assert _person(asked).confirmed_on == after(370).date()
    assert Message.objects.get().state == Message.State.CANCELLED
    line = AuditEvent.objects.get(kind="checkup.answered")
    assert (line.actor_id, line.purpose, line.subject_id) == ("", "form", asked.representative.public_id)


def test_the_same_press_twice_is_one_answer(asked):
    _answer(asked, "right")
    _answer(asked, "right", 371)

    assert AuditEvent.objects.filter(kind="checkup.answered").count() == 1


def test_something_has_changed_stays_open_for_a_call_and_is_not_silence(asked, go):
    kept = _answer(asked, "changes")

    assert (kept.closed_at, kept.is_settled) == (None, False)
    go(500)
    assert _person(asked).state == State.ACTIVE
    assert _answer(asked, "right", 501).is_settled


def test_a_pause_rests_until_the_day(asked):
    until = after(400).date()
    _answer(asked, "pause", until=until)

    person = _person(asked)
    assert (person.state, person.resting_until) == (State.RESTING, until)
    assert person.state_changes.order_by("-id").first().reason == gettext("Has asked for a pause")


@pytest.mark.parametrize("days", [None, 370, 370 + 3 * 365], ids=["no day", "today", "three years"])
def test_a_pause_without_an_end_in_sight_is_refused(asked, days):
    with pytest.raises(services.CannotAnswer):
        _answer(asked, "pause", until=days and after(days).date())
    asked.refresh_from_db()
    assert (asked.reply, _person(asked).state) == ("", State.ACTIVE)


def test_leaving_is_done_at_once_and_says_so_afterwards(asked):
    kept = _answer(asked, "leave")
    kept.refresh_from_db()

    person = _person(asked)
    assert (person.state, kept.reply, kept.is_settled) == (State.LEFT, "leave", True)
    assert kept.token_hash
    assert not person.terms.exists()
    assert not person.consents.in_force().exists()


def test_a_yes_renews_and_a_no_withdraws(renewing):
    _answer(renewing, "right", renewals={"network": True, "experience": False})

    ends = sorted(Consent.objects.values_list("purpose", "is_renewed", "is_lapsed"))
    assert ends == [("experience", False, False), ("network", False, False), ("network", True, False)]
    assert Consent.objects.in_force().get().purpose == "network"
    assert Consent.objects.in_force().get().channel == "form"
    assert set(_person(renewing).terms.values_list("term__kind", flat=True)) == {"skill"}


def test_a_consent_without_a_word_is_refused_and_nothing_is_kept(renewing):
    with pytest.raises(services.CannotAnswer):
        _answer(renewing, "right", renewals={"network": True})
    renewing.refresh_from_db()

    assert renewing.reply == ""
    assert not Consent.objects.filter(is_renewed=True).exists()


def test_no_to_the_network_and_yes_to_what_rests_on_it_is_refused_in_words(renewing):
    with pytest.raises(services.CannotAnswer, match="nettverket"):
        _answer(renewing, "right", renewals={"network": False, "experience": True})
    assert Consent.objects.in_force().count() == 2


def test_one_who_wants_to_be_called_need_not_answer_the_consents(renewing, go):
    _answer(renewing, "changes")

    go(500)
    assert Consent.objects.in_force().count() == 2


def test_a_late_answer_brings_back_one_who_rests_in_silence_and_asks_anew_for_what_ran_out(renewing, go):
    go(426)
    assert not Consent.objects.in_force().exists()
    with pytest.raises(services.CannotAnswer):
        _answer(renewing, "right", 430)
    _answer(renewing, "right", 430, renewals={"network": True, "experience": False})

    assert _person(renewing).state == State.ACTIVE
    assert Consent.objects.in_force().get().purpose == "network"


def test_the_notice_is_answered_with_one_press(asked, go):
    go(427)
    go(427 + 365)
    notice = Checkup.objects.get(kind="notice")
    with pytest.raises(services.CannotAnswer):
        _answer(asked, "right", 800)
    renewals = {"network": True, "experience": True}
    _answer(notice, "right", 800, renewals=renewals)

    assert _person(notice).state == State.ACTIVE
    assert go(427 + 500)["ended"] == 0


def test_who_has_left_answers_nothing(asked):
    _answer(asked, "leave")

    with pytest.raises(services.CannotAnswer):
        _answer(asked, "right", 371)


def test_a_facilitator_writes_down_what_was_said_on_the_phone(renewing, alice):
    said = {"network": True, "experience": True}
    _answer(renewing, "right", channel="oral", by=alice, renewals=said)

    given = Consent.objects.in_force()
    assert {(c.channel, c.recorded_by) for c in given} == {("oral", alice)}
    assert AuditEvent.objects.filter(kind="checkup.answered", actor_id=alice.public_id).exists()


def test_a_call_in_vain_is_written_once_and_only_for_one_who_gets_no_mail(asked, phoned, alice, go):
    with pytest.raises(services.CannotAnswer):
        services.record_try(checkup=asked, by=alice, at=after(370))
    go(371)
    checkup = Checkup.objects.get(representative=phoned)
    tried = services.record_try(checkup=checkup, by=alice, at=after(420))

    assert tried.due_on == (after(420) + timedelta(days=14)).date()
    with pytest.raises(services.CannotAnswer):
        services.record_try(checkup=checkup, by=alice, at=after(421))


@pytest.mark.parametrize(
    "numbers", [{"confirm_after_days": 29}, {"consent_months": 25}, {"rest_after_days": 0}], ids=str
)
def test_numbers_that_give_people_no_time_are_refused(municipality, adam, numbers):
    with pytest.raises(services.CannotSet):
        services.set_policy(municipality=municipality, by=adam, at=after(0), **numbers)


def test_the_municipalitys_months_decide_when_a_consent_is_renewed(municipality, adam, paula):
    services.set_policy(municipality=municipality, by=adam, at=after(0), consent_months=6)
    given = consents.give(
        representative=paula, purpose="photo", channel="oral", given_on=after(0).date(), by=adam, at=after(0)
    )
    assert given.renew_by.isoformat() == "2026-09-02"
    line = AuditEvent.objects.get(kind="network_policy.changed")
    assert (line.actor_id, line.fields) == (adam.public_id, ["consent_months"])
