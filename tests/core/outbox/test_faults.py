"""One message that is wrong holds up no other, and text kept for sending never outlives the sending."""

from datetime import timedelta

from config.core.outbox import kinds
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.outbox.tasks import deliver_due
from tests.cast import AT

State = Message.State


def _fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_a_message_that_cannot_be_built_waits_and_the_next_one_leaves(queue, bob, mailoutbox):
    # A line break in an address is refused by the mail library with an error of its own.
    type(bob).objects.filter(pk=bob.pk).update(email="bob@example.org\r\nbcc: all@example.org")
    broken, next_one = queue("broken", to=bob), queue("next")
    deliver_due()

    assert _fresh(broken).state == State.RETRYING
    assert _fresh(broken).failure == "BadHeaderError"
    assert _fresh(next_one).state == State.SENT
    assert len(mailoutbox) == 1


def test_a_kind_that_nobody_registered_is_given_up_at_last(queue):
    message, at = queue("strange", kind="nobody.knows"), AT
    for _attempt in range(outbox.MOST_MAKING + 1):
        [claimed] = outbox.claim(at=at)
        outbox.deliver(claimed, at=at)
        at = max(_fresh(message).not_before, at)

    assert (_fresh(message).state, _fresh(message).failure) == (State.UNDELIVERABLE, "KeyError")
    assert _fresh(message).sealed_text == ""


def test_the_text_of_a_message_that_is_not_sent_is_wiped(queue, alice):
    taken_back = queue("one")
    assert outbox.cancel([taken_back]) == 1
    assert _fresh(taken_back).sealed_text == ""

    not_allowed = queue("two")
    alice.is_active = False
    alice.save()
    deliver_due()
    assert (_fresh(not_allowed).state, _fresh(not_allowed).sealed_text) == (State.CANCELLED, "")


def test_the_demonstration_keeps_the_text_since_its_outbox_is_the_mail_box(queue, settings):
    settings.IS_DEMO = True
    message = queue("one")
    deliver_due()

    assert (_fresh(message).state, _fresh(message).sealed_text) == (State.SENT, "Kode\nDin kode er 123456")


def test_a_retry_keeps_the_text(queue, monkeypatch):
    def refuse(message, live):
        raise OSError("down")

    notice = kinds._KINDS["account.notice"]
    monkeypatch.setitem(
        kinds._KINDS, "account.notice", kinds.Kind(notice.name, notice.label, refuse, notice.still_allowed)
    )
    message = queue("one")
    [claimed] = outbox.claim(at=AT)
    outbox.deliver(claimed, at=AT)

    assert (_fresh(message).state, _fresh(message).sealed_text) == (
        State.RETRYING,
        "Kode\nDin kode er 123456",
    )
    assert _fresh(message).not_before == AT + timedelta(minutes=1)
