"""The pages of own words: writing, looking before keeping, taking back, and who may."""

from typing import Any

import pytest
from django.core import mail

from config.core.audit.models import AuditEvent
from config.core.letters import services
from config.core.letters.models import LetterText
from config.core.outbox import services as outbox
from config.core.outbox.models import Message
from participation.invitations import services as invitations
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.invitations import make_choice, make_invitation, make_wanted
from tests.make.people import make_representative

KIND = "invitation.asked"
URL = f"/granvik/letters/{KIND}/nb/"
EMPTY: dict[str, Any] = {"opening": "", "closing": "", "signature": ""}


@pytest.fixture
def browser(alice, client_of):
    alice.language = "nb"
    alice.save()
    return client_of(alice)


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, "Paula Prøve", language="nb")


def test_own_words_are_kept_and_leave_in_the_next_letter(browser, municipality, paula):
    make_invitation(make_wanted(municipality), paula)
    words = {"opening": "Fint at du er med, {navn}!", "closing": "", "signature": "Hilsen\nAlice"}

    page = browser.post(URL, words, follow=True).content.decode()

    assert "Ordene er lagret." in page
    assert "egne ord" in page
    for message in outbox.claim(at=AT):
        outbox.deliver(message, at=AT)
    (letter,) = mail.outbox
    assert "Fint at du er med, Paula!\n\n" in letter.body
    assert letter.body.endswith("Hilsen\nAlice\n")
    assert "Vennlig hilsen" not in letter.body
    assert "/answer/" in letter.body
    assert "Du har ikke svart før" in letter.body
    html = letter.alternatives[0].content
    assert "Fint at du er med, Paula!" in html
    assert "Hilsen<br>Alice" in html


def test_a_look_shows_the_whole_letter_to_a_real_person_and_keeps_nothing(
    browser, municipality, paula, alice
):
    make_invitation(make_wanted(municipality, title="Trygg hjem"), paula)
    words = EMPTY | {"opening": "Nytt ord", "person": paula.public_id, "look": "1"}

    page = browser.post(URL, words).content.decode()

    assert "Brevet til Paula Prøve" in page
    assert "Nytt ord" in page
    assert "Trygg hjem" in page
    assert "/answer/…/" in page
    assert not LetterText.objects.exists()
    line = AuditEvent.objects.get(kind="representative.read", purpose="letters")
    assert (line.actor_id, line.subject_id) == (alice.public_id, paula.public_id)


def test_a_look_without_a_person_is_an_outline_to_somebody_invented(browser, municipality):
    words = EMPTY | {"opening": "Hei igjen, {navn}", "look": "1"}

    page = browser.post(URL, words).content.decode()

    assert "Brevet til Kari" in page
    assert "Hei igjen, Kari" in page
    assert "– hvem man kan ringe" in page
    assert not AuditEvent.objects.filter(kind="representative.read").exists()


@pytest.mark.parametrize("extra", [{}, {"look": "1"}])
def test_an_unknown_placeholder_is_named_at_its_field_and_nothing_is_kept(browser, municipality, extra):
    answer = browser.post(URL, EMPTY | {"closing": "Hei {fornavn}"} | extra)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dette brevet har ikke {fornavn}." in page
    assert "{navn}, {kommune}, {avsender}, {telefon}, {epost}, {enhet}, {svarfrist}" in page
    assert 'href="#id_closing"' in page
    assert not LetterText.objects.exists()


def test_a_placeholder_that_has_gone_holds_the_letter_back_and_says_so(browser, municipality, paula):
    wanted = make_wanted(municipality)
    LetterText.objects.create(
        municipality=municipality, kind=KIND, language="nb", number=1, opening="{borte}", at=AT
    )
    invitation = make_invitation(wanted, paula, is_sent=False)

    with pytest.raises(invitations.CannotSend, match="borte"):
        invitations.send(invitation=invitation, by=None, at=AT)
    make_choice(wanted, make_representative(municipality, "Rolf Prøve"))
    review = browser.post(f"/granvik/requests/{wanted.public_id}/sending/start/", follow=True)

    assert "{borte}" in review.content.decode()


def test_a_letter_that_waits_is_tried_again_when_the_words_are_mended(browser, municipality, paula):
    make_invitation(make_wanted(municipality), paula)
    LetterText.objects.create(
        municipality=municipality, kind=KIND, language="nb", number=1, opening="{borte}", at=AT
    )

    for message in outbox.claim(at=AT):
        outbox.deliver(message, at=AT)

    message = Message.objects.get()
    assert message.state == Message.State.RETRYING
    page = browser.get(f"/granvik/outbox/{message.public_id}/").content.decode()
    assert "{borte}" in page
    assert not mail.outbox


def test_an_earlier_version_is_taken_back(browser, municipality, alice):
    first = services.write(
        municipality=municipality, kind=KIND, language="nb", by=alice, at=AT, **EMPTY | {"opening": "Først"}
    )
    services.write(
        municipality=municipality, kind=KIND, language="nb", by=alice, at=AT, **EMPTY | {"opening": "Så"}
    )

    assert "Bruk versjon 1 igjen" in browser.get(URL).content.decode()
    page = browser.post(f"/granvik/letters/versions/{first.public_id}/restore/", follow=True).content.decode()

    assert "De tidligere ordene er i bruk igjen." in page
    assert "Versjon 3" in page


def test_the_sender_is_changed(browser, municipality):
    given = {"name": "Medvirkning i Granvik", "email": "svar@granvik.example.org", "phone": "406 12 000"}

    page = browser.post("/granvik/letters/sender/", given, follow=True).content.decode()

    assert "Avsenderen er lagret." in page
    municipality.refresh_from_db()
    assert municipality.sender_name == "Medvirkning i Granvik"
    assert municipality.facilitator_phone == "+4740612000"
    wrong = browser.post("/granvik/letters/sender/", given | {"phone": "hei"})
    assert wrong.status_code == 422


def test_another_municipality_has_no_such_letter(charlie, client_of, municipality):
    text = services.write(
        municipality=municipality, kind=KIND, language="nb", by=None, at=AT, **EMPTY | {"opening": "Vårt"}
    )
    browser = client_of(charlie)

    assert browser.get(URL).status_code == 404
    assert browser.post(f"/lauvdal/letters/versions/{text.public_id}/restore/").status_code == 404
    assert "Vårt" not in browser.get(f"/lauvdal/letters/{KIND}/nb/").content.decode()


@pytest.mark.parametrize("path", ["/granvik/letters/ask.made/nb/", f"/granvik/letters/{KIND}/se/"])
def test_a_letter_without_room_is_not_there(browser, municipality, path):
    assert browser.get(path).status_code == 404


def test_only_the_facilitator_writes(client_of, bob, pia, uma, adam, municipality):
    for person in (bob, pia, uma, adam):
        assert client_of(person).get("/granvik/letters/").status_code == 403


def test_the_page_costs_the_same_for_more_versions(browser, municipality, alice):
    def add(count: int) -> None:
        for _turn in range(count):
            words = EMPTY | {"opening": f"Ord {LetterText.objects.count()}"}
            services.write(municipality=municipality, kind=KIND, language="nb", by=alice, at=AT, **words)

    assert_constant_queries(add, lambda: browser.get(URL))
