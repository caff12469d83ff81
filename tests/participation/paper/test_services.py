"""Letters on paper: the code, what makes it die, and what posting writes down."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from config.core.audit.models import AuditEvent
from participation.invitations import queries as rounds
from participation.invitations import services as invitations
from participation.invitations.models import Invitation
from participation.paper import codes, services
from participation.paper.models import PaperLetter
from tests.helpers.constraints import assert_refused
from tests.make.paper import make_paper_letter


@pytest.fixture
def letter(invitation, alice) -> PaperLetter:
    return services.make(invitation=invitation, by=alice, at=timezone.now())


def test_a_letter_has_one_code_that_is_kept_nowhere(invitation, letter, alice):
    code = codes.code_of(letter)

    assert services.make(invitation=invitation, by=alice, at=timezone.now()) == letter
    assert codes.code_of(PaperLetter.objects.get()) == code
    assert len(code) == 9
    assert code[4] == "-"
    assert not set("01ILOUBSZG") & set(code)
    kept = [str(value) for value in PaperLetter.objects.values_list().get()]
    assert not [value for value in kept if code in value or code.replace("-", "") in value]
    assert AuditEvent.objects.filter(kind="paper_letter.made", actor_id=alice.public_id).count() == 1


def test_a_code_is_read_however_it_is_typed(letter):
    code = codes.code_of(letter)
    signs = code.replace("-", "")
    taken_for = signs.translate(str.maketrans("8526", "BSZG"))

    for typed in (code, signs, code.lower(), f" {signs[:2]} {signs[2:]} ", taken_for):
        assert codes.find(typed) == letter.invitation
    for wrong in ("", "K7PT", signs + "2", "0" * 8, "ÆØÅÆØÅÆØ", "\x00" * 8):
        assert codes.find(wrong) is None


def test_two_letters_never_share_a_code(ask, monkeypatch):
    first, second = ask("Paula Post"), ask("Rolf Post")
    monkeypatch.setattr(codes, "_make", lambda invitation, key_id, turn: "23456789"[turn:] + "A" * turn)

    one, other = make_paper_letter(first), make_paper_letter(second)

    assert (one.turn, other.turn) == (0, 1)
    assert codes.find("3456-789A") == second


def test_the_code_dies_with_the_link(invitation, letter, alice):
    code, at = codes.code_of(letter), timezone.now()

    again = invitations.send_again(invitation=invitation, reply_by=invitation.reply_by, by=alice, at=at)

    assert codes.find(code) is None
    new = services.make(invitation=again, by=alice, at=at)
    assert codes.code_of(new) != code
    assert codes.find(codes.code_of(new)) == invitation


def test_posting_counts_as_sending(ask, alice):
    at = timezone.now()
    ready = ask(is_sent=False)
    letter = services.make(invitation=ready, by=alice, at=at)

    posted = services.post(letter=letter, by=alice, at=at)
    later = services.post(letter=letter, by=None, at=at + timedelta(days=1))

    assert Invitation.objects.get(pk=ready.pk).state == "sent"
    assert (posted.posted_at, posted.posted_by) == (at, alice)
    assert later.posted_at == at
    line = AuditEvent.objects.get(kind="paper_letter.posted")
    assert (line.actor_id, line.subject_id) == (alice.public_id, ready.representative.public_id)


def test_what_cannot_be_answered_is_neither_made_nor_posted(invitation, letter, ask, alice):
    at = timezone.now()
    by_mail = ask("Eva Epost", email="eva@people.example.org", channel="email")
    with translation.override("nb"):
        with pytest.raises(services.CannotMake, match="får invitasjonen på e-post"):
            services.make(invitation=by_mail, by=alice, at=at)
        invitations.withdraw(invitation=invitation, by=alice, at=at)
        with pytest.raises(services.CannotPost, match="stemmer ikke lenger"):
            services.post(letter=letter, by=alice, at=at)
        late = ask("Sen Post")
        with pytest.raises(services.CannotMake, match="Ingen kan svare"):
            services.make(invitation=late, by=alice, at=at + timedelta(days=10))

    assert PaperLetter.objects.get().posted_at is None


def test_paper_letter_one_each_link(invitation, letter):
    assert_refused(lambda: make_paper_letter(invitation), "paper_letter_one_each_link")


def test_paper_letter_posted_has_a_time(letter, alice):
    assert_refused(
        lambda: PaperLetter.objects.filter(pk=letter.pk).update(posted_by=alice),
        "paper_letter_posted_has_a_time",
    )


def test_who_gets_a_letter_on_paper_is_printed_for_and_not_called_and_once_posted_is_asked(
    invitation, alice, client_of
):
    def now() -> tuple[bool, str, bool]:
        today = timezone.localdate()
        (line,) = rounds.lines(rounds.with_details(Invitation.objects.filter(pk=invitation.pk)), today=today)
        counted = Invitation.objects.waiting_for("call", today).exists()
        return line.must_call, str(line.now), counted

    page = client_of(alice).get("/granvik/invitations/?waits=call").content.decode()
    assert f"/granvik/requests/{invitation.request.public_id}/invitations/paper/" in page
    assert f"tel:{invitation.representative.phone}" not in page
    assert now() == (True, "by_hand", True)

    letter = services.make(invitation=invitation, by=alice, at=timezone.now())
    assert now() == (True, "by_hand", True)
    services.post(letter=letter, by=alice, at=timezone.now())
    assert now() == (False, "delivered", False)

    reply_by = timezone.localdate() + timedelta(days=12)
    invitations.send_again(invitation=invitation, reply_by=reply_by, by=alice, at=timezone.now())
    assert now() == (True, "by_hand", True)
