"""Everything that is kept about a person, for the person: found by the models themselves, so that nothing is lost.

A column that tells of a person is in the answer, or stands below with the reason why it is not.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.privacy import reach
from config.core.privacy.words import LABELS
from config.core.ui.pdf import Block, Document, Heading, Paragraph, Table, render_pdf

SCHEMA = "medvirk/own-data/1"
# Left out of every model.
EVERYWHERE = {
    "public_id": "an address inside Medvirk; the person's own is said at the top",
    "id": "a number that means something to the database alone",
    "municipality": "said once, at the top",
}
# Left out of one model, by `label.field`.
LEFT_OUT = {
    "representatives.Representative.email_index": "a keyed hash of the e-mail, which is here itself",
    "representatives.Representative.phone_index": "a keyed hash of the phone number, which is here itself",
    "representatives.Representative.search_text": "name, organisation and area once more, folded for the search",
    "representatives.Representative.user": "the account of the person, which is the person",
    "representatives.Representative.erased_at": "nobody who is erased asks",
    "representatives.Checkup.token_hash": "the secret of the link that answers",
    "representatives.Checkup.key_id": "the name of the key behind the link",
    "representatives.Checkup.generation": "which of several links is in force",
    "representatives.Hearing.token_hash": "the secret of the link that ends the letters",
    "representatives.Hearing.key_id": "the name of the key behind the link",
    "representatives.Hearing.generation": "which of several links is in force",
    "representatives.Turn.request_ref": "an address of the request, which the invitation here names",
    "representatives.TurnSummary.rests_since": "reckoned from the turns, which are here themselves",
    "representatives.TurnSummary.holds_from": "when the turns were counted; they are here themselves",
    "representatives.TurnSummary.holds_until": "when the turns are counted again; they are here themselves",
    "representatives.Turn.assignment_ref": "an address of the assignment, which is here itself",
    "projects.Notice.token_hash": "the secret of the link that answers",
    "projects.Notice.key_id": "the name of the key behind the link",
    "projects.Notice.generation": "which of several links is in force",
    "participation.Told.about_ref": "an address of what was told of",
    "participation.Invitation.token_hash": "the secret of the link that answers",
    "participation.Invitation.key_id": "the name of the key behind the link",
    "participation.Invitation.generation": "which of several links is in force",
    "participation.Calendar.token_hash": "the secret of the link to the own meetings",
    "participation.Calendar.key_id": "the name of the key behind the links",
    "participation.Calendar.user": "the account of somebody who works here; a representative's has none",
    "participation.Calendar.feed_hash": "the secret of the link of the feed",
    "participation.Reaction.token_hash": "the secret of the link that answers",
    "participation.Reaction.key_id": "the name of the key behind the link",
    "participation.Reaction.generation": "which of several links is in force",
    "participation.PulseVoice.token_hash": "the secret of the link that answers",
    "participation.PulseVoice.key_id": "the name of the key behind the link",
    "participation.PulseVoice.generation": "which of several links is in force",
    "participation.PulseVoice.professional": "somebody who works here; a representative's has none",
    "participation.PaperLetter.code_hash": "the secret of the code that answers",
    "participation.PaperLetter.key_id": "the name of the key behind the code",
    "participation.PaperLetter.generation": "which of several links is in force",
    "participation.PaperLetter.turn": "a count by which the code is made",
}

# Files: whole in the answer for a machine, and only named in the one to read.
FILES = {"participation.Receipt.content"}


@dataclass(frozen=True)
class Cell:
    """One value, by the name of its field and by what it is called."""

    name: str
    label: str
    value: Any
    text: str


@dataclass(frozen=True)
class Section:
    """Rows of one kind."""

    key: str
    label: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class OwnData:
    """Everything about one person in one municipality, the profile first."""

    municipality: str
    person: str
    name: str
    language: str
    sections: tuple[Section, ...]


def columns(model: Any) -> list[Any]:
    """The columns of a model that the person is given, in the order of the model."""
    label = model._meta.label
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in EVERYWHERE
        and f"{label}.{field.name}" not in LEFT_OUT
        # The tie to the person, or to a row that is here itself.
        and field.related_model not in _reached()
    ]


def collect(person: Any) -> OwnData:
    """Everything kept about the person, in the person's language; kinds without rows are left out."""
    with override(person.speaks):
        kinds = [(type(person), [person]), *reach.rows_about(person)]
        sections = [_section(model, rows) for model, rows in kinds]
        return OwnData(
            municipality=person.municipality.name,
            person=person.public_id,
            name=person.name,
            language=person.speaks,
            sections=tuple(section for section in sections if section.rows),
        )


