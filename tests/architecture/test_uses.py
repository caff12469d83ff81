"""Every row that points at a term of the catalogue is told of, so that a merge moves it."""

from representatives.catalogue import uses
from representatives.models import Term
from tests.helpers.house import own_models

# The catalogue's own: moved by the merge itself, but for the history, which stays with the term it tells of.
OWN = {
    "representatives.Term.parent",
    "representatives.Term.merged_into",
    "representatives.Synonym.term",
    "representatives.TermChange.term",
}


def test_every_field_that_points_at_a_term_is_a_use():
    pointing = {
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.remote_field is not None and field.remote_field.model is Term
    }

    assert pointing - OWN == {use.field for use in uses.registered()}


def test_every_use_is_told_in_words():
    for use in uses.registered():
        assert use.words(1) != use.words(2)
        assert "2" in use.words(2)
