"""Threat T40: some hundred damaged and foreign files; never an unhandled error, and the preview is the effect."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from representatives.registry.models import Representative
from representatives.spreadsheets import services, storing
from representatives.spreadsheets.decisions import NEW, Decisions, certain, content_of, decided
from representatives.spreadsheets.plan import ImportPlan
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import Unreadable
from tests.cast import AT
from tests.representatives.spreadsheets.books import plan, text, xlsx
from tests.representatives.spreadsheets.lists import LIST
from tests.representatives.spreadsheets.test_formats import ROWS, ods

SEEDS = [
    LIST,
    LIST.decode().encode("utf-16"),
    LIST.decode().encode("cp1252"),
    text([("Navn", "Tlf"), ("=cmd|x!A1", "+47"), ("'=1", "@x"), ("Alma Ask", "+4740612001")]),
    text([("Name", "Phone", "Consent"), ("Ask, Alma", 4740612001.0, 45000)], delimiter="\t"),
]
BOOKS = [xlsx([list(row) for row in ROWS]), ods([tuple(row) for row in ROWS])]
SPLICES = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b";;;;",
    b"\r\r\n",
    b"\xc3",
    b"<x>",
    b"01017000000",
]

CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 12),
        st.sampled_from(SPLICES) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=6,
)
BOUNDED = settings(
    derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def changed(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The file with pieces cut out and others put in."""
    for place, length, piece in changes:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


def _is_whole(planned: ImportPlan, data: bytes) -> None:
    """Every row of the sheet that is somebody, or nobody, is named once, by its number."""
    kinds = (
        [person.row for person in planned.new],
        [update.person.row for update in planned.updated],
        [double.person.row for double in planned.possible_duplicates],
        [row.row for row in planned.refused],
    )
    named = [row for rows in kinds for row in rows]
    assert len(named) == len(set(named))
    sheet = next(one for one in read_workbook(data, "x").sheets if one.name == planned.layout.sheet)
    assert set(named) <= {row.number for row in sheet.rows if row.number > planned.layout.header_row}
    assert all(str(row.reason) for row in planned.refused)


def _is_read_or_refused(data: bytes) -> None:
    try:
        planned = plan(data, "x")
    except Unreadable as refused:
        said = str(refused.sentence)
    else:
        _is_whole(planned, data)
        said = "read"
    assert said


@given(seed=st.sampled_from(SEEDS), changes=CHANGES)
@settings(BOUNDED, max_examples=300)
def test_a_damaged_text_is_read_or_refused_with_a_sentence(seed, changes):
    data = changed(seed, changes)
    _is_read_or_refused(data)


@given(seed=st.sampled_from(BOOKS), changes=CHANGES)
@settings(BOUNDED, max_examples=30)
def test_a_damaged_workbook_is_read_or_refused_with_a_sentence(seed, changes):
    data = changed(seed, changes)
    _is_read_or_refused(data)


@pytest.mark.usefixtures("starter_terms")
@given(seed=st.sampled_from(SEEDS), changes=CHANGES)
@settings(BOUNDED, max_examples=25)
def test_the_preview_is_the_effect(municipality, alice, seed, changes):
    Representative.objects.all().delete()
    try:
        planned = services.plan(
            data=changed(seed, changes), file_name="x", municipality=municipality, today=AT.date()
        )
    except Unreadable:
        return
    people = decided(content_of(planned), Decisions({}, {}))
    assert people == list(certain(planned))
    assert [person["row"] for person in people if person["action"] == NEW] == [one.row for one in planned.new]
    done = storing.take_in(
        people=people,
        file_name="x",
        municipality=municipality,
        by=alice,
        at=AT,
    )
    assert done["new"] == len(planned.new) == Representative.objects.count()
    expected = sorted((person.given_name, person.family_name, person.phone or "") for person in planned.new)
    assert (
        sorted((one.given_name, one.family_name, one.phone) for one in Representative.objects.order_by("id"))
        == expected
    )
