"""Reading a list into a draft, and confirming the draft. Nothing about a person is stored before the confirmation."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.jobs import services as jobs
from config.core.jobs.models import Job
from config.core.organisations.models import Municipality
from representatives.catalogue.queries import index_for
from representatives.registry.models import Representative
from representatives.spreadsheets import queries, remembering
from representatives.spreadsheets.decisions import Decisions, content_of, decided
from representatives.spreadsheets.differences import differences
from representatives.spreadsheets.erased import without_erased
from representatives.spreadsheets.mistakes import sheet_of_mistakes
from representatives.spreadsheets.models import ImportDraft
from representatives.spreadsheets.plan import ImportPlan, plan_import
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import BY_PAGE, Limits, Workbook
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
    return _planned(read_workbook(data, file_name, limits=limits), municipality, today, layout, limits)


def sheet_of_what_is_left_out(
    *, data: bytes, file_name: str, municipality: Any, today: date, layout: Layout | None = None
) -> bytes:
    """A workbook with every row that is refused or held back in part, and why. Raises `Unreadable` as `plan` does.

    Made from the file alone, and kept nowhere.
    """
    workbook = read_workbook(data, file_name, limits=BY_PAGE)
    return sheet_of_mistakes(workbook, _planned(workbook, municipality, today, layout, BY_PAGE))


def _planned(
    workbook: Workbook, municipality: Any, today: date, layout: Layout | None, limits: Limits
) -> ImportPlan:
    chosen = layout or Layout()
    planned = plan_import(
        workbook,
        today=today,
        known=queries.known_people(municipality),
        resolve_term=resolver(index_for(municipality)),
        max_rows=limits.rows,
        sheet=chosen.sheet,
        header_row=chosen.header_row,
        columns=chosen.columns,
        remembered=remembering.remembered(municipality),
    )
    planned = without_erased(planned, municipality)
    return replace(planned, differences=differences(planned.updated, municipality))


@transaction.atomic
def keep_draft(*, plan: ImportPlan, file_name: str, municipality: Any, by: Any, at: datetime) -> ImportDraft:
    """Keeps what may be stored of a plan, sealed, for a day; an earlier draft of the same person is thrown away."""
    ImportDraft.objects.filter(
        municipality=municipality, created_by=by, state=ImportDraft.State.READY
    ).delete()
    draft = ImportDraft.objects.create(
        municipality=municipality,
        file_name=file_name[:120],
        content=json.dumps(content_of(plan), ensure_ascii=False),
        created_at=at,
        expires_at=at + DRAFT_LIFE,
        created_by=by,
    )
    audit.record("import.drafted", obj=draft, by=by, at=at, purpose="registry")
    if plan.differences:
        # What the registry keeps is shown beside the list.
        audit.record_listing(
            Representative,
            municipality=municipality,
            by=by,
            at=at,
            purpose="import",
            fields={each.field for each in plan.differences},
        )
    return draft


@transaction.atomic
def confirm(*, draft: ImportDraft, decisions: Decisions, by: Any, at: datetime) -> Job:
    """Settles the draft's questions and puts the import aside as a job; the job takes in all people or none.

    Refuses a draft that has expired or is already under way; and, so that nobody comes in twice, one that was read
    while another list was being taken in, or before somebody else came into the registry.
    """
    _refuse_beside_others(draft)
    ready = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.READY, expires_at__gt=at)
    if not ready.update(state=ImportDraft.State.IMPORTING):
        raise CannotConfirm(_("This list is no longer waiting. Choose the file again."))
    draft.refresh_from_db()
    content = json.loads(draft.content)
    learnt = [
        {"field": field, "text": text, "term": key} for (field, text), key in decisions.terms.items() if key
    ]
    remembering.learn(columns=content.get("columns", {}), municipality=draft.municipality, at=at)
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


def _refuse_beside_others(draft: ImportDraft) -> None:
    """One list at a time in a municipality: the row of the municipality is held until the transaction ends."""
    Municipality.objects.select_for_update(of=("self",)).get(pk=draft.municipality_id)
    others = ImportDraft.objects.filter(municipality=draft.municipality_id).exclude(pk=draft.pk)
    if others.filter(state=ImportDraft.State.IMPORTING, job__ended_at=None).exists():
        raise CannotConfirm(
            _("Another list is being taken in just now. Choose the file again when it is done.")
        )
    came_in = others.filter(state=ImportDraft.State.DONE, job__ended_at__gt=draft.created_at)
    people = Representative.objects.filter(municipality=draft.municipality_id)
    if came_in.exists() or people.filter(created_at__gt=draft.created_at).exists():
        raise CannotConfirm(_("Somebody was added after this list was read. Choose the file again."))


@transaction.atomic
def discard(*, draft: ImportDraft, by: Any, at: datetime) -> None:
    """Throws a waiting draft away. Refuses one that is being taken in, or is in."""
    waiting = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.READY)
    if not waiting.delete()[0]:
        raise CannotConfirm(_("This list is no longer waiting."))
    audit.record("import.discarded", obj=draft, by=by, at=at)


def forget_expired(at: datetime) -> int:
    """Deletes drafts whose day is over, also those that were taken in or given up; never one under way."""
    old = ImportDraft.objects.filter(expires_at__lt=at)
    under_way = old.filter(state=ImportDraft.State.IMPORTING, job__isnull=False, job__ended_at=None)
    return old.exclude(pk__in=under_way.values("pk")).delete()[0]
