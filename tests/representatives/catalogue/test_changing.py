"""A municipality changes its own terms and words; shared ones stay; each change is in the history."""

import pytest

from config.core.audit.models import AuditEvent
from representatives.catalogue import services
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.services import CannotChange
from tests.cast import AT
from tests.make.catalogue import make_own_term, names
from tests.make.people import make_term


@pytest.fixture
def common(alice):
    return {"by": alice, "at": AT}


def _changes(term) -> list[tuple[str, int, str]]:
    rows = TermChange.objects.filter(term=term).order_by("id")
    return [(row.kind, row.version, row.name_nb) for row in rows]


def test_an_own_term_is_added_with_a_key_of_its_own(municipality, alice, common):
    shared = make_term("skill", "own-sailing")
    term = services.add(
        municipality=municipality,
        kind="skill",
        names=names(" Seiling ", "Segling", "Sailing"),
        synonyms=["båtvant"],
        **common,
    )

    assert (term.key, term.name_nb, term.version) == ("own-sailing-2", "Seiling", 1)
    assert shared.key != term.key
    assert Synonym.objects.get(term=term).municipality == municipality
    assert [kind for kind, _v, _n in _changes(term)] == ["added", "synonym_added"]
    assert {event.kind for event in AuditEvent.objects.filter(actor_id=alice.public_id)} == {
        "term.added",
        "synonym.added",
    }
    # A word is found in the log by the term it leads to.
    assert {event.object_id for event in AuditEvent.objects.filter(actor_id=alice.public_id)} == {
        term.public_id
    }


@pytest.mark.parametrize("word", ["demens", "DEMENS!", "Dementia", "glemsk"])
def test_a_word_that_leads_somewhere_is_refused_in_any_language(municipality, common, word):
    term = make_term(name="Demens", name_en="Dementia")
    Term.objects.filter(pk=term.pk).update(name_en="Dementia")
    Synonym.objects.create(term=term, text="glemsk", normal="glemsk")

    with pytest.raises(CannotChange, match="Demens"):
        services.add(municipality=municipality, kind="experience", names=names("Ny", en=word), **common)
    assert not Term.objects.filter(municipality=municipality).exists()
    # In another kind the word is free.
    services.add(municipality=municipality, kind="skill", names=names(word), **common)


def test_the_word_of_another_municipality_is_free_here(municipality, other_municipality):
    assert make_own_term(other_municipality).key == make_own_term(municipality).key


@pytest.mark.parametrize("wrong", [" ", " … ", "x" * 121])
def test_a_name_says_something_and_fits(municipality, common, wrong):
    with pytest.raises(CannotChange):
        services.add(municipality=municipality, kind="skill", names=names("Ny", en=wrong), **common)


def test_other_names_are_given_and_the_old_ones_kept(municipality, common):
    term = make_own_term(municipality, "Fiskerihelse")
    services.rename(term=term, names=names("Fiskarhelse", "Fiskarhelse", "Fishing"), **common)
    services.rename(term=term, names=names("Fiskarhelse", "Fiskarhelse", "Fishing"), **common)
    term.refresh_from_db()

    assert term.names == ("Fiskarhelse", "Fiskarhelse", "Fishing")
    assert _changes(term) == [("added", 1, "Fiskerihelse"), ("renamed", 2, "Fiskerihelse")]


def test_a_shared_term_is_not_changed(municipality, common):
    term = make_term()
    for change in (
        lambda: services.rename(term=term, names=names("Nytt"), **common),
        lambda: services.move(term=term, parent=None, **common),
    ):
        with pytest.raises(CannotChange, match="Medvirk"):
            change()
    assert not TermChange.objects.exists()


def test_a_term_is_put_under_another_shared_or_own_and_never_under_itself(municipality, common):
    top, below = make_own_term(municipality, "Hav"), make_own_term(municipality, "Båt")
    services.move(term=below, parent=top, **common)
    below.refresh_from_db()
    with pytest.raises(CannotChange, match="under"):
        services.move(term=top, parent=below, **common)
    with pytest.raises(CannotChange):
        services.move(term=top, parent=top, **common)
    services.move(term=top, parent=make_term(), **common)
    top.refresh_from_db()

    assert (below.parent, top.parent.key) == (top, "dementia")
    assert [kind for kind, _v, _n in _changes(top)] == ["added", "moved"]


def test_a_parent_is_of_the_same_kind_in_use_and_not_of_another_municipality(
    municipality, other_municipality, common
):
    term = make_own_term(municipality, "Hav")
    retired = make_term(key="old", state="retired")
    for parent in (make_term("skill", "x"), retired, make_own_term(other_municipality, "Fjell")):
        with pytest.raises(CannotChange):
            services.move(term=term, parent=parent, **common)


def test_an_own_word_for_a_shared_term_leads_there_in_one_municipality(
    municipality, other_municipality, common
):
    term = make_term()
    services.add_synonym(term=term, text=" Tåkehode ", municipality=municipality, **common)
    term.refresh_from_db()

    synonym = Synonym.objects.get()
    assert (synonym.text, synonym.normal, synonym.municipality) == ("Tåkehode", "tåkehode", municipality)
    assert term.version == 1
    change = TermChange.objects.get()
    assert (change.word, change.municipality) == ("Tåkehode", municipality)
    for text in ("tåkehode", "Dementia"):
        with pytest.raises(CannotChange, match="allerede"):
            services.add_synonym(term=term, text=text, municipality=municipality, **common)
    services.add_synonym(term=term, text="tåkehode", municipality=other_municipality, **common)


def test_an_own_word_is_taken_away_and_a_shared_one_is_not(municipality, other_municipality, common):
    term = make_term()
    Synonym.objects.create(term=term, text="glemsk", normal="glemsk")
    services.learn(term=term, text="tåke", municipality=municipality)
    services.learn(term=term, text="sky", municipality=other_municipality)
    services.remove_synonym(term=term, text="TÅKE", municipality=municipality, **common)

    with pytest.raises(CannotChange, match="følger med"):
        services.remove_synonym(term=term, text="glemsk", municipality=municipality, **common)
    with pytest.raises(CannotChange, match="ikke et slikt"):
        services.remove_synonym(term=term, text="sky", municipality=municipality, **common)
    assert sorted(Synonym.objects.values_list("text", flat=True)) == ["glemsk", "sky"]


def test_a_long_word_that_was_learnt_fits(municipality):
    services.learn(term=make_term(), text="ß" * 300, municipality=municipality)

    assert len(Synonym.objects.get().normal) == 200


def test_a_name_that_the_product_changes_is_in_the_history(db):
    services.load_starter_catalogue()
    Term.objects.filter(key="dementia").update(name_nb="Noe annet")
    services.load_starter_catalogue(at=AT)
    change = TermChange.objects.get()

    assert (change.kind, change.name_nb, change.by, change.at) == ("renamed", "Noe annet", None, AT)
