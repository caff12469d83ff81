"""Every chart: well-formed, named, unique ids, no markup from outside, a table that says the same."""

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from config.core.ui.charts import (
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
    bar_chart,
    chain_chart,
    dots,
    flow_chart,
    grid_chart,
    ladder_chart,
    line_chart,
    timeline,
)

SVG = "{http://www.w3.org/2000/svg}"
LADDER = ("Not yet", "Curious", "Trying", "Doing", "Leading")
START, END = date(2026, 1, 1), date(2026, 12, 31)


def _chain(label: str, narrow: bool) -> Chart:
    counts = {"said": 1048, "answered": 41, "decided": 23, "changed": 0, "measured": 3, "told": 36}
    steps = [Step(label if key == "said" else key, count, key) for key, count in counts.items()]
    return chain_chart(steps, id_prefix="chain", narrow=narrow)


def _bars(label: str, narrow: bool, *, stacked: bool) -> Chart:
    rows = [Bar(label, (8, 3, 1, 2)), Bar("Other", (0, None, 4, 1234))]
    names = ("One", "Two", "Three", label)
    return bar_chart(rows, series=names, title=label, id_prefix="bars", stacked=stacked, narrow=narrow)


def _line(label: str, narrow: bool) -> Chart:
    points = [Point(label, 4), Point("2024", None), Point("2025", 1234.5)]
    return line_chart(points, title=label, id_prefix="line", narrow=narrow)


def _ladder(label: str, narrow: bool) -> Chart:
    rows = [LadderRow(label, 2, 4), LadderRow("Known", 3), LadderRow("Unknown", None, 1)]
    return ladder_chart(rows, steps=LADDER, title=label, id_prefix="ladder", narrow=narrow)


def _timeline(label: str, narrow: bool) -> Chart:
    events = [Event(date(2026, 12, 31), label), *(Event(date(2026, 3, day), "Met", 2) for day in (1, 2, 3))]
    return timeline(
        events, start=START, end=END, kinds=(label, "Meeting"), title=label, id_prefix="time", narrow=narrow
    )


def _dots(label: str, narrow: bool) -> Chart:
    return dots([DotRow(label, 3, 7), DotRow("None", 0, 0)], title=label, id_prefix="dots", narrow=narrow)


def _grid(label: str, narrow: bool) -> Chart:
    cells = tuple(GridCell(word, kind, note="2") for kind, word in enumerate(("As planned", label, "Nobody")))
    rows = [GridRow(label, cells), GridRow("Other", tuple(GridCell("None") for _cell in cells))]
    columns = ("Design", "Delivery", label)
    return grid_chart(rows, columns=columns, title=label, id_prefix="grid", takeaway="Half.", narrow=narrow)


def _flow(label: str, narrow: bool) -> Chart:
    moves = [Move(0, 2, 3), Move(2, 1, 1), Move(1, 1, 5), Move(0, 0, 0)]
    return flow_chart(
        moves,
        steps=("Home care", label, "Leads"),
        ends=("January", "June"),
        title=label,
        id_prefix="flow",
        takeaway="Three rose.",
        what="Units",
        narrow=narrow,
    )


Maker = Callable[[str, bool], Chart]
MAKERS: list[Maker] = [
    _chain,
    partial(_bars, stacked=False),
    partial(_bars, stacked=True),
    _line,
    _ladder,
    _timeline,
    _dots,
    _grid,
    _flow,
]
charts = pytest.mark.parametrize("make", MAKERS)


def _texts(chart: Chart) -> str:
    root = ElementTree.fromstring(chart.svg)
    return " ".join(" ".join(element.itertext()) for element in root.iter(f"{SVG}text"))


@charts
@pytest.mark.parametrize("narrow", [False, True])
def test_drawing_is_named_and_described(make: Maker, narrow: bool) -> None:
    chart = make("Home care", narrow)

    root = ElementTree.fromstring(chart.svg)
    named = root.attrib["aria-labelledby"].split()
    found = {element.get("id"): element.text for element in root.iter() if element.get("id")}
    assert root.attrib["role"] == "img"
    assert [found[name] for name in named] == [chart.title, chart.alt]
    assert chart.takeaway and chart.takeaway in chart.alt


@charts
def test_ids_are_unique_on_a_page_with_both_widths(make: Maker) -> None:
    both = make("Home care", False).svg + make("Home care", True).svg

    ids = re.findall(r' id="([^"]+)"', both)
    used = set(re.findall(r"url\(#([^)]+)\)", both))
    assert len(ids) == len(set(ids))
    assert used <= set(ids)


@charts
@given(label=st.text(max_size=60), narrow=st.booleans())
def test_any_label_gives_well_formed_text_without_markup(make: Maker, label: str, narrow: bool) -> None:
    plain, odd = make("Home care", narrow), make(label, narrow)

    allowed = {element.tag for element in ElementTree.fromstring(plain.svg).iter()}
    root = ElementTree.fromstring(odd.svg)
    assert {element.tag for element in root.iter()} <= allowed
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


@charts
@pytest.mark.parametrize("narrow", [False, True])
def test_markup_in_a_label_stays_text(make: Maker, narrow: bool) -> None:
    evil = '<script>alert("x")</script>\'"&\x00\ufffe'

    chart = make(evil, narrow)

    ElementTree.fromstring(chart.svg)
    assert "<script" not in chart.svg


