"""What goes out comes in as the same: headings that it knows, text that is no formula, nothing that differs."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from representatives.catalogue.models import Term
from representatives.registry.models import Representative
from representatives.registry.queries import Search
from representatives.spreadsheets import exporting, services
from representatives.spreadsheets.escaping import as_it_was, harmless, marked
from representatives.spreadsheets.exported import HEADINGS, Shown
from representatives.spreadsheets.headings import meaning_of
from representatives.spreadsheets.lexicon import Field
from representatives.spreadsheets.sheets import text_of, workbook_of
from tests.cast import AT
from tests.make.people import make_representative
from tests.representatives.spreadsheets import books

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", '"=1', ";=1", "'=1", "''=1", " =1"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_heading_is_one_that_the_import_knows(language):
    with translation.override(language):
        for column in Shown:
            expected = Field.ACTIVE if column == Shown.STATE else Field(column.value)
            assert meaning_of(str(HEADINGS[column])).field is expected, column


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_be_a_formula_is_text_and_comes_back(text):
    assert harmless(text) == f"'{text}"
    assert as_it_was(harmless(text)) == text
    assert as_it_was(marked(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n＝＋\"; aæ1", max_size=8))
@settings(max_examples=1000, derandomize=True)
def test_the_mark_is_taken_off_exactly_where_it_was_put_on(text):
    assert as_it_was(harmless(text)) == text
    if not text.startswith("'"):
        assert not harmless(text)[:1] or harmless(text)[0] not in "=+-@\t\r\n＝＋"


def test_a_workbook_has_no_formula_and_no_link(municipality):
    data = workbook_of("x", ["=1"], [[text] for text in [*FORMULAS, "http://example.org"]], [10])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert sheet.count('t="s"') == len(FORMULAS) + 2


NAMES = st.sampled_from(
    ["Alma", "Berit", "Åse Marie", "Máret", "Jan-Erik", "Ødegård", "Dahl", "Østby", "O'Hara"]
)
WORDS = st.text(alphabet="abcæøå =+-@'\";＝", min_size=1, max_size=12).filter(
    lambda text: any(map(str.isalpha, text))
)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "given_name": NAMES,
            "family_name": NAMES.filter(lambda name: " " not in name),
            "area": WORDS,
            "organisation": WORDS,
            "birth_year": st.integers(1920, 2008),
            "language": st.sampled_from(["nb", "nn", "en"]),
            "last_contact_on": st.dates(date(2020, 1, 1), AT.date()),
        }
    ),
    min_size=4,
    max_size=25,
)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_same(person: dict[str, Any], read: Any) -> None:
    assert (read.given_name, read.family_name) == (person["given_name"], person["family_name"])
    assert (read.email, read.phone, read.language) == (
        person["email"],
        person["phone"],
        person["language"],
    )
    assert _plain(read.area) == _plain(person["area"])
    assert _plain(read.organisation) == _plain(person["organisation"])
    assert read.birth_year is not None
    assert (read.birth_year.year, read.last_contact_on) == (
        person["birth_year"],
        person["last_contact_on"],
    )


@given(people=PEOPLE, as_text=st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_taken_out_comes_in_as_the_same(people, as_text):
    """About a thousand people, each a row: what the import reads is what the export wrote."""
    columns = [
        column for column in Shown if column not in (Shown.SKILLS, Shown.EXPERIENCE, Shown.AVAILABILITY)
    ]
    written = [
        {
            **person,
            "email": f"p{number}@example.org",
            "phone": f"+474061{number:04}",
            "state": "Aktiv",
            "consent_on": "2025-02-01",
        }
        for number, person in enumerate(people)
    ]
    rows = [[str(person[column]) for column in columns] for person in written]
    with translation.override("nb"):
        headings = [str(HEADINGS[column]) for column in columns]
    data = (
        b"".join(text_of(headings, rows)) if as_text else workbook_of("x", headings, rows, [9] * len(columns))
    )
    planned = books.plan(data, "x.csv")
    assert not planned.refused
    for person, read in zip(written, planned.people, strict=True):
        _is_same(person, read)


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_registry_taken_out_and_in_again_changes_nothing(
    municipality, alice, starter_terms, as_text, language
):
    """Taken in where the people are already, each is known, and nothing differs."""
    skill = Term.objects.filter(kind="skill", municipality=None).order_by("id").first()
    area = Term.objects.get(kind="experience", key="dementia", municipality=None)
    make_representative(
        municipality,
        "Paula Prøve",
        phone="+4740612001",
        language="nn",
        birth_year=1970,
        organisation="=SUM(1)",
        area="+Øyane",
        last_contact_on=AT.date() - timedelta(days=3),
        experience=((area, "next_of_kin"),),
        skills=(skill,),
    )
    with translation.override(language):
        data = b"".join(
            exporting.export(
                municipality=municipality,
                search=Search(),
                columns=[str(column) for column in Shown],
                purpose="tidying",
                as_text=as_text,
                by=alice,
                at=AT,
            ).content
        )
    again = services.plan(data=data, file_name="x.csv", municipality=municipality, today=AT.date())
    assert [update.known for update in again.updated] == [Representative.objects.get().public_id]
    assert (again.new, again.refused, again.differences, again.unmapped_terms) == ((), (), (), ())
    [person] = again.people
    assert [(term.key, term.relation) for term in person.experience] == [("dementia", "next_of_kin")]
    assert [term.key for term in person.skills] == [skill.key]
