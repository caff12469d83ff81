"""Looking words up in the catalogue of a municipality."""

from typing import Any

from django.db.models import Q

from representatives.catalogue.models import Synonym, Term
from representatives.catalogue.starter import starter_labels
from representatives.catalogue.words import Index, Label


def index_for(municipality: Any) -> Index:
    """An index over the names and synonyms that a municipality uses: shared, own and learnt. Keys are Term.key."""
    labels = []
    terms = Term.objects.offered_in(municipality)
    for key, kind, nb, nn, en in terms.values_list("key", "kind", "name_nb", "name_nn", "name_en"):
        labels += [
            Label(key, text, kind, language, is_name=True)
            for language, text in (("nb", nb), ("nn", nn), ("en", en))
        ]
    words = Synonym.objects.filter(Q(municipality=None) | Q(municipality=municipality), term__in=terms)
    labels += [
        Label(key, text, kind) for key, kind, text in words.values_list("term__key", "term__kind", "text")
    ]
    return Index.build(labels)


def starter_index() -> Index:
    """The same over the starter files alone, where no database is prepared."""
    return Index.build(starter_labels())
