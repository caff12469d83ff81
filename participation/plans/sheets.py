"""The coverage map as a file for a spreadsheet, one number a line."""

from django.utils.translation import gettext as _

from participation.plans.judging import Cell
from participation.plans.queries import Coverage
from projects.gaps.sheets import Line, shown


def lines(found: Coverage) -> list[Line]:
    """Everything on the map, unit by unit and at last the whole."""
    rows = [
        line
        for row in found.rows
        for place in row.places
        for line in [
            *_figures(row.unit.name, place.stage.label, place.cell),
            (row.unit.name, str(place.stage.label), _("How it stands"), str(place.verdict.label)),
        ]
    ]
    whole = _("All units")
    return [
        *rows,
        *(line for place in found.whole for line in _figures(whole, place.stage.label, place.cell)),
    ]


def _figures(part: str, what: object, cell: Cell) -> list[Line]:
    figures = {
        _("Seats planned"): cell.planned,
        _("Planned seats that are taken"): cell.covered,
        _("Planned seats that are empty"): cell.lacking,
        _("Seats without a plan"): cell.beyond,
        _("Meetings with representatives"): cell.meetings,
        _("Contributions"): cell.contributions,
    }
    return [(part, str(what), figure, shown(value)) for figure, value in figures.items()]
