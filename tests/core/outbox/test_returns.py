"""What comes back: a report marks its letter and address, an automatic reply nothing; nonsense harms nothing."""

import mailbox
import smtplib
from email.message import EmailMessage
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from config.core.audit.models import AuditEvent
from config.core.outbox import addresses, handling, returns
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from config.core.outbox.returns import Outcome
from tests.cast import AT
from tests.make.people import make_representative

State = Message.State


@pytest.fixture(autouse=True)
def _bounces_have_an_address(settings) -> None:
    settings.BOUNCE_ADDRESS = "bounce@granvik.example.org"


@pytest.fixture
def sent(queue, letters):
    """`sent("one")`: a letter that has left."""

    def left(key: str, kind: str = letters) -> Message:
        message = queue(key, kind=kind)
        _deliver()
        return Message.objects.get(pk=message.pk)

    return left


def _deliver() -> None:
    for message in outbox.claim(at=AT):
        outbox.deliver(message, at=AT)


def _report(to: str, status: str = "5.1.1", action: str = "failed") -> bytes:
    return (
        f"From: mailer-daemon@relay.example.org\r\nTo: {to}\r\nSubject: Undelivered\r\nAuto-Submitted: auto-replied\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; paula@example.org\r\nAction: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    ).encode()


def _reply(to: str, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["To"] = to
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Jeg er på ferie. Ja.")
    return bytes(mail)


def test_a_letter_leaves_with_a_sender_of_its_own_that_its_reader_does_not_see(queue, letters, mail_server):
    message = queue("one", kind=letters)
    _deliver()

    assert mail_server.senders == [returns.sender_of(message)]
    assert mail_server.mails[0]["From"] == "Granvik <medvirk@example.org>"
    assert returns.named_in(mail_server.senders) == message.public_id
    assert len(mail_server.senders[0].partition("@")[0]) <= 64


def test_a_report_marks_its_letter_once_and_its_address(sent, fresh, alice):
    message = sent("one")
    to = returns.sender_of(message)

    assert returns.take(_report(to), at=AT) == Outcome.BOUNCED
    assert returns.take(_report(to, status="5.7.1"), at=AT) == Outcome.BOUNCED
    assert (fresh(message).state, fresh(message).failure) == (State.UNDELIVERABLE, "bounced 5.1.1")
    assert AuditEvent.objects.filter(kind="message.bounced").count() == 1
    assert addresses.is_dead(" Paula@Example.org", message.municipality_id)
    assert not addresses.is_dead("paula@example.org", message.municipality_id + 1)


def test_nothing_more_goes_to_an_address_that_does_not_work_until_it_is_mended(
    sent, fresh, alice, mailoutbox
):
    message = sent("one")
    returns.take(_report(returns.sender_of(message)), at=AT)
    stopped = sent("two")
    assert (stopped.state, stopped.failure) == (State.UNDELIVERABLE, "address does not work")
    assert len(mailoutbox) == 1

    handling.mended(message=fresh(message), by=alice, at=AT)
    handling.send_again(message=stopped, by=alice, at=AT)
    _deliver()
    assert (fresh(stopped).state, len(mailoutbox)) == (State.SENT, 2)
    with pytest.raises(handling.CannotHandle, match="Ingenting er kjent"):
        handling.mended(message=fresh(message), by=alice, at=AT)


def test_a_code_for_signing_in_is_tried_all_the_same(sent, alice, mailoutbox):
    returns.take(_report(returns.sender_of(sent("code", kind="account.notice"))), at=AT)

    assert addresses.is_dead(alice.email, alice.memberships.get().municipality_id)
    assert sent("another", kind="account.notice").state == State.SENT


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7", ""])
def test_a_full_mailbox_or_a_filter_is_no_dead_address(sent, fresh, status):
    message = sent("one")
    returns.take(_report(returns.sender_of(message), status=status), at=AT)

    assert (fresh(message).state, fresh(message).failure) == (
        State.UNDELIVERABLE,
        f"bounced {status}".strip(),
    )
    assert not addresses.is_dead("paula@example.org", message.municipality_id)


def test_a_report_of_delay_or_delivery_changes_nothing(sent, fresh):
    message = sent("one")
    for action in ("delayed", "delivered", "relayed", "expanded"):
        assert returns.take(_report(returns.sender_of(message), action=action), at=AT) == Outcome.DELAYED

    assert fresh(message).state == State.SENT


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}],
    ids=["rfc 3834", "precedence", "old"],
)
def test_an_automatic_reply_is_no_answer_and_gets_no_mail(sent, fresh, mailoutbox, headers):
    message = sent("one")

    assert returns.take(_reply(returns.sender_of(message), **headers), at=AT) == Outcome.AUTO_REPLY
    assert fresh(message).state == State.SENT
    assert Message.objects.count() == len(mailoutbox) == 1


