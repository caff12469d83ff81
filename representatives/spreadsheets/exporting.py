"""Taking a list out of the registry: the people of a search, in chosen fields, for a purpose that is written down."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.consent.models import Consent
from representatives.registry import queries
from representatives.registry.models import Representative
from representatives.registry.queries import Search
from representatives.spreadsheets.exported import HEADINGS, WIDTHS, Shown, cells_of
from representatives.spreadsheets.sheets import CSV, XLSX, File, text_of, workbook_of

# A workbook is made in memory, and has no more rows than the import takes by page; text streams.
MOST_IN_WORKBOOK = 20_000
MOST_IN_TEXT = 200_000
CHUNK = 500


class CannotExport(Exception):
    """The list cannot be taken out; the text says what to do and can be shown."""


@transaction.atomic
def export(
    *,
    municipality: Any,
    search: Search,
    columns: Sequence[str],
    purpose: str,
    as_text: bool,
    by: Any,
    at: datetime,
) -> File:
    """The people that `by` finds with the search, as a workbook or as text, in the given columns and no others.

    Writes in the trail who took out which fields of how many people, and what for. Refuses an export without a purpose
    or without columns, of nobody, and of more people than the kind of file can take.
    """
    chosen = [column for column in Shown if column in set(columns)]
    if not purpose.strip() or not chosen:
        raise CannotExport(_("Say what the list is for, and choose what it shows."))
    people = found_by(user=by, municipality=municipality, search=search, at=at)
    count = people.count()
    _refuse_size(count, as_text=as_text)
    fields = [*chosen, f"rows:{count}"]
    said = purpose.strip()[:60]
    audit.record("registry.exported", obj=municipality, by=by, at=at, fields=fields, purpose=said)
    audit.record_listing(
        Representative, municipality=municipality, by=by, at=at, purpose="export", fields=chosen
    )
    headings = [str(HEADINGS[column]) for column in chosen]
    name = f"{municipality.slug}-{timezone.localdate(at).isoformat()}"
    rows = _rows(people, chosen, translation.get_language() or municipality.language)
    if as_text:
        return File(f"{name}.csv", CSV, text_of(headings, rows))
    widths = [WIDTHS.get(column, 20) for column in chosen]
    return File(f"{name}.xlsx", XLSX, [workbook_of(_("Representatives"), headings, rows, widths)])


def found_by(*, user: Any, municipality: Any, search: Search, at: datetime) -> Any:
    """The people whom an export with this search takes out: those of the list, and nobody who has been blanked."""
    people = queries.find(user=user, municipality=municipality, search=search, today=timezone.localdate(at))
    return people.filter(erased_at=None, merged_into=None)


def _refuse_size(count: int, *, as_text: bool) -> None:
    if not count:
        raise CannotExport(_("Nobody fits this search, so there is nothing to take out."))
    if count > MOST_IN_TEXT:
        raise CannotExport(
            _("These are more than %(limit)d people. Narrow the search.") % {"limit": MOST_IN_TEXT}
        )
    if count > MOST_IN_WORKBOOK and not as_text:
        raise CannotExport(
            _("These are more than %(limit)d people. Choose CSV, or narrow the search.")
            % {"limit": MOST_IN_WORKBOOK}
        )


def _rows(people: Any, columns: list[Shown], language: str) -> Iterator[list[str]]:
    """The cells of each person, some hundred people at a time. Text streams after the page's language is let go."""
    consents = Prefetch("consents", queryset=Consent.objects.in_force().order_by("id"))
    for person in people.prefetch_related(consents).iterator(chunk_size=CHUNK):
        with translation.override(language):
            cells = cells_of(person, list(columns))
        yield cells
