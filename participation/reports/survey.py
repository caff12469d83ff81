"""Counts for the annual survey of municipalities: the report's own figures of a year, nothing counted a second way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.organisations.models import Municipality
from config.core.ui.office import Column, Page, Workbook
from participation.reports import figures, words
from participation.reports.figures import REGISTRY, Counted, Definition, Measure, Part
from participation.reports.files_sheet import unit_words, yes_or_no
from participation.reports.period import Period, year
from participation.reports.rows import Rows
from projects.panels.models import Panel

FIRST_YEAR = 2000
# In the order of the page. Those of the registry are counted there; only panels are counted for the survey alone.
KEYS = (
    "panels_drawn",
    "projects_with_involvement",
    "units_with_involvement",
    "people_involved",
    "meetings",
    "hours_of_involvement",
    "fees",
    "said",
    "answered",
    "changes",
)


def _panels(rows: Rows) -> Counted:
    """Panels by lot whose draw was finished in the period."""
    found = Panel.objects.of(rows.municipality).filter(state=Panel.State.DRAWN, follows=None)
    found = found.filter(drawn_at__date__range=rows.days)
    ids = tuple(found.order_by("pk").values_list("public_id", flat=True))
    return Counted(len(ids), ids)


PANELS = Definition(
    key="panels_drawn",
    label=gettext_lazy("Panels drawn by lot"),
    counts=gettext_lazy("Panels whose lot was drawn in the period."),
    leaves_out=gettext_lazy("Left out are draws that fill places in a panel that was drawn before."),
    measure=Measure.THINGS,
    part=Part.ACTIVITY,
    source=gettext_lazy("From the draws."),
    records="panel",
    count=_panels,
)


@dataclass(frozen=True)
class Line:
    """One count with its definition; a hidden one has no value."""

    definition: Definition
    value: float | None
    suppressed: bool

    @property
    def key(self) -> str:
        return self.definition.key

    @property
    def label(self) -> str:
        return str(self.definition.label)

    @property
    def shown(self) -> str:
        return words.value_words(self.value, self.definition.measure, is_suppressed=self.suppressed)

    @property
    def unit(self) -> str:
        return unit_words(self.definition.measure)


def definition_of(key: str) -> Definition:
    return PANELS if key == PANELS.key else REGISTRY[key]


def lines(*, municipality: Municipality, of_year: int, today: date) -> list[Line]:
    """The counts of a year of the whole municipality. Small groups of people are hidden as in every report."""
    rows = Rows(municipality, None, year(of_year), today)
    people = figures.people.count(rows)
    found = []
    for key in KEYS:
        definition = definition_of(key)
        if definition.count is None:
            figure = people[key]
            found.append(Line(definition, figure.value, figure.suppressed))
        else:
            found.append(Line(definition, definition.count(rows).value, suppressed=False))
    return found


def years(today: date) -> tuple[int, ...]:
    """The years that are offered, the last whole one first: that is what the survey asks for."""
    return today.year - 1, today.year, today.year - 2, today.year - 3


def period_of(of_year: int) -> Period:
    return year(of_year)


def rows_of(found: list[Line]) -> tuple[tuple[Any, ...], ...]:
    """The lines as cells: for the sheet and, as text, for the CSV."""
    return tuple(
        (
            line.label,
            line.value,
            line.unit,
            yes_or_no(line.suppressed),
            str(line.definition.counts),
            str(line.definition.leaves_out),
            str(line.definition.source),
            line.key,
        )
        for line in found
    )


def columns() -> tuple[Column, ...]:
    return (
        Column(_("Count"), 34, wraps=True),
        Column(_("Value"), 14),
        Column(_("Unit"), 11),
        Column(_("Hidden"), 10),
        Column(_("What it counts"), 60, wraps=True),
        Column(_("What is left out"), 50, wraps=True),
        Column(_("Source"), 34, wraps=True),
        Column(_("Key"), 28),
    )


def title(municipality: Municipality, of_year: int) -> str:
    told = {"place": municipality.name, "year": of_year}
    return _("Counts for the annual survey: %(place)s, %(year)s") % told


def workbook(
    municipality: Municipality, of_year: int, found: list[Line], *, today: date, accent: str
) -> Workbook:
    """One sheet with every count and its definition."""
    page = Page(_("Survey %(year)s") % {"year": of_year}, columns(), rows_of(found))
    named = title(municipality, of_year)
    return Workbook(named, municipality.name, today, (page,), subject=str(of_year), accent=accent)
