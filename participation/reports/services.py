"""Making a report: count once, freeze what was counted, and sign it with a fingerprint."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, Unit
from participation.reports import duties, figures, pictures, queries
from participation.reports.models import Report
from participation.reports.period import Period
from participation.reports.rows import Rows, below, tree
from participation.support.models import Ask

VERSION = 1


class CannotReport(Exception):
    """The report cannot be made; the text says why and can be shown."""


@transaction.atomic
def make_report(
    *,
    municipality: Municipality,
    period_from: date,
    period_to: date,
    by: Any,
    at: datetime,
    unit: Unit | None = None,
    ask: Ask | None = None,
) -> Report:
    """Counts a municipality, or a unit with those below it, from a day to a day, and keeps the result as it was.

    Refuses a period that ends before it starts or has not begun, a unit of another municipality, and an ask that is
    answered, of another municipality, or to someone whom the report is not for.
    """
    today = timezone.localdate(at)
    if period_to < period_from:
        raise CannotReport(_("The period ends before it starts."))
    if period_from > today:
        raise CannotReport(_("The period has not begun."))
    if unit is not None and unit.municipality_id != municipality.pk:
        raise CannotReport(_("The unit belongs to another municipality."))
    if ask is not None:
        _check_ask(ask, municipality, unit)
    period = Period(period_from, period_to)
    snapshot = snapshot_of(Rows(municipality, unit, period, today), ask)
    report = Report.objects.create(
        municipality=municipality,
        unit=unit,
        title=_title(municipality, unit, period),
        period_from=period_from,
        period_to=period_to,
        ask=ask,
        snapshot=snapshot,
        snapshot_hash=fingerprint(snapshot),
        made_at=at,
        made_by=by,
    )
    audit.record("report.made", obj=report, by=by, at=at)
    return report


def snapshot_of(rows: Rows, ask: Ask | None) -> dict[str, Any]:
    """Everything a report will ever show but the words of contributors, which may be taken back: plain JSON.

    Texts that depend on the reader's language are keys here, and become words when it is read.
    """
    counted = figures.count_all(rows)
    values = {figure.key: float(figure.value or 0) for figure in counted}
    return {
        "version": VERSION,
        "as_of": rows.today.isoformat(),
        "municipality": rows.municipality.name,
        "unit": rows.unit.name if rows.unit else "",
        "period": [rows.period.start.isoformat(), rows.period.end.isoformat()],
        "value": {key: values[key] for key in ("said", "changed", "changes", "changes_confirmed")},
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
        "not_adopted": queries.not_adopted(rows),
        "duties": duties.judged(values),
        "rates": [
            [rate.kind, str(rate.amount), rate.valid_from.isoformat()]
            for rate in rows.rates
            if rate.valid_from <= rows.period.end
            and (rate.valid_to is None or rate.valid_to >= rows.period.start)
        ],
        "asks": [_answered(one) for one in rows.asks().order_by("created_at", "id")],
        "ask": _asked(ask) if ask else None,
        "pictures": pictures.data(rows),
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the snapshot's canonical text: the same figures give the same fingerprint."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(report: Report) -> bool:
    """Whether the snapshot is what it was on the day it was made."""
    return fingerprint(report.snapshot) == report.snapshot_hash


def _check_ask(ask: Ask, municipality: Municipality, unit: Unit | None) -> None:
    if ask.municipality_id != municipality.pk:
        raise CannotReport(_("The ask belongs to another municipality."))
    if ask.state != Ask.State.ASKED:
        raise CannotReport(_("This ask is answered. Choose one that waits for an answer."))
    if unit is not None and (ask.unit_id is None or ask.unit_id not in below(unit, tree(municipality))):
        raise CannotReport(_("This ask goes to someone else than the manager of the unit."))


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


def _title(municipality: Municipality, unit: Unit | None, period: Period) -> str:
    place = unit.name if unit else municipality.name
    with translation.override(municipality.language):
        title = _("What participation led to: %(place)s, %(period)s")
        return (title % {"place": place, "period": period.words})[:140]
