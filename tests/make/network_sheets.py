"""A list that was taken in, with somebody whom it brought, and a heading that is remembered."""

from datetime import datetime, timedelta
from typing import Any

from representatives.models import ColumnChoice, ImportedPerson, ImportRun


def make_imports(town: Any, at: datetime, by: Any) -> None:
    """One run with one person whom it changed, and one heading; every text carries the mark of the town."""
    run = ImportRun.objects.create(
        municipality=town.municipality,
        file_name=f"{town.mark}.csv",
        done_at=at,
        done_by=by,
        new=0,
        updated=1,
        undo_until=at + timedelta(days=30),
    )
    town.keep("import_run", run)
    touched = ImportedPerson.objects.create(
        municipality=town.municipality,
        run=run,
        representative=town.rows["representative"],
        is_new=False,
        before='{"fields": {}, "added": {}}',
    )
    town.keep("imported_person", touched)
    choice = ColumnChoice.objects.create(
        municipality=town.municipality, heading=town.text("overskrift", 200), field="note", chosen_at=at
    )
    town.keep("column_choice", choice)
