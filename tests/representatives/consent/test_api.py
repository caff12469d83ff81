"""Consents over the API: the same rules, rows and refusals as the pages."""

import pytest

from config.core.accounts.services import give_role
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from representatives.consent.models import Consent
from tests.cast import AT
from tests.make.people import make_representative, make_term

NETWORK, EXPERIENCE, QUOTATION = (
    Consent.Purpose.NETWORK,
    Consent.Purpose.EXPERIENCE,
    Consent.Purpose.QUOTATION,
)
CONSENTS, TERMS = "/api/v1/consents/", "/api/v1/profile-terms/"


@pytest.fixture
def paula(municipality):
    return make_representative(municipality, consents=(NETWORK,))


@pytest.fixture
def api(alice, api_of):
    return api_of(alice)


def _yes(person, purpose=QUOTATION, **fields) -> dict:
    given = {
        "representative": person.public_id,
        "purpose": purpose,
        "channel": "oral",
        "given_on": "2026-03-01",
    }
    return given | fields


def test_a_yes_is_given_and_comes_back_by_its_id(api, paula):
    answer = api.post(CONSENTS, _yes(paula), format="json")

    assert answer.status_code == 201
    shown = api.get(f"{CONSENTS}{answer.json()['id']}/").json()
    assert shown == answer.json()
    assert (shown["representative"], shown["purpose"], shown["withdrawn_at"]) == (
        paula.public_id,
        "quotation",
        None,
    )


def test_a_consent_is_withdrawn_and_never_edited(api, paula):
    given = api.post(CONSENTS, _yes(paula, EXPERIENCE), format="json").json()
    answer = api.post(f"{CONSENTS}{given['id']}/withdraw/")

    assert answer.json()["withdrawn_at"]
    assert api.patch(f"{CONSENTS}{given['id']}/", {"purpose": "network"}, format="json").status_code in (
        403,
        405,
    )
    assert api.delete(f"{CONSENTS}{given['id']}/").status_code in (403, 405)


def test_a_yes_is_renewed_by_a_new_row(api, paula):
    given = api.post(CONSENTS, _yes(paula, evidence="Permen"), format="json").json()
    again = {"channel": "paper", "given_on": "2026-04-01"}
    answer = api.post(f"{CONSENTS}{given['id']}/renew/", again, format="json")

    assert answer.status_code == 201
    assert answer.json()["id"] != given["id"]
    assert (answer.json()["renew_by"], answer.json()["end"]) == ("2027-04-01", "")
    assert api.get(f"{CONSENTS}{given['id']}/").json()["end"] == "renewed"
    assert api.post(f"{CONSENTS}{given['id']}/renew/", again, format="json").status_code == 409
    assert api.post(f"{CONSENTS}{given['id']}/renew/", {"channel": "x"}, format="json").status_code == 400


def test_the_texts_that_are_shown_now_are_there_for_each_purpose(api, paula):
    texts = api.get(f"{CONSENTS}texts/").json()

    assert [text["purpose"] for text in texts] == Consent.Purpose.values
    assert all(text["body"] and text["on_withdrawal"] and text["version"] for text in texts)


def test_an_old_yes_withdraws_no_newer_one(api, paula):
    old = api.post(CONSENTS, _yes(paula), format="json").json()["id"]
    api.post(f"{CONSENTS}{old}/withdraw/")
    api.post(CONSENTS, _yes(paula), format="json")
    answer = api.post(f"{CONSENTS}{old}/withdraw/")

    assert answer.status_code == 409
    assert answer.json()["detail"]
    assert Consent.objects.in_force().filter(purpose=QUOTATION).count() == 1


def test_what_the_rules_refuse_is_a_conflict_with_the_reason(api, municipality):
    nobody = make_representative(municipality, "Berit Berg", consents=())
    answer = api.post(CONSENTS, _yes(nobody), format="json")

    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["detail"]
    assert not nobody.consents.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": "marketing"},
        {"channel": ""},
        {"given_on": "yesterday"},
        {"given_on": None},
        {"representative": "x" * 23},
    ],
    ids=["purpose", "channel", "words for a day", "no day", "a long id"],
)
def test_what_has_no_shape_is_refused_by_field(api, paula, wrong):
    answer = api.post(CONSENTS, _yes(paula) | wrong, format="json")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == set(wrong)


