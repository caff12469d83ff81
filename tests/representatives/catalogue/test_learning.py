"""A word that a facilitator typed before choosing a term is learnt; a sentence, a no and people's own words are not."""

import pytest

from config.core.audit.models import AuditEvent
from config.core.organisations.models import Role
from representatives.catalogue import learning, lookup
from representatives.catalogue.models import Synonym, TermChange
from tests.cast import AT, make_user
from tests.make.people import make_representative, make_term
from tests.projects.wanted import make_open_request


@pytest.fixture
def term():
    return make_term("experience", "memory", "Glemsomhet")


def _confirm(term, text, municipality):
    return learning.confirm(term=term, text=text, municipality=municipality, by=None, at=AT)


def _own() -> list[str]:
    return sorted(Synonym.objects.exclude(municipality=None).values_list("text", flat=True))


def test_a_word_that_was_confirmed_finds_its_term_from_then_on(municipality, other_municipality, term):
    assert lookup.exact(municipality, "surrehue") is None

    assert _confirm(term, "  surrehue ", municipality)

    assert lookup.exact(municipality, "Surrehue") == term
    assert lookup.exact(other_municipality, "surrehue") is None
    assert TermChange.objects.get(kind="synonym_added").word == "surrehue"
    assert AuditEvent.objects.filter(kind="synonym.added").count() == 1


@pytest.mark.parametrize(
    "text",
    [
        "ikke surrehue",
        "uten minne",
        "mor med surrehue",
        "surrehue (pårørende)",
        "barn m/ surr",
        "jeg er ofte så surrete i hodet",
        "ok",
        "40612345",
        "kari@example.org",
        "",
    ],
)
def test_a_denial_a_next_of_kin_a_sentence_and_what_is_no_word_are_never_learnt(municipality, term, text):
    assert not _confirm(term, text, municipality)
    assert _own() == []


@pytest.mark.parametrize("text", ["glem", "Glemsomhet", "glemsomhte", "stor glemsomhet", "surre"])
def test_the_beginning_of_a_known_word_or_a_slip_is_no_new_word(municipality, term, text):
    _confirm(term, "surrehue", municipality)

    assert not _confirm(term, text, municipality)
    assert _own() == ["surrehue"]


def test_a_word_that_leads_elsewhere_stays_there(municipality, term):
    other = make_term("experience", "stroke", "Slag")
    _confirm(other, "drypp", municipality)

    assert not _confirm(term, "drypp", municipality)
    assert lookup.exact(municipality, "drypp") == other


def test_the_request_form_teaches_the_catalogue(client_of, alice, municipality, term):
    wanted = make_open_request(municipality)
    address = f"/granvik/requests/{wanted.public_id}/terms/new/"

    client_of(alice).post(
        address, {"term": term.public_id, "term_q": "surrehue", "importance": "wish", "level": "1"}
    )

    assert wanted.terms.filter(term=term).exists()
    assert _own() == ["surrehue"]


@pytest.mark.parametrize(
    ("path", "more"),
    [("experience/new/", {"relation": "own", "level": "1"}), ("no-gos/new/", {}), ("topics/new/", {})],
)
def test_so_do_the_facilitators_other_forms(client_of, alice, municipality, term, path, more):
    person = make_representative(municipality)

    answer = client_of(alice).post(
        f"/granvik/people/{person.public_id}/{path}",
        {"term": term.public_id, "term_q": "surrehue"} | more,
    )

    assert answer.status_code in (302, 303)
    assert _own() == ["surrehue"]


def test_a_form_that_was_refused_teaches_nothing(client_of, alice, municipality, term):
    person = make_representative(municipality, consents=("network",))

    client_of(alice).post(
        f"/granvik/people/{person.public_id}/topics/new/", {"term": term.public_id, "term_q": "surrehue"}
    )

    assert _own() == []


def test_what_a_person_writes_on_my_page_is_never_learnt(client_of, municipality, term):
    person = make_representative(municipality)
    person.user = make_user("Paula", municipality, Role.REPRESENTATIVE)
    person.save(update_fields=["user"])
    client, said = client_of(person.user), {"term": term.public_id, "term_q": "surrehue", "relation": "own"}

    for path in ("experience/new/", "topics/new/", "no-gos/new/"):
        assert client.post(f"/granvik/my-page/{path}", said).status_code == 303

    assert _own() == []
