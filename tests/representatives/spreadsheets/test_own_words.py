"""A municipality's own words as a list: out without formulas, and in again with what was left out told of."""

import csv
import io

import pytest

from config.core.audit.models import AuditEvent
from representatives.catalogue import services
from representatives.catalogue.models import Synonym
from representatives.spreadsheets import own_words
from tests.cast import AT
from tests.make.catalogue import make_own_term
from tests.make.people import make_term


@pytest.fixture
def term():
    return make_term("experience", "memory", "Glemsomhet")


def _add(term, text, municipality):
    services.add_synonym(term=term, text=text, municipality=municipality, by=None, at=AT)


def _file(municipality) -> bytes:
    return b"".join(own_words.file_of(municipality).content)


def _take_in(municipality, content, name="words.csv"):
    return own_words.take_in(municipality=municipality, content=content, name=name, by=None, at=AT)


def test_own_words_go_out_and_come_in_elsewhere_as_they_were(municipality, other_municipality, term):
    for text in ("surrehue", "=surr", "'-brum"):
        _add(term, text, municipality)
    _add(term, "fremmed", other_municipality)
    content = _file(municipality)

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["kind", "key", "term", "word"]
    assert {row[3] for row in rows[1:]} == {"surrehue", "'=surr", "''-brum"}
    outcome = _take_in(other_municipality, content)

    theirs = Synonym.objects.filter(municipality=other_municipality).values_list("text", flat=True)
    assert outcome.added + len(outcome.refused) == 3
    assert "surrehue" in set(theirs)
    assert _take_in(other_municipality, content).added == 0
    assert AuditEvent.objects.filter(kind="own_words.taken_in").count() == 2


def test_what_cannot_be_taken_in_is_told_row_by_row(municipality, other_municipality, term):
    own = make_own_term(municipality, "Fiskerihelse")
    _add(own, "garnhånd", municipality)
    taken = make_term("experience", "stroke", "Slag")
    _add(taken, "surrehue", other_municipality)
    _add(term, "surrehue", municipality)

    outcome = _take_in(other_municipality, _file(municipality))

    assert (outcome.added, outcome.known) == (0, 0)
    assert {one.word for one in outcome.refused} == {"garnhånd", "surrehue"}
    assert all(one.why and one.row > 1 for one in outcome.refused)


@pytest.mark.parametrize("content", [b"", b"navn;ord\nKari;hei\n", b"%PDF-1.7 nothing"])
def test_what_is_no_such_list_is_refused_as_a_whole(municipality, content):
    with pytest.raises(own_words.CannotTakeIn):
        _take_in(municipality, content)

    assert not Synonym.objects.exclude(municipality=None).exists()


def test_too_many_rows_are_refused(municipality, monkeypatch):
    monkeypatch.setattr(own_words, "MOST_ROWS", 1)

    with pytest.raises(own_words.CannotTakeIn):
        _take_in(municipality, b"kind;key;word\nexperience;x;a\nexperience;x;b\n")


def test_the_pages_give_and_take(client_of, alice, bob, municipality, term):
    _add(term, "surrehue", municipality)
    client = client_of(alice)

    file = client.get("/granvik/own-words/words.csv")
    content = file.content
    upload = io.BytesIO(content.replace(b"surrehue", b"surrekopp"))
    upload.name = "words.csv"
    answer = client.post("/granvik/own-words/", {"file": upload})

    assert b"surrehue" in content
    assert "granvik" in file["Content-Disposition"]
    assert answer.context["outcome"].added == 1
    assert Synonym.objects.filter(municipality=municipality, text="surrekopp").exists()
    assert client.post("/granvik/own-words/", {}).status_code == 422
    assert client_of(bob).get("/granvik/own-words/words.csv").status_code == 403


def test_the_api_does_the_same(api_of, alice, bob, municipality, term):
    _add(term, "surrehue", municipality)
    api = api_of(alice)

    content = api.get("/api/v1/own-words/").content
    upload = io.BytesIO(content)
    upload.name = "words.csv"
    answer = api.post("/api/v1/own-words/", {"file": upload}, format="multipart")

    assert answer.json() == {"added": 0, "known": 1, "refused": []}
    assert api_of(bob).get("/api/v1/own-words/").status_code == 403
    bad = io.BytesIO(b"x;y\n1;2\n")
    bad.name = "words.csv"
    assert api.post("/api/v1/own-words/", {"file": bad}, format="multipart").status_code == 409
