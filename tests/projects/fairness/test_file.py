"""The fairness watch as a file: the same figures, hidden from the same people, and nothing that is calculated."""

import csv
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from config.core.audit.models import AuditEvent
from projects.fairness import queries, sheets
from projects.gaps.sheets import file_of
from tests.projects.fairness.test_watch import NOW, a_frame, ask, people

AREA = "=HYPERLINK(1)"


def read_csv(answer):
    text = b"".join(answer).decode("utf-8-sig")
    return [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=";")]


def read_xlsx(data):
    (name,) = (book := CalamineWorkbook.from_filelike(io.BytesIO(data))).sheet_names
    return [tuple(row) for row in book.get_sheet_by_name(name).to_python()]


@pytest.fixture
def asked(municipality):
    rows = [*people(municipality, 6, area="Sentrum"), *people(municipality, 2, area=AREA)]
    for person in rows[:5]:
        ask(person, 2)
    return rows


def test_whoever_sees_people_gets_every_figure(municipality, asked):
    lines = sheets.lines(queries.watch(a_frame(municipality)))

    assert ("Hvem som blir spurt", "Alle", "Personer", "8") in lines
    assert ("Etter område", AREA, "Personer", "2") in lines
    assert ("Etter område", "Sentrum", "Spurt", "5") in lines
    assert not any(number == "skjult" for *_what, number in lines[:2])


def test_managers_get_what_their_page_shows_and_no_small_group(municipality, asked):
    lines = sheets.lines(queries.watch(a_frame(municipality, sees_people=False)))

    told = {(part, what) for part, what, _figure, _number in lines}
    assert not any(what == AREA for _part, what in told)
    assert ("Hvem som blir spurt", "Alle", "Personer", "skjult") in lines
    small = [number for *_what, number in lines if number in ("1", "2", "3", "4")]
    assert small == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_calculated(municipality, asked, kind):
    lines = sheets.lines(queries.watch(a_frame(municipality)))
    file = file_of(lines, name="fairness", kind=kind, day=NOW.date())

    rows = read_csv(file.content) if kind == "csv" else read_xlsx(file.content[0])

    assert rows[0] == ("Del", "Gjelder", "Tall", "Antall")
    assert len(rows) == len(lines) + 1
    (shown,) = {what for _part, what, *_more in rows if "HYPERLINK" in what}
    assert shown == (f"'{AREA}" if kind == "csv" else AREA)
    assert file.name == f"medvirk-fairness-2026-11-20.{kind}"


@pytest.mark.parametrize(("user", "status"), [("alice", 200), ("uma", 200), ("pia", 403), ("charlie", 404)])
def test_who_may_take_it_out_and_that_it_is_written(request, client_of, municipality, asked, user, status):
    client = client_of(request.getfixturevalue(user))

    answer = client.get(reverse("fairness_file", args=["granvik"]), {"kind": "csv"})

    assert answer.status_code == status
    written = AuditEvent.objects.filter(kind="figures.taken_out", purpose="fairness")
    assert written.count() == (status == 200)
    if status == 200:
        assert answer["Content-Disposition"].endswith('.csv"')
        sees_few = any(row[3] in ("1", "2", "3", "4") for row in read_csv(answer.streaming_content))
        assert sees_few == (user == "alice")


def test_the_page_has_both_files_with_its_own_time(client_of, alice, municipality):
    page = client_of(alice).get(reverse("fairness_watch", args=["granvik"]), {"months": 6}).content.decode()

    path = reverse("fairness_file", args=["granvik"])
    for kind in ("xlsx", "csv"):
        assert f'href="{path}?months=6&amp;kind={kind}"' in page


def test_the_same_over_the_api(api_of, alice, pia, municipality, asked):
    api = api_of(alice)

    answer = api.get("/api/v1/fairness/file/", {"kind": "csv", "months": 24})
    book = api.get("/api/v1/fairness/file/")

    assert ("Hvem som blir spurt", "Alle", "Personer", "8") in read_csv(answer.streaming_content)
    assert read_xlsx(book.content)[0] == ("Del", "Gjelder", "Tall", "Antall")
    assert api.get("/api/v1/fairness/file/", {"kind": "pdf"}).status_code == 400
    assert api_of(pia).get("/api/v1/fairness/file/").status_code == 403
