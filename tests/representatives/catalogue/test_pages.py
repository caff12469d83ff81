"""The catalogue as pages: what each role sees and may do, and that every step works without scripts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from representatives.catalogue import services
from representatives.catalogue.models import Synonym, Term
from representatives.models import ProfileTerm
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.catalogue import make_own_term, names
from tests.make.people import make_representative, make_term

ADDRESS = "/granvik/catalogue/"


@pytest.fixture
def facilitator(alice, client_of):
    return client_of(alice)


@pytest.fixture
def own(municipality):
    return make_own_term(municipality, "Fiskerihelse")


def _text(answer) -> str:
    return str(answer.content.decode())


def test_the_list_shows_shared_and_own_and_what_uses_them(facilitator, municipality, own):
    make_term(name="Demens")
    make_representative(municipality, experience=((own, "own"),))
    page = facilitator.get(ADDRESS)

    assert "Fiskerihelse" in _text(page)
    assert "Demens" in _text(page)
    uses = {node.term.name_nb: node.uses for node in page.context["nodes"]}
    assert (len(uses["Fiskerihelse"]), uses["Demens"]) == (1, [])


def test_the_administrator_is_told_of_no_people(adam, client_of, municipality, own):
    make_representative(municipality, experience=((own, "own"),))
    page = client_of(adam).get(ADDRESS)
    assert [node.uses for node in page.context["nodes"]] == [[]]
    for step in ("", "retire/"):
        assert client_of(adam).get(f"{ADDRESS}{own.public_id}/{step}").context["uses"] == []


def test_a_professional_reads_and_changes_nothing(pia, client_of, own):
    client = client_of(pia)
    assert "Fiskerihelse" in _text(client.get(ADDRESS))
    assert "edit/" not in _text(client.get(f"{ADDRESS}{own.public_id}/"))
    for step in ("edit/", "retire/", "merge/", "words/new/"):
        assert client.post(f"{ADDRESS}{own.public_id}/{step}").status_code == 403


@pytest.mark.parametrize("typed", ["fiskerihlse", "fishing", "FISKERI"])
def test_the_search_forgives(facilitator, municipality, own, alice, typed):
    services.rename(term=own, names=names("Fiskerihelse", en="Fishing health"), by=alice, at=AT)
    assert facilitator.get(ADDRESS, {"q": typed}).context["found"] == [own]
    assert facilitator.get(ADDRESS, {"q": "xqzw"}).context["found"] == []


def test_a_term_is_added_edited_retired_and_taken_back(facilitator, municipality):
    parent = make_term(name="Demens")
    answer = facilitator.post(f"{ADDRESS}new/", {"kind": "experience", **names("Havet")}, follow=True)
    term = Term.objects.get(municipality=municipality)
    assert "Havet" in _text(answer)
    address = f"{ADDRESS}{term.public_id}/"

    facilitator.post(f"{address}edit/", {**names("Sjøen"), "parent_q": "demens"})
    term.refresh_from_db()
    assert (term.name_nb, term.parent) == ("Sjøen", parent)
    assert "Havet" in _text(facilitator.get(address))
    facilitator.post(f"{address}retire/")
    assert "Sjøen" in _text(facilitator.get(f"{ADDRESS}?show=gone"))
    facilitator.post(f"{address}restore/")
    term.refresh_from_db()
    assert term.state == "active"


def test_a_name_in_use_is_said_in_words(facilitator, own):
    answer = facilitator.post(f"{ADDRESS}new/", {"kind": "experience", **names("fiskerihelse")})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_words_are_added_and_removed(facilitator, municipality):
    address = f"{ADDRESS}{make_term().public_id}/"
    facilitator.post(f"{address}words/new/", {"text": "tåkehode"})
    assert Synonym.objects.get().municipality == municipality
    again = facilitator.post(f"{address}words/new/", {"text": "TÅKEHODE"})
    assert (again.status_code, "text" in again.context["form"].errors) == (422, True)
    facilitator.post(f"{address}words/remove/", {"text": "tåkehode"})
    assert not Synonym.objects.exists()


def test_a_merge_is_looked_up_previewed_and_confirmed(facilitator, municipality, own):
    target = make_term(name="Demens")
    make_representative(municipality, experience=((own, "own"),))
    address = f"{ADDRESS}{own.public_id}/merge/"

    found = facilitator.post(address, {"into_q": "demnes", "find": "into"})
    assert found.status_code == 422
    assert target.public_id in _text(found)
    assert "ds-error-summary" not in _text(found)
    preview = facilitator.post(address, {"into": target.public_id})
    assert [one.number for one in preview.context["uses"]] == [1]
    assert ProfileTerm.objects.get().term == own
    facilitator.post(address, {"into": target.public_id, "confirmed": "1"})
    assert ProfileTerm.objects.get().term == target


def test_a_merge_into_itself_is_refused(facilitator, own):
    answer = facilitator.post(f"{ADDRESS}{own.public_id}/merge/", {"into": own.public_id})
    assert answer.status_code == 422


def test_shared_terms_and_those_of_others_have_no_such_pages(facilitator, other_municipality):
    theirs = make_own_term(other_municipality, "Fjell")
    for term in (make_term(), theirs):
        for step in ("edit/", "retire/", "restore/", "merge/"):
            assert facilitator.post(f"{ADDRESS}{term.public_id}/{step}").status_code == 404
    assert facilitator.get(f"{ADDRESS}{theirs.public_id}/").status_code == 404
    assert "Fjell" not in _text(facilitator.get(ADDRESS))
    assert facilitator.get(ADDRESS, {"q": "Fjell"}).context["found"] == []


def test_words_of_others_are_not_shown(facilitator, other_municipality):
    term = make_term()
    services.learn(term=term, text="hemmelig ord", municipality=other_municipality)
    assert "hemmelig ord" not in _text(facilitator.get(f"{ADDRESS}{term.public_id}/"))


def test_suggestions_are_choices_of_the_field(facilitator, own):
    answer = facilitator.get(f"{ADDRESS}suggest/", {"field": "term", "kind": "experience", "term_q": "fisk"})
    assert 'name="term"' in _text(answer)
    assert own.public_id in _text(answer)
    assert facilitator.get(f"{ADDRESS}suggest/", {"field": "<b>"}).status_code == 404


def test_a_list_costs_the_same_for_one_term_and_for_three(facilitator, municipality):
    counter = iter(range(20))

    def make(count: int) -> None:
        for _number in range(count):
            term = make_own_term(municipality, f"Ord {next(counter)}")
            make_representative(municipality, f"Person {next(counter)}", experience=((term, "own"),))

    assert_constant_queries(make, lambda: facilitator.get(ADDRESS))


@pytest.mark.parametrize("step", ["", "{term}/", "{term}/edit/", "{term}/merge/", "{term}/retire/", "new/"])
def test_no_page_asks_the_database_more_than_25_times(facilitator, municipality, own, step):
    make_representative(municipality, experience=((own, "own"),))
    address = ADDRESS + step.format(term=own.public_id)
    facilitator.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert facilitator.get(address).status_code == 200

    assert len(captured) <= 25
