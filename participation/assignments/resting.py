"""Resting from an assignment, coming back, leaving it oneself, the terms that were agreed on, and wanting no fees."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from participation.assignments import services
from participation.assignments.models import TERMS_LENGTH, Assignment


class CannotRest(Exception):
    """The assignment cannot be paused or taken up again; the text can be shown."""


@transaction.atomic
def pause(*, assignment: Assignment, by: Any, at: datetime, until: date | None = None) -> Assignment:
    """Lets the person rest from a running assignment until a day, or until somebody says so; the seat is kept.

    A second pause changes the day. Refuses an assignment that has ended, and a day that is not ahead.
    """
    held = _held(assignment)
    today = timezone.localdate(at)
    if held.state != Assignment.State.RUNNING:
        raise CannotRest(_("This assignment has ended already."))
    if until is not None and until <= today:
        raise CannotRest(_("Choose a day that is ahead, or none."))
    started = held.paused_on if held.is_paused_on(today) else today
    _rest(held, started, until, by, at, "assignment.paused")
    return held


@transaction.atomic
def resume(*, assignment: Assignment, by: Any, at: datetime) -> Assignment:
    """Ends a pause. Refuses where there is none."""
    held = _held(assignment)
    if held.paused_on is None:
        raise CannotRest(_("There is no pause to end."))
    _rest(held, None, None, by, at, "assignment.resumed")
    return held


@transaction.atomic
def leave(*, assignment: Assignment, by: Any, at: datetime, reason: str = "") -> Assignment:
    """The person leaves a running assignment: it ends, and waits for somebody to take note. Refuses what `end` does."""
    held = services.end(
        assignment=assignment, by=by, at=at, reason=reason.strip() or _("The person chose to leave.")
    )
    held.has_left = True
    held.save(update_fields=["has_left"])
    return held


@transaction.atomic
def take_note(*, assignment: Assignment, by: Any, at: datetime) -> Assignment:
    """Writes down that the facilitator knows that the person has left. Twice is once."""
    held = _held(assignment)
    if held.has_left and held.left_noted_at is None:
        held.left_noted_at = at
        held.save(update_fields=["left_noted_at"])
        audit.record(
            "assignment.leaving_noted",
            obj=held,
            by=by,
            at=at,
            fields=["left_noted_at"],
            subject=held.representative,
        )
    return held


@transaction.atomic
def set_terms(*, assignment: Assignment, terms: str, by: Any, at: datetime) -> Assignment:
    """Keeps what was agreed with this person alone of times, pay and travel; empty takes it away."""
    held = _held(assignment)
    kept = terms.strip()[:TERMS_LENGTH]
    if held.terms != kept:
        held.terms = kept
        held.save(update_fields=["terms"])
        audit.record(
            "assignment.terms_agreed", obj=held, by=by, at=at, fields=["terms"], subject=held.representative
        )
    return held


@transaction.atomic
def decline_fees(*, assignment: Assignment, declines: bool, by: Any, at: datetime) -> Assignment:
    """Keeps that the person wants no fees, or wants them again, from the next meeting on. It is never asked why.

    Refuses an assignment that has ended.
    """
    held = _held(assignment)
    if held.state != Assignment.State.RUNNING:
        raise CannotRest(_("This assignment has ended already."))
    if held.declines_fees != declines:
        held.declines_fees = declines
        held.save(update_fields=["declines_fees"])
        kind = "assignment.fees_declined" if declines else "assignment.fees_wanted"
        audit.record(kind, obj=held, by=by, at=at, fields=["declines_fees"], subject=held.representative)
    return held


def _held(assignment: Assignment) -> Assignment:
    services.lock(representative_id=assignment.representative_id, request_id=assignment.request_id)
    return Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)


def _rest(
    held: Assignment, started: date | None, until: date | None, by: Any, at: datetime, kind: str
) -> None:
    held.paused_on, held.paused_until = started, until
    held.save(update_fields=["paused_on", "paused_until"])
    audit.record(
        kind, obj=held, by=by, at=at, fields=["paused_on", "paused_until"], subject=held.representative
    )
