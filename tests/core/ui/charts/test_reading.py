"""Colours that can be seen, words that fit, numbers as the reader writes them."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from config.core.ui.charts.measure import SOFT_HYPHEN, width, wrap
from config.core.ui.charts.numbers import number
from config.core.ui.charts.palette import COLOURS, GRAPHIC_ROLES, GROUNDS, TEXT_ROLES, contrast

SCHEMES = {"light": 0, "dark": 1}


def test_contrast_agrees_with_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("roles", "least"), [(TEXT_ROLES, 4.5), (GRAPHIC_ROLES, 3.0)])
def test_every_colour_stands_out_from_every_ground(scheme: str, roles: tuple[str, ...], least: float) -> None:
    weak = {
        (role, ground): contrast(COLOURS[role][SCHEMES[scheme]], ground)
        for role in roles
        for ground in GROUNDS[scheme]
        if contrast(COLOURS[role][SCHEMES[scheme]], ground) < least
    }

    assert weak == {}


def test_the_style_sheet_has_the_same_colours_in_every_scheme() -> None:
    sheet = (settings.BASE_DIR / "static/charts.css").read_text()

    for role, (bright, dark) in COLOURS.items():
        values = re.findall(rf"--chart-{role}: ([^;]+);", sheet)
        # light, dark by choice, dark by the device, print, forced colours
        assert values[:4] == [bright, dark, dark, bright]
        assert len(values) == 5
        assert f".chart-fill-{role} {{" in sheet


@given(st.text(max_size=200), st.floats(40, 400))
def test_lines_fit_the_room(text: str, room: float) -> None:
    lines = wrap(text, room, 14, most=1000)

    assert all(width(line, 14) <= room or len(line) == 1 for line in lines)
    written = "".join(lines).replace("-", "")
    assert written.replace(" ", "") == "".join(text.split()).replace(SOFT_HYPHEN, "").replace("-", "")


def test_a_long_norwegian_word_breaks_at_its_soft_hyphen() -> None:
    word = f"brukermedvirknings{SOFT_HYPHEN}koordinator"

    assert wrap(word, 160, 14) == ["brukermedvirknings-", "koordinator"]
    assert wrap("Hjemmebaserte tjenester", 120, 14) == ["Hjemmebaserte", "tjenester"]


def test_too_many_lines_end_in_an_ellipsis() -> None:
    lines = wrap("one two three four five six seven eight", 40, 14, most=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", "1\xa0234\xa0567,5"), ("nn", "1\xa0234\xa0567,5"), ("en", "1,234,567.5")],
)
def test_numbers_follow_the_language(language: str, written: str) -> None:
    with override(language):
        assert number(1234567.5) == written
        assert number(-3) == "−3"
