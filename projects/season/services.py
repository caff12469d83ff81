"""Asking for a plan, making it, and taking it seat by seat. The plan proposes; only a person chooses."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.jobs import services as jobs
from config.core.organisations.models import Municipality
from projects.candidates import services as candidates
from projects.candidates.models import Choice
from projects.matching.allocation.values import Plan, Seat
from projects.season.models import SeasonPlan, SeasonSeat
from projects.season.network import Season, mark

JOB_KIND = "season.plan"
State, Decision = SeasonPlan.State, SeasonSeat.Decision


class CannotPlan(Exception):
    """A plan cannot be made now; the text says why and can be shown."""


class CannotTake(Exception):
    """The seat cannot be decided on; the text says why and can be shown."""


@transaction.atomic
def ask(*, municipality: Municipality, by: Any, at: datetime) -> SeasonPlan:
    """Starts a plan for every open seat of the municipality, made by a job; returns its row.

    Refuses while another is being made.
    """
    plan = begin(municipality=municipality, by=by, at=at)
    plan.job = jobs.enqueue(
        kind=JOB_KIND,
        key=f"{JOB_KIND}:{plan.public_id}",
        municipality=municipality,
        payload={"plan": plan.public_id},
        by=by,
        at=at,
    )
    plan.save(update_fields=["job"])
    return plan


@transaction.atomic
def begin(*, municipality: Municipality, by: Any, at: datetime) -> SeasonPlan:
    """The row of a new plan that somebody else makes. Refuses while another is being made."""
    Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    being_made = SeasonPlan.objects.of(municipality).filter(state=State.MAKING)
    # One whose job has ended without it will never be made.
    being_made.filter(job__ended_at__isnull=False).update(state=State.CANCELLED)
    if being_made.exists():
        raise CannotPlan(_("A plan is being made just now. Wait for it, or cancel it first."))
    plan = SeasonPlan.objects.create(municipality=municipality, created_at=at, created_by=by)
    audit.record("season_plan.asked", obj=plan, by=by, at=at)
    return plan


@transaction.atomic
def cancel(*, plan: SeasonPlan, by: Any, at: datetime) -> None:
    """Stops a plan that is being made. Refuses one that is made already, or was cancelled."""
    if not SeasonPlan.objects.filter(pk=plan.pk, state=State.MAKING).update(state=State.CANCELLED):
        raise CannotPlan(_("The plan is no longer being made."))
    audit.record("season_plan.cancelled", obj=plan, by=by, at=at)


def is_cancelled(plan: SeasonPlan) -> bool:
    """Whether the plan is wanted no more; asked anew each time."""
    return not SeasonPlan.objects.filter(pk=plan.pk, state=State.MAKING).exists()


@transaction.atomic
def keep(*, plan: SeasonPlan, season: Season, found: Plan, one_by_one: Plan, at: datetime) -> bool:
    """Writes what the plan proposes, beside what asking one by one would come to; False if it was cancelled."""
    held = SeasonPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if held.state != State.MAKING:
        return False
    both: dict[Seat, dict[str, bool]] = {}
    for name, answer in (("is_in_plan", found), ("is_one_by_one", one_by_one)):
        for seat in answer.seats:
            both.setdefault(seat, {"is_in_plan": False, "is_one_by_one": False})[name] = True
    SeasonSeat.objects.bulk_create(
        SeasonSeat(
            municipality_id=held.municipality_id,
            plan=held,
            request=season.requests[seat.opening],
            representative_id=season.people[seat.person],
            **where,
        )
        for seat, where in sorted(both.items())
    )
    held.state = State.MADE if found.seats else State.EMPTY
    held.made_at, held.network_mark = at, mark(held.municipality_id)
    held.open_seats = season.open_seats
    held.lacking, held.lacking_one_by_one = found.unmet, one_by_one.unmet
    held.save()
    audit.record("season_plan.made", obj=held, by=held.created_by, at=at)
    return True


@transaction.atomic
def take(*, seat: SeasonSeat, by: Any, at: datetime, reason: str = "") -> Choice:
    """Chooses the proposed person for the request, with everything asked anew; returns the choice.

    Refuses what `candidates.choose` refuses, with its words, and a seat that is taken already.
    """
    held = _open(seat, {Decision.OPEN, Decision.SKIPPED})
    choice = candidates.choose(
        request=held.request,
        representative=held.representative,
        decision=Choice.Decision.CHOSEN,
        by=by,
        at=at,
        reason=reason,
    )
    _decide(held, Decision.TAKEN, by, at)
    return choice


@transaction.atomic
def skip(*, seat: SeasonSeat, by: Any, at: datetime) -> None:
    """Sets a proposal aside. Nothing is written about the person, and the seat stays open."""
    _decide(_open(seat, {Decision.OPEN}), Decision.SKIPPED, by, at)


@transaction.atomic
def put_back(*, seat: SeasonSeat, by: Any, at: datetime) -> None:
    """Takes up again a proposal that was skipped."""
    _decide(_open(seat, {Decision.SKIPPED}), Decision.OPEN, by, at)


def _open(seat: SeasonSeat, states: set[Any]) -> SeasonSeat:
    rows = SeasonSeat.objects.proposed().select_for_update(of=("self",))
    held = rows.select_related("request", "representative").filter(pk=seat.pk).first()
    if held is None or held.decision not in states:
        raise CannotTake(_("This seat has been decided on already."))
    return held


def _decide(held: SeasonSeat, decision: str, by: Any, at: datetime) -> None:
    held.decision, held.decided_at, held.decided_by = decision, at, by
    held.save(update_fields=["decision", "decided_at", "decided_by"])
    audit.record(
        f"season_seat.{_SAID[decision]}",
        obj=held,
        by=by,
        at=at,
        subject=held.representative,
        fields=["decision"],
    )


_SAID: dict[str, str] = {Decision.TAKEN: "taken", Decision.SKIPPED: "skipped", Decision.OPEN: "put_back"}
