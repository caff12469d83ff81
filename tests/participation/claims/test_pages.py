"""Rates and claims as pages and over the API."""

from datetime import date
from decimal import Decimal

import pytest

from participation.claims import services
from participation.claims.models import Claim, Rate
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_assignment, make_attendance, make_meeting, make_rate, make_request
from tests.make.people import make_representative


@pytest.fixture
def claim(project, municipality, paula):
    make_rate(municipality)
    attendance = make_attendance(make_meeting(project, state="held"), paula)
    return services.draft_fee(attendance=attendance, by=None, at=AT)


def test_the_list_shows_what_is_owed(claim, alice, client_of, django_assert_max_num_queries):
    client = client_of(alice)
    with django_assert_max_num_queries(25):
        page = client.get("/granvik/claims/").content.decode()

    assert "Paula Prøve" in page
    assert "710,00" in page


def test_the_list_costs_the_same_for_more_claims(project, municipality, alice, client_of):
    client, request = client_of(alice), make_request(project)

    def make(count):
        for number in range(count):
            person = make_representative(municipality, f"Nora {Claim.objects.count()}{number}")
            attendance = make_attendance(make_meeting(project), make_assignment(request, person))
            services.draft_fee(attendance=attendance, by=None, at=AT)

    assert_constant_queries(make, lambda: client.get("/granvik/claims/"))


def test_a_claim_is_approved_reopened_and_declined(claim, alice, client_of):
    client, at = client_of(alice), f"/granvik/claims/{claim.public_id}"
    states = []
    for step in ("approve", "reopen", "decline"):
        client.post(f"{at}/{step}/")
        states.append(Claim.objects.get().state)

    assert states == ["approved", "draft", "declined"]
    assert "710,00" in client.get("/granvik/claims/", {"state": "declined"}).content.decode()
    assert client.get("/granvik/claims/", {"state": "approved"}).context["page"].paginator.count == 0


def test_a_refusal_is_said(claim, alice, client_of):
    Claim.objects.update(rate=None)

    answer = client_of(alice).post(f"/granvik/claims/{claim.public_id}/approve/", follow=True)

    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    assert Claim.objects.get().state == "draft"


def test_a_rate_is_added_with_a_comma(municipality, alice, client_of):
    client = client_of(alice)
    assert "/granvik/claims/rates/new/" in client.get("/granvik/claims/rates/").content.decode()

    client.post(
        "/granvik/claims/rates/new/", {"kind": "fee_hour", "amount": "1 355,50", "valid_from": "2026-01-01"}
    )

    assert Rate.objects.get().amount == Decimal("1355.50")
    again = client.post(
        "/granvik/claims/rates/new/", {"kind": "fee_hour", "amount": "400", "valid_from": "2026-01-01"}
    )
    assert again.status_code == 422
    assert "355,50" in client.get("/granvik/claims/rates/").content.decode()


def test_travel_is_added_to_an_attendance(claim, municipality, alice, client_of):
    make_rate(municipality, "travel_km", "5.30")
    at = f"/granvik/attendances/{claim.attendance.public_id}/expenses/new/"
    client = client_of(alice)

    client.post(at, {"kind": "travel", "number": "10"})
    client.post(at, {"kind": "expense", "number": "98,50"})

    amounts = Claim.objects.exclude(kind="fee").order_by("id").values_list("kind", "amount")
    assert list(amounts) == [("travel", Decimal("53.00")), ("expense", Decimal("98.50"))]


@pytest.mark.parametrize("path", ["claims/", "claims/rates/", "claims/rates/new/"])
def test_money_is_the_facilitators(municipality, path, pia, uma, adam, charlie, client_of):
    for person in (pia, uma, adam):
        assert client_of(person).get(f"/granvik/{path}").status_code == 403
    assert client_of(charlie).get(f"/granvik/{path}").status_code == 404


def test_rates_over_the_api(municipality, alice, pia, charlie, api_of):
    api = api_of(alice)
    sent = {"kind": "fee_hour", "amount": "355.00", "valid_from": "2026-01-01"}
    made = api.post("/api/v1/rates/", sent)

    assert made.status_code == 201
    assert api.post("/api/v1/rates/", sent).status_code == 409
    assert api.post("/api/v1/rates/", sent | {"amount": "-1"}).status_code == 400
    assert api.get("/api/v1/rates/", {"kind": "fee_hour"}).json()["results"][0]["amount"] == "355.00"
    assert api_of(charlie).get("/api/v1/rates/").json()["count"] == 0
    assert api_of(pia).get("/api/v1/rates/").status_code == 403


def test_claims_over_the_api(claim, alice, charlie, api_of):
    api, at = api_of(alice), f"/api/v1/claims/{claim.public_id}/"

    shown = api.get(at).json()
    assert (shown["amount"], shown["state"], shown["incurred_on"]) == ("710.00", "draft", "2026-03-10")
    assert api.post(f"{at}approve/").json()["state"] == "approved"
    assert api.post(f"{at}approve/").status_code == 409
    assert api.post(f"{at}decline/").json()["state"] == "declined"
    assert api.post(f"{at}reopen/").json()["state"] == "draft"
    assert api_of(charlie).get(at).status_code == 404
    meeting = claim.attendance.meeting.public_id
    assert api.get("/api/v1/claims/", {"meeting": meeting, "state": "draft"}).json()["count"] == 1


def test_an_expense_over_the_api(claim, alice, api_of):
    sent = {"attendance": claim.attendance.public_id, "kind": "expense", "amount": "98.00"}

    made = api_of(alice).post("/api/v1/claims/", sent)

    assert made.status_code == 201, made.json()
    assert Claim.objects.get(kind="expense").incurred_on == date(2026, 3, 10)
    assert api_of(alice).post("/api/v1/claims/", sent | {"kind": "fee"}).status_code == 409
