"""The coverage map: each unit and stage of a service, planned against what there was."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.core.ui.charts import Chart, GridCell, GridRow, grid_chart
from config.core.ui.charts.numbers import number
from participation.plans import queries as plans
from participation.plans.judging import GAPS, Stage, Verdict
from participation.reports.pictures.base import Picture, absent, picture, prefix_of
from participation.reports.rows import Rows

KEY = "coverage"
# Mark, and whether it is hollow. What is lacking shares a mark; the word in the cell tells the rest.
LOOKS: dict[Verdict, tuple[int, bool]] = {
    Verdict.MISSING: (2, True),
    Verdict.PARTLY: (2, False),
    Verdict.UNHEARD: (1, True),
    Verdict.UNPLANNED: (3, True),
    Verdict.LATER: (0, False),
    Verdict.MET: (1, False),
    Verdict.NOTHING: (0, False),
}


def data(rows: Rows) -> dict[str, Any]:
    """Verdict and planned seats of each place. How many seats are taken is left out: that can be one person."""
    last = min(rows.period.end, rows.today)
    found = plans.coverage_in(list(rows.units().order_by("name")), year=last.year, today=last)
    shown = sorted(found.shown, key=lambda row: row.unit.name)
    return {
        "year": last.year,
        "units": [
            [row.unit.name, [[str(place.verdict), place.cell.planned] for place in row.places]]
            for row in shown
        ],
        "empty": len(found.empty),
        "plans": sum(row.plan is not None for row in shown),
    }


def drawn(kept: dict[str, Any]) -> list[Picture]:
    title = _("Where representatives take part, %(year)s") % {"year": kept["year"]}
    if not kept["units"]:
        why = _("No unit has a plan for participation in %(year)s, and none had representatives with it.")
        plan = _("A plan with one line for one unit is enough to show it.")
        return [absent(KEY, title, why % {"year": kept["year"]}, plan)]
    columns = [str(stage.label) for stage in Stage]
    rows = [GridRow(unit, tuple(_cell(*cell) for cell in cells), unit) for unit, cells in kept["units"]]

    def draw(*, narrow: bool) -> Chart:
        return grid_chart(
            rows,
            columns=columns,
            title=title,
            id_prefix=prefix_of(KEY),
            takeaway=takeaway(kept),
            narrow=narrow,
        )

    return [picture(KEY, draw, note=_rest(kept["empty"]))]


def takeaway(kept: dict[str, Any]) -> str:
    """How many of the places that are planned stand as planned, and how many have nobody."""
    verdicts = [Verdict(verdict) for _unit, cells in kept["units"] for verdict, _planned in cells]
    planned = [one for one in verdicts if one in GAPS or one in (Verdict.MET, Verdict.LATER)]
    unplanned = verdicts.count(Verdict.UNPLANNED)
    if not planned:
        return ngettext(
            "Nothing was planned. Representatives took part in %(number)s place all the same.",
            "Nothing was planned. Representatives took part in %(number)s places all the same.",
            unplanned,
        ) % {"number": number(unplanned)}
    words = {"met": number(planned.count(Verdict.MET)), "all": number(len(planned))}
    said = ngettext(
        "%(met)s of %(all)s place in the plans is as planned.",
        "%(met)s of %(all)s places in the plans are as planned.",
        len(planned),
    )
    missing = planned.count(Verdict.MISSING)
    lacking = ngettext(
        "Nobody is there in %(number)s of them.", "Nobody is there in %(number)s of them.", missing
    )
    return f"{said % words} {lacking % {'number': number(missing)}}" if missing else said % words


def _cell(verdict: str, planned: int) -> GridCell:
    kind, hollow = LOOKS[Verdict(verdict)]
    seats = ngettext("%(number)s seat planned", "%(number)s seats planned", planned)
    note = seats % {"number": number(planned)} if planned else ""
    return GridCell(str(Verdict(verdict).label), kind, hollow, note)


def _rest(empty: int) -> str:
    if not empty:
        return ""
    return ngettext(
        "%(number)s more unit has no plan, and no representatives took part there.",
        "%(number)s more units have no plan, and no representatives took part there.",
        empty,
    ) % {"number": number(empty)}
