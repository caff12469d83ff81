"""Payroll's file: each claim once, the same lines each time, undone whole, nothing calculated in it."""

import csv
import io
from decimal import Decimal

import openpyxl
import pytest

from config.core.audit.models import AuditEvent
from participation.claims import exporting, services, sheets
from participation.claims.exports import PayrollExport, PayrollMapping, mapping_of
from participation.claims.models import Claim
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_rate

COLUMNS = [("name", "Navn"), ("code", "Lønnsart"), ("quantity", "Antall"), ("amount", "Beløp")]


@pytest.fixture
def approved(fee, bus):
    for claim in (fee, bus):
        services.approve(claim=claim, by=None, at=AT)
    return [fee, bus]


def _export(municipality, until):
    return exporting.export(municipality=municipality, until=until, by=None, at=AT)


def _rows(export):
    data = b"".join(sheets.file_of(export, "csv").content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data), delimiter=";"))


def _cells(export):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheets.file_of(export, "xlsx").content)))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def _map(municipality, columns=COLUMNS, codes=(("fee", "3100"),)):
    return exporting.set_mapping(
        municipality=municipality, columns=columns, codes=dict(codes), by=None, at=AT
    )


def test_approved_claims_go_once_and_the_sum_is_to_the_ore(municipality, approved, today):
    made = _export(municipality, today)

    assert (made.number, made.total) == (2, Decimal("808.00"))
    assert set(Claim.objects.values_list("state", "export")) == {("exported", made.pk)}
    assert AuditEvent.objects.filter(kind="claim.exported").count() == 2
    with pytest.raises(exporting.CannotExport, match="Approve"):
        _export(municipality, today)


def test_drafts_and_declined_claims_stay(municipality, fee, bus, today):
    services.decline(claim=bus, by=None, at=AT)

    with pytest.raises(exporting.CannotExport):
        _export(municipality, today)
    assert set(Claim.objects.values_list("state", flat=True)) == {"draft", "declined"}


def test_both_files_hold_the_columns_of_the_municipality(municipality, approved, today):
    _map(municipality)
    made = _export(municipality, today)

    assert _rows(made) == [
        ["Navn", "Lønnsart", "Antall", "Beløp"],
        ["Paula Prøve", "3100", "2,00", "710,00"],
        ["Paula Prøve", "", "1,00", "98,00"],
    ]
    assert _cells(made)[1:] == [["Paula Prøve", "3100", 2, 710], ["Paula Prøve", None, 1, 98]]


def test_the_same_lines_come_again_when_columns_and_rates_have_changed(municipality, approved, today):
    _map(municipality)
    made = _export(municipality, today)
    before = _rows(made), _cells(made)

    _map(municipality, [("amount", "Kroner")], ())
    make_rate(municipality, "fee_hour", "999", valid_from=today)
    made.refresh_from_db()

    assert (_rows(made), _cells(made)) == before


def test_an_export_is_taken_back_whole_and_once(municipality, approved, today):
    made = _export(municipality, today)

    exporting.undo(export=made, by=None, at=AT)

    assert set(Claim.objects.values_list("state", "export")) == {("approved", None)}
    with pytest.raises(exporting.CannotExport, match="already"):
        exporting.undo(export=made, by=None, at=AT)
    assert _export(municipality, today).total == 808


def test_nothing_in_the_file_is_calculated(municipality, approved, today):
    Claim.objects.filter(kind="expense").update(note="=cmd|' /C calc'!A0")
    _map(municipality, [("note", "=1+1"), ("amount", "Beløp")], ())
    made = _export(municipality, today)

    assert _rows(made)[0][0] == "'=1+1"
    assert _rows(made)[2][0].startswith("'=cmd")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheets.file_of(made, "xlsx").content)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ([("name", "Navn")], {}),
        ([("amount", "Beløp"), ("amount", "Kroner")], {}),
        ([("amount", " ")], {}),
        ([("account", "Konto"), ("amount", "Beløp")], {}),
        ([("amount", "Beløp")], {"salary": "1"}),
    ],
)
def test_columns_that_no_file_can_have_are_refused(municipality, columns, codes):
    with pytest.raises(exporting.CannotExport):
        _map(municipality, columns, codes.items())
    assert not PayrollMapping.objects.exists()


def test_the_pages_send_fetch_and_take_back(municipality, approved, alice, client_of):
    client = client_of(alice)
    assert "2 krav på til sammen 808,00 kr" in client.get("/granvik/claims/payroll/").content.decode()

    client.post("/granvik/claims/payroll/new/")
    made = PayrollExport.objects.get()
    at = f"/granvik/claims/payroll/{made.public_id}/"
    for kind, start in (("xlsx", b"PK"), ("csv", "\ufeff".encode())):
        answer = client.get(f"{at}file/", {"kind": kind})
        assert answer.content.startswith(start)
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in answer["Content-Disposition"]
    assert f"{at}file/" in client.get("/granvik/claims/payroll/").content.decode()
    client.post(f"{at}undo/")
    assert client.get(f"{at}file/").status_code == 404
    said = client.post(f"{at}undo/", follow=True).context["messages"]
    assert [message.level_tag for message in said] == ["error"]


def test_columns_are_chosen_on_the_page(municipality, alice, client_of):
    client, at = client_of(alice), "/granvik/claims/payroll/columns/"
    sent = {"heading-name": "Ansatt", "place-name": "2", "heading-amount": "Kr", "place-amount": "1"}

    client.post(at, sent | {"code-fee": "3100"})

    mapping = mapping_of(municipality)
    assert mapping.columns == [["amount", "Kr"], ["name", "Ansatt"]]
    assert mapping.codes == {"fee": "3100"}
    assert client.post(at, {"heading-name": "Ansatt"}).status_code == 422


def test_payroll_over_the_api(municipality, approved, alice, charlie, bob, api_of):
    api, at = api_of(alice), "/api/v1/payroll-exports/"
    columns = [{"column": "amount", "heading": "Beløp"}]
    assert api.post("/api/v1/payroll-mapping/", {"columns": columns}, format="json").status_code == 201
    assert api.get("/api/v1/payroll-mapping/").json()[0]["columns"] == columns

    made = api.post(at)
    one = f"{at}{made.json()['id']}/"
    assert made.status_code == 201
    assert b"808" not in api.get(f"{one}file/", {"kind": "csv"}).content
    assert api.post(at).status_code == 409
    assert api_of(charlie).get(one).status_code == 404
    assert api_of(bob).get(at).status_code == 403
    assert api.post(f"{one}undo/").json()["undone_at"]
    assert api.get(f"{one}file/").status_code == 404


def test_the_database_holds_no_empty_export_and_no_claim_half_sent(municipality, fee):
    made = PayrollExport.objects.create(municipality=municipality, made_at=AT, number=1, total=1)

    assert_refused(
        lambda: PayrollExport.objects.create(municipality=municipality, made_at=AT, number=0, total=0),
        "payroll_export_has_claims",
    )
    assert_refused(
        lambda: Claim.objects.filter(pk=fee.pk).update(export=made), "claim_of_an_export_is_exported"
    )
    assert_refused(
        lambda: [PayrollMapping.objects.create(municipality=municipality) for _number in range(2)],
        "payroll_mapping_one_each",
    )
    row = {"municipality": municipality, "attendance": fee.attendance, "incurred_on": fee.incurred_on}
    assert_refused(
        lambda: [Claim.objects.create(kind="cancelled", quantity=1, amount=1, **row) for _number in range(2)],
        "claim_one_calling_off_per_attendance",
    )
