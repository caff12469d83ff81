"""What may be added to an answer: why not, until when, what else; and answers that a program may have given."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox.models import Message
from participation.assignments.models import Assignment
from participation.invitations import queries, services
from participation.invitations.models import Answer, Invitation
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.invitations import make_invitation, make_wanted
from tests.make.people import make_representative


@pytest.fixture
def wanted(municipality):
    return make_wanted(municipality, seats=2)


@pytest.fixture
def invitation(wanted):
    return make_invitation(wanted)


def _say(invitation, answer, at=AT, **given):
    return services.answer(invitation=invitation, answer=answer, at=at, **({"by": "link"} | given))


def _lines():
    return queries.lines(queries.with_details(Invitation.objects.order_by("id")), today=AT.date())


def test_why_not_is_kept_after_the_no_and_sealed(invitation):
    _say(invitation, "no")

    services.say_why(invitation=invitation, why="pay", message="Jeg taper penger på det.", at=AT)

    answer = Answer.objects.get()
    assert (answer.why, answer.message) == ("pay", "Jeg taper penger på det.")
    assert "taper" not in Answer.objects.values_list("message", flat=True).get()
    event = AuditEvent.objects.get(kind="invitation.why_not")
    assert (event.subject_id, event.actor_id) == (invitation.representative.public_id, "")


def test_the_last_word_of_why_not_counts_and_no_answer_is_added(invitation):
    _say(invitation, "no", message="Takk for at dere spør.")

    for why in ("time", "topic"):
        services.say_why(invitation=invitation, why=why, at=AT)

    assert Answer.objects.get().why == "topic"
    assert Answer.objects.get().message == "Takk for at dere spør."


@pytest.mark.parametrize("answer", ["yes", "maybe", "question", "other"])
def test_why_not_is_refused_without_a_no(invitation, answer):
    _say(invitation, answer)

    with pytest.raises(services.CannotAnswer, match="with a no"):
        services.say_why(invitation=invitation, why="time", at=AT)


def test_why_not_is_refused_when_the_date_has_passed(invitation):
    _say(invitation, "no")

    with pytest.raises(services.CannotAnswer, match="passed"):
        services.say_why(invitation=invitation, why="time", at=AT + timedelta(days=20))


def test_a_maybe_may_last_longer_than_the_date(invitation):
    until = date(2026, 3, 20)
    _say(invitation, "maybe")
    services.think_until(invitation=invitation, until=until, at=AT)

    invitation.refresh_from_db()
    assert (invitation.maybe_until, invitation.last_day) == (until, date(2026, 3, 23))
    _say(invitation, "yes", at=AT + timedelta(days=20))
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.maybe_until) == ("yes", None)


@pytest.mark.parametrize("until", [date(2026, 3, 2), date(2026, 2, 1), date(2026, 4, 2)])
def test_a_day_too_near_or_too_far_is_refused(invitation, until):
    _say(invitation, "maybe")

    with pytest.raises(services.CannotAnswer, match="Choose a day from tomorrow to April 1, 2026"):
        services.think_until(invitation=invitation, until=until, at=AT)


def test_nobody_thinks_longer_than_until_the_work_begins(municipality):
    invitation = make_invitation(make_wanted(municipality, starts_on=date(2026, 3, 16)))

    assert services.latest_until(invitation, AT.date()) == date(2026, 3, 15)


def test_only_a_maybe_has_a_day(invitation):
    _say(invitation, "no")

    with pytest.raises(services.CannotAnswer, match="said maybe"):
        services.think_until(invitation=invitation, until=date(2026, 3, 10), at=AT)


def test_something_else_gives_the_seat_up_and_waits_for_the_facilitator(invitation, alice):
    _say(invitation, "yes")
    answer = _say(invitation, "other", message="Heller noe om ungdom", at=AT + timedelta(hours=1))

    assert Assignment.objects.get().state == Assignment.State.ENDED
    assert Turn.objects.order_by("-id").filter(kind=Turn.Kind.DECLINED).exists()
    assert "ungdom" not in Answer.objects.filter(pk=answer.pk).values_list("message", flat=True).get()
    assert _lines()[0].has_wish
    assert Invitation.objects.waiting_for("wish", AT.date()).get() == invitation

    services.check(answer=answer, by=alice, at=AT)
    services.check(answer=answer, by=None, at=AT + timedelta(days=1))

    answer.refresh_from_db()
    assert (answer.checked_at, answer.checked_by) == (AT, alice)
    assert not _lines()[0].has_wish
    assert not Invitation.objects.waiting_for("wish", AT.date()).exists()
    assert AuditEvent.objects.filter(kind="answer.checked").count() == 1


@pytest.mark.parametrize("answer", ["no", "other"])
def test_nobody_is_asked_again_after_a_no_whatever_the_way(invitation, wanted, answer):
    person, day = invitation.representative, AT.date() + timedelta(days=9)
    _say(invitation, answer)

    with pytest.raises(services.CannotSend, match="not asked about again"):
        services.send_again(invitation=invitation, reply_by=day, by=None, at=AT)
    services.withdraw(invitation=invitation, by=None, at=AT)
    with pytest.raises(services.CannotInvite, match="not asked about again"):
        services.prepare(request=wanted, representative=person, reply_by=day, by=None, at=AT)
    with pytest.raises(services.CannotInvite, match="not asked about again"):
        services.ask(request=wanted, representative=person, reply_by=day, by=None, at=AT)

    assert Message.objects.exclude(state="cancelled").count() == 0


def _delivered(*invitations):
    ids = [one.public_id for one in invitations]
    Message.objects.filter(about_id__in=ids).update(state="sent", sent_at=AT)


def test_a_press_within_seconds_waits_for_a_word_from_the_person(invitation, alice):
    _delivered(invitation)
    answer = _say(invitation, "yes", at=AT + timedelta(seconds=4))
    assert _lines()[0].needs_confirmation

    services.check(answer=answer, by=alice, at=AT)

    assert not _lines()[0].needs_confirmation


def test_several_links_of_one_round_pressed_together_wait_for_a_word(wanted, municipality):
    rows = [make_invitation(wanted, make_representative(municipality, f"P {n}")) for n in range(4)]
    _delivered(*rows)
    for seconds, row in zip((100, 103, 106, 400), rows, strict=True):
        _say(row, "maybe", at=AT + timedelta(seconds=seconds))

    assert [line.needs_confirmation for line in _lines()] == [True, True, True, False]


def test_two_who_answer_at_the_same_time_are_two_people(wanted, municipality):
    rows = [make_invitation(wanted, make_representative(municipality, f"P {n}")) for n in range(2)]
    _delivered(*rows)
    for row in rows:
        _say(row, "maybe", at=AT + timedelta(minutes=5))

    assert not any(line.needs_confirmation for line in _lines())


def test_an_answer_by_phone_brings_why_and_until(invitation, alice, api_of):
    Invitation.objects.update(reply_by=timezone.localdate() + timedelta(days=5))
    until = timezone.localdate() + timedelta(days=12)
    one = f"/api/v1/invitations/{invitation.public_id}/"
    api = api_of(alice)

    maybe = api.post(f"{one}answers/", {"answer": "maybe", "by": "phone", "until": until}, format="json")
    assert (maybe.status_code, maybe.json()["maybe_until"]) == (201, until.isoformat())
    api.post(f"{one}answers/", {"answer": "no", "by": "phone", "why": "time"}, format="json")
    checked = api.post(f"{one}check/")

    assert (checked.json()["now"], checked.json()["answers"][-1]["why"]) == ("declined", "time")
    assert checked.json()["answers"][-1]["checked_at"]
    late = {"answer": "maybe", "by": "phone", "until": (until + timedelta(days=90)).isoformat()}
    assert api.post(f"{one}answers/", late, format="json").status_code == 409


def test_others_cannot_check_an_answer(invitation, pia, charlie, api_of, client_of):
    _say(invitation, "other")
    address = f"/granvik/invitations/{invitation.public_id}/answers/check/"

    assert client_of(charlie).post(address).status_code == 404
    assert client_of(pia).post(address).status_code == 403
    assert api_of(charlie).post(f"/api/v1/invitations/{invitation.public_id}/check/").status_code == 404
    assert Answer.objects.get().checked_at is None


def test_one_press_takes_note_of_a_wish(invitation, alice, client_of):
    _say(invitation, "other", message="Heller noe om ungdom")
    browser = client_of(alice)
    before = browser.get(f"/granvik/invitations/{invitation.public_id}/").content.decode()
    listed = browser.get("/granvik/invitations/?waits=wish").content.decode()

    browser.post(f"/granvik/invitations/{invitation.public_id}/answers/check/")

    for words in ("Heller noe om ungdom", "Jeg har notert det", "Ikke dette, men noe annet"):
        assert words in before
    assert "Paula" in listed or invitation.representative.name in listed
    assert (
        "Jeg har notert det"
        not in browser.get(f"/granvik/invitations/{invitation.public_id}/").content.decode()
    )