@charts
@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_table_says_what_the_drawing_says(make: Maker, narrow: bool, language: str) -> None:
    with override(language):
        chart = make("Home care", narrow)

    drawn = _texts(chart)
    for row in chart.table.rows:
        assert len(row) == len(chart.table.columns)
        assert row[0] in drawn or row[0] == "2024"
        assert row[0] in chart.alt
    if not chart.table.columns[0].startswith(("Unit", "Enhet")):
        figures = {cell for row in chart.table.rows for cell in row[1:] if re.fullmatch(r"[\d.,\xa0]+", cell)}
        drawn_alt = f"{drawn} {chart.alt}"
        assert all(figure in drawn_alt for figure in figures)


@charts
@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_leaves_the_drawing(make: Maker, narrow: bool) -> None:
    chart = make("Brukermedvirkningskoordinatorsamarbeidsforumet i Nordvik kommune", narrow)

    root = ElementTree.fromstring(chart.svg)
    _left, _top, wide, high = map(float, root.attrib["viewBox"].split())
    for element in root.iter(f"{SVG}rect"):
        assert float(element.get("x", 0)) + float(element.attrib["width"]) <= wide + 1
    for element in root.iter(f"{SVG}text"):
        assert 0 <= float(element.attrib["x"]) <= wide + 1
        assert 0 <= float(element.attrib["y"]) <= high


@charts
def test_colours_are_attributes_that_classes_can_override(make: Maker) -> None:
    chart = make("Home care", False)

    assert "style=" not in chart.svg and "<style" not in chart.svg
    for element in ElementTree.fromstring(chart.svg).iter():
        for name in ("fill", "stroke"):
            if element.get(name, "").startswith("#"):
                assert f"chart-{name}-" in element.attrib["class"]


def test_templates_print_a_drawing_as_it_is() -> None:
    chart = _chain("<b>", False)

    assert chart.svg.__html__() == chart.svg
    assert "&lt;b&gt;" in chart.svg


@pytest.mark.parametrize("prefix", ["", "1a", "a b", 'a"', "å"])
def test_an_odd_id_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        chain_chart([Step("Said", 1, "said")], id_prefix=prefix)


def test_chain_says_what_was_lost_and_lets_told_rise() -> None:
    steps = [Step("Said", 10, "said"), Step("Answered", 7, "answered"), Step("Changed", 2, "changed")]

    with override("en"):
        chart = chain_chart([*steps, Step("Told", 9, "told")], id_prefix="a")

    assert [row[2] for row in chart.table.rows] == ["–", "3 fewer", "5 fewer", "–"]
    assert chart.takeaway == "Of 10 contributions, 7 are answered and 2 have led to a change."

    assert chart.table.keys == ("said", "answered", "changed", "told")
    assert chart.svg.count("stroke-dasharray") == 2


@override("en")
def test_more_changes_than_decisions_are_explained():
    steps = [Step("Said", 10, "said"), Step("Answered", 7, "answered")]
    steps += [Step("Decided", 2, "decided"), Step("Changed", 3, "changed")]

    assert chain_chart(steps, id_prefix="k").takeaway.endswith("Some changes came without a formal decision.")
    assert "formal" not in chain_chart([*steps[:3], Step("Changed", 2, "changed")], id_prefix="k").takeaway


def test_an_empty_chain_of_a_new_municipality_is_drawn() -> None:
    with override("en"):
        chart = chain_chart([Step("Said", 0, "said"), Step("Told", 0, "told")], id_prefix="a")

    assert chart.takeaway == "No contributions in this period yet."
    assert "0" in _texts(chart)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.booleans())
def test_a_chain_of_any_counts_keeps_its_columns_in_the_drawing(counts: list[int], narrow: bool) -> None:
    steps = [Step(f"Step {at}", count, str(at)) for at, count in enumerate(counts)]

    chart = chain_chart(steps, id_prefix="a", narrow=narrow)

    for element in ElementTree.fromstring(chart.svg).iter(f"{SVG}rect"):
        assert float(element.attrib["width"]) > 0
        assert float(element.attrib["y"]) >= 0


def test_impossible_figures_are_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        chain_chart([], id_prefix="a")
    with pytest.raises(ValueError, match="value"):
        bar_chart([Bar("A", (1,))], series=("x", "y"), title="T", id_prefix="a")
    with pytest.raises(ValueError, match="series"):
        bar_chart([], series=tuple("abcde"), title="T", id_prefix="a")
    with pytest.raises(ValueError, match="0 up"):
        line_chart([Point("2025", -1)], title="T", id_prefix="a")
    with pytest.raises(ValueError, match="from 1 to 5"):
        ladder_chart([LadderRow("A", 6)], steps=LADDER, title="T", id_prefix="a")
    with pytest.raises(ValueError, match="filled"):
        dots([DotRow("A", 3, 10)], title="T", id_prefix="a")
    with pytest.raises(ValueError, match="between"):
        timeline([Event(date(2025, 1, 1), "A")], start=START, end=END, kinds=("x",), title="T", id_prefix="a")


def test_what_is_not_shown_is_said_and_not_counted_as_nothing() -> None:
    with override("en"):
        chart = bar_chart([Bar("A", (None,)), Bar("B", (5,))], series=("People",), title="T", id_prefix="a")

    assert chart.table.rows == (("A", "not shown"), ("B", "5"))
    assert "not shown" in _texts(chart)


def test_the_line_breaks_where_a_figure_is_missing() -> None:
    points = [Point(str(at), value) for at, value in enumerate((1, 2, None, 4, 5))]

    chart = line_chart(points, title="T", id_prefix="a")

    path = max(re.findall(r' d="(M[^"]+)"', chart.svg), key=len)
    assert path.count("M") == 2 and path.count("L") == 2
