"""What a person says of the columns: now, or of an earlier list of the municipality. It overrides their look."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from representatives.spreadsheets.headings import LABEL_LENGTH, Column, is_data, plain_heading
from representatives.spreadsheets.lexicon import Field


def corrected(
    columns: tuple[Column, ...], chosen: Mapping[int, str | None], remembered: Mapping[str, str]
) -> tuple[Column, ...]:
    """The columns as a person wants them.

    `remembered` (plain heading → field, or "" to leave it out) was said of an earlier list; `chosen` (index → field or
    None) is said now and overrides it. Neither opens a refused column.
    """
    return _chosen(_as_last_time(columns, remembered), chosen)


def _as_last_time(columns: tuple[Column, ...], remembered: Mapping[str, str]) -> tuple[Column, ...]:
    changed = []
    for column in columns:
        said = remembered.get(memory_key(column.heading))
        field = Field(said) if said else None
        if said is None or column.refused is not None or field is column.field:
            changed.append(column)
        else:
            changed.append(
                replace(column, field=field, relation=None, proposed=column.field, as_last_time=True)
            )
    return tuple(changed)


def memory_key(heading: str) -> str:
    """The heading as it is remembered."""
    return plain_heading(heading)[:LABEL_LENGTH]


def corrections(columns: Sequence[Column]) -> dict[str, str | None]:
    """What a person said of each column, to be remembered by its plain heading.

    A field, "" for a column that is left out, or None where the column is what it looks like and nothing needs to be
    remembered. A heading that is a value of a person, or none at all, is not remembered.
    """
    said: dict[str, str | None] = {}
    for column in columns:
        key = memory_key(column.heading)
        if column.is_chosen and key and not column.heading.startswith("(") and not is_data(column.heading):
            same = column.field is column.proposed
            said[key] = None if same else column.field.value if column.field else ""
    return said


def _chosen(columns: tuple[Column, ...], chosen: Mapping[int, str | None]) -> tuple[Column, ...]:
    changed = []
    for column in columns:
        if column.index in chosen and column.refused is None:
            field = chosen[column.index]
            kept = column.relation if field == Field.EXPERIENCE and column.field is Field.EXPERIENCE else None
            now = Field(field) if field else None
            proposed = column.proposed if column.as_last_time else column.field
            same = column.as_last_time and now is column.field
            changed.append(
                replace(
                    column,
                    field=now,
                    relation=kept,
                    proposed=proposed,
                    is_chosen=True,
                    as_last_time=same,
                )
            )
        else:
            changed.append(column)
    return tuple(changed)