def test_a_person_who_writes_to_the_address_changes_nothing(sent, fresh):
    message = sent("one")

    assert returns.take(_reply(returns.sender_of(message)), at=AT) == Outcome.OTHER
    assert fresh(message).state == State.SENT


def test_nobody_reports_a_letter_that_they_have_not_got(sent, fresh, settings):
    one, two = sent("one"), sent("two")
    signature = returns.sender_of(one).partition("-")[2]
    forged = [
        f"bounce+{two.public_id}-{signature}",
        f"bounce+{two.public_id}-{'0' * 20}@granvik.example.org",
        f"bounce+{two.public_id}@granvik.example.org",
        f"<{two.public_id}@127.0.0.1>",
    ]

    assert [returns.take(_report(to), at=AT) for to in forged] == [Outcome.UNKNOWN] * 4
    assert (fresh(one).state, fresh(two).state) == (State.SENT, State.SENT)


def test_the_address_survives_a_new_secret_and_a_server_that_shouts(sent, settings):
    message = sent("one")
    to = returns.sender_of(message).upper()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]

    assert returns.take(_report("x@example.org"), at=AT, recipient=to) == Outcome.BOUNCED


def test_a_mailbox_that_is_not_there_at_the_door_marks_the_address_too(queue, letters, mail_server, fresh):
    message = queue("one", kind=letters)
    mail_server.answer = "550 5.1.1 no such mailbox"
    _deliver()

    assert fresh(message).failure == "smtp 550 5.1.1"
    assert addresses.is_dead("paula@example.org", message.municipality_id)
    assert addresses.status_in(smtplib.SMTPDataError(554, b"5.7.1 spam")) == ""


def test_what_is_known_of_an_address_goes_with_the_person(sent, fresh):
    message = sent("one")
    returns.take(_report(returns.sender_of(message)), at=AT)
    outbox.forget_recipient([message.recipient_id])

    assert fresh(message).address_index == ""
    assert not addresses.is_dead("paula@example.org", message.municipality_id)


@given(noise=st.binary(max_size=400), cut=st.integers(0, 900), at_byte=st.integers(0, 900))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_whatever_comes_in_crashes_nothing(noise, cut, at_byte):
    report = _report("bounce+x-y@granvik.example.org")
    for raw in (noise, report[:cut], report[:at_byte] + noise + report[at_byte:]):
        given = SimpleNamespace(buffer=BytesIO(raw))
        said = _read(given)
        assert said.strip()


def _read(stdin: SimpleNamespace, *words: str) -> str:
    said = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", stdin)
        call_command("read_bounces", *words, stdout=said)
    return said.getvalue()


def test_the_command_reads_a_maildir_an_mbox_and_a_pipe(sent, fresh, tmp_path):
    first, second, third = sent("one"), sent("two"), sent("three")
    folder, said = mailbox.Maildir(tmp_path / "maildir"), StringIO()
    folder.add(_report(returns.sender_of(first)))
    folder.add(b"\xff\xfe nonsense")
    call_command("read_bounces", "--maildir", str(tmp_path / "maildir"), stdout=said)
    call_command("read_bounces", "--maildir", str(tmp_path / "maildir"), stdout=said)
    box = mailbox.mbox(tmp_path / "mbox")
    box.add(_report(returns.sender_of(second)))
    box.close()
    call_command("read_bounces", "--mbox", str(tmp_path / "mbox"), stdout=said)
    piped = _read(
        SimpleNamespace(buffer=BytesIO(_report("x@example.org"))), "--recipient", returns.sender_of(third)
    )

    assert said.getvalue().splitlines() == ["1 bounced, 1 other", "Nothing came.", "1 bounced"]
    assert piped == "1 bounced\n"
    assert {fresh(row).state for row in (first, second, third)} == {State.UNDELIVERABLE}


def test_the_persons_page_says_that_the_address_does_not_work(sent, municipality, alice, client_of, fresh):
    person = make_representative(municipality, email="paula@example.org")
    page = f"/{municipality.slug}/people/{person.public_id}/"
    message, browser = sent("one"), client_of(alice)
    assert "E-postadressen virker ikke" not in browser.get(page).content.decode()

    returns.take(_report(returns.sender_of(message)), at=AT)
    shown = browser.get(page).content.decode()
    assert "E-postadressen virker ikke" in shown and message.public_id in shown
    answer = browser.post(f"/{municipality.slug}/outbox/{message.public_id}/mended/", follow=True)
    assert "Brev går til adressen igjen." in answer.content.decode()
    assert "E-postadressen virker ikke" not in browser.get(page).content.decode()
    person.email = "new@example.org"
    person.save()
    assert not addresses.is_dead(person.email, municipality.pk)
