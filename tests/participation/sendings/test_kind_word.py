"""The kind word: who gets it, what it ends, what it says, and who tells those without e-mail."""

from datetime import timedelta

import pytest

from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.invitations import protocol, thanking
from participation.invitations import services as invitations
from participation.invitations.models import Invitation, Offer
from participation.sendings import kind_words, services
from participation.sendings.models import SendingLine
from representatives.turns.models import Turn
from tests.cast import AT
from tests.make.invitations import REPLY_BY, make_invitation
from tests.make.people import make_representative
from tests.participation.sendings.conftest import AFTER

NAMES = ("Ja Jan", "Ja Jorunn", "Reserve Rut", "Kanskje Kari", "Nei Nils", "Stille Sara", "Telefon Tor")


@pytest.fixture
def asked(wanted, municipality):
    """Two with a seat, and by name those without: on the reserve, maybe, no, silent, and one who is rung."""
    people = {}
    for number, name in enumerate(NAMES):
        profile = {"email": "", "phone": f"+474061200{number}"} if name.startswith("Telefon") else {}
        people[name] = make_invitation(wanted, make_representative(municipality, name, **profile))
    for name, answer in (
        ("Ja Jan", "yes"),
        ("Ja Jorunn", "yes"),
        ("Reserve Rut", "yes"),
        ("Kanskje Kari", "maybe"),
        ("Nei Nils", "no"),
    ):
        invitations.answer(invitation=people[name], answer=answer, by="link", at=AT)
    return people


@pytest.fixture
def thanked(asked, wanted, prepare, gone):
    wanted.refresh_from_db()
    return gone(prepare(thank=list(thanking.waiting_in_vain(wanted))))


def _now(invitation):
    return protocol.read_now(Invitation.objects.get(pk=invitation.pk))


def test_whoever_has_no_seat_and_no_no_is_thanked(asked, thanked):
    states = {name: _now(one) for name, one in asked.items()}

    assert {name for name, now in states.items() if now == "thanked"} == set(NAMES[2:4] + NAMES[5:])
    assert (states["Ja Jan"], states["Nei Nils"]) == ("confirmed", "declined")


def test_nobody_is_thanked_while_a_seat_is_free(wanted, municipality):
    silent = make_invitation(wanted, make_representative(municipality, "Stille Sara"))

    assert not thanking.waiting_in_vain(wanted).exists()
    with pytest.raises(thanking.CannotThank):
        thanking.thank(invitation=silent, by=None, at=AT)


def test_a_letter_says_it_kindly_and_names_no_illness_in_its_subject(asked, thanked, wanted):
    letters = Message.objects.filter(kind="invitation.thanked")
    letter = kind_words.letter(request=wanted, person=asked["Reserve Rut"].representative)

    assert letters.count() == 3
    assert wanted.title in letter.text
    assert wanted.title not in letter.subject
    assert "Granvik" in letter.subject
    assert "Det sier ingenting om deg" in letter.text


def test_the_letters_that_asked_do_not_leave_any_more(asked, thanked):
    old = Message.objects.filter(kind="invitation.asked", about_id=asked["Stille Sara"].public_id)

    assert [message.state for message in old] == ["cancelled"]


def test_a_letter_that_is_no_longer_true_does_not_leave(asked, thanked, mail_server):
    rut = asked["Reserve Rut"]
    held = Invitation.objects.get(pk=rut.pk)
    invitations.withdraw(invitation=held, by=None, at=AFTER)
    message = Message.objects.get(kind="invitation.thanked", about_id=rut.public_id)
    for claimed in outbox.claim(at=AFTER + timedelta(minutes=1)):
        outbox.deliver(claimed, at=AFTER + timedelta(minutes=1))
    message.refresh_from_db()

    assert message.state == "cancelled"
    assert Message.objects.filter(kind="invitation.thanked", state="sent").count() == 2


def test_the_link_answers_no_more_and_says_so(asked, thanked, client):
    token = invitations.token_of(Invitation.objects.get(pk=asked["Kanskje Kari"].pk))

    page = client.get(f"/answer/{token}/")

    assert page.status_code == 410
    assert "Plassene er fylt" in page.content.decode()
    with pytest.raises(invitations.CannotAnswer):
        invitations.answer(invitation=asked["Kanskje Kari"], answer="yes", by="phone", at=AFTER)


def test_that_the_person_was_asked_still_counts(asked, thanked):
    turns = Turn.objects.filter(representative=asked["Stille Sara"].representative)

    assert [turn.kind for turn in turns] == ["asked"]


def test_an_offered_seat_is_taken_back_with_the_kind_word(asked, wanted, prepare, gone):
    wanted.refresh_from_db()
    rut = Invitation.objects.get(pk=asked["Reserve Rut"].pk)
    wanted.seats = 3
    wanted.save()
    invitations.promote(invitation=rut, by=None, at=AT)

    gone(prepare(thank=[rut]))

    assert Offer.objects.get().outcome == "taken_back"
    assert _now(rut) == "thanked"


def test_who_gets_no_mail_is_told_by_the_facilitator(thanked, alice):
    [line] = SendingLine.objects.to_tell()
    assert line.representative.name == "Telefon Tor"

    for _press in range(2):
        told = services.mark_told(line=line, by=alice, at=AFTER)

    assert (told.told_at, told.told_by) == (AFTER, alice)
    assert not SendingLine.objects.to_tell().exists()


def test_a_seat_that_opens_is_asked_about_again(asked, thanked, wanted):
    rut = Invitation.objects.get(pk=asked["Reserve Rut"].pk)
    wanted.refresh_from_db()
    wanted.state, wanted.seats = "open", 3
    wanted.save()

    again = invitations.send_again(invitation=rut, reply_by=REPLY_BY, by=None, at=AFTER)

    assert (again.state, again.answer) == ("sent", "")


def test_an_answer_in_the_pause_is_worth_more_than_the_draft(asked, wanted, prepare, gone):
    wanted.refresh_from_db()
    draft = prepare(thank=[asked["Stille Sara"]])
    invitations.answer(invitation=asked["Stille Sara"], answer="no", by="link", at=AT)

    sending = gone(draft)

    assert [(line.outcome, bool(line.reason)) for line in sending.lines.all()] == [("refused", True)]
    assert _now(asked["Stille Sara"]) == "declined"
