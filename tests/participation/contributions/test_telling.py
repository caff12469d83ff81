"""The contributor is told, once, in the own language, and only while it is allowed."""

from datetime import date

import pytest

from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.contributions import services, telling
from participation.contributions.models import Told
from participation.contributions.queries import whole
from representatives.consent import services as consent
from representatives.registry import services as registry
from tests.make.chain import make_attendance, make_contribution, make_meeting
from tests.participation.seats import LATER

TODAY = LATER.date()


@pytest.fixture
def said(project, paula, owner):
    return make_contribution(project, assignment=paula, owner=owner, text="Eg fekk aldri svar om diabetes.")


@pytest.fixture
def said_by_rolf(project, rolf, owner):
    return make_contribution(project, assignment=rolf, owner=owner)


def _respond(said, answer="partly", reason="Loven krever det."):
    return services.respond(
        contribution=said, answer=answer, reason=reason, answered_on=TODAY, by=None, at=LATER
    )


def _deliver():
    for message in outbox.claim(at=LATER):
        outbox.deliver(message, at=LATER)


def _mail():
    message = Message.objects.get()
    return kind_of(message).render(message, True)  # noqa: FBT003  # its signature is Callable, which has no keywords


def test_each_answer_decision_and_change_is_told_by_mail(said, mailoutbox):
    _respond(said)
    services.decide(
        contribution=said, text="Nytt brev", forum="Leiarmøtet", decided_on=TODAY, by=None, at=LATER
    )
    services.change(
        contribution=said,
        text="To sider",
        before="Fire sider",
        kind="information",
        attribution="alone",
        changed_on=TODAY,
        by=None,
        at=LATER,
    )
    _deliver()

    assert [told.step for told in Told.objects.order_by("id")] == ["answered", "decided", "changed"]
    bodies = "".join(mail.body for mail in mailoutbox)
    assert len(mailoutbox) == 3
    assert {mail.to[0] for mail in mailoutbox} == {"paula@people.example.org"}
    for words in ("Loven krever det.", "Leiarmøtet", "To sider", "Fire sider"):
        assert words in bodies


def test_the_mail_speaks_the_persons_language_and_says_whom_to_call(said, municipality):
    municipality.facilitator_phone, municipality.facilitator_email = "+4740612000", "help@granvik.example.org"
    municipality.save()
    _respond(said)

    mail = _mail()

    assert (mail.language, mail.reply_to) == ("nn", "help@granvik.example.org")
    assert "406 12 000" in mail.text
    assert "Paula" in mail.text
    assert '<html lang="nn">' in mail.html


def test_the_subject_says_nothing_of_what_was_said(said):
    _respond(said)

    mail = _mail()

    assert "diabetes" in mail.text
    assert "diabetes" not in mail.subject
    assert said.project.title not in mail.subject


def test_news_is_told_once_and_other_news_again(said):
    first = _respond(said)
    _respond(said)
    telling.tell(contribution=said, step=Told.Step.ANSWERED, about=first, by=None, at=LATER)
    assert Message.objects.count() == 1

    _respond(said, "adopted", "Det er pengar likevel.")

    assert Message.objects.count() == 2


def test_nobody_is_told_after_leaving(said, paula):
    registry.move(representative=paula.representative, to="left", by=None, at=LATER)

    _respond(said)

    assert not Message.objects.exists()
    assert telling.contributors(said) == []


def test_a_withdrawal_stops_what_has_not_left(said, paula, mailoutbox):
    _respond(said)
    consent.withdraw(representative=paula.representative, purpose="network", by=None, at=LATER)

    _deliver()

    assert not mailoutbox
    assert Message.objects.get().state == Message.State.CANCELLED
    assert not Told.objects.reached().exists()


def test_when_the_group_said_it_everyone_who_was_there_is_told(project, paula, rolf, owner):
    meeting = make_meeting(project, state="held")
    make_attendance(meeting, paula)
    make_attendance(meeting, rolf, was_present=False)
    said = make_contribution(project, meeting=meeting, owner=owner, is_from_group=True)

    _respond(said)

    assert [told.assignment for told in Told.objects.all()] == [paula]
    assert telling.to_tell(said) == []


def test_an_erased_contributor_does_not_become_the_group(project, paula, owner):
    meeting = make_meeting(project, state="held")
    make_attendance(meeting, paula)
    said = make_contribution(project, meeting=meeting, owner=owner, assignment=None)

    _respond(said)

    assert not Told.objects.exists()


def test_who_gets_no_mail_is_a_call_to_make(said_by_rolf, rolf, alice, municipality):
    response = _respond(said_by_rolf)
    shown = whole(user=alice, municipality=municipality).get()

    (task,) = telling.to_tell(shown)
    telling.record_told(
        contribution=shown,
        assignment=task.assignment,
        step=task.news.step,
        about_ref=response.public_id,
        channel="phone",
        by=alice,
        at=LATER,
    )

    assert not Message.objects.exists()
    told = Told.objects.get()
    assert (told.assignment, told.channel, told.by) == (rolf, "phone", alice)
    assert telling.to_tell(whole(user=alice, municipality=municipality).get()) == []


def test_a_mail_that_failed_is_a_call_to_make(said, paula, alice, municipality):
    response = _respond(said)
    Message.objects.update(state=Message.State.UNDELIVERABLE)

    (task,) = telling.to_tell(whole(user=alice, municipality=municipality).get())
    assert task.has_failed
    told = telling.record_told(
        contribution=said,
        assignment=paula,
        step="answered",
        about_ref=response.public_id,
        channel="letter",
        by=alice,
        at=LATER,
    )

    assert (told.channel, told.message) == ("letter", None)
    assert Told.objects.reached().get() == told


def test_telling_is_refused_for_others_and_for_no_news(said, rolf, paula):
    fields = {"contribution": said, "step": "answered", "channel": "phone", "by": None, "at": LATER}

    with pytest.raises(telling.CannotTell, match="did not say it"):
        telling.record_told(assignment=rolf, about_ref=_respond(said).public_id, **fields)
    with pytest.raises(telling.CannotTell, match="no such news"):
        telling.record_told(assignment=paula, about_ref="nothing", **fields)


def test_a_day_is_written_as_people_write_it(said):
    said.said_on = date(2026, 3, 10)
    _respond(said)

    assert "10. mars 2026" in _mail().text
