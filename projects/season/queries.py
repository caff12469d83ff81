"""What a plan proposes, as a page shows it: by project and seat, in the words of the candidates, asked anew."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.candidates import queries as candidates
from projects.candidates import wording
from projects.candidates.values import Gathered, gather_all, wanted_all
from projects.planning.models import Project
from projects.requests.models import Request
from projects.season.models import SeasonPlan, SeasonSeat
from projects.season.network import mark
from representatives.registry.models import Representative


@dataclass(frozen=True)
class ShownSeat:
    """One proposal: who, with the facts in words. `against` is what holds the person back now, empty for nothing."""

    seat: SeasonSeat
    representative: Representative
    facts: candidates.Shown
    against: list[str]
    may_take: bool

    @property
    def is_decided(self) -> bool:
        return self.seat.decision != SeasonSeat.Decision.OPEN


@dataclass(frozen=True)
class ShownRequest:
    request: Request
    seats: list[ShownSeat]


@dataclass(frozen=True)
class ShownProject:
    project: Project
    requests: list[ShownRequest]


@dataclass(frozen=True)
class Difference:
    """What the plan changes against asking project by project, in sentences and by name."""

    sentences: list[str]
    asked_less: list[Representative]
    asked_besides: list[Representative]


@dataclass(frozen=True)
class ShownPlan:
    """A plan as its page shows it. `is_old` when the network has changed since it was made."""

    plan: SeasonPlan
    is_old: bool
    projects: list[ShownProject]
    difference: Difference
    proposed: int
    taken: int
    skipped: int

    @property
    def left(self) -> int:
        """How many proposals wait for a decision."""
        return self.proposed - self.taken - self.skipped


def newest(*, user: Any, municipality: Any) -> SeasonPlan | None:
    """The plan that was asked for last, whatever became of it."""
    rows = SeasonPlan.objects.visible_to(user).of(municipality).select_related("municipality", "job")
    return rows.order_by("-created_at", "-pk").first()


def shown(*, plan: SeasonPlan, user: Any, at: datetime) -> ShownPlan:
    """The plan with everything asked anew at `at`; the same number of queries for any number of seats."""
    rows = list(plan.seats.order_by("pk"))
    people = Representative.objects.visible_to(user).of(plan.municipality_id)
    seats = [seat for seat in rows if seat.is_in_plan]
    wanted = _joined(Request.objects.filter(pk__in={seat.request_id for seat in seats}))
    requests = {request.pk: request for request in wanted.order_by("created_at", "pk")}
    named = people.filter(pk__in={seat.representative_id for seat in rows})
    gathered = _gathered(list(requests.values()), named, at)
    everybody = {person.pk: person for one in gathered.values() for person in one.rows.values()}
    decided = Counter(seat.decision for seat in seats)
    return ShownPlan(
        plan=plan,
        is_old=plan.network_mark != mark(plan.municipality_id),
        projects=_projects(requests, seats, gathered, everybody),
        difference=_difference(plan, rows, everybody),
        proposed=len(seats),
        taken=decided[SeasonSeat.Decision.TAKEN],
        skipped=decided[SeasonSeat.Decision.SKIPPED],
    )


def one(*, seat: SeasonSeat, user: Any, at: datetime) -> ShownSeat | None:
    """One proposal from near; None when the person is no longer to be seen."""
    (request,) = _joined(Request.objects.filter(pk=seat.request_id))
    people = Representative.objects.visible_to(user).of(seat.municipality_id)
    gathered = _gathered([request], people.filter(pk=seat.representative_id), at)[request.pk]
    names = {person.pk: person for person in gathered.rows.values()}
    return _seat(seat, gathered, names) if names else None


def _joined(rows: Any) -> Any:
    """Requests with what their names need; their terms are read for all at once."""
    return rows.select_related("municipality", "project__leader", "role", "must_language")


def _gathered(requests: list[Request], people: Any, at: datetime) -> dict[int, Gathered]:
    if not requests:
        return {}
    found = gather_all(whats=wanted_all(requests), people=people, at=at)
    return {one.request.pk: one for one in found}


def _projects(
    requests: dict[int, Request],
    seats: list[SeasonSeat],
    gathered: dict[int, Gathered],
    everybody: dict[int, Representative],
) -> list[ShownProject]:
    by_request: defaultdict[int, list[ShownSeat]] = defaultdict(list)
    for seat in seats:
        if seat.representative_id in everybody:
            by_request[seat.request_id].append(_seat(seat, gathered[seat.request_id], everybody))
    by_project: dict[int, ShownProject] = {}
    for pk, request in requests.items():
        project = by_project.setdefault(request.project_id, ShownProject(request.project, []))
        project.requests.append(ShownRequest(request, by_request[pk]))
    return list(by_project.values())


def _seat(seat: SeasonSeat, gathered: Gathered, everybody: dict[int, Representative]) -> ShownSeat:
    person = everybody[seat.representative_id]
    names = wording.names_of(gathered)
    held_back = [] if seat.decision == SeasonSeat.Decision.TAKEN else _barriers(gathered, person.public_id)
    return ShownSeat(
        seat=seat,
        representative=person,
        facts=candidates.facts_of(gathered, person.public_id, names),
        against=[wording.sentence(found.reason, names) for found in held_back],
        may_take=seat.decision != SeasonSeat.Decision.TAKEN
        and gathered.request.state == Request.State.OPEN
        and not any(found.is_own_limit for found in held_back),
    )


def _barriers(gathered: Gathered, ref: str) -> list[candidates.Against]:
    """Gates alone: what is missing or not known stands among the facts."""
    return [found for found in candidates.against(gathered, ref) if found.is_gate]


def _difference(plan: SeasonPlan, rows: list[SeasonSeat], everybody: dict[int, Representative]) -> Difference:
    in_plan = Counter(seat.representative_id for seat in rows if seat.is_in_plan)
    one_by_one = Counter(seat.representative_id for seat in rows if seat.is_one_by_one)
    less, besides = one_by_one - in_plan, in_plan - one_by_one
    return Difference(
        _sentences(plan, in_plan.total(), one_by_one.total(), len(less)),
        _by_name(less, everybody),
        _by_name(besides, everybody),
    )


def _by_name(people: Counter[int], everybody: dict[int, Representative]) -> list[Representative]:
    found = [everybody[pk] for pk in people if pk in everybody]
    return sorted(found, key=lambda person: (person.name.casefold(), person.pk))


def _sentences(plan: SeasonPlan, filled: int, one_by_one: int, less: int) -> list[str]:
    found = []
    more = filled - one_by_one
    if more > 0:
        text = ngettext(
            "The plan fills %(count)s seat more than asking project by project.",
            "The plan fills %(count)s seats more than asking project by project.",
            more,
        )
        found.append(text % {"count": more})
    else:
        found.append(_("The plan fills as many seats as asking project by project."))
    kept = plan.lacking_one_by_one - plan.lacking
    if kept > 0:
        text = ngettext(
            "The groups have %(count)s thing more of what is needed.",
            "The groups have %(count)s things more of what is needed.",
            kept,
        )
        found.append(text % {"count": kept})
    if less:
        text = ngettext(
            "%(count)s person would be asked less often.", "%(count)s people would be asked less often.", less
        )
        found.append(text % {"count": less})
    else:
        found.append(_("The same people would be asked."))
    if plan.open_seats > filled:
        text = ngettext(
            "%(count)s seat stays open. Nobody fits who can take one more.",
            "%(count)s seats stay open. Nobody fits who can take one more.",
            plan.open_seats - filled,
        )
        found.append(text % {"count": plan.open_seats - filled})
    return found
