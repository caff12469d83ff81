"""The draw as a job: finds the fairest lottery, draws with the published seed, and chooses who was drawn."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from config.core.audit import services as audit
from config.core.jobs.models import Job
from config.core.jobs.services import Progress
from projects.candidates import services as candidates
from projects.candidates.models import Choice
from projects.matching.panels.draw import draw
from projects.matching.panels.values import Lottery
from projects.panels import queries, wording
from projects.panels.models import Panel, PanelMember
from projects.requests.models import Request

STEPS = ("relaxing", "mixing", "filling", "proving")
SECONDS = 110.0
State = Panel.State


def run(job: Job, progress: Progress) -> dict[str, Any]:
    """Draws the panel of the job, unless it was stopped; ends within two seconds of a stop."""
    from projects.matching.panels.finding import find  # where it solves: numpy and highspy load here
    from projects.matching.solving.watch import OutOfTime, Stopped

    rows = queries.with_request(Panel.objects.filter(public_id=job.payload["panel"]))
    panel = rows.first()
    if panel is None or panel.state != State.PUBLISHED:
        return {}

    def told(step: str) -> None:
        Panel.objects.filter(pk=panel.pk).update(step=step)
        progress(STEPS.index(step), len(STEPS))

    def should_stop() -> bool:
        return not Panel.objects.filter(pk=panel.pk, state=State.PUBLISHED).exists()

    problem = queries.problem_of(panel.seats, queries.wanted_of(panel), queries.people_of(panel))
    try:
        found = find(problem, seconds=SECONDS, should_stop=should_stop, progress=told)
    except Stopped:
        return {}
    except OutOfTime:
        found = None
    finish(panel=panel, lottery=found if isinstance(found, Lottery) else None, at=timezone.now())
    progress(len(STEPS), len(STEPS))
    return {}


@transaction.atomic
def finish(*, panel: Panel, lottery: Lottery | None, at: datetime) -> Panel:
    """Draws from the lottery with the published seed, keeps all of it, and chooses those who were drawn.

    Without a lottery, or when the request is no longer open, the draw has failed. Somebody who meanwhile set a limit,
    withdrew or left is not chosen: their seat waits for a replacement draw. Does nothing to a draw that was stopped.
    """
    held: Panel = queries.with_request(Panel.objects.select_for_update(of=("self",))).get(pk=panel.pk)
    if held.state != State.PUBLISHED:
        return held
    if lottery is None or held.request.state != Request.State.OPEN:
        Panel.objects.filter(pk=held.pk).update(state=State.FAILED)
        held.state = State.FAILED
        audit.record("panel.failed", obj=held, by=None, at=at, fields=["state"])
        return held
    drawn = draw(lottery, held.seed)
    held.state, held.drawn_at, held.ticket = State.DRAWN, at, drawn.ticket
    held.lottery = {
        "types": [list(kind.quotas) for kind in lottery.problem.types],
        "people": [[int(name) for name in kind.people] for kind in lottery.problem.types],
        "panels": lottery.panels,
        "tickets": lottery.tickets,
        "drawn": [int(name) for name in drawn.people],
    }
    held.certificate = asdict(lottery.certificate)
    held.save(update_fields=["state", "drawn_at", "ticket", "lottery", "certificate"])
    _keep_chances(held, lottery)
    audit.record("panel.drawn", obj=held, by=held.by, at=at, fields=["state"])
    members = held.members.filter(number__in=held.lottery["drawn"]).select_related("representative")
    with override(held.municipality.language):
        for member in members.order_by("number"):
            _choose(held, member, at)
    return held


def _keep_chances(panel: Panel, lottery: Lottery) -> None:
    chances = {
        name: chance
        for kind, chance in zip(lottery.problem.types, lottery.chances, strict=True)
        for name in kind.people
    }
    members = list(panel.members.order_by("pk"))
    for member in members:
        member.chance = chances.get(queries.name_of(member.number))
    PanelMember.objects.bulk_update(members, ["chance"], batch_size=500)


def _choose(panel: Panel, member: PanelMember, at: datetime) -> None:
    try:
        candidates.choose(
            request=panel.request,
            representative=member.representative,
            decision=Choice.Decision.CHOSEN,
            by=panel.by,
            at=at,
            reason=wording.drawn_reason(panel),
        )
    except candidates.CannotChoose:
        member.standing = PanelMember.Standing.GONE
    else:
        member.standing = PanelMember.Standing.DRAWN
    member.save(update_fields=["standing"])
