"""The sheet of rows to mend: each with its reason beside it, without what is never read, and kept nowhere."""

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from representatives.spreadsheets import services
from representatives.spreadsheets.reading import read_workbook
from representatives.spreadsheets.values import as_text
from tests.cast import AT
from tests.representatives.spreadsheets.books import text
from tests.representatives.spreadsheets.lists import CANARIES

LIST = text(
    [
        ("Navn", "Telefon", "Samtykke", "Erfaring", "Merknad", "Fødselsnummer"),
        ("Alma Ask", "40612001", "01.02.2025", "demens", "=1+1", ""),
        ("Berit", "40612002", "01.02.2025", "kreft", "", "01017000000"),
        ("Cato Dahl", "40612003", "muntlig", "rusavhengighet-canary", "konto 1234 56 78903", ""),
    ]
)
NEVER = ("01017000000", "1234 56 78903")


def _sheet(data: bytes) -> list[list[str]]:
    return [[as_text(cell) for cell in row.cells] for row in read_workbook(data).sheets[0].rows]


def _made(municipality, data: bytes = LIST) -> bytes:
    return services.sheet_of_what_is_left_out(
        data=data, file_name="liste.csv", municipality=municipality, today=AT.date()
    )


def test_each_row_has_its_number_its_reason_and_its_own_columns(municipality, starter_terms):
    headings, berit, cato = _sheet(_made(municipality))

    assert headings[2:] == ["Navn", "Telefon", "Samtykke", "Erfaring", "Merknad"]
    assert (berit[0], berit[2:6]) == ("3", ["Berit", "40612002", "01.02.2025", "kreft"])
    assert (cato[0], cato[2:6]) == ("4", ["Cato Dahl", "40612003", "muntlig", "rusavhengighet-canary"])
    assert all(len(row[1]) > 20 for row in (berit, cato))


def test_what_is_never_read_is_not_in_it(municipality, starter_terms):
    shown = str(_sheet(_made(municipality)))

    for number in NEVER:
        assert number not in shown


def test_mended_it_is_read_again_with_the_reasons_left_standing(municipality, starter_terms):
    rows = _sheet(_made(municipality))
    mended = [
        [{"Berit": "Berit Berg", "muntlig": "02.02.2025"}.get(cell, cell) for cell in row] for row in rows
    ]
    plan = services.plan(
        data=text(mended), file_name="to-mend.csv", municipality=municipality, today=AT.date()
    )

    assert [person.name for person in plan.new] == ["Berit Berg", "Cato Dahl"]
    assert not plan.refused
    assert not plan.held_back


def test_the_page_and_the_api_give_it_and_leave_nothing(
    client_of, api_of, alice, starter_terms, files_written, caplog, capfd
):
    for client, address in (
        (client_of(alice), "/granvik/import/mistakes/"),
        (api_of(alice), "/api/v1/imports/mistakes/"),
    ):
        options = {"format": "multipart"} if "api" in address else {}
        answer = client.post(address, {"file": SimpleUploadedFile("liste.csv", LIST)}, **options)
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == 'attachment; filename="to-mend.xlsx"'
        assert "no-store" in answer["Cache-Control"]
        assert "Berit" in str(_sheet(answer.content))
    kept = str([list(model._base_manager.order_by("pk").values()) for model in apps.get_models()])
    for canary in (*NEVER, *CANARIES, "Cato"):
        assert canary not in kept
        assert canary not in caplog.text + "".join(capfd.readouterr())
    assert files_written() == []


def test_without_a_file_there_is_a_sentence(client_of, alice):
    answer = client_of(alice).post("/granvik/import/mistakes/", {})

    assert answer.status_code == 422
    assert "Content-Disposition" not in answer


def test_a_file_that_cannot_be_read_is_refused_here_too(client_of, api_of, alice):
    file = SimpleUploadedFile("liste.csv", b"%PDF-1.4")
    assert client_of(alice).post("/granvik/import/mistakes/", {"file": file}).status_code == 422
    file = SimpleUploadedFile("liste.csv", b"%PDF-1.4")
    assert (
        api_of(alice).post("/api/v1/imports/mistakes/", {"file": file}, format="multipart").status_code == 422
    )
