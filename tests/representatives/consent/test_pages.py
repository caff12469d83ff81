"""Consents as pages: what is shown to whom, what a press does, and what is said when it is refused."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.consent.models import Consent
from tests.helpers.rows import assert_constant_queries
from tests.make.people import make_representative, make_term

NETWORK, EXPERIENCE, QUOTATION = (
    Consent.Purpose.NETWORK,
    Consent.Purpose.EXPERIENCE,
    Consent.Purpose.QUOTATION,
)


@pytest.fixture
def paula(municipality):
    return make_representative(
        municipality, consents=(NETWORK, EXPERIENCE), experience=((make_term(name="Demens"), "own"),)
    )


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


def _address(person, *parts: str, place: str = "granvik") -> str:
    return "/".join([f"/{place}/people/{person.public_id}", *parts, ""])


def _text(answer) -> str:
    return str(answer.content.decode())


def _pages(person) -> list[str]:
    return [
        _address(person, "consents", "network", "renew"),
        _address(person, "consents"),
        _address(person, "consents", "quotation"),
        _address(person, "consents", "experience", "withdraw"),
        _address(person, "experience", "new"),
    ]


def test_the_list_says_what_is_in_force_and_what_can_be_done(facilitator, paula):
    answer = facilitator.get(_address(paula, "consents"))
    page = _text(answer)

    in_force = [s.purpose for s in answer.context["standings"] if s.current is not None]
    assert in_force == [NETWORK, EXPERIENCE]
    assert [s.purpose for s in answer.context["standings"]] == Consent.Purpose.values
    assert paula.name in page
    assert _address(paula, "consents", "network", "withdraw") in page
    assert _address(paula, "consents", "experience", "withdraw") in page
    assert f'href="{_address(paula, "consents", "quotation")}"' in page


def test_opening_the_list_is_written_in_the_audit_trail(facilitator, paula, alice):
    facilitator.get(_address(paula, "consents"))

    line = AuditEvent.objects.about(paula).filter(kind="representative.read").get()
    assert (line.actor_id, line.purpose, line.fields) == (alice.public_id, "consent", ["consents"])


def test_a_yes_is_recorded_and_leads_back_to_the_list(facilitator, paula, alice):
    answer = facilitator.post(
        _address(paula, "consents", "quotation"), {"channel": "oral", "given_on": "2026-03-01"}, follow=True
    )

    assert answer.redirect_chain[-1][0] == _address(paula, "consents")
    consent = Consent.objects.get(purpose=QUOTATION)
    assert (consent.representative, consent.channel, consent.recorded_by) == (paula, "oral", alice)


def test_a_yes_is_renewed_with_what_shows_it(facilitator, paula):
    sent = {"channel": "paper", "given_on": "2026-04-01", "evidence": "Den blå permen, nr. 14"}
    answer = facilitator.post(_address(paula, "consents", "network", "renew"), sent, follow=True)

    page = _text(answer)
    assert answer.redirect_chain[-1][0] == _address(paula, "consents")
    assert "Den blå permen, nr. 14" in page
    assert "; fornyet " in page
    assert paula.terms.count() == 1


def test_there_is_nothing_to_renew_where_nothing_is_in_force(facilitator, paula):
    sent = {"channel": "paper", "given_on": "2026-04-01"}
    answer = facilitator.post(_address(paula, "consents", "photo", "renew"), sent)

    assert answer.status_code == 422
    assert "ikke noe gyldig samtykke" in _text(answer)


def test_the_text_that_was_said_yes_to_is_still_shown_when_it_has_changed(facilitator, paula):
    paula.consents.filter(purpose=NETWORK).update(text_version="2026-11")
    page = _text(facilitator.get(_address(paula, "consents")))

    assert "Teksten slik den var i versjon 2026-11" in page


def test_a_withdrawal_names_the_other_consents_that_end_too(facilitator, paula):
    answer = facilitator.get(_address(paula, "consents", "network", "withdraw"))

    assert [consent.purpose for consent in answer.context["others"]] == [EXPERIENCE]
    assert str(Consent.Purpose.EXPERIENCE.label) in _text(answer)


@pytest.mark.parametrize(
    "sent",
    [
        {"channel": ""},
        {"channel": "telepathy", "given_on": "2026-03-01"},
        {"channel": "oral", "given_on": "2999-01-01"},
    ],
    ids=["nothing", "no such channel", "a day to come"],
)
def test_what_cannot_be_recorded_is_answered_with_the_form_and_why(facilitator, paula, sent):
    answer = facilitator.post(_address(paula, "consents", "quotation"), sent)

    assert answer.status_code == 422
    reasons = [reason for found in answer.context["form"].errors.values() for reason in found]
    assert reasons
    assert all(reason in _text(answer) for reason in reasons)
    assert not Consent.objects.filter(purpose=QUOTATION).exists()


def test_a_withdrawal_says_first_what_it_deletes_and_a_look_changes_nothing(facilitator, paula):
    page = _text(facilitator.get(_address(paula, "consents", "experience", "withdraw")))

    assert "1 " in page
    assert Consent.objects.in_force().count() == 2
    assert paula.terms.count() == 1


def test_withdrawing_quotations_speaks_of_no_terms(facilitator, municipality):
    paula = make_representative(municipality, consents=(NETWORK, QUOTATION))
    answer = facilitator.get(_address(paula, "consents", "quotation", "withdraw"))

    assert answer.context["term_count"] is None


def test_a_press_withdraws_and_deletes_at_once(facilitator, paula):
    answer = facilitator.post(_address(paula, "consents", "experience", "withdraw"), follow=True)

    assert answer.redirect_chain[-1][0] == _address(paula, "consents")
    assert not Consent.objects.in_force().filter(purpose=EXPERIENCE).exists()
    assert not paula.terms.exists()


def test_a_second_press_is_told_that_there_is_nothing_to_withdraw(facilitator, paula):
    address = _address(paula, "consents", "experience", "withdraw")
    facilitator.post(address, follow=True)
    page = facilitator.post(address, follow=True)

    assert [message.level_tag for message in page.context["messages"]] == ["error"]
    assert Consent.objects.count() == 2


def test_experience_is_added_in_the_catalogues_words(facilitator, paula):
    term = make_term(key="stroke", name="Hjerneslag")
    sent = {"term": term.public_id, "relation": "next_of_kin", "level": "2"}
    answer = facilitator.post(_address(paula, "experience", "new"), sent)

    assert answer.status_code == 302
    assert paula.terms.get(term=term).relation == "next_of_kin"


def test_experience_without_consent_is_refused_in_words(facilitator, municipality):
    paula, term = make_representative(municipality, consents=(NETWORK,)), make_term()
    answer = facilitator.post(
        _address(paula, "experience", "new"), {"term": term.public_id, "relation": "own", "level": "1"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()
    assert not paula.terms.exists()


def test_a_skill_or_another_municipalitys_term_cannot_be_chosen(facilitator, paula, other_municipality):
    own = make_term(key="only-theirs")
    own.municipality = other_municipality
    own.save()
    for term in (make_term("skill", "writing"), own):
        sent = {"term": term.public_id, "relation": "own", "level": "1"}
        assert facilitator.post(_address(paula, "experience", "new"), sent).status_code == 422
    assert paula.terms.count() == 1


def test_a_purpose_that_is_none_is_not_there(facilitator, paula):
    assert facilitator.get(_address(paula, "consents", "marketing")).status_code == 404
    assert facilitator.post(_address(paula, "consents", "marketing", "withdraw")).status_code == 404


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_nobody_else_in_the_municipality_opens_or_presses_anything(role, request, paula, client_of):
    client = client_of(request.getfixturevalue(role))

    assert {client.get(address).status_code for address in _pages(paula)} == {403}
    assert {client.post(address).status_code for address in _pages(paula)} == {403}
    assert Consent.objects.in_force().count() == 2


def test_another_municipalitys_person_is_not_there_by_either_address(paula, charlie, client_of):
    client = client_of(charlie)
    theirs = [address.replace("/granvik/", "/lauvdal/") for address in _pages(paula)]

    assert {client.get(address).status_code for address in _pages(paula) + theirs} == {404}
    assert {client.post(address).status_code for address in _pages(paula) + theirs} == {404}
    assert Consent.objects.in_force().count() == 2


def test_someone_who_is_not_signed_in_is_led_to_sign_in(paula, client):
    assert all(client.get(address).url.startswith("/accounts/login/?next=") for address in _pages(paula))


def test_a_press_without_the_forms_token_is_refused(paula, alice, client_of):
    client = client_of(alice)
    client.handler.enforce_csrf_checks = True

    assert client.post(_address(paula, "consents", "experience", "withdraw")).status_code == 403
    assert paula.terms.count() == 1


def test_the_list_costs_the_same_whatever_the_history(facilitator, paula):
    def more(count: int) -> None:
        for _number in range(count):
            facilitator.post(
                _address(paula, "consents", "quotation"), {"channel": "oral", "given_on": "2026-03-01"}
            )
            facilitator.post(_address(paula, "consents", "quotation", "withdraw"))

    assert_constant_queries(more, lambda: facilitator.get(_address(paula, "consents")))
