"""Words with figures in them. Pure."""

from hypothesis import given
from hypothesis import strategies as st

from participation.reports import prose

KEYS = st.sampled_from(["said", "answered", "cash"])


def test_a_figure_stands_by_its_name():
    assert prose.filled("{said} av { answered }.", {"said": "3", "answered": "4"}) == "3 av 4."
    assert prose.unknown("{said} {sagt} {x y}", ["said"]) == ["sagt", "x y"]
    assert prose.length("a\r\nb{said}", {"said": "12"}) == 5


@given(st.lists(st.one_of(KEYS.map(lambda key: f"{{{key}}}"), st.text(alphabet="abc æøå\n", max_size=9))))
def test_known_names_leave_no_brace_and_everything_else_as_it_was(pieces):
    text = "".join(pieces)
    values = {"said": "1", "answered": "2", "cash": "3 kr"}

    assert prose.unknown(text, values) == []
    assert "{" not in prose.filled(text, values)
    bare = "".join(piece for piece in pieces if not piece.startswith("{"))
    found = prose.filled("".join(piece for piece in pieces if not piece.startswith("{")), values)
    assert found == bare
