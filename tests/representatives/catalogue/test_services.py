"""The catalogue in the database: loaded twice it is loaded once, and words are learnt where they were confirmed."""

from representatives.catalogue import services as catalogue
from representatives.catalogue.models import Synonym, Term
from representatives.catalogue.queries import index_for
from tests.make.people import make_term


def _all() -> tuple[list, list]:
    terms = Term.objects.order_by("id").values_list("id", "key", "parent", "version", "order", "name_nb")
    return list(terms), list(
        Synonym.objects.order_by("id").values_list("id", "term", "normal", "municipality")
    )


def test_loading_twice_changes_nothing(db):
    count = catalogue.load_starter_catalogue()
    before = _all()

    assert catalogue.load_starter_catalogue() == count == Term.objects.count()
    assert _all() == before


def test_a_name_that_changed_is_brought_in_step_and_its_version_rises(db):
    catalogue.load_starter_catalogue()
    Term.objects.filter(key="dementia").update(name_nb="Noe annet")
    catalogue.load_starter_catalogue()

    assert Term.objects.get(key="dementia").name_nb != "Noe annet"
    assert Term.objects.get(key="dementia").version == 2


def test_learnt_words_and_own_terms_outlive_a_new_load(municipality):
    catalogue.load_starter_catalogue()
    catalogue.learn(term=Term.objects.get(key="dementia"), text="tåkehode", municipality=municipality)
    own = Term.objects.create(
        municipality=municipality, kind="skill", key="own", name_nb="a", name_nn="a", name_en="a"
    )
    catalogue.load_starter_catalogue()

    assert Synonym.objects.filter(municipality=municipality, text="tåkehode").exists()
    assert Term.objects.filter(pk=own.pk).exists()


def test_a_word_is_learnt_once_and_for_one_municipality(municipality, other_municipality):
    term = make_term()
    for text in ("Glemsk ", "glemsk", "GLEMSK"):
        catalogue.learn(term=term, text=text, municipality=municipality)

    assert Synonym.objects.get().text == "Glemsk"
    assert [hit.key for hit in index_for(municipality).find("glemsk") if hit.exact] == [term.key]
    assert not [hit for hit in index_for(other_municipality).find("glemsk") if hit.exact]


def test_a_word_that_is_shared_already_is_not_learnt_again(municipality):
    catalogue.load_starter_catalogue()
    synonym = Synonym.objects.order_by("id")[0]
    catalogue.learn(term=synonym.term, text=synonym.text, municipality=municipality)
    catalogue.learn(term=synonym.term, text="  ", municipality=municipality)

    assert not Synonym.objects.filter(municipality=municipality).exists()
