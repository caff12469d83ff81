"""A list that was taken in, kept as a run: what it did, and for thirty days what is needed to undo it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from representatives.registry.models import Representative
from representatives.spreadsheets.models import ImportedPerson, ImportRun

UNDO_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)


@dataclass
class Before:
    """What a person was before a run changed them: old values of fields, and numbers of the rows that came to."""

    fields: dict[str, Any] = field(default_factory=dict)
    added: dict[str, list[int]] = field(default_factory=dict)

    def as_text(self) -> str:
        """As it is kept, before it is sealed."""
        return json.dumps({"fields": self.fields, "added": self.added}, ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> "Before":
        """From what is kept."""
        return cls(**json.loads(text))

    def values(self) -> dict[str, Any]:
        """The old values as the profile's fields have them."""
        fields = {field.name: field for field in Representative._meta.concrete_fields}
        return {name: fields[name].to_python(value) for name, value in self.fields.items()}


def plain(value: Any) -> Any:
    """A value of a profile as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value


def begin(*, file_name: str, municipality: Any, by: Any, at: datetime) -> ImportRun:
    """The run of an import that is about to be written; not yet saved, and nobody counted yet."""
    return ImportRun(
        municipality=municipality,
        file_name=file_name[:120],
        done_at=at,
        done_by=by,
        undo_until=at + UNDO_FOR,
    )


def keep_outcome(*, public_id: str, new: int, changed: Mapping[int, Before]) -> None:
    """Writes down, beside a run that is saved, how many are new, and whom it changed with what they were before.

    `changed` is by number of the person.
    """
    run = ImportRun.objects.get(public_id=public_id)
    rows = [
        ImportedPerson(
            municipality_id=run.municipality_id,
            run=run,
            representative_id=number,
            is_new=False,
            before=before.as_text(),
        )
        for number, before in sorted(changed.items())
    ]
    ImportedPerson.objects.bulk_create(rows, batch_size=500)
    run.new, run.updated = new, len(changed)
    run.save(update_fields=["new", "updated"])


def forget_old(at: datetime) -> int:
    """After thirty days a run can no longer be undone and forgets whom it touched; after a year it is gone itself."""
    touched = ImportedPerson.objects.filter(run__undo_until__lte=at).delete()[0]
    return touched + ImportRun.objects.filter(done_at__lte=at - KEPT_FOR).delete()[0]