def as_json(data: OwnData) -> str:
    """The file for a machine."""
    return json.dumps(as_plain(data), ensure_ascii=False, indent=2, default=str)


def as_plain(data: OwnData) -> dict[str, Any]:
    """For a machine: names of models and columns, plain values, moments as ISO 8601."""
    sections = {
        section.key: [{cell.name: cell.value for cell in row} for row in section.rows]
        for section in data.sections
    }
    return {"schema": SCHEMA, "municipality": data.municipality, "person": data.person, "data": sections}


def as_pdf(data: OwnData, *, as_of: date) -> bytes:
    """For a person: an accessible PDF with a heading for each kind, in the person's language."""
    with override(data.language):
        blocks: list[Block] = [
            Paragraph(
                _("This is everything that %(municipality)s keeps about you in Medvirk.")
                % {"municipality": data.municipality}
            )
        ]
        for section in data.sections:
            blocks += [Heading(section.label), *_tables(section)]
        document = Document(
            title=_("What is kept about %(name)s") % {"name": data.name},
            author=data.municipality,
            as_of=as_of,
            kicker="Medvirk",
            blocks=tuple(blocks),
        )
    return render_pdf(document, data.language).pdf


def _tables(section: Section) -> list[Block]:
    """One table for each row: what it says, column by column, without those that are empty."""
    columns = (_("What"), _("What is kept"))
    numbered = len(section.rows) > 1
    return [
        Table(
            caption=f"{section.label} {number}" if numbered else section.label,
            columns=columns,
            rows=tuple((cell.label, cell.text) for cell in row if cell.text),
            weights=(1.0, 2.0),
        )
        for number, row in enumerate(section.rows, start=1)
    ]


def _reached() -> frozenset[Any]:
    from django.apps import apps

    root = apps.get_model("representatives", "Representative")
    return frozenset({root, *reach.paths(root)})


def _section(model: Any, rows: Any) -> Section:
    fields = columns(model)
    found = rows if isinstance(rows, list) else rows.order_by("pk").select_related(*_ties(fields))
    return Section(
        key=model._meta.label,
        label=reach.name_of(model),
        rows=tuple(tuple(_cell(row, field) for field in fields) for row in found),
    )


def _ties(fields: list[Any]) -> list[str]:
    return [field.name for field in fields if field.is_relation]


def _cell(row: Any, field: Any) -> Cell:
    held = getattr(row, field.name)
    is_file = f"{row._meta.label}.{field.name}" in FILES
    shown: Callable[[], Any] | None = getattr(row, f"get_{field.name}_display", None)
    return Cell(
        name=field.name,
        label=str(LABELS.get(field.name, field.verbose_name)),
        value=_plain(held),
        text=str(shown()) if shown and held not in (None, "") else _words("" if is_file else held),
    )


def _plain(held: Any) -> Any:
    """A value for a machine. A tie is the name of what it leads to, or its public id."""
    if isinstance(held, models.Model):
        return _name(held)
    if isinstance(held, datetime | date):
        return held.isoformat()
    return str(held) if isinstance(held, Decimal) else held


def _words(held: Any) -> str:
    """A value for a person."""
    if held in (None, "", [], {}):
        return ""
    if isinstance(held, bool):
        return _("Yes") if held else _("No")
    if isinstance(held, datetime):
        return date_format(timezone.localtime(held), "SHORT_DATETIME_FORMAT")
    if isinstance(held, date):
        return date_format(held, "SHORT_DATE_FORMAT")
    if isinstance(held, list | dict):
        return json.dumps(held, ensure_ascii=False, default=str)
    return str(_plain(held))


def _name(row: Any) -> str:
    """What a row is called: a name, a title, or what its address has."""
    for field in ("name", "title"):
        if text := getattr(row, field, ""):
            return str(text)
    return str(getattr(row, "public_id", ""))
