"""A term is retired, taken back, or merged with everything that uses it; nothing is lost and nothing is there twice."""

import pytest

from projects.models import Request, RequestTerm
from representatives.catalogue import endings, services
from representatives.catalogue.lookup import find
from representatives.catalogue.models import Synonym, Term, TermChange
from representatives.catalogue.services import CannotChange
from representatives.models import CourseRole, NoGo, ProfileTerm
from representatives.onboarding import services as onboarding
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.catalogue import make_own_term
from tests.make.chain import make_project, make_request, make_unit
from tests.make.people import make_representative, make_term
from tests.make.recruitment import make_channel
from tests.projects.wanted import ask_for


@pytest.fixture
def common(alice):
    return {"by": alice, "at": AT}


def test_a_retired_term_is_not_offered_and_what_uses_it_stays(municipality, common):
    term = make_own_term(municipality)
    paula = make_representative(municipality, experience=((term, "own"),))
    endings.retire(term=term, **common)

    assert not Term.objects.offered_in(municipality).exists()
    assert find(municipality, "Fiskerihelse") == []
    assert paula.terms.get().term.state == "retired"
    with pytest.raises(CannotChange, match="allerede"):
        endings.retire(term=term, **common)
    endings.restore(term=term, **common)
    assert find(municipality, "Fiskerihelse") == [term]
    kinds = TermChange.objects.order_by("id").values_list("kind", "version")
    assert list(kinds) == [("added", 1), ("retired", 2), ("restored", 3)]


def test_a_term_with_others_below_says_what_to_do(municipality, common):
    top = make_own_term(municipality, "Hav")
    below = make_own_term(municipality, "Båt", parent=top)
    with pytest.raises(CannotChange, match="Båt"):
        endings.retire(term=top, **common)
    endings.retire(term=below, **common)
    endings.retire(term=top, **common)
    with pytest.raises(CannotChange, match="Hav"):
        endings.restore(term=below, **common)


def test_a_name_that_has_gone_to_another_cannot_come_back(municipality, common):
    term = make_own_term(municipality, "Hav")
    endings.retire(term=term, **common)
    with pytest.raises(CannotChange, match="tatt ut"):
        make_own_term(municipality, "hav")
    make_term(key="sea", name="Hav")
    with pytest.raises(CannotChange, match="Hav"):
        endings.restore(term=term, **common)


def test_shared_terms_neither_retire_nor_merge(municipality, common):
    term, other = make_term(), make_term(key="other")
    for change in (
        lambda: endings.retire(term=term, **common),
        lambda: endings.merge(term=term, into=other, **common),
    ):
        with pytest.raises(CannotChange, match="Medvirk"):
            change()


def test_a_merge_is_refused_into_what_cannot_be(municipality, other_municipality, common):
    term = make_own_term(municipality)
    gone = make_own_term(municipality, "Borte")
    endings.merge(term=gone, into=make_own_term(municipality, "Annet"), **common)
    gone.refresh_from_db()
    targets = (term, make_term("skill", "x"), make_term(key="r", state="retired"), gone)
    for into in (*targets, make_own_term(other_municipality, "Fjell")):
        with pytest.raises(CannotChange):
            endings.merge(term=term, into=into, **common)
    with pytest.raises(CannotChange, match="historikken"):
        endings.restore(term=gone, **common)
    term.refresh_from_db()
    assert term.state == "active"


def _everything(municipality, old, new):
    """People, no-gos, a course, a channel and requests that use the old term; some use the new one too."""
    both = make_representative(municipality, "Begge To", experience=((new, "own"),), level=2)
    ProfileTerm.objects.create(
        municipality=municipality, representative=both, term=old, relation="own", level=4, added_at=AT
    )
    make_representative(municipality, "Bare En", experience=((old, "own"), (old, "next_of_kin")))
    for term in (old, new):
        registry.add_no_go(representative=both, term=term, by=None, at=AT)
    make_channel(municipality, wanted=old)
    request = make_request(make_project(make_unit(municipality)), must_language=old)
    ask_for(request, old, "must", level=1)
    ask_for(request, new, "wish", level=3)
    return both, request


def test_everything_moves_and_the_stronger_stays(municipality, common):
    old, new = make_own_term(municipality, "Fiskerihelse"), make_term(name="Demens")
    both, request = _everything(municipality, old, new)
    moved = endings.merge(term=old, into=new, **common)

    assert moved["representatives.ProfileTerm.term"] == 3
    rows = ProfileTerm.objects.order_by("representative", "relation")
    assert [(row.term_id, row.relation) for row in rows.exclude(representative=both)] == [
        (new.pk, "next_of_kin"),
        (new.pk, "own"),
    ]
    assert both.terms.get().level == 4
    assert NoGo.objects.get().term == new
    asked = RequestTerm.objects.get()
    assert (asked.term, asked.importance, asked.level) == (new, "must", 3)
    assert Request.objects.get(pk=request.pk).must_language == new
    old.refresh_from_db()
    assert (old.state, old.merged_into, old.version) == ("merged", new, 2)
    assert TermChange.objects.filter(term=old, kind="merged", word="Demens").exists()


def test_a_role_moves_once_for_each_course(municipality, common):
    old, new = make_own_term(municipality, "Styreleder", "role"), make_term("role", "chair")
    for name, roles in (("Grunnkurs", [old, new]), ("Lederkurs", [old])):
        onboarding.create_course(municipality=municipality, name=name, roles=roles, **common)
    request = make_request(make_project(make_unit(municipality)), role=old)
    endings.merge(term=old, into=new, **common)

    assert [row.role for row in CourseRole.objects.order_by("id")] == [new, new]
    request.refresh_from_db()
    assert request.role == new


def test_old_words_lead_to_the_new_term_in_this_municipality(municipality, other_municipality, common):
    old, new = make_own_term(municipality, "Fiskerihelse"), make_term(name="Demens")
    services.add_synonym(term=old, text="trålerliv", municipality=municipality, **common)
    endings.merge(term=old, into=new, **common)

    for word in ("fiskerihelse", "trålerliv"):
        assert find(municipality, word)[0] == new
        assert new not in find(other_municipality, word)
    assert not Synonym.objects.filter(term=old).exists()


def test_what_lay_below_lies_below_the_new_and_the_chain_is_followed(municipality, common):
    top = make_own_term(municipality, "Hav")
    middle = make_own_term(municipality, "Båt", parent=top)
    deep = make_own_term(municipality, "Årer", parent=middle)
    earlier = make_own_term(municipality, "Sjø")
    endings.merge(term=earlier, into=top, **common)
    endings.merge(term=top, into=deep, **common)
    for term in (middle, deep, earlier):
        term.refresh_from_db()

    assert (deep.parent, middle.parent, earlier.merged_into) == (None, deep, deep)


def test_the_preview_counts_and_tells_of_people_only_to_those_who_may_know(municipality, common):
    old, new = make_own_term(municipality), make_term(name="Demens")
    _everything(municipality, old, new)
    before = list(ProfileTerm.objects.order_by("pk").values_list("pk", "term", "level"))
    told = endings.preview(term=old, into=new, tells_people=True)
    quiet = endings.preview(term=old, into=new, tells_people=False)

    counts = {one.field: one.number for one in told}
    assert counts["representatives.ProfileTerm.term"] == 2
    assert counts["projects.RequestTerm.term"] == 1
    assert not any(one.field.startswith(("representatives.Profile", "representatives.NoGo")) for one in quiet)
    assert list(ProfileTerm.objects.order_by("pk").values_list("pk", "term", "level")) == before
