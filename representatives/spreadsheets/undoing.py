"""Undoing a whole import, while nothing has been built on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality
from representatives.registry import services as registry
from representatives.registry.models import Representative
from representatives.spreadsheets import built
from representatives.spreadsheets.models import ImportedPerson, ImportRun
from representatives.spreadsheets.runs import Before

BATCH = 500


class CannotUndo(Exception):
    """The import stays; the text says why and can be shown."""


@dataclass(frozen=True)
class Undoing:
    """What undoing would do, in numbers; `refusal` says why it cannot be done, or is empty."""

    removed: int
    restored: int
    refusal: str = ""


def preview(*, run: ImportRun, at: datetime) -> Undoing:
    """What undoing the run would do, and whether it can be done now."""
    touched = ImportedPerson.objects.filter(run=run)
    removed = touched.filter(is_new=True).count()
    return Undoing(removed, touched.count() - removed, _refusal(run, at))


@transaction.atomic
def undo(*, run: ImportRun, by: Any, at: datetime) -> Undoing:
    """Deletes wholly those whom the run brought in, and gives those whom it changed their values back: all or nothing.

    Refuses a run that is undone, that is older than thirty days, or on which something has been built since. The
    rows of the people are held from before that is asked until the end, so that nothing can be built meanwhile.
    """
    Municipality.objects.select_for_update(of=("self",)).get(pk=run.municipality_id)
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    people = Representative.objects.filter(
        pk__in=ImportedPerson.objects.filter(run=run).values("representative")
    )
    for _locked in people.select_for_update(of=("self",)).order_by("pk").values_list("pk").iterator():
        pass
    planned = preview(run=run, at=at)
    if planned.refusal:
        raise CannotUndo(planned.refusal)
    for part in _parts(run, is_new=False):
        for touched in part:
            _restore(touched, by, at)
    for part in _parts(run, is_new=True):
        _remove([touched.representative for touched in part], by, at)
    ImportedPerson.objects.filter(run=run).delete()
    run.undone_at = at
    run.save(update_fields=["undone_at"])
    audit.record("import.undone", obj=run, by=by, at=at)
    return planned


def _refusal(run: ImportRun, at: datetime) -> str:
    if run.undone_at is not None:
        return _("This list has been undone already.")
    if at >= run.undo_until:
        return _("A list can be undone for thirty days. They are over.")
    since = built.since(run)
    if since:
        return _("Too much has been built on this list to undo it. Since then there are: %(what)s.") % {
            "what": built.in_words(since)
        }
    return ""


def _parts(run: ImportRun, *, is_new: bool) -> Iterator[list[ImportedPerson]]:
    """Those whom the run touched, some hundred at a time; each is done with before the next is asked for."""
    last = 0
    while True:
        rows = ImportedPerson.objects.filter(run=run, is_new=is_new, pk__gt=last).order_by("pk")
        part = list(rows.select_related("representative__municipality")[:BATCH])
        if not part:
            return
        last = part[-1].pk
        yield part


def _restore(touched: ImportedPerson, by: Any, at: datetime) -> None:
    """Gives a person the old values back, and deletes the rows that the run added."""
    person, before = touched.representative, Before.of_text(touched.before)
    for kind, numbers in sorted(before.added.items()):
        getattr(person, kind).filter(pk__in=numbers).delete()
    if before.fields:
        registry.update(representative=person, changes=before.values(), by=by, at=at)
    fields = [*before.fields, *before.added]
    audit.record(
        "representative.restored", obj=person, by=by, at=at, fields=fields, subject=person, purpose="import"
    )


def _remove(people: list[Representative], by: Any, at: datetime) -> None:
    """Deletes people who came in with the run, with everything that came in with them. The trail says so."""
    audit.record_many(
        audit.line("representative.removed", obj=row, by=by, at=at, subject=row, purpose="import")
        for row in people
    )
    Representative.objects.filter(pk__in=[row.pk for row in people]).delete()
