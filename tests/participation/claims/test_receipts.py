"""Receipts: told by what is in them, kept under our own name, opened by whoever may see the claim and nobody else."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.core.privacy import own_data
from participation.claims import attaching, services
from participation.claims.models import Claim
from participation.claims.receipts import Receipt
from participation.keeping import old_receipts
from representatives.erasure import services as erasure
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.money import PDF, PNG, make_receipt

HOME = "/granvik/my-page/money/"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)


def _file(content=PDF, name="kvittering.pdf"):
    return {"file": SimpleUploadedFile(name, content)}


def _attach(claim, content=PDF, name="buss.pdf"):
    return attaching.attach(claim=claim, name=name, content=content, by=None, at=AT)


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg")])
def test_a_receipt_is_kept_sealed_and_given_back_as_it_was_under_our_own_name(bus, content, kind):
    receipt = _attach(bus, content, "../../etc/Kvittering på buss.exe")

    assert receipt.name == "Kvittering på buss.exe"
    assert receipt.file_name == f"{receipt.public_id}.{kind}"
    kept = Receipt.objects.get()
    assert attaching.file_of(kept) == content
    stored = str(Receipt.objects.values_list("content", flat=True)[0])
    assert content[:8] not in stored.encode("latin-1", "ignore")


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00 program",
        b"\x7fELF program",
        b"<html><script>",
        b"#!/bin/sh\n",
        b"PK\x03\x04",
        b"GIF89a",
        b"",
    ],
)
def test_a_program_is_no_receipt_whatever_it_is_called(bus, rita, client_of, content):
    answer = client_of(rita).post(f"{HOME}{bus.public_id}/receipts/", _file(content, "kvittering.pdf"))

    assert answer.status_code == 422
    assert "En kvittering er en PDF eller et bilde" in answer.content.decode()
    assert not Receipt.objects.exists()
    assert Claim.objects.get(pk=bus.pk).amount == 98


def test_fifty_megabytes_are_refused_in_a_sentence_and_nothing_is_lost(bus, rita, client_of, api_of):
    huge = PDF + bytes(50_000_000)

    answer = client_of(rita).post(f"{HOME}{bus.public_id}/receipts/", _file(huge))
    over_api = api_of(rita).post(
        f"/api/v1/me/claims/{bus.public_id}/receipts/", _file(huge), format="multipart"
    )

    assert answer.status_code == 422
    assert "større enn 5 MB" in answer.content.decode()
    assert "98,00" in answer.content.decode()
    assert over_api.status_code in (409, 413)
    with pytest.raises(attaching.CannotAttach):
        _attach(bus, huge)
    assert not Receipt.objects.exists()


def test_the_file_is_an_attachment_that_no_browser_guesses_about(bus, rita, alice, client_of):
    client = client_of(rita)
    client.post(f"{HOME}{bus.public_id}/receipts/", _file())
    receipt = Receipt.objects.get()
    assert "kvittering.pdf" in client.get(f"{HOME}{bus.public_id}/").content.decode()

    for browser, path in (
        (client, f"{HOME}receipts/{receipt.public_id}/"),
        (client_of(alice), f"/granvik/claims/receipts/{receipt.public_id}/"),
    ):
        answer = browser.get(path)
        assert answer.content == PDF
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == f'attachment; filename="{receipt.public_id}.pdf"'
        assert "no-store" in answer["Cache-Control"]


def test_somebody_elses_receipt_is_not_there(bus, present, rita, charlie, bob, client_of, api_of):
    receipt = make_receipt(bus, at=AT)
    assert client_of(charlie).get(f"/granvik/claims/receipts/{receipt.public_id}/").status_code == 404
    assert client_of(charlie).get(f"/lauvdal/claims/receipts/{receipt.public_id}/").status_code == 404
    assert client_of(bob).get(f"/granvik/claims/receipts/{receipt.public_id}/").status_code == 403
    person = present.assignment.representative
    person.user = None
    person.save(update_fields=["user"])

    client = client_of(rita)
    assert client.get(f"{HOME}receipts/{receipt.public_id}/").status_code == 404
    assert client.post(f"{HOME}receipts/{receipt.public_id}/drop/").status_code == 404
    assert (
        api_of(rita).get(f"/api/v1/me/claims/{bus.public_id}/receipts/{receipt.public_id}/").status_code
        == 404
    )
    assert not Receipt.objects.visible_to(rita).exists()
    assert Receipt.objects.exists()


def test_the_facilitator_adds_and_takes_away(bus, alice, client_of):
    client, at = client_of(alice), f"/granvik/claims/{bus.public_id}/"

    client.post(f"{at}receipts/", _file(PNG, "bilde.png"))
    receipt = Receipt.objects.get()
    assert "bilde.png" in client.get(at).content.decode()
    assert client.post(f"{at}receipts/", _file(b"MZ")).status_code == 422
    client.post(f"/granvik/claims/receipts/{receipt.public_id}/drop/")

    assert not Receipt.objects.exists()


def test_what_is_settled_keeps_its_receipts(bus):
    receipt = _attach(bus)
    services.approve(claim=bus, by=None, at=AT)

    with pytest.raises(attaching.CannotAttach, match="receipt stays"):
        attaching.take_away(receipt=receipt, by=None, at=AT)
    with pytest.raises(attaching.CannotAttach, match="settled"):
        _attach(bus)


def test_five_receipts_are_the_most(bus):
    for _number in range(attaching.MOST):
        _attach(bus)

    with pytest.raises(attaching.CannotAttach, match="five"):
        _attach(bus)


def test_receipts_over_the_api(bus, rita, alice, api_of):
    for api, at in (
        (api_of(rita), f"/api/v1/me/claims/{bus.public_id}/"),
        (api_of(alice), f"/api/v1/claims/{bus.public_id}/"),
    ):
        made = api.post(f"{at}receipts/", _file(), format="multipart")
        assert made.status_code == 201, made.content
        one = f"{at}receipts/{made.json()['id']}/"
        assert api.get(one).content == PDF
        assert api.get(at).json()["receipts"][0]["size"] == len(PDF)
        assert api.post(f"{at}receipts/", _file(b"MZ"), format="multipart").status_code == 409
        assert api.delete(one).status_code == 204
        assert api.get(one).status_code == 404


def test_a_receipt_is_in_what_the_person_is_given_and_goes_with_the_person(bus):
    _attach(bus)
    person = bus.attendance.assignment.representative
    given = own_data.collect(person)

    [row] = json.loads(own_data.as_json(given))["data"]["participation.Receipt"]
    assert (row["name"], row["size"]) == ("buss.pdf", len(PDF))
    assert row["content"]
    assert own_data.as_pdf(given, as_of=date(2026, 4, 1)).startswith(b"%PDF-")
    erasure.erase(representative=person, why="asked", by=None, at=AT)
    assert not Receipt.objects.exists()
    assert Claim.objects.get(pk=bus.pk).note == ""
    assert Claim.objects.get(pk=bus.pk).amount == 98


def test_receipts_go_after_five_years(bus):
    _attach(bus)
    day = AT.replace(year=AT.year + 1)
    Claim.objects.update(incurred_on=date(day.year - 6, 1, 1))

    assert old_receipts(day) == 1
    assert Claim.objects.filter(pk=bus.pk).exists()


def test_the_database_takes_no_other_kind_of_file(bus):
    receipt = make_receipt(bus, at=AT)

    assert_refused(
        lambda: Receipt.objects.filter(pk=receipt.pk).update(kind="text/html"),
        "receipt_is_a_picture_or_a_document",
    )
