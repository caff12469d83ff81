"""The map: every unit with its step, its allies, its next steps and what is not known. Of units, not of people."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _

from config.core.organisations.models import Unit
from participation.engagement import gathering, queries, trend
from participation.engagement.models import Fact, Professional, ProfessionalQuerySet, Step, UnitStep
from participation.engagement.relations import Relation
from participation.engagement.ties import Tie
from projects.planning.models import Project

# For so long what somebody did makes an ally.
LOOKS_BACK = timedelta(days=2 * 365)
QUIET_AFTER = timedelta(days=365)
# Hours are of the same meetings.
_TELLING = [source for source in gathering.SOURCES if source.key != "hours"]


def allies(rows: ProfessionalQuerySet, *, today: date) -> ProfessionalQuerySet:
    """Those who work here now and have done at least one thing in two years: any fact but a talk."""
    since = today - LOOKS_BACK
    by_hand = Fact.objects.filter(happened_on__range=(since, today)).exclude(kind=Fact.Kind.CONTACT)
    did = Q(pk__in=by_hand.order_by().values("professional"))
    for source in _TELLING:
        did |= Q(pk__in=gathering.rows_of(source, since=since, until=today).values("fact_person"))
    return rows.filter(did, is_active=True)


def allies_without_project(rows: ProfessionalQuerySet, *, today: date) -> Any:
    """Allies who lead no project that is proposed, planned or running; `unit_has_project` says about the unit."""
    current = Project.objects.current().order_by()
    led = current.filter(leader__professional=OuterRef("pk"))
    found = allies(rows, today=today).filter(~Exists(led)).select_related("unit")
    here = current.filter(unit=OuterRef("unit"))
    return found.annotate(unit_has_project=Exists(here)).order_by("unit_has_project", "unit__name", "name")


class Ally(NamedTuple):
    """Whom the map names."""

    public_id: str
    name: str


@dataclass(frozen=True)
class Place:
    """A unit on the map."""

    unit: Unit
    step: UnitStep | None
    people: int
    allies: list[Ally] = field(default_factory=list)
    next_on: date | None = None
    next_steps: int = 0
    projects: int = 0
    not_known: tuple[str, ...] = ()

    @property
    def now(self) -> int:
        return self.step.step if self.step else int(Step.NOT_KNOWN)

    @property
    def wanted(self) -> int | None:
        return self.step.wanted if self.step else None


def places(units: Sequence[Unit], *, user: Any, today: date) -> list[Place]:
    """Every one of the units, in their order; a fixed number of statements, whatever their number."""
    ids = [unit.pk for unit in units]
    people = Professional.objects.visible_to(user).filter(unit__in=ids)
    of_unit: dict[int, list[Ally]] = defaultdict(list)
    for unit, *named in allies(people, today=today).values_list("unit", "public_id", "name"):
        of_unit[unit].append(Ally(*named))
    here = _numbers(people.filter(is_active=True), "unit")
    projects = _numbers(Project.objects.current().filter(unit__in=ids), "unit")
    talked, ahead = _talks(ids, today), _ahead(ids, user)
    return [
        Place(
            unit=standing.unit,
            step=standing.step,
            people=here.get(standing.unit.pk, 0),
            allies=of_unit[standing.unit.pk],
            next_on=min(ahead[standing.unit.pk], default=None),
            next_steps=len(ahead[standing.unit.pk]),
            projects=projects.get(standing.unit.pk, 0),
            not_known=_unknown(
                standing.step, here.get(standing.unit.pk, 0), talked.get(standing.unit.pk), today
            ),
        )
        for standing in queries.standings(units)
    ]


def _numbers(rows: Any, by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(number=Count("pk")))


def _talks(ids: Sequence[int], today: date) -> dict[int, date]:
    """The last talk with anybody of each unit."""
    talks = Fact.objects.filter(
        professional__unit__in=ids, kind=Fact.Kind.CONTACT, happened_on__lte=today
    ).order_by()
    return dict(talks.values_list("professional__unit").annotate(last=Max("happened_on")))


def _ahead(ids: Sequence[int], user: Any) -> dict[int, list[date]]:
    """The days of the next steps with those who work in each unit."""
    found: dict[int, list[date]] = defaultdict(list)
    steps = Relation.objects.visible_to(user).filter(
        professional__unit__in=ids, professional__is_active=True, next_on__isnull=False
    )
    for unit, day in steps.order_by().values_list("professional__unit", "next_on"):
        if day is not None:
            found[unit].append(day)
    return found


def _unknown(step: UnitStep | None, people: int, talked: date | None, today: date) -> tuple[str, ...]:
    """What nobody knows about a unit, in words."""
    words = [trend.not_known(step, today=today)]
    if not people:
        words.append(_("Nobody who works here is written down"))
    elif talked is None:
        words.append(_("No talk with anybody here yet"))
    elif today - talked > QUIET_AFTER:
        words.append(_("No talk with anybody here for a year"))
    return tuple(word for word in words if word)


@dataclass(frozen=True)
class Cell:
    """How many units stand on one step and are wanted on another."""

    now: int
    wanted: int
    number: int


def matrix(found: Iterable[Place]) -> list[tuple[str, list[Cell]]]:
    """Steps now down, steps wanted across; those that nobody has set are on the first line, wanted unknown first."""
    numbers: dict[tuple[int, int], int] = defaultdict(int)
    for place in found:
        numbers[place.now, place.wanted or 0] += 1
    return [
        (str(label), [Cell(now, wanted, numbers[now, wanted]) for wanted in Step.values])
        for now, label in Step.choices
    ]


def ways_in(units: Sequence[Unit], *, user: Any) -> dict[int, list[Tie]]:
    """For each unit, ties between somebody there and somebody elsewhere: who could introduce us."""
    ids = {unit.pk for unit in units}
    found: dict[int, list[Tie]] = defaultdict(list)
    ties = Tie.objects.visible_to(user).filter(Q(one__unit__in=ids) | Q(other__unit__in=ids))
    for tie in ties.select_related("one__unit", "other__unit"):
        for inside, outside in ((tie.one, tie.other), (tie.other, tie.one)):
            if inside.unit_id in ids and outside.unit_id != inside.unit_id:
                found[inside.unit_id].append(tie)
    return found
