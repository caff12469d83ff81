"""How promises are kept, for each unit and project: answered, in time, told, and how many days it took.

Definitions stand beside the figures (`DEFINITIONS`); things are counted, never people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from config.core.organisations.models import Unit
from participation.contributions.models import Contribution

# Below this a share says too little: the numbers stand alone.
FEWEST_FOR_A_SHARE = 10

DEFINITIONS = (
    _("Said: contributions that were said in the period."),
    _(
        "Answered: those with an answer, whenever it came. In time: with a first answer by the day that was promised."
    ),
    _(
        "Told: those of which at least one contributor was told an answer, a decision or a change, by word or letter."
    ),
    _(
        "Days to an answer: the median from the day it was said to the first answer, of those that are answered."
    ),
    _("Overdue: without an answer, and the day has passed."),
    _("A unit holds the units below it."),
)


@dataclass(frozen=True)
class Row:
    """One contribution, as it is counted."""

    project: int
    said_on: date
    due_on: date
    answered_on: date | None
    is_told: bool


@dataclass(frozen=True)
class Rate:
    """The figures of one unit, one project or all together."""

    name: str
    key: str
    said: int
    answered: int
    in_time: int
    told: int
    overdue: int
    days: float | None

    @property
    def told_share(self) -> int | None:
        """Per cent that were told; None where there are too few to say."""
        return round(100 * self.told / self.said) if self.said >= FEWEST_FOR_A_SHARE else None


@dataclass(frozen=True)
class Rates:
    projects: list[Rate]
    units: list[Rate]
    total: Rate


def rate(rows: Iterable[Row], *, today: date, name: str = "", key: str = "") -> Rate:
    """The figures of some contributions. Pure."""
    counted = list(rows)
    answered = [(row, row.answered_on) for row in counted if row.answered_on is not None]
    took = [(day - row.said_on).days for row, day in answered]
    return Rate(
        name=name,
        key=key,
        said=len(counted),
        answered=len(answered),
        in_time=sum(1 for row, day in answered if day <= row.due_on),
        told=sum(1 for row in counted if row.is_told),
        overdue=sum(1 for row in counted if row.answered_on is None and row.due_on < today),
        days=float(median(took)) if took else None,
    )


def rates(*, user: Any, municipality: Any, period: tuple[date, date], today: date) -> Rates:
    """Everything that the reader may see, in two queries; projects and units by name."""
    found = Contribution.objects.visible_to(user).of(municipality).filter(said_on__range=period).with_steps()
    values = found.annotate(first=Min("responses__answered_on")).order_by("id")
    rows: dict[int, list[Row]] = defaultdict(list)
    names: dict[int, tuple[str, str, int]] = {}
    for project, title, key, unit, said, due, first, told in values.values_list(
        "project",
        "project__title",
        "project__public_id",
        "project__unit",
        "said_on",
        "due_on",
        "first",
        "is_told",
    ):
        names[project] = (title, key, unit)
        rows[project].append(Row(project, said, due, first, told))
    projects = [rate(rows[pk], today=today, name=title, key=key) for pk, (title, key, _unit) in names.items()]
    return Rates(
        sorted(projects, key=lambda one: (one.name, one.key)),
        _units(municipality, rows, names, today),
        rate([row for some in rows.values() for row in some], today=today),
    )


def _units(
    municipality: Any, rows: dict[int, list[Row]], names: dict[int, tuple[str, str, int]], today: date
) -> list[Rate]:
    units = {unit.pk: unit for unit in Unit.objects.of(municipality)}
    held: dict[int, list[Row]] = defaultdict(list)
    for project, (_title, _key, unit) in names.items():
        above: int | None = unit
        while above is not None:
            held[above] += rows[project]
            above = units[above].parent_id
    found = [
        rate(some, today=today, name=units[pk].name, key=units[pk].public_id) for pk, some in held.items()
    ]
    return sorted(found, key=lambda one: (one.name, one.key))


def of_year(year: int) -> tuple[date, date]:
    """First and last day."""
    return date(year, 1, 1), date(year, 12, 31)
