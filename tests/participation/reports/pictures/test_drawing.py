"""The pictures as they are read: sentences from the data, a table that says the same, a sentence where nothing is."""

import re
from collections import Counter
from itertools import chain, combinations
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from participation.reports import brief, pictures
from participation.reports.pictures import composition, load, movement
from participation.reports.pictures.base import in_fives
from tests.make.chain import make_project
from tests.make.inside import make_chain, make_report

SVG = "{http://www.w3.org/2000/svg}"
FULL = {
    "course": {
        "change": "x",
        "project": "Et bedre brev",
        "unit": "Hjemmetjenesten",
        "days": {"said": "2026-03-02", "answered": "2026-03-20", "changed": "2026-05-01"},
        "not_measured_because": "Ingen teller brev.",
        "level": 2,
    },
    "coverage": {
        "year": 2026,
        "units": [
            ["Hjemmetjenesten", [["met", 2], ["missing", 1], ["nothing", 0]]],
            ["Sykehjemmet", [["unplanned", 0], ["later", 2], ["partly", 3]]],
        ],
        "empty": 2,
        "plans": 2,
    },
    "levels": {"parts": [["partner", "partner", 3], ["partner", "listener", 1], ["advisor", "", 2]]},
    "roles": {"is_empty": False, "parts": {"same": 9, "larger": 0, "smaller": 5}},
    "movement": {
        "days": ["2026-01-01", "2026-12-31"],
        "units": [[0, 2, 3], [2, 1, 1], [3, 3, 2]],
        "roles": [[1, 2, 2]],
    },
    "composition": {
        "age": {"people": 25, "is_empty": False, "groups": [["0", 5, 600], ["30", 20, 400]]},
        "area": {"people": 10, "is_empty": False, "groups": [["Nord", 10, 50], ["Sør", None, 50]]},
    },
    "load": {
        "from": "2025-10-01",
        "until": "2026-10-01",
        "is_empty": False,
        "often": [[0, 20], [1, 10], [2, 5], [3, 0], [4, 0]],
        "rest": [[-2, 20], [-1, 5], [0, 5], [1, 0], [2, 0], [3, 0], [4, 5]],
    },
}
EMPTY = {
    "course": {"days": {}},
    "coverage": {"year": 2026, "units": [], "empty": 3, "plans": 0},
    "levels": {"parts": [["partner", "", 1]]},
    "roles": {"is_empty": True, "parts": None},
    "movement": {"days": ["2026-01-01", "2026-12-31"], "units": [[0, 0, 3]], "roles": []},
    "composition": {key: {"people": 0, "is_empty": True, "groups": []} for key in ("age", "area")},
    "load": {"from": "2025-10-01", "until": "2026-10-01", "is_empty": True, "often": None, "rest": None},
}
TAKEAWAYS = {
    "course": "Det tok 60 dager fra innspillet til endringen. Ikke målt: Ingen teller brev. "
    "Ikke skrevet ned: avgjort, fortalt.",
    "coverage": "1 av 4 steder i planene er som planlagt. På 1 av dem er ingen med.",
    "levels": "Av 4 faser noen har sett tilbake på, ble 3 som planlagt, 1 mindre og 0 større.",
    "roles": "Av 14 roller ble 9 som avtalt, 0 større og 5 mindre.",
    "movement": "3 enheter gikk opp, 1 gikk ned og 2 står der de sto.",
    "composition-age": "Færrest sammenlignet med befolkningen: Under 30 år, omtrent 5 der det ville vært 15.",
    "composition-area": "Ingen gruppe som vises, er langt fra sin del av befolkningen.",
    "load": "Omtrent 20 personer ble ikke spurt. Ingen ble spurt 4 ganger eller mer.",
    "rest": "Omtrent 20 av 35 som kan spørres, har aldri hatt et oppdrag.",
}


def _drawn(kept):
    return {one.key: one for one in pictures.drawn({"pictures": kept})}


@pytest.mark.parametrize("key", list(TAKEAWAYS))
def test_each_says_one_sentence_from_its_data(key):
    assert _drawn(FULL)[key].wide.takeaway == TAKEAWAYS[key]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("key", list(TAKEAWAYS))