def test_the_list_is_narrowed_by_person_and_purpose_and_is_written_down(api, paula, municipality, alice):
    make_representative(municipality, "Berit Berg")
    rows = api.get(CONSENTS, {"representative": paula.public_id, "purpose": "network"}).json()["results"]

    assert [row["representative"] for row in rows] == [paula.public_id]
    line = AuditEvent.objects.get(kind="consent.listed")
    assert (line.actor_id, line.purpose, line.municipality) == (alice.public_id, "api", municipality)


@pytest.mark.parametrize("role", ["bob", "uma", "pia", "adam"])
def test_other_roles_are_refused(role, request, paula, api_of):
    api = api_of(request.getfixturevalue(role))
    own = paula.consents.get()

    assert api.get(CONSENTS).status_code == 403
    assert api.post(CONSENTS, _yes(paula), format="json").status_code == 403
    assert api.post(f"{CONSENTS}{own.public_id}/withdraw/").status_code == 403
    assert api.post(TERMS, {"representative": paula.public_id, "term": "x"}, format="json").status_code == 403


def test_another_municipality_sees_and_changes_nothing(paula, charlie, api_of):
    api, own = api_of(charlie), paula.consents.get()

    assert api.get(CONSENTS).json()["results"] == []
    assert api.get(f"{CONSENTS}{own.public_id}/").status_code == 404
    assert api.post(f"{CONSENTS}{own.public_id}/withdraw/").status_code == 404
    assert api.post(CONSENTS, _yes(paula), format="json").status_code == 404


def test_a_facilitator_elsewhere_writes_nothing_on_the_own_profile_here(paula, charlie, api_of, municipality):
    """Charlie facilitates in B and is a representative in A: the own row is seen, and is not Charlie's to write."""
    give_role(municipality=municipality, email=charlie.email, role=Role.REPRESENTATIVE, by=None, at=AT)
    paula.user = charlie
    paula.save()
    api, term = api_of(charlie), make_term("skill", "writing")

    assert api.post(CONSENTS, _yes(paula), format="json").status_code == 403
    kept = {"representative": paula.public_id, "term": term.public_id}
    assert api.post(TERMS, kept, format="json").status_code == 403
    assert paula.consents.count() == 1


def test_a_session_needs_the_forms_token(paula, alice, client_of):
    client = client_of(alice)
    client.handler.enforce_csrf_checks = True
    answer = client.post(CONSENTS, _yes(paula), content_type="application/json")

    assert answer.status_code == 403
    assert paula.consents.count() == 1


def test_experience_is_kept_under_consent_and_taken_off_again(api, paula):
    term = make_term()
    kept = {"representative": paula.public_id, "term": term.public_id, "relation": "next_of_kin", "level": 2}
    assert api.post(TERMS, kept, format="json").status_code == 409

    api.post(CONSENTS, _yes(paula, EXPERIENCE), format="json")
    answer = api.post(TERMS, kept, format="json")
    assert answer.status_code == 201
    assert (paula.terms.get().relation, paula.terms.get().level) == ("next_of_kin", 2)

    assert api.delete(f"{TERMS}{answer.json()['id']}/").status_code == 204
    assert not paula.terms.exists()


def test_a_skill_needs_no_consent_and_has_no_relation(api, paula):
    kept = {"representative": paula.public_id, "term": make_term("skill", "writing").public_id}

    assert api.post(TERMS, kept, format="json").status_code == 201
    assert paula.terms.get().relation == ""


def test_another_municipalitys_term_and_level_out_of_range_are_refused(api, paula, other_municipality):
    term = make_term("skill", "writing")
    kept = {"representative": paula.public_id, "term": term.public_id}
    assert api.post(TERMS, kept | {"level": 99}, format="json").status_code == 400

    term.municipality = other_municipality
    term.save()
    assert api.post(TERMS, kept, format="json").status_code == 404
    assert not paula.terms.exists()
