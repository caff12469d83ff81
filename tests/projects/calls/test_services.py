"""The life of a call: written, published once, closed, and settled only when everyone has an answer."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.jobs.models import Job
from config.core.outbox.models import Message
from projects.calls import collecting, deciding, queries, services
from projects.calls.models import Call, Interest, Notice
from projects.ending import services as ending
from projects.models import Request
from representatives.consent import services as consent
from representatives.recruitment import applying
from representatives.registry import services as registry
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.threads import at_once
from tests.make.calls import LAST_DAY, fresh, make_call, make_interest, make_listener, write_letters
from tests.make.people import make_representative
from tests.projects.wanted import make_fitting, make_open_request

DAY = timedelta(days=1)


@pytest.fixture
def wanted(municipality):
    return make_open_request(municipality)


def _close(call):
    return services.close(call=fresh(call), by=None, at=AT)


def _read(interest):
    return deciding.mark_read(interest=interest, by=None, at=AT)


def test_a_draft_has_a_code_and_a_seed_and_tells_nobody(wanted, municipality):
    make_listener(municipality)

    call = make_call(wanted, is_open=False)

    assert (call.state, len(call.code), len(call.seed)) == ("draft", 8, 22)
    assert call.is_blind
    assert queries.by_code(call.code) is None
    assert not Message.objects.exists()
    assert AuditEvent.objects.get(kind="call.created").object_id == call.public_id


@pytest.mark.parametrize("state", [state for state in Request.State.values if state != "open"])
def test_a_request_that_is_not_open_has_no_call(wanted, state):
    Request.objects.filter(pk=wanted.pk).update(state=state)

    with pytest.raises(services.CannotCall, match="bestillingen"):
        make_call(wanted)
    assert not Call.objects.exists()


def test_a_day_that_has_passed_and_a_second_call_are_refused(wanted):
    with pytest.raises(services.CannotCall, match="siste dag"):
        make_call(wanted, open_until=AT.date() - DAY)
    make_call(wanted)
    with pytest.raises(services.CannotCall):
        make_call(wanted)

    assert Call.objects.count() == 1


def test_publishing_writes_to_each_once_and_says_how_many(wanted, municipality):
    make_listener(municipality, "Anne Aas")
    make_listener(municipality, "Berit Bø", how="weekly")
    call = make_call(wanted, is_open=False)

    count = services.publish(call=call, by=None, at=AT)

    assert count == 2
    assert not Message.objects.exists()
    assert (write_letters(call), write_letters(call)) == (2, 0)
    assert Notice.objects.filter(call=call).count() == Message.objects.count() == 2
    with pytest.raises(services.CannotCall):
        services.publish(call=call, by=None, at=AT)
    assert Job.objects.count() == 1
    moved = AuditEvent.objects.get(kind="call.moved")
    assert (moved.purpose, moved.object_id) == ("open", call.public_id)


def test_what_was_published_is_read_as_it_was_said_then(wanted):
    call = make_call(wanted)

    with pytest.raises(services.CannotCall):
        services.update(call=call, changes={"is_blind": False}, by=None, at=AT)
    changed = services.update(
        call=call, changes={"greeting": "Hei", "open_until": LAST_DAY + DAY}, by=None, at=AT
    )

    assert changed == ["greeting", "open_until"]
    _close(call)
    with pytest.raises(services.CannotCall):
        services.update(call=call, changes={"greeting": "Nei"}, by=None, at=AT)


def test_a_way_in_is_a_channel_that_opens_and_closes_with_the_call(wanted):
    call = make_call(wanted, greeting="Kom og si hva du mener.")

    channel = services.give_channel(call=call, by=None, at=AT)

    assert services.give_channel(call=call, by=None, at=AT) == channel
    assert (channel.kind, channel.greeting, channel.open_until) == ("campaign", call.greeting, LAST_DAY)
    services.update(call=fresh(call), changes={"open_until": LAST_DAY + DAY}, by=None, at=AT)
    channel.refresh_from_db()
    assert channel.open_until == LAST_DAY + DAY
    _close(call)
    channel.refresh_from_db()
    assert channel.closed_at == AT
    services.reopen(call=fresh(call), open_until=LAST_DAY, by=None, at=AT)
    channel.refresh_from_db()
    assert (channel.closed_at, channel.open_until) == (None, LAST_DAY)


def test_somebody_new_by_the_card_is_interested_and_by_another_channel_is_not(wanted, municipality):
    call = make_call(wanted)
    channel = services.give_channel(call=call, by=None, at=AT)
    profile = {"given_name": "Nina", "family_name": "Ny", "email": "nina@people.example.org"}
    newcomer = applying.Applicant(profile=profile, purposes=("network",))

    applying.apply(channel=channel, applicant=newcomer, ref="n" * 22, at=AT)

    interest = Interest.objects.select_related("representative").get()
    assert (interest.call_id, interest.said_by) == (call.pk, "new")
    assert (interest.representative.given_name, interest.representative.state) == ("Nina", "applied")
    _close(call)
    services.lock(call).channel.refresh_from_db()
    with pytest.raises(applying.CannotApply):
        applying.apply(channel=channel, applicant=newcomer, ref="m" * 22, at=AT)


def test_interest_is_kept_once_and_the_last_words_hold(wanted, municipality):
    call, person = make_call(wanted), make_representative(municipality)
    first = make_interest(call, person, words="Jeg vil gjerne.", said_by="link")
    _read(first)

    again = make_interest(call, person, said_by="link")
    changed = make_interest(call, person, words="Tirsdager passer best.", said_by="link")

    assert first.pk == again.pk == changed.pk
    assert (changed.words, changed.read_at) == ("Tirsdager passer best.", None)
    said = AuditEvent.objects.filter(kind="interest.said").order_by("id")
    assert [(line.subject_id, line.purpose) for line in said] == [(person.public_id, "link")] * 2


@pytest.mark.parametrize("why", ["draft", "closed", "late", "request", "left", "elsewhere"])
def test_interest_is_refused_and_leaves_nothing(wanted, municipality, other_municipality, why):
    call = make_call(wanted, is_open=why != "draft")
    person = make_representative(other_municipality if why == "elsewhere" else municipality)
    at = AT + 15 * DAY if why == "late" else AT
    if why == "closed":
        _close(call)
    if why == "request":
        ending.end_request(request=wanted, by=None, at=AT, reason="Ferdig.")
    if why == "left":
        registry.move(representative=person, to="left", by=None, at=AT)

    with pytest.raises(collecting.CannotSay):
        make_interest(call, person, at=at)
    assert not Interest.objects.exists()


def test_who_takes_it_back_is_not_read_and_may_come_again(wanted, municipality):
    call, person = make_call(wanted), make_representative(municipality)
    interest = make_interest(call, person, words="Jeg vil.")

    collecting.take_back(interest=interest, by=None, at=AT)

    interest.refresh_from_db()
    assert (interest.withdrawn_at, interest.words) == (AT, "")
    assert queries.reading(call).rows == []
    with pytest.raises(deciding.CannotDecide):
        _read(interest)
    make_interest(call, person, words="Likevel.")
    assert len(queries.reading(call).rows) == 1


def test_a_call_waits_for_the_facilitator_from_its_last_day_until_everyone_has_an_answer(wanted):
    call = make_call(wanted)
    rows = Call.objects.all()

    assert not rows.to_settle(LAST_DAY).exists()
    assert rows.to_settle(LAST_DAY + DAY).get() == call
    _close(call)
    assert rows.to_settle(AT.date()).get() == call
    services.answer_all(call=call, by=None, at=AT)
    assert not rows.to_settle(LAST_DAY + DAY).exists()


def test_withdrawn_experience_empties_the_words_and_keeps_the_interest(wanted, municipality):
    person = make_fitting(municipality)
    interest = make_interest(make_call(wanted), person, words="Mor har demens.")

    consent.withdraw(representative=person, purpose="experience", by=None, at=AT)

    interest.refresh_from_db()
    assert (interest.words, interest.withdrawn_at) == ("", None)


def _row(call, person, **fields):
    said = {"said_by": "phone", "said_at": AT} | fields
    return Interest.objects.create(municipality=call.municipality, call=call, representative=person, **said)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"answer": "not_now", "read_at": AT}, "call_interest_answer_has_a_moment"),
        ({"answer": "not_now", "answered_at": AT}, "call_interest_is_read_before_answer"),
        ({"told_at": AT}, "call_interest_told_has_an_answer"),
    ],
)
def test_a_bad_interest_is_refused(wanted, municipality, fields, name):
    call, person = make_call(wanted), make_representative(municipality)

    assert_refused(lambda: _row(call, person, **fields), name)


def test_doubles_and_bad_calls_are_refused(wanted, municipality):
    call, person = make_call(wanted), make_representative(municipality)
    _row(call, person)
    told = {"municipality": municipality, "call": call, "representative": person, "letter_on": AT.date()}
    Notice.objects.create(**told)
    row = {"municipality": municipality, "request": wanted, "open_until": LAST_DAY, "created_at": AT}

    assert_refused(lambda: _row(call, person), "call_interest_once")
    assert_refused(lambda: Notice.objects.create(**told), "call_notice_once")
    assert_refused(lambda: Call.objects.create(code="x", **row), "call_one_at_a_time")
    assert_refused(lambda: Call.objects.filter(pk=call.pk).update(published_at=None), "call_was_published")
    assert_refused(
        lambda: Call.objects.filter(pk=call.pk).update(state="answered"), "call_answered_has_a_moment"
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_press_publish_send_one_letter(municipality):
    make_listener(municipality)
    call = make_call(make_open_request(municipality), is_open=False)

    outcomes = at_once(*[lambda: services.publish(call=call, by=None, at=AT)] * 2)
    written = at_once(*[lambda: write_letters(call)] * 2)

    assert sorted(outcomes) == ["CannotCall", "done"]
    assert written == ["done", "done"]
    assert Message.objects.count() == Notice.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_press_and_a_closing_at_once_never_leave_interest_in_doubt(municipality):
    call, person = make_call(make_open_request(municipality)), make_representative(municipality)

    outcomes = at_once(lambda: services.close(call=call, by=None, at=AT), lambda: make_interest(call, person))

    assert outcomes.count("done") == 1 + Interest.objects.count()
    assert fresh(call).state == "closed"
