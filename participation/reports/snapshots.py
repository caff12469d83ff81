"""What a report keeps: plain JSON of what was counted, sealed with its definitions, words, author and time."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from participation.contributions.models import Response
from participation.reports import duties, figures, material, pictures, queries
from participation.reports.figures import REGISTRY, Definition
from participation.reports.models import Report
from participation.reports.period import Period
from participation.reports.rows import Rows
from participation.support.models import Ask

VERSION = 2
Answer = Response.Answer
# What a new version has in common with the one it corrects.
SAME = ("municipality", "kind", "unit", "project", "ask", "title", "period_from", "period_to")


def taken(report: Report, *, today: date) -> dict[str, Any]:
    """Counts for a report that is being made: everything but the words of contributors, which may be taken back.

    Texts that depend on the reader's language are keys here, and become words when it is read.
    """
    rows = rows_of(report, today=today)
    counted = figures.count_all(rows)
    values = {figure.key: float(figure.value or 0) for figure in counted}
    return {
        "version": VERSION,
        "kind": report.kind,
        "as_of": today.isoformat(),
        "municipality": report.municipality.name,
        "unit": report.unit.name if report.unit else "",
        "project": material.about(report.project) if report.project else None,
        "period": [report.period_from.isoformat(), report.period_to.isoformat()],
        "value": {key: values[key] for key in ("said", "changed", "changes", "changes_confirmed")},
        "people_hidden": figures.people.why_hidden(rows),
        "figures": [
            {
                "key": figure.key,
                "value": figure.value,
                "suppressed": figure.suppressed,
                "records": list(figure.records),
            }
            for figure in counted
        ],
        "changes": queries.changes(rows),
        "adopted": material.answered(rows, Answer.ADOPTED, Answer.PARTLY),
        "not_adopted": material.answered(rows, Answer.NOT_ADOPTED),
        "duties": duties.judged(values),
        "rates": _rates(rows),
        "asks": [_answered(one) for one in rows.asks().order_by("created_at", "id")],
        "ask": _asked(report.ask) if report.ask else None,
        "previous": material.previous(report),
        "pictures": pictures.data(rows),
    }


def rows_of(report: Report, *, today: date) -> Rows:
    """The rows a report counts from."""
    period = Period(report.period_from, report.period_to)
    if report.project:
        return Rows(report.municipality, None, period, today, report.project)
    return Rows(report.municipality, report.unit, period, today)


def sealed(report: Report, *, by: Any, at: datetime) -> dict[str, Any]:
    """What is added on the day of freezing."""
    return {
        "definitions": {row["key"]: _defined(REGISTRY[row["key"]]) for row in report.snapshot["figures"]},
        "prose": report.prose,
        "author": by.get_full_name() if by else "",
        "frozen_at": at.isoformat(),
        "number": report.number,
        "corrects": report.corrects.public_id if report.corrects else "",
        "correction": report.correction,
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the snapshot's canonical text: the same report gives the same fingerprint."""
    return hashlib.sha256(canonical(snapshot).encode()).hexdigest()


def canonical(snapshot: dict[str, Any]) -> str:
    """The text that is signed: keys in order, no spaces, letters as they are."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def is_intact(report: Report) -> bool:
    """Whether a frozen snapshot is what it was on the day it was frozen. A draft has nothing to be true to."""
    return report.state == Report.State.DRAFT or fingerprint(report.snapshot) == report.snapshot_hash


def _defined(definition: Definition) -> dict[str, Any]:
    """A definition as it was, in every language."""
    found: dict[str, Any] = {"measure": str(definition.measure), "part": str(definition.part)}
    found |= {"rows": definition.records, "of": definition.of}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            texts = (definition.label, definition.counts, definition.leaves_out, definition.source)
            found[code] = [str(text) for text in texts]
    return found


def _rates(rows: Rows) -> list[list[str]]:
    """Those in force at some time in the period."""
    return [
        [rate.kind, str(rate.amount), rate.valid_from.isoformat()]
        for rate in rows.rates
        if rate.valid_from <= rows.period.end
        and (rate.valid_to is None or rate.valid_to >= rows.period.start)
    ]


def _asked(ask: Ask) -> dict[str, Any]:
    return {
        "id": ask.public_id,
        "title": ask.title,
        "need": ask.need,
        "cost_kroner": ask.cost_kroner,
        "cost_hours": ask.cost_hours,
        "consequence": ask.consequence,
        "decide_by": ask.decide_by.isoformat(),
    }


def _answered(ask: Ask) -> dict[str, Any]:
    return {"id": ask.public_id, "title": ask.title, "state": ask.state, "reason": ask.answer_reason}
