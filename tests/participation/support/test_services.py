"""Asks and answers: who is mailed, what is refused, one answer of two."""

from datetime import timedelta
from typing import Any

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.support import services
from participation.support.models import Ask
from tests.cast import AT, make_user
from tests.helpers.threads import at_once
from tests.make.chain import make_unit
from tests.make.inside import make_ask

WANTED: dict[str, Any] = {
    "title": "Kan koordinatoren få to timer?",
    "need": "Svarene blir liggende.",
    "decide_by": AT.date() + timedelta(days=14),
}


def _mailed():
    return set(Message.objects.values_list("kind", "recipient_id"))


def test_an_ask_to_the_senior_management_is_mailed_to_them(municipality, alice, bob, uma):
    made = services.ask(municipality=municipality, by=alice, at=AT, **WANTED)

    assert _mailed() == {("ask.made", bob.public_id)}
    assert AuditEvent.objects.get(kind="ask.made").object_id == made.public_id


def test_an_ask_to_a_unit_is_mailed_to_its_manager_and_those_above(municipality, unit, alice, bob, uma):
    below = make_unit(municipality, "Nattpatruljen", parent=unit)
    own = make_user("Una", municipality, Role.UNIT_MANAGER, below)
    make_user("Ulf", municipality, Role.UNIT_MANAGER, make_unit(municipality, "Sykehjemmet"))

    services.ask(municipality=municipality, unit=below, by=alice, at=AT, **WANTED)

    assert _mailed() == {("ask.made", uma.public_id), ("ask.made", own.public_id)}


def test_the_mail_is_in_the_readers_language_with_the_one_link(municipality, alice, bob):
    bob.language = "en"
    bob.save(update_fields=["language"])
    made = services.ask(municipality=municipality, by=alice, at=AT, **WANTED)
    message = Message.objects.get()

    mail = kind_of(message).render(message, True)  # noqa: FBT003  # its signature is Callable, which has no keywords

    assert mail.to == bob.email
    assert mail.subject == "One decision is asked of you: Kan koordinatoren få to timer?"
    assert made.links.get(decider=bob).address in mail.text
    assert "Svarene blir liggende." in mail.text


def test_a_mail_about_an_ask_that_is_answered_does_not_leave(municipality, alice, bob):
    made = services.ask(municipality=municipality, by=alice, at=AT, **WANTED)
    message = Message.objects.get()
    assert kind_of(message).still_allowed(message)
    services.answer(ask=made, answer="granted", reason="", by=bob, at=AT)

    assert not kind_of(message).still_allowed(message)


def test_an_answer_is_kept_told_and_final(municipality, alice, bob):
    ask = make_ask(municipality)
    services.answer(ask=ask, answer="later", reason="Etter budsjettet", by=bob, at=AT)
    answered = services.answer(ask=ask, answer="granted", reason="", by=bob, at=AT)

    assert (answered.state, answered.answered_by, answered.answered_at) == ("granted", bob, AT)
    assert _mailed() == {("ask.answered", alice.public_id)}
    assert Message.objects.count() == 2
    with pytest.raises(services.CannotAnswer):
        services.answer(ask=ask, answer="declined", reason="Nei", by=bob, at=AT)


def test_a_decline_needs_a_reason_and_only_known_answers_count(municipality, bob):
    ask = make_ask(municipality)

    for answer, reason in (("declined", " "), ("asked", "x"), ("perhaps", "x")):
        with pytest.raises(services.CannotAnswer):
            services.answer(ask=ask, answer=answer, reason=reason, by=bob, at=AT)
    assert Ask.objects.get().state == "asked"


def test_a_passed_day_and_a_foreign_unit_are_refused(municipality, other_municipality, alice):
    wrong = ({"decide_by": AT.date() - timedelta(days=1)}, {"unit": make_unit(other_municipality)})

    for one in wrong:
        with pytest.raises(services.CannotAsk):
            services.ask(municipality=municipality, by=alice, at=AT, **(WANTED | one))
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_answer_at_once_one_answer_stands(municipality, bob):
    ask = make_ask(municipality)

    def press(answer):
        return lambda: services.answer(ask=ask, answer=answer, reason="Fordi", by=bob, at=AT)

    assert sorted(at_once(press("granted"), press("declined"))) == ["CannotAnswer", "done"]
    ask.refresh_from_db()
    assert ask.state in ("granted", "declined")
    assert AuditEvent.objects.filter(kind="ask.answered").count() == 1
