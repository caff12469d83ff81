"""Reading a list into a draft, and confirming the draft. Nothing about a person is stored before the confirmation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from representatives.catalogue.queries import index_for
from representatives.spreadsheets import queries
from representatives.spreadsheets.decisions import Decisions, content_of, decided
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.plan import ImportPlan, plan_import
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import BY_PAGE, Limits
from representatives.spreadsheets.vocabulary import resolver

DRAFT_LIFE = timedelta(hours=24)
JOB_KIND = "registry.import"


class CannotConfirm(Exception):
    """The draft is gone or already under way; the text can be shown."""


@dataclass(frozen=True)
class Layout:
    """What a person corrected: sheet, row of headings, and fields by column index. None keeps the proposal."""

    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[int, str | None] | None = None


def plan(
    *,
    data: bytes,
    file_name: str,
    municipality: Any,
    today: date,
    layout: Layout | None = None,
    limits: Limits = BY_PAGE,
) -> ImportPlan:
    """What importing the file into the municipality would do. Raises `Unreadable` with a sentence for people."""
    chosen = layout or Layout()
    return plan_import(
        read_workbook(data, file_name, limits=limits),
        today=today,
        known=queries.known_people(municipality),
        resolve_term=resolver(index_for(municipality)),
        max_rows=limits.rows,
        sheet=chosen.sheet,
        header_row=chosen.header_row,
        columns=chosen.columns,
    )


@transaction.atomic
def keep_draft(*, plan: ImportPlan, file_name: str, municipality: Any, by: Any, at: datetime) -> ImportDraft:
    """Keeps what may be stored of a plan, sealed, for a day; an earlier draft of the same person is thrown away."""
    ImportDraft.objects.filter(
        municipality=municipality, created_by=by, state=ImportDraft.State.READY
    ).delete()
    return ImportDraft.objects.create(
        municipality=municipality,
        file_name=file_name[:120],
        content=json.dumps(content_of(plan), ensure_ascii=False),
        created_at=at,
        expires_at=at + DRAFT_LIFE,
        created_by=by,
    )


@transaction.atomic
def confirm(*, draft: ImportDraft, decisions: Decisions, by: Any, at: datetime) -> Job:
    """Settles the draft's questions and puts the import aside as a job; the job takes in all people or none.

    Refuses a draft that has expired or is already under way.
    """
    ready = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.READY, expires_at__gt=at)
    if not ready.update(state=ImportDraft.State.IMPORTING):
        raise CannotConfirm(_("This list is no longer waiting. Choose the file again."))
    draft.refresh_from_db()
    content = json.loads(draft.content)
    learnt = [
        {"field": field, "text": text, "term": key} for (field, text), key in decisions.terms.items() if key
    ]
    draft.content = json.dumps({"people": decided(content, decisions), "learnt": learnt}, ensure_ascii=False)
    job = jobs.enqueue(
        kind=JOB_KIND,
        key=f"{JOB_KIND}:{draft.public_id}",
        municipality=draft.municipality,
        payload={"draft": draft.public_id},
        by=by,
        at=at,
    )
    draft.job = job
    draft.save(update_fields=["content", "job"])
    audit.record("import.confirmed", obj=draft, by=by, at=at)
    return job


def discard(*, draft: ImportDraft, by: Any, at: datetime) -> None:
    """Throws a waiting draft away."""
    audit.record("import.discarded", obj=draft, by=by, at=at)
    draft.delete()
