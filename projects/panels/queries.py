"""Panels with what their pages show: who sits, what each quota wants, has and gives, and whether a panel exists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from projects.candidates.models import Choice
from projects.matching.panels.law import proportional
from projects.matching.panels.values import TICKETS, Problem, Quota, Willing
from projects.panels import wording
from projects.panels.models import Panel, PanelMember, PanelQuota, PopulationShare
from projects.panels.values import Basis, basis
from projects.requests.models import Request
from representatives.turns.models import Turn

CHECK_SECONDS = 3.0


@dataclass(frozen=True)
class Wanted:
    """One quota as it is written down."""

    category: str
    value: str
    label: str
    minimum: int
    maximum: int


@dataclass(frozen=True)
class Checked:
    """Whether a panel exists under the quotas, in sentences; `is_known` is false when it took too long to say."""

    exists: bool
    is_known: bool
    sentences: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Kind:
    """People in whom the quotas see no difference, by the places of what they meet; no chance before the draw."""

    quotas: frozenset[int]
    people: int
    drawn: int
    chance: float | None


@dataclass(frozen=True)
class Line:
    """One quota after the draw: from how many to how many, how many have it and how many sit, and the chance."""

    label: str
    minimum: int
    maximum: int
    have: int
    drawn: int
    chance: str


@dataclass(frozen=True)
class Seat:
    """Somebody who was drawn, and how it stands with them."""

    member: PanelMember
    answer: str
    label: str

    @property
    def is_gone(self) -> bool:
        return self.answer in ("no", "gone")


def detail(*, user: Any, municipality: Any) -> Any:
    """Panels with what a panel page shows."""
    return with_request(Panel.objects.visible_to(user).of(municipality))


def with_request(rows: Any) -> Any:
    """Panels with their request, project and quotas."""
    joined = rows.select_related(
        "municipality",
        "by",
        "follows",
        "request__municipality",
        "request__project__unit",
        "request__project__leader",
        "request__role",
        "request__must_language",
    )
    return joined.prefetch_related("quotas")


def wanted_of(panel: Panel) -> list[Wanted]:
    """The quotas of a panel, as they were written down."""
    return [_wanted(row) for row in panel.quotas.all()]


def problem_of(seats: int, quotas: Iterable[Wanted], people: Sequence[Willing]) -> Problem:
    """What the draw is told."""
    rows = tuple(Quota(one.category, one.value, one.minimum, one.maximum) for one in quotas)
    return Problem(seats, rows, tuple(people))


def people_of(panel: Panel) -> list[Willing]:
    """Who is in the draw, by number, as it was frozen when the seed was published."""
    return [Willing(name_of(row.number), traits_of(row)) for row in panel.members.order_by("number")]


def name_of(number: int) -> str:
    """A number of the draw as the name that is drawn: the names stand in the order of the numbers."""
    return f"{number:08d}"


def traits_of(member: PanelMember) -> frozenset[tuple[str, str]]:
    return frozenset((category, value) for category, value in member.traits)


def check(seats: int, quotas: Sequence[Wanted], found: Basis) -> Checked:
    """Whether a panel exists; otherwise what stands in the way and what to change. Takes three seconds at most."""
    from projects.matching.panels.finding import (
        check as solve,
    )  # where it solves: numpy and highspy load here
    from projects.matching.solving.watch import OutOfTime

    if not found.people:
        return Checked(exists=False, is_known=True, sentences=[wording.nobody(found)])
    try:
        clash = solve(problem_of(seats, quotas, found.people), seconds=CHECK_SECONDS)
    except OutOfTime:
        return Checked(exists=False, is_known=False, sentences=[wording.not_known()])
    if clash is None:
        return Checked(exists=True, is_known=True)
    labels = {(one.category, one.value): one.label for one in quotas}
    return Checked(exists=False, is_known=True, sentences=wording.clash(clash, labels, seats, found))


def checked(*, panel: Panel, user: Any, at: datetime) -> tuple[Basis, Checked]:
    """Who may be drawn for a draft now, and whether a panel exists."""
    found = basis(request=panel.request, pool=panel.pool, user=user, at=at)
    return found, check(panel.seats, wanted_of(panel), found)


def lines(panel: Panel) -> list[Line]:
    """The quotas with want, have and chance. Chances are told as about one in so many, never of a person.

    What is drawn is counted from the draw that was kept, so that nothing of it changes when somebody is erased.
    """
    known = counted(panel) if panel.is_drawn else _waiting(panel)
    found = []
    for place, row in enumerate(panel.quotas.all()):
        those = [one for one in known if place in one.quotas]
        found.append(
            Line(
                label=row.label,
                minimum=row.minimum,
                maximum=row.maximum,
                have=sum(one.people for one in those),
                drawn=sum(one.drawn for one in those),
                chance=wording.chance_between([one.chance for one in those if one.chance is not None]),
            )
        )
    return found


def counted(panel: Panel) -> list[Kind]:
    """The types of a draw that was made: how many in the draw, how many drawn, and the chance of each."""
    kept, drawn = panel.lottery, set(panel.lottery["drawn"])
    tickets = [0] * len(kept["types"])
    for places, share in zip(kept["panels"], kept["tickets"], strict=True):
        for place, many in places:
            tickets[place] += many * share
    return [
        Kind(
            frozenset(quotas), len(people), len(drawn & set(people)), total / (max(1, len(people)) * TICKETS)
        )
        for quotas, people, total in zip(kept["types"], kept["people"], tickets, strict=True)
    ]


def _waiting(panel: Panel) -> list[Kind]:
    """Everybody in a draw that is not made."""
    quotas = [(row.category, row.value) for row in panel.quotas.all()]
    return [
        Kind(frozenset(place for place, trait in enumerate(quotas) if trait in traits_of(member)), 1, 0, None)
        for member in panel.members.order_by("number")
    ]


def in_draw(panel: Panel) -> int:
    """How many people the draw was among."""
    if panel.is_drawn:
        return sum(one.people for one in counted(panel))
    count: int = panel.members.count()
    return count


def record(panel: Panel) -> list[str]:
    """The draw in sentences."""
    return wording.record(panel, people=in_draw(panel), erased=_erased_since(panel))


def _erased_since(panel: Panel) -> int:
    """How many of those drawn are in the draw by number alone."""
    numbers = panel.lottery["drawn"] if panel.is_drawn else []
    return len(numbers) - int(panel.members.filter(number__in=numbers).count())


def seats(panel: Panel) -> list[Seat]:
    """Everybody drawn for the panel and its replacement draws, with their answer so far."""
    root = panel.follows_id or panel.pk
    rows = PanelMember.objects.filter(panel_id=root) | PanelMember.objects.filter(panel__follows=root)
    drawn = rows.exclude(standing=PanelMember.Standing.IN_DRAW).select_related("representative", "panel")
    answers = _answers(panel.request)
    chosen = set(
        Choice.objects.filter(request=panel.request_id, decision=Choice.Decision.CHOSEN)
        .order_by("pk")
        .values_list("representative_id", flat=True)
    )
    found = []
    for row in drawn.order_by("panel_id", "representative__given_name", "representative__family_name", "pk"):
        answer = answers.get(row.representative_id, "chosen")
        if row.standing == PanelMember.Standing.GONE or row.representative_id not in chosen:
            answer = "no" if answer == "no" else "gone"
        found.append(Seat(row, answer, wording.answer(answer)))
    return found


def free_seats(panel: Panel, found: Sequence[Seat]) -> int:
    """How many seats of the whole panel nobody holds."""
    root = panel.follows or panel
    return root.seats - sum(not seat.is_gone for seat in found)


def suggested(municipality: Any, seats: int, found: Basis) -> list[Wanted]:
    """Quotas like the population, for the categories with known numbers, as far as people have the values."""
    shares: dict[str, dict[str, int]] = {}
    for row in PopulationShare.objects.filter(municipality=municipality).order_by("category", "value"):
        shares.setdefault(row.category, {})[row.value] = row.people
    known = {(one.category, one.value): one for one in found.choosable}
    return [
        Wanted(quota.category, quota.value, known[quota.trait].label, quota.minimum, quota.maximum)
        for category, people in shares.items()
        for quota in proportional(category, people, seats)
        if quota.trait in known
    ]


def of_request(*, request: Request, user: Any) -> Any:
    """The draws of one request, the newest first."""
    return Panel.objects.visible_to(user).filter(request=request).select_related("by", "follows")


def _answers(request: Request) -> dict[int, str]:
    """The last word of each person on the request."""
    said = {
        Turn.Kind.ASKED: "asked",
        Turn.Kind.ACCEPTED: "yes",
        Turn.Kind.DECLINED: "no",
        Turn.Kind.SILENT: "no",
        Turn.Kind.WITHDRAWN: "chosen",
    }
    rows = Turn.objects.filter(
        municipality=request.municipality_id, request_ref=request.public_id, kind__in=list(said)
    )
    pairs = rows.order_by("at", "id").values_list("representative_id", "kind")
    return {pk: said[Turn.Kind(kind)] for pk, kind in pairs}


def _wanted(row: PanelQuota) -> Wanted:
    return Wanted(row.category, row.value, row.label, row.minimum, row.maximum)
