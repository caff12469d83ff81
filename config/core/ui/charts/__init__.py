"""Charts as pure functions: figures in, a drawing with heading, one sentence, alternative text and table out.

No clock, no database, no request; of Django only translation. `static/charts.css` gives them dark mode.
Call a function twice, with `narrow=True` for phones: the two drawings may share
`id_prefix`, their ids differ.
"""

from config.core.ui.charts.bars import bar_chart
from config.core.ui.charts.chain import chain_chart
from config.core.ui.charts.dots import dots
from config.core.ui.charts.flow import flow_chart
from config.core.ui.charts.grid import grid_chart
from config.core.ui.charts.ladder import ladder_chart
from config.core.ui.charts.line import line_chart
from config.core.ui.charts.model import (
    Bar,
    Chart,
    DotRow,
    Event,
    GridCell,
    GridRow,
    LadderRow,
    Move,
    Point,
    Step,
    Table,
)
from config.core.ui.charts.svg import Svg
from config.core.ui.charts.timeline import timeline

__all__ = [
    "Bar",
    "Chart",
    "DotRow",
    "Event",
    "GridCell",
    "GridRow",
    "LadderRow",
    "Move",
    "Point",
    "Step",
    "Svg",
    "Table",
    "bar_chart",
    "chain_chart",
    "dots",
    "flow_chart",
    "grid_chart",
    "ladder_chart",
    "line_chart",
    "timeline",
]
