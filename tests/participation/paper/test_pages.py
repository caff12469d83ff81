"""Letters of a round as pages, and the way from a code to the form for the answer."""

import pytest

from config.core.audit.models import AuditEvent
from participation.invitations.models import Invitation
from participation.paper import codes
from participation.paper.models import PaperLetter
from tests.helpers.rows import assert_constant_queries
from tests.make.paper import make_paper_letter


@pytest.fixture
def browser(alice, client_of):
    alice.language = "nb"
    alice.save()
    return client_of(alice)


def _url(wanted, end=""):
    return f"/granvik/requests/{wanted.public_id}/invitations/paper/{end}"


def test_letters_are_made_printed_and_posted(browser, wanted, ask, alice):
    ask("Paula Post", is_sent=False)
    ask("Rolf Post")
    ask("Eva Epost", email="eva@people.example.org", channel="email")

    assert "Lag 2 brev" in browser.get(_url(wanted)).content.decode()
    made = browser.post(_url(wanted, "make/"), follow=True).content.decode()
    file = browser.get(_url(wanted, "print/"))
    posted = browser.post(_url(wanted, "posted/"), follow=True).content.decode()

    assert "2 brev er klare til å skrives ut." in made
    assert "Eva Epost" not in made
    assert file["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF")
    assert "2 brev er skrevet ned som postlagt." in posted
    assert alice.name in posted
    assert set(PaperLetter.objects.values_list("posted_by", flat=True)) == {alice.pk}
    assert set(Invitation.objects.values_list("state", flat=True)) == {"sent"}
    assert browser.get(_url(wanted, "print/")).status_code == 404


def test_one_letter_is_printed_and_posted_by_itself(browser, wanted, ask):
    letter = make_paper_letter(ask())
    one = f"/granvik/paper-letters/{letter.public_id}"

    file = browser.get(f"{one}/print/")
    page = browser.post(f"{one}/posted/", follow=True).content.decode()

    assert file.content.startswith(b"%PDF")
    assert "Brevet er skrevet ned som postlagt." in page
    person = letter.invitation.representative
    assert AuditEvent.objects.filter(kind="representative.read", subject_id=person.public_id).exists()


def test_a_code_said_on_the_phone_leads_to_the_form(browser, invitation):
    code = codes.code_of(make_paper_letter(invitation))

    found = browser.post("/granvik/invitations/code/", {"code": code.lower()})
    wrong = browser.post("/granvik/invitations/code/", {"code": "2222 2222"})

    assert found.status_code == 303
    assert found["Location"] == f"/granvik/invitations/{invitation.public_id}/answers/new/"
    assert wrong.status_code == 422
    assert "Ingen av brevene deres har denne koden." in wrong.content.decode()


def test_another_municipality_finds_and_sees_nothing(charlie, client_of, wanted, invitation):
    letter = make_paper_letter(invitation)
    browser = client_of(charlie)

    assert browser.post("/lauvdal/invitations/code/", {"code": codes.code_of(letter)}).status_code == 422
    assert browser.get(f"/lauvdal/paper-letters/{letter.public_id}/print/").status_code == 404
    assert browser.post(f"/lauvdal/paper-letters/{letter.public_id}/posted/").status_code == 404
    assert browser.get(f"/lauvdal/requests/{wanted.public_id}/invitations/paper/").status_code == 404
    assert browser.get(_url(wanted)).status_code == 404


def test_nobody_else_of_the_house_sees_letters(client_of, bob, pia, uma, adam, wanted):
    for person in (bob, pia, uma, adam):
        assert client_of(person).get(_url(wanted)).status_code == 403


def test_a_round_without_post_says_so(browser, wanted):
    assert "Ingen i denne runden får brev" in browser.get(_url(wanted)).content.decode()


def test_the_page_costs_the_same_for_more_letters(browser, wanted, ask):
    def add(count: int) -> None:
        for _turn in range(count):
            make_paper_letter(ask(f"Person{PaperLetter.objects.count()} Post"))

    assert_constant_queries(add, lambda: browser.get(_url(wanted)))
