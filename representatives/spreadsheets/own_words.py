"""The municipality's own words for terms, as a list that another municipality can take in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue import services
from representatives.catalogue.models import Synonym, Term
from representatives.catalogue.queries import own_words
from representatives.catalogue.rules import normal_of
from representatives.spreadsheets.preview import say
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.sheets import CSV, File, text_of
from representatives.spreadsheets.values import Row, Unreadable, as_text

# For programs as much as for people: the same in every language. The name is there to be read; kind and key decide.
HEADINGS = ("kind", "key", "term", "word")
MOST_ROWS = 5000


class CannotTakeIn(Exception):
    """The file as a whole cannot be taken in; the text can be shown."""


@dataclass(frozen=True)
class Refused:
    """A row that was not taken in, and why."""

    row: int
    word: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What came of a list of words."""

    added: int
    known: int
    refused: tuple[Refused, ...]


def file_of(municipality: Any) -> File:
    """Every own word, one a row, harmless to a spreadsheet program."""
    rows = ((word.term.kind, word.term.key, word.term.name_nb, word.text) for word in own_words(municipality))
    return File(f"medvirk-{municipality.slug}-words.csv", CSV, list(text_of(HEADINGS, rows)))


@transaction.atomic
def take_in(*, municipality: Any, content: bytes, name: str, by: Any, at: datetime) -> Outcome:
    """Adds the words of a list to the municipality's own; those that lead to their term already are counted.

    Refuses what is no list, one without the columns `kind`, `key` and `word`, and one of more than MOST_ROWS rows. A
    row for a term that is not in use here, or with a word that leads elsewhere, is told of and left out.
    """
    rows = list(_rows(content, name))
    terms = {(term.kind, term.key): term for term in Term.objects.offered_in(municipality)}
    known = {
        (term, normal)
        for term, normal in Synonym.objects.filter(municipality=municipality).values_list("term", "normal")
    }
    added, there, refused = 0, 0, []
    for number, kind, key, word in rows:
        term = terms.get((kind, key))
        if term is None:
            refused.append(Refused(number, word, _("The term is not in use here.")))
        elif (term.pk, normal_of(word)) in known:
            there += 1
        else:
            try:
                with transaction.atomic():
                    services.add_synonym(term=term, text=word, municipality=municipality, by=by, at=at)
            except services.CannotChange as refusal:
                refused.append(Refused(number, word, str(refusal)))
            else:
                added += 1
                known.add((term.pk, normal_of(word)))
    audit.record("own_words.taken_in", obj=municipality, by=by, at=at)
    return Outcome(added, there, tuple(refused))


def _rows(content: bytes, name: str) -> Iterator[tuple[int, str, str, str]]:
    """Row number, kind, key and word of each row that has a word."""
    try:
        sheet = next((one for one in read_workbook(content, name).sheets if one.rows), None)
    except Unreadable as refusal:
        raise CannotTakeIn(say(refusal.sentence)) from refusal
    heads = [as_text(cell).strip().lower() for cell in sheet.rows[0].cells] if sheet else []
    if sheet is None or not {"kind", "key", "word"} <= set(heads):
        raise CannotTakeIn(_("The first row must have the headings kind, key and word."))
    if len(sheet.rows) - 1 > MOST_ROWS:
        raise CannotTakeIn(_("At most %(most)s words can be taken in at once.") % {"most": MOST_ROWS})
    places = [heads.index(head) for head in ("kind", "key", "word")]
    for row in sheet.rows[1:]:
        kind, key, word = (_text(row, place) for place in places)
        if word:
            yield row.number, kind, key, word


def _text(row: Row, place: int) -> str:
    return as_text(row.at(place)).strip()