def test_each_is_described_and_its_table_says_what_is_drawn(key, language):
    with override(language):
        picture = _drawn(FULL)[key]

    for drawing in (picture.wide, picture.narrow):
        root = ElementTree.fromstring(drawing.svg)
        words = {one.get("id"): one.text for one in root.iter() if one.get("id")}
        drawn = "".join(root.itertext())
        assert root.get("role") == "img"
        assert [words[name] for name in root.attrib["aria-labelledby"].split()] == [
            picture.title,
            drawing.alt,
        ]
        assert drawing.takeaway in drawing.alt
        for row in drawing.table.rows:
            assert len(row) == len(drawing.table.columns)
            assert all(cell in drawn for cell in row)


def test_ids_are_unique_among_all_pictures_of_a_page():
    markup = "".join(f"{one.wide.svg}{one.narrow.svg}" for one in _drawn(FULL).values())

    ids = re.findall(r' id="([^"]+)"', markup)
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert set(re.findall(r"url\(#([^)]+)\)", markup)) <= set(ids)


def test_what_is_missing_is_a_sentence_with_what_would_show_it():
    found = _drawn(EMPTY)

    assert [one.wide for one in found.values()] == [None] * len(TAKEAWAYS)
    assert all(
        one.missing.startswith("Ikke målt. ") and one.missing.count(".") >= 3 for one in found.values()
    )
    assert found["coverage"].missing == (
        "Ikke målt. Ingen enhet har en plan for medvirkning i 2026, og ingen hadde med brukerrepresentanter. "
        "En plan med én linje for én enhet er nok til å vise det."
    )


def test_what_is_hidden_says_so_and_not_that_it_is_nothing():
    kept = FULL | {"roles": {"is_empty": False, "parts": None}, "load": FULL["load"] | {"often": None}}

    assert _drawn(kept)["roles"].missing == (
        "Vises ikke: En gruppe er under fem, og folk i den kunne bli gjenkjent."
    )
    assert _drawn(kept)["load"].wide is None
    assert ("Sør", "vises ikke", "5") in _drawn(FULL)["composition-area"].wide.table.rows


def test_a_report_from_before_there_were_pictures_opens_without_them(municipality, unit):
    make_chain(make_project(unit))
    report = make_report(municipality)
    del report.snapshot["pictures"]

    assert brief.read(report).pictures == ()


def test_a_report_keeps_its_pictures_when_the_world_moves_on(municipality, unit):
    project = make_project(unit)
    make_chain(project)
    report = make_report(municipality)
    before = brief.read(report).pictures
    make_chain(project, level=5)
    report.refresh_from_db()

    assert before and brief.read(report).pictures == before


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6), st.integers(0, 12))
def test_no_group_of_the_network_under_five_can_be_reckoned(counts, unknown):
    values = [value for value, count in counts.items() for _one in range(count)] + ["?"] * unknown
    kept = composition.groups(values, dict.fromkeys(counts, 100))

    shown = {value: counts[value] for value, count, _people in kept["groups"] if count is not None}
    assert not [count for count in shown.values() if 0 < count < 5]
    assert all(count in (None, in_fives(counts[value])) for value, count, _people in kept["groups"])
    everyone = sum(counts.values())
    if kept["people"] is not None:
        parts = chain.from_iterable(combinations(shown.values(), size) for size in range(len(shown) + 1))
        assert not [rest for rest in (everyone - sum(part) for part in parts) if 0 < rest < 5]


@given(st.dictionaries(st.integers(0, 4), st.integers(0, 30)))
def test_a_distribution_is_told_whole_or_not_at_all(counts):
    told = load.distribution(Counter(counts), range(5))

    small = any(0 < count < 5 for count in counts.values())
    assert (told is None) == (small or not counts)
    assert told is None or all(count % 5 == 0 for _key, count in told)


@given(st.integers(0, 10_000))
def test_fives_are_near_and_never_say_nobody_of_somebody(count):
    told = in_fives(count)

    assert told % 5 == 0
    assert (told == 0) == (count == 0)
    assert count < 5 or abs(told - count) <= 2


STEPS = st.lists(st.tuples(st.integers(1, 6), st.dates(), st.integers(0, 4)), max_size=30)


@given(STEPS, st.dates())
def test_every_unit_is_in_one_move(steps, start):
    found = movement.moves(range(1, 7), sorted(steps, key=lambda one: one[1]), start)

    assert sum(count for *_ends, count in found) == 6
