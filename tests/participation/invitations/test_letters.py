"""The letter: one recipient, one link, own language, nothing about illness in the subject."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.core.batch import batch
from config.core.letters.services import write
from config.core.outbox import services as outbox
from config.core.outbox.kinds import kind_of
from config.core.outbox.models import Message
from participation.invitations import messages, services
from tests.cast import AT
from tests.make.invitations import REPLY_BY, make_invitation, make_wanted
from tests.make.people import make_representative

LINK = re.compile(r"http://[^\s\"<]*/answer/([^/\s]+)/")


@pytest.fixture
def wanted(municipality):
    municipality.facilitator_phone = "+4740612000"
    municipality.facilitator_email = "medvirkning@granvik.example.org"
    municipality.save()
    return make_wanted(
        municipality, seats=40, title="Pårørende ved demens", times="Tirsdager", pay="1 200 kr"
    )


def _deliver_all(at=AT):
    for message in outbox.claim(at=at):
        outbox.deliver(message, at=at)


def test_each_gets_one_letter_with_the_own_link(wanted, municipality):
    invitations = {}
    for number in range(12):
        person = make_representative(municipality, f"Person{number} Nr")
        invitations[person.email] = make_invitation(wanted, person)

    _deliver_all()

    letters: list[Any] = mail.outbox
    assert len(letters) == 12
    for letter in letters:
        (to,) = letter.to
        html = letter.alternatives[0].content
        assert (letter.cc, letter.bcc) == ([], [])
        assert set(LINK.findall(letter.body)) == {services.token_of(invitations.pop(to))}
        # As a button, and as an address to read for those whose button does not work.
        assert set(LINK.findall(letter.body)) == set(LINK.findall(html))
        assert f"Person{letter.to[0].split('@')[0][6:]}" in letter.body
    assert not invitations


def test_the_letter_says_the_act_the_date_and_whom_to_call(wanted, municipality):
    make_invitation(wanted, make_representative(municipality, language="en"))

    _deliver_all()

    letter: Any = mail.outbox[0]
    assert len(mail.outbox) == 1
    assert letter.subject == "Answer by March 12: an assignment in Granvik"
    assert "demens" not in letter.subject
    assert "406 12 000" in letter.body
    assert letter.reply_to == ["medvirkning@granvik.example.org"]
    assert letter.extra_headers["Content-Language"] == "en"
    html = letter.alternatives[0].content
    assert "style=" in html
    assert "<img" not in html
    assert "src=" not in html
    assert "\n\n\n" not in letter.body


@pytest.mark.parametrize(("language", "month"), [("nb", "mars"), ("nn", "mars"), ("en", "March")])
def test_dates_are_in_the_own_language(wanted, municipality, language, month):
    person = make_representative(municipality, language=language)

    letter = messages.preview(request=wanted, person=person, reply_by=REPLY_BY)

    assert month in letter.subject
    assert letter.language == language
    assert "answer/…/" in letter.text


def test_the_outbox_shows_a_dead_link(wanted, municipality):
    invitation = make_invitation(wanted, make_representative(municipality))
    message = Message.objects.get()

    shown = kind_of(message).render(message, False)  # noqa: FBT003  # its signature has no keywords

    assert services.token_of(invitation) not in shown.text + shown.html


@pytest.mark.parametrize("event", ["answer", "revoke", "withdraw", "date"])
def test_a_letter_on_its_way_asks_again_before_it_leaves(wanted, municipality, event):
    invitation = make_invitation(wanted, make_representative(municipality))
    (claimed,) = outbox.claim(at=AT)
    if event == "answer":
        services.answer(invitation=invitation, answer="no", by="phone", at=AT)
    elif event == "date":
        services.expire_due(at=AT + timedelta(days=12))
    else:
        getattr(services, event)(invitation=invitation, by=None, at=AT)

    outbox.deliver(claimed, at=AT)

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.CANCELLED


def test_the_letter_says_who_asks_what_for_and_what_can_change(wanted, municipality):
    wanted.influence = "Ordene i brevet."
    wanted.save()

    letter = messages.preview(request=wanted, person=make_representative(municipality), reply_by=REPLY_BY)

    for form in (letter.text, letter.html):
        assert wanted.project.unit.name in form
        assert wanted.project.title in form
        assert "Ordene i brevet." in form


def test_the_letter_can_be_read_in_the_dark_and_called_from(wanted, municipality):
    person = make_representative(municipality)

    html = messages.preview(request=wanted, person=person, reply_by=REPLY_BY).html

    assert 'name="color-scheme" content="light dark"' in html
    assert 'name="viewport"' in html
    assert '<a href="tel:+4740612000"' in html
    # A paper or a text with a colour of its own would shine in the dark, or vanish in it.
    assert "background: #ffffff" not in html
    assert 'body style="background' not in html


def test_markup_in_a_title_stays_text(municipality):
    wanted = make_wanted(municipality, title="<b>Brev</b> & sånt")
    person = make_representative(municipality, "Per <script>")

    letter = messages.preview(request=wanted, person=person, reply_by=REPLY_BY)

    assert "<b>Brev</b> & sånt" in letter.text
    assert "<b>Brev" not in letter.html
    assert "&lt;b&gt;" in letter.html


def test_a_letter_costs_four_statements_and_reads_its_state_right_before_it_leaves(wanted, municipality):
    invitations = [
        make_invitation(wanted, make_representative(municipality, f"Person{number} Nr"))
        for number in range(4)
    ]
    claimed = outbox.claim(at=AT)

    def deliver(message):
        with CaptureQueriesContext(connection) as asked:
            outbox.deliver(message, at=AT)
        return len(asked)

    with batch():
        outbox.deliver(claimed[0], at=AT)
        assert [deliver(message) for message in claimed[1:3]] == [4, 4]
        services.answer(invitation=invitations[3], answer="no", by="phone", at=AT)
        deliver(claimed[3])

    assert len(mail.outbox) == 3


def test_words_that_are_changed_meanwhile_stand_in_the_next_batch(wanted, municipality, alice):
    for number in range(2):
        make_invitation(wanted, make_representative(municipality, f"Person{number} Nr", language="nb"))
    for message, opening in zip(outbox.claim(at=AT), ("Velkommen.", "Hjertelig velkommen."), strict=True):
        write(
            municipality=municipality,
            kind="invitation.asked",
            language="nb",
            opening=opening,
            closing="",
            signature="",
            by=alice,
            at=AT,
        )
        with batch():
            outbox.deliver(message, at=AT)

    assert ["Hjertelig" in letter.body for letter in mail.outbox] == [False, True]
