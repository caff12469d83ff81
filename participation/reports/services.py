"""The life of a report: counted as a draft, given its words, frozen, told, and corrected by a new version."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.models import Municipality, Unit
from config.core.outbox import services as outbox
from participation.reports import kinds, material, prose, readers, snapshots, words
from participation.reports.models import Report
from participation.reports.period import Period
from participation.support.models import Ask
from projects.planning.models import Project

READY, DRAFTED = "report.ready", "report.drafted"
Kind, State = Report.Kind, Report.State


class CannotReport(Exception):
    """The report cannot be made, written or frozen like this; the text says why and can be shown."""


@transaction.atomic
def draft(
    *,
    municipality: Municipality,
    kind: str,
    period: Period,
    by: Any,
    at: datetime,
    unit: Unit | None = None,
    project: Project | None = None,
    ask: Ask | None = None,
) -> Report:
    """Counts, and keeps the figures; the words are still to be written. Only those who write reports see it.

    Refuses a period that has not begun, a place of another municipality or that the kind is not for, and an ask that
    is answered or goes to somebody else.
    """
    today = timezone.localdate(at)
    if period.start > today:
        raise CannotReport(_("The period has not begun."))
    unit = _place(kind, municipality, unit, project)
    if ask is not None:
        _check_ask(ask, kind, municipality, unit)
    made = Report(
        municipality=municipality,
        kind=kind,
        state=State.DRAFT,
        unit=unit,
        project=project,
        title=_title(kind, municipality, unit, project, period),
        period_from=period.start,
        period_to=period.end,
        ask=ask,
        made_at=at,
        made_by=by,
    )
    made.snapshot = snapshots.taken(made, today=today)
    made.prose = _begun(made)
    made.save()
    audit.record("report.drafted", obj=made, by=by, at=at)
    return made


def period(first: date, last: date) -> Period:
    """From a day to a day. Refuses an end before the start."""
    if last < first:
        raise CannotReport(_("The period ends before it starts."))
    return Period(first, last)


@transaction.atomic
def make_report(
    *, municipality: Municipality, period_from: date, period_to: date, by: Any, at: datetime, **wanted: Any
) -> Report:
    """A draft that is frozen at once, without words. Refuses what `draft` refuses, and a period that ends too early."""
    wanted.setdefault("kind", Kind.UNIT if wanted.get("unit") else Kind.SENIOR)
    made = draft(municipality=municipality, period=period(period_from, period_to), by=by, at=at, **wanted)
    return freeze(report=made, by=by, at=at)


@transaction.atomic
def write(*, report: Report, texts: dict[str, str], by: Any, at: datetime) -> Report:
    """Keeps the words of a draft. Refuses a name in braces that is no figure, and a block of over 500 characters."""
    held = _draft(report)
    known = material.values_of(held.snapshot)
    for key, text in texts.items():
        check(key, text, known)
    pieces = kinds.of(held.kind).prose
    held.prose = {key: texts[key].strip() for key in pieces if texts.get(key, "").strip()}
    held.save(update_fields=["prose"])
    audit.record("report.written", obj=held, by=by, at=at, fields=sorted(held.prose))
    return held


def check(key: str, text: str, known: dict[str, str]) -> None:
    """Refuses what `write` refuses, for one piece."""
    for name in prose.unknown(text, known):
        raise CannotReport(
            _("“%(name)s” is no figure of this report. Choose from the list.") % {"name": name}
        )
    if key == "block" and (length := prose.length(text, known)) > prose.BLOCK:
        words_of = {"length": length, "most": prose.BLOCK}
        raise CannotReport(
            _("It is %(length)s characters with the numbers in it; the most is %(most)s.") % words_of
        )


@transaction.atomic
def recount(*, report: Report, by: Any, at: datetime) -> Report:
    """Counts a draft once more, as things are now; its words stay."""
    held = _draft(report)
    held.snapshot = snapshots.taken(held, today=timezone.localdate(at))
    held.save(update_fields=["snapshot"])
    audit.record("report.recounted", obj=held, by=by, at=at)
    return held


@transaction.atomic
def discard(*, report: Report, by: Any, at: datetime) -> None:
    """Throws a draft away. What is frozen stays for ever."""
    held = _draft(report)
    audit.record("report.discarded", obj=held, by=by, at=at)
    held.delete()


@transaction.atomic
def freeze(*, report: Report, by: Any, at: datetime) -> Report:
    """From now on nothing of it changes: figures, definitions, words, who and when lie under one fingerprint.

    Refuses an ask that was answered meanwhile, and a text block without text.
    """
    held = _draft(report)
    if held.kind == Kind.BLOCK and not held.prose.get("block"):
        raise CannotReport(_("Write the text first."))
    if held.ask is not None and held.ask.state != Ask.State.ASKED:
        raise CannotReport(_("The ask has been answered meanwhile. Throw the draft away and make it anew."))
    if held.corrects is not None and held.correction == "":
        raise CannotReport(_("Write what is corrected."))
    held.snapshot = held.snapshot | snapshots.sealed(held, by=by, at=at)
    held.snapshot_hash = snapshots.fingerprint(held.snapshot)
    held.state, held.frozen_at = State.FROZEN, at
    if held.kind == Kind.PLAIN and held.corrects is not None and held.corrects.shared_at:
        # It takes the place of one that is open to those who took part, and they shall not be left without.
        held.shared_at = at
    held.save(update_fields=["snapshot", "snapshot_hash", "state", "frozen_at", "shared_at"])
    audit.record("report.made", obj=held, by=by, at=at)
    return held


@transaction.atomic
def correct(*, report: Report, correction: str, by: Any, at: datetime) -> Report:
    """A new version to put something right: counted anew for the same period, with the words as they were.

    The earlier version stays as it is and points to the new one once that is frozen. Refuses a draft, a version that
    has one already, and no word about what is corrected.
    """
    held = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if held.state != State.FROZEN:
        raise CannotReport(_("A draft is changed as it is. Only a frozen report gets a new version."))
    if Report.objects.filter(corrects=held).exists():
        raise CannotReport(_("There is a newer version already. Correct that one."))
    if not correction.strip():
        raise CannotReport(_("Write what is corrected."))
    made = Report(
        **{name: getattr(held, name) for name in snapshots.SAME},
        state=State.DRAFT,
        number=held.number + 1,
        corrects=held,
        correction=correction.strip(),
        prose=held.prose,
        made_at=at,
        made_by=by,
    )
    if made.ask is not None and made.ask.state != Ask.State.ASKED:
        made.ask = None
    made.snapshot = snapshots.taken(made, today=timezone.localdate(at))
    made.save()
    audit.record("report.corrected", obj=made, by=by, at=at)
    return made


@transaction.atomic
def share(*, report: Report, by: Any, at: datetime) -> int:
    """Tells those it is for: a letter with a link to each; what is for those who took part is opened to them.

    Told again, only those who were not told get a letter. Refuses a draft. Returns how many letters were queued.
    """
    held = Report.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=report.pk)
    if held.state != State.FROZEN:
        raise CannotReport(_("Freeze the report before it is told to anybody."))
    held.shared_at = held.shared_at or at
    held.save(update_fields=["shared_at"])
    audit.record("report.shared", obj=held, by=by, at=at)
    chosen = readers.of(held)
    for reader in chosen:
        outbox.queue(
            kind=READY,
            municipality=held.municipality,
            recipient=reader,
            about=held,
            dedupe_key=f"{READY}:{held.public_id}:{reader.public_id}",
            at=at,
        )
    return len(chosen)


def _draft(report: Report) -> Report:
    rows = Report.objects.select_for_update(of=("self",)).select_related(
        "municipality", "unit", "project", "ask"
    )
    held = rows.get(pk=report.pk)
    if held.state != State.DRAFT:
        raise CannotReport(_("The report is frozen. Make a new version to put something right."))
    return held


def _place(kind: str, municipality: Municipality, unit: Unit | None, project: Project | None) -> Unit | None:
    place = kinds.of(kind).place
    if project is not None and project.municipality_id != municipality.pk:
        raise CannotReport(_("The project belongs to another municipality."))
    if unit is not None and unit.municipality_id != municipality.pk:
        raise CannotReport(_("The unit belongs to another municipality."))
    if (place == "project") != (project is not None):
        raise CannotReport(_("A close-out is of one project, and nothing else is."))
    if place == "unit" and unit is None:
        raise CannotReport(_("Choose the unit that the report is of."))
    if place == "whole" and unit is not None:
        raise CannotReport(_("A brief for the senior management is of the whole municipality."))
    return project.unit if project is not None else unit


def _check_ask(ask: Ask, kind: str, municipality: Municipality, unit: Unit | None) -> None:
    if not kinds.of(kind).may_ask:
        raise CannotReport(_("This kind of report asks for nothing."))
    if ask.municipality_id != municipality.pk:
        raise CannotReport(_("The ask belongs to another municipality."))
    if ask.state != Ask.State.ASKED:
        raise CannotReport(_("This ask is answered. Choose one that waits for an answer."))
    if unit is not None and not material.is_asked_below(ask, unit):
        raise CannotReport(_("This ask goes to someone else than the manager of the unit."))


def _title(
    kind: str, municipality: Municipality, unit: Unit | None, project: Project | None, period: Period
) -> str:
    place = project.title if project else unit.name if unit else municipality.name
    with translation.override(municipality.language):
        title = words.title(kind)
        return (title % {"place": place, "period": period.words})[:140]


def _begun(report: Report) -> dict[str, str]:
    """The text block is begun in the language of the municipality; everything else is written by a person."""
    if report.kind != Kind.BLOCK:
        return {}
    with translation.override(report.municipality.language):
        return {"block": words.block()}
