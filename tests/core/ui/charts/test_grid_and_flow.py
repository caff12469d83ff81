"""The map of places and the flow between steps: every place said in words, every band as thick as it is many."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.core.ui.charts import Chart, GridCell, GridRow, Move, flow_chart, grid_chart

SVG = "{http://www.w3.org/2000/svg}"
STEPS = ("Ikke avklart", "Kjenner til", "Gir rom", "Bidrar", "Driver fram")
MOVES = st.lists(st.builds(Move, st.integers(0, 4), st.integers(0, 4), st.integers(0, 40)), max_size=12)


def _flow(moves: list[Move], narrow: bool = False) -> Chart:
    return flow_chart(
        moves,
        steps=STEPS,
        ends=("1. januar", "31. desember"),
        title="T",
        id_prefix="f",
        takeaway="To gikk opp.",
        what="Enheter",
        narrow=narrow,
    )


def _bands(chart: Chart) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(chart.svg).iter(f"{SVG}path") if " C" in one.get("d", "")]


def test_every_cell_says_its_word_and_marks_differ_in_shape():
    cells = tuple(GridCell(f"Ord {kind}", kind) for kind in range(5))
    chart = grid_chart(
        [GridRow("Enhet", cells)], columns=tuple("abcde"), title="T", id_prefix="g", takeaway="S."
    )

    drawn = " ".join("".join(one.itertext()) for one in ElementTree.fromstring(chart.svg).iter(f"{SVG}text"))
    shapes = {
        re.sub(r'[\d."-]+', "", found) for found in re.findall(r"<(circle|rect|path d=\"[^\"]*)", chart.svg)
    }
    assert all(cell.word in drawn for cell in cells)
    assert chart.table.rows == (("Enhet", "Ord 0", "Ord 1", "Ord 2", "Ord 3", "Ord 4"),)
    assert len(shapes) >= 4


def test_a_grid_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="column"):
        grid_chart([GridRow("A", ())], columns=("x",), title="T", id_prefix="g", takeaway="S.")
    with pytest.raises(ValueError, match="kind"):
        grid_chart(
            [GridRow("A", (GridCell("x", 5),))], columns=("x",), title="T", id_prefix="g", takeaway="S."
        )


def test_a_flow_refuses_steps_without_a_name_and_negative_counts():
    with pytest.raises(ValueError, match="name"):
        _flow([Move(0, 5, 1)])
    with pytest.raises(ValueError, match="0 up"):
        _flow([Move(0, 1, -1)])


def test_rise_and_fall_differ_by_filling_and_what_is_none_has_no_band():
    chart = _flow([Move(0, 2, 2), Move(3, 1, 1), Move(4, 4, 6), Move(1, 2, 0)])

    rising, staying, falling = sorted(
        (one.get("fill", "") for one in _bands(chart)[:3]), key=lambda fill: ("url" in fill, fill)
    )
    assert len(_bands(chart)) == 3
    assert "url(#f-fill-2)" in (rising, staying, falling)
    assert len({rising, staying, falling}) == 3
    assert chart.table.rows == (
        ("Driver fram", "Driver fram", "6"),
        ("Bidrar", "Kjenner til", "1"),
        ("Ikke avklart", "Gir rom", "2"),
    )


@given(MOVES, st.booleans())
def test_any_moves_stay_inside_the_drawing_and_each_has_its_band(moves: list[Move], narrow: bool) -> None:
    chart = _flow(moves, narrow)

    root = ElementTree.fromstring(chart.svg)
    _x, _y, wide, high = map(float, root.attrib["viewBox"].split())
    assert len(_bands(chart)) == len(chart.table.rows) == sum(1 for move in moves if move.count)
    for one in root.iter(f"{SVG}rect"):
        assert float(one.get("x", 0)) + float(one.attrib["width"]) <= wide
        assert float(one.get("y", 0)) + float(one.attrib["height"]) <= high


@given(MOVES)
def test_the_columns_add_up_to_the_same(moves: list[Move]) -> None:
    root = ElementTree.fromstring(_flow(moves).svg)

    nodes = [one for one in root.iter(f"{SVG}rect") if one.get("width") == "12"]
    left = sum(float(one.attrib["height"]) for one in nodes if float(one.attrib["x"]) < 400)
    right = sum(float(one.attrib["height"]) for one in nodes if float(one.attrib["x"]) > 400)
    assert left == pytest.approx(right, abs=0.6)
