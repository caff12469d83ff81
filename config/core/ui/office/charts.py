"""Charts that Office programs draw themselves, and that a reader can open and copy the numbers of."""

from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.util import Emu, Length, Pt

from config.core.ui.charts.palette import light
from config.core.ui.office.text import FONT, INK, QUIET, RULE
from config.core.ui.pdf.document import ChartData, Look

_KINDS = {
    "chain": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMPTY = 6
_NUMBER = "#,##0.##"
_WHOLE = "#,##0"


def place(
    shapes: Any,
    data: ChartData,
    look: Look,
    box: tuple[int, int, int, int],
    words: tuple[str, str],
    size: int,
) -> Any:
    """The chart in a box of a slide; `words` are its language and the name of what was lost in a chain."""
    language, before = words
    chart_data = CategoryChartData(number_format=_format(data))
    chart_data.categories = list(data.categories)
    lost = _before(data.series[0].values) if data.kind == "chain" else None
    if lost is not None:
        chart_data.add_series(before, lost)
    for one in data.series:
        chart_data.add_series(one.name, one.values)
    frame = shapes.add_chart(_KINDS[data.kind], *(Emu(edge) for edge in box), chart_data)
    chart = frame.chart
    _dress(chart, data, size)
    _colour(chart, look, is_chain=lost is not None)
    _unframe(chart)
    _speak(chart, language)
    return frame


def parts_of(
    data: ChartData, look: Look, extent: tuple[Length, Length], words: tuple[str, str]
) -> tuple[bytes, bytes]:
    """The chart as a part of another file: its markup, and the workbook with its numbers."""
    scratch = Presentation()
    shapes = scratch.slides.add_slide(scratch.slide_layouts[_EMPTY]).shapes
    chart = place(shapes, data, look, (0, 0, *extent), words, 10).chart
    return chart.part.blob, chart.part.chart_workbook.xlsx_part.blob


def _before(values: Sequence[float | None]) -> list[float | None]:
    """For each link how many there were in the link before, where some were lost; else nothing."""
    pairs = zip([None, *values[:-1]], values, strict=True)
    return [
        before if before is not None and value is not None and before > value else None
        for before, value in pairs
    ]


def _format(data: ChartData) -> str:
    values = [value for one in data.series for value in one.values if value is not None]
    return _WHOLE if all(value == int(value) for value in values) else _NUMBER


def _dress(chart: Any, data: ChartData, size: int) -> None:
    """Letters, axes and grid: as quiet as they can be, with the numbers at their bars."""
    chart.font.name, chart.font.size = FONT, Pt(size)
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.has_title = False
    is_several = len(data.series) > 1
    chart.has_legend = is_several
    if is_several:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, categories = chart.value_axis, chart.category_axis
    values.has_major_gridlines = data.kind == "line"
    values.visible = data.kind == "line"
    values.minimum_scale = 0
    categories.format.line.color.rgb = RGBColor.from_string(RULE)
    categories.has_major_gridlines = False
    categories.tick_labels.font.size = Pt(size)
    if data.kind == "bars":
        categories.reverse_order = True
    if data.kind != "line":
        chart.plots[0].gap_width = 60


def _colour(chart: Any, look: Look, *, is_chain: bool) -> None:
    plot = chart.plots[0]
    series = list(plot.series)
    if is_chain:
        plot.overlap = 100
        _dash(series.pop(0))
    colours = [look.accent, *(light(role) for role in ("2", "3", "4"))]
    for at, one in enumerate(series):
        colour = RGBColor.from_string(colours[at % len(colours)].lstrip("#").upper())
        if hasattr(one, "smooth"):
            one.smooth = False
            one.format.line.color.rgb, one.format.line.width = colour, Pt(2.5)
            one.marker.format.fill.solid()
            one.marker.format.fill.fore_color.rgb = colour
        else:
            one.format.fill.solid()
            one.format.fill.fore_color.rgb = colour
        labels = one.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.ABOVE if hasattr(one, "smooth") else XL_LABEL_POSITION.OUTSIDE_END
        labels.font.bold = True
        if is_chain:
            _whiten(labels)


def _dash(series: Any) -> None:
    """What did not come further: an empty, dashed column."""
    series.format.fill.background()
    series.format.line.color.rgb = RGBColor.from_string(QUIET)
    series.format.line.width = Pt(1)
    series.format.line.dash_style = MSO_LINE.DASH


def _whiten(labels: Any) -> None:
    """A white ground behind the numbers, so that no dash runs through them."""
    names = f'xmlns:c="{_CHARTS}" xmlns:a="{_DRAWINGS}"'
    ground = parse_xml(
        f'<c:spPr {names}><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>'
    )
    labels._element.find(f"{{{_CHARTS}}}txPr").addprevious(ground)


def _unframe(chart: Any) -> None:
    """No ground and no frame: the chart stands on the page like a paragraph."""
    names = f'xmlns:c="{_CHARTS}" xmlns:a="{_DRAWINGS}"'
    bare = parse_xml(f"<c:spPr {names}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    chart._chartSpace.find(f"{{{_CHARTS}}}chart").addnext(bare)


def _speak(chart: Any, language: str) -> None:
    """The language of the words in the chart, for spelling and for whoever hears them."""
    space = chart._chartSpace
    spoken = space.makeelement(f"{{{_CHARTS}}}lang", {"val": language})
    first = space.find(f"{{{_CHARTS}}}date1904")
    if first is None:
        space.insert(0, spoken)
    else:
        first.addnext(spoken)
    for run in space.iter(f"{{{_DRAWINGS}}}defRPr"):
        run.set("lang", language)
