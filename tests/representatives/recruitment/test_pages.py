"""Channels and the board as pages: what is shown to whom, what a press does, and the papers."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.consent.models import Consent
from representatives.recruitment.models import Application, RecruitmentChannel
from representatives.registry.models import Representative
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_term
from tests.make.recruitment import make_application, make_channel

PAPER = {
    "given_name": "Per",
    "phone": "406 00 000",
    "channel": "phone",
    "network": "on",
    "evidence": "Skap 2",
    "signed_on_day": "1",
    "signed_on_month": "3",
    "signed_on_year": "2026",
}


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def channel(municipality):
    return make_channel(municipality)


@pytest.fixture
def application(channel):
    return make_application(
        channel, "Nina Ny", Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE, words="Om mor"
    )


def _text(answer) -> str:
    return str(answer.content.decode())


def test_a_channel_is_opened_from_a_gap_with_what_is_lacking(facilitator):
    term = make_term(name="Demens")
    page = facilitator.get(f"/granvik/channels/new/?term={term.public_id}&area=Øyane")
    assert page.context["form"].initial["wanted"] == term.public_id

    sent = {"name": "Kampanje", "kind": "campaign", "wanted": term.public_id, "wanted_area": "Øyane"}
    answer = facilitator.post("/granvik/channels/new/", sent, follow=True)
    channel = RecruitmentChannel.objects.get()
    assert (channel.wanted, channel.wanted_area) == (term, "Øyane")
    assert f"/join/{channel.code}/" in _text(answer)
    assert "data:image/svg+xml" in _text(answer)


def test_a_name_in_use_is_said_at_the_field(facilitator, channel):
    answer = facilitator.post("/granvik/channels/new/", {"name": channel.name, "kind": "notice"})

    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors


def test_a_channel_is_edited_closed_and_opened_again(facilitator, channel):
    address = f"/granvik/channels/{channel.public_id}/"
    facilitator.post(address + "edit/", {"name": "Nytt navn", "kind": "notice", "greeting": "Hei"})
    facilitator.post(address + "close/")
    channel.refresh_from_db()
    assert (channel.name, channel.greeting, channel.closed_at is None) == ("Nytt navn", "Hei", False)

    facilitator.post(address + "reopen/")
    channel.refresh_from_db()
    assert channel.closed_at is None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_card_and_form_are_accessible_files(facilitator, channel, language):
    facilitator.cookies["django_language"] = language
    for name in ("card.pdf", "form.pdf"):
        answer = facilitator.get(f"/granvik/channels/{channel.public_id}/{name}")
        assert answer["Content-Type"] == "application/pdf"
        assert b"pdfuaid" in answer.content
        assert answer.content == facilitator.get(f"/granvik/channels/{channel.public_id}/{name}").content


@pytest.mark.parametrize("who", ["pia", "uma"])
def test_a_professional_passes_on_a_number_and_sees_no_yield(who, request, client_of, channel):
    client = client_of(request.getfixturevalue(who))
    page = _text(client.get("/granvik/channels/pass-on/"))
    assert f"/join/{channel.code}/" in page

    client.post(f"/granvik/channels/{channel.public_id}/pass-on/", {"count": "5"})
    channel.refresh_from_db()
    assert channel.passed_on == 5
    assert client.get(f"/granvik/channels/{channel.public_id}/").status_code == 403
    assert client.get("/granvik/applicants/").status_code == 403


def test_a_number_that_is_none_is_refused_in_words(client_of, pia, channel):
    address = f"/granvik/channels/{channel.public_id}/pass-on/"
    answer = client_of(pia).post(address, {"count": "mange"}, follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_the_board_shows_the_applicant_and_writes_the_look(facilitator, application):
    page = _text(facilitator.get("/granvik/applicants/"))

    assert "Nina Ny" in page
    assert AuditEvent.objects.filter(kind="application.listed", purpose="recruitment").exists()


def test_an_application_goes_all_the_way_without_dragging(facilitator, application):
    address = f"/granvik/applicants/{application.public_id}/"
    assert "Om mor" in _text(facilitator.get(address))
    person = application.representative
    for step in ("take/", "start/", "words/forget/"):
        facilitator.post(address + step)
    talk = {"held_on_day": "1", "held_on_month": "3", "held_on_year": "2026", "outcome": "welcome"}
    facilitator.post(f"/granvik/people/{person.public_id}/conversations/new/", talk)
    assert f"{address}welcome/" in _text(facilitator.get("/granvik/applicants/"))
    facilitator.post(address + "welcome/")

    person.refresh_from_db()
    application.refresh_from_db()
    assert (person.state, application.outcome, application.words) == ("active", "welcomed", "")


def test_a_kind_no_says_first_what_it_does(facilitator, application):
    address = f"/granvik/applicants/{application.public_id}/decline/"
    assert facilitator.get(address).status_code == 200
    assert Application.objects.get().outcome == ""

    facilitator.post(address)
    assert Application.objects.get().outcome == "declined"


def test_a_refusal_is_said_on_the_page(facilitator, application):
    address = f"/granvik/applicants/{application.public_id}/"
    facilitator.post(address + "withdraw/", follow=True)
    answer = facilitator.post(address + "welcome/", follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_a_paper_form_is_typed_in_as_paper(facilitator, channel):
    term = make_term()
    sent = PAPER | {"through": channel.public_id, "experience_consent": "yes", "experience": [term.public_id]}
    answer = facilitator.post("/granvik/applicants/paper/", sent)

    assert answer.status_code == 303
    person = Representative.objects.get()
    assert (person.source, person.phone, person.came_through) == ("paper", "+4740600000", channel)
    assert {one.evidence for one in Consent.objects.all()} == {"Skap 2"}


def test_a_paper_without_the_yes_is_not_kept(facilitator):
    sent = {name: value for name, value in PAPER.items() if name != "network"}
    answer = facilitator.post("/granvik/applicants/paper/", sent)

    assert answer.status_code == 422
    assert not Representative.objects.exists()


def test_somebody_beside_the_board_is_put_on_it(facilitator, municipality, application):
    person = application.representative
    application.delete()
    facilitator.post(f"/granvik/people/{person.public_id}/apply/")

    assert Application.objects.get().representative == person


def test_another_municipalitys_rows_are_not_there(charlie, client_of, application, channel):
    client = client_of(charlie)
    for place in ("granvik", "lauvdal"):
        for path in (f"channels/{channel.public_id}/", f"applicants/{application.public_id}/"):
            assert client.get(f"/{place}/{path}").status_code == 404


def test_channels_cost_the_same_whatever_their_number(facilitator, municipality):
    def more(count: int) -> None:
        for _number in range(count):
            number = RecruitmentChannel.objects.count()
            make_application(make_channel(municipality, f"Kanal {number}"), f"Nina{number} Ny")

    assert_constant_queries(more, lambda: facilitator.get("/granvik/channels/"))
