"""Forms where a term is chosen: by typing, from what was found, or from the list; what is retired stays readable."""

import pytest

from config.core.organisations.models import Role
from representatives.catalogue import endings
from representatives.consent.models import Consent
from representatives.models import NoGo, ProfileTerm
from representatives.onboarding import services as onboarding
from tests.cast import AT, make_user
from tests.make.catalogue import make_own_term
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative, make_term
from tests.make.recruitment import make_channel


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, consents=(Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE))


@pytest.fixture
def address(paula):
    return f"/granvik/people/{paula.public_id}/experience/new/"


def test_a_word_that_is_exact_needs_no_choice(facilitator, address):
    term = make_term(name="Demens")
    facilitator.post(address, {"term_q": "DEMENS", "relation": "own", "level": "1"})
    assert ProfileTerm.objects.get().term == term


def test_find_shows_what_fits_keeps_what_was_typed_and_saves_nothing(facilitator, address):
    term = make_term(name="Demens")
    answer = facilitator.post(
        address, {"term_q": "demnes", "relation": "bereaved", "level": "3", "find": "term"}
    )
    text = answer.content.decode()
    assert term.public_id in text
    assert 'value="demnes"' in text
    assert answer.context["form"]["relation"].value() == "bereaved"
    assert not answer.context["form"].errors
    assert not ProfileTerm.objects.exists()


@pytest.mark.parametrize("typed", ["demnes", "xqzw", ""])
def test_what_is_not_exact_is_an_error_with_choices(facilitator, address, typed):
    make_term(name="Demens")
    answer = facilitator.post(address, {"term_q": typed, "relation": "own", "level": "1"})
    assert answer.status_code == 422
    assert "term" in answer.context["form"].errors
    assert 'href="#id_term_0"' in answer.content.decode()
    assert 'id="id_term_0"' in answer.content.decode()


def test_a_retired_term_is_not_chosen_and_stays_on_the_profile(facilitator, municipality, alice, address):
    term = make_own_term(municipality, "Fiskerihelse")
    sent = {"term": term.public_id, "relation": "own", "level": "1"}
    facilitator.post(address, sent)
    endings.retire(term=term, by=alice, at=AT)

    assert facilitator.post(address, {**sent, "relation": "bereaved"}).status_code == 422
    page = facilitator.get(address.removesuffix("experience/new/")).content.decode()
    assert "Fiskerihelse" in page
    assert "ikke lenger i bruk" in page


def test_a_topic_is_left_out_for_a_unit(facilitator, municipality, paula):
    unit = make_unit(municipality)
    address = f"/granvik/people/{paula.public_id}/no-gos/new/"
    facilitator.post(address, {"unit": unit.public_id, "term": "", "term_q": ""})
    facilitator.post(address, {"unit": "", "term": make_term().public_id})
    assert sorted(bool(no_go.term) for no_go in NoGo.objects.order_by("id")) == [False, True]


def test_a_channel_keeps_what_it_looks_for_when_that_is_retired(facilitator, municipality, alice):
    term = make_own_term(municipality, "Fiskerihelse")
    channel = make_channel(municipality, wanted=term)
    endings.retire(term=term, by=alice, at=AT)
    sent = {"name": "Nytt navn", "kind": "notice", "wanted": term.public_id}
    facilitator.post(f"/granvik/channels/{channel.public_id}/edit/", sent)
    channel.refresh_from_db()

    assert (channel.name, channel.wanted) == ("Nytt navn", term)
    assert facilitator.post("/granvik/channels/new/", {**sent, "name": "X"}).status_code == 422


def test_a_course_keeps_the_role_it_opens_when_that_is_retired(facilitator, municipality, alice):
    role = make_own_term(municipality, "Styreleder", "role")
    course = onboarding.create_course(municipality=municipality, name="Kurs", roles=[role], by=alice, at=AT)
    endings.retire(term=role, by=alice, at=AT)
    facilitator.post(
        f"/granvik/courses/{course.public_id}/edit/", {"name": "Annet", "roles": [role.public_id]}
    )
    course.refresh_from_db()

    assert (course.name, course.opens.get().role) == ("Annet", role)


def test_a_request_keeps_its_role_when_that_is_retired(facilitator, municipality, alice):
    role = make_own_term(municipality, "Styreleder", "role")
    wanted = make_request(make_project(make_unit(municipality)), role=role, state="draft")
    endings.retire(term=role, by=alice, at=AT)
    address = f"/granvik/requests/{wanted.public_id}/edit/"
    sent = {"title": "Ny tittel", "seats": "1", "meeting_form": "either", "role": role.public_id}
    answer = facilitator.post(address, sent)
    wanted.refresh_from_db()

    assert answer.status_code == 303
    assert (wanted.title, wanted.role) == ("Ny tittel", role)


def test_my_page_suggests_too(municipality, paula, client_of):
    rita = make_user("Rita", municipality, Role.REPRESENTATIVE)
    paula.user = rita
    paula.save(update_fields=["user"])
    term, client = make_term(name="Demens"), client_of(rita)
    page = client.get("/granvik/my-page/experience/new/").content.decode()
    assert "/granvik/my-page/experience/suggest/" in page
    found = client.get("/granvik/my-page/experience/suggest/", {"field": "term", "term_q": "demnes"})
    assert term.public_id in found.content.decode()
    client.post("/granvik/my-page/experience/new/", {"term_q": "demens", "relation": "own"})
    assert ProfileTerm.objects.get().term == term
