"""Money on My page: status in words, adding and mending, saying no, what came back, and the year."""

from decimal import Decimal

import pytest

from config.core.audit.models import AuditEvent
from participation.claims import services
from participation.claims.models import Claim
from participation.claims.statement import statement
from tests.cast import AT
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import make_attendance, make_meeting

HOME = "/granvik/my-page/money/"


def _does(step, claim, **said):
    return step(claim=claim, by=None, at=AT, **said)


def test_the_person_sees_what_is_owed_how_far_it_is_and_that_it_is_no_advice(fee, rita, client_of):
    client = client_of(rita)
    page = client.get(HOME).content.decode()

    assert "710,00&nbsp;kr" in page
    assert "Tilretteleggeren ser på det." in page
    assert "Spør NAV" in page
    assert "dette er ikke råd" in page
    _does(services.approve, fee)
    assert "Det går til lønn neste gang" in client.get(HOME).content.decode()
    assert HOME in client.get("/granvik/my-page/").content.decode()
    assert HOME in client.get("/granvik/").content.decode()


def test_the_list_costs_the_same_for_more_claims(project, present, rita, client_of, today):
    client = client_of(rita)

    def make(count):
        for _number in range(count):
            meeting = make_meeting(project, state="held", held_on=today)
            services.draft_fee(attendance=make_attendance(meeting, present.assignment), by=None, at=AT)

    assert_constant_queries(make, lambda: client.get(HOME))


def test_a_sum_is_declined_and_wanted_after_all_and_nobody_asks_why(fee, rita, client_of):
    client, at = client_of(rita), f"{HOME}{fee.public_id}/"

    client.post(f"{at}decline/")
    assert Claim.objects.get().state == "declined"
    assert "Jeg vil ha dem likevel" in client.get(at).content.decode()
    client.post(f"{at}take-back/")

    assert Claim.objects.get().state == "draft"
    kinds = AuditEvent.objects.filter(object_id=fee.public_id, actor_id=rita.public_id)
    assert list(kinds.order_by("id").values_list("kind", flat=True)) == ["claim.declined", "claim.reopened"]


def test_the_person_takes_no_approval_back(fee, rita, client_of):
    _does(services.approve, fee)

    client_of(rita).post(f"{HOME}{fee.public_id}/take-back/")

    assert Claim.objects.get().state == "approved"


def test_travel_is_added_by_the_person(present, rita, client_of):
    client = client_of(rita)
    at = f"{HOME}meetings/{present.public_id}/new/"
    assert at in client.get(HOME).content.decode()

    client.post(at, {"kind": "travel", "number": "10,5", "note": "Egen bil"})

    claim = Claim.objects.get()
    assert (claim.kind, claim.quantity, claim.amount, claim.note) == (
        "travel",
        Decimal("10.50"),
        Decimal("55.65"),
        "Egen bil",
    )
    assert client.post(at, {"kind": "fee", "number": "9"}).status_code == 422


def test_nothing_is_added_for_a_meeting_that_the_person_was_not_at(project, present, rita, client_of, today):
    away = make_attendance(
        make_meeting(project, state="held", held_on=today), present.assignment, was_present=False
    )

    with pytest.raises(services.CannotClaim, match="was there"):
        services.add_expense(attendance=away, kind="expense", quantity=1, amount=Decimal(9), by=None, at=AT)
    answer = client_of(rita).post(f"{HOME}meetings/{away.public_id}/new/", {"kind": "expense", "number": "9"})

    assert answer.status_code == 404
    assert not Claim.objects.exists()


def test_what_comes_back_with_a_word_is_mended_and_sent_again(bus, rita, alice, client_of):
    client, at = client_of(rita), f"{HOME}{bus.public_id}/"
    client_of(alice).post(f"/granvik/claims/{bus.public_id}/return/", {"word": "Hvilken dag var det?"})
    assert "Hvilken dag var det?" in client.get(HOME).content.decode()

    client.post(at, {"number": "89", "note": "Buss på tirsdag"})

    bus.refresh_from_db()
    assert (bus.state, bus.amount, bus.note, bus.word) == ("draft", 89, "Buss på tirsdag", "")


def test_what_comes_back_is_sent_again_as_it_is(bus, rita, client_of):
    _does(services.give_back, bus, word="Legg ved kvittering")

    client_of(rita).post(f"{HOME}{bus.public_id}/send/")

    bus.refresh_from_db()
    assert (bus.state, bus.word) == ("draft", "")
    with pytest.raises(services.CannotClaim):
        _does(services.send_again, bus)


def test_a_fee_is_not_sent_back_and_nothing_without_a_word(fee, bus, alice, client_of):
    with pytest.raises(services.CannotClaim, match="Correct the meeting"):
        _does(services.give_back, fee, word="Feil")
    with pytest.raises(services.CannotClaim, match="what is missing"):
        _does(services.give_back, bus, word="  ")
    answer = client_of(alice).post(f"/granvik/claims/{bus.public_id}/return/", {"word": ""})
    assert answer.status_code == 422


def test_what_is_approved_is_not_mended(bus, rita, client_of):
    _does(services.approve, bus)

    answer = client_of(rita).post(f"{HOME}{bus.public_id}/", {"number": "1", "note": ""})

    bus.refresh_from_db()
    assert answer.status_code == 422
    assert bus.amount == 98


def test_money_of_others_is_not_there(fee, present, alice, project, municipality, client_of, rita):
    person = present.assignment.representative
    person.user = None
    person.save(update_fields=["user"])
    client = client_of(rita)

    for path in (
        "",
        f"{fee.public_id}/",
        f"meetings/{present.public_id}/new/",
        "statement/",
        "statement.pdf",
    ):
        assert client.get(HOME + path).status_code == 404
    assert client_of(alice).get(HOME).status_code == 403


def test_the_year_adds_up_to_the_ore_and_is_a_pdf(fee, bus, rita, client_of, alice, today):
    _does(services.approve, bus)
    Claim.objects.filter(pk=bus.pk).update(state="exported")
    person = fee.attendance.assignment.representative
    told = statement(person, today.year)

    assert (told.total, told.sent, told.waiting) == (808, 98, 710)
    assert sum(one.amount for one in told.kinds) == sum(claim.amount for claim in told.claims) == 808
    client = client_of(rita)
    assert "808,00" in client.get(f"{HOME}statement/").content.decode()
    for browser, path in (
        (client, f"{HOME}statement.pdf"),
        (client_of(alice), f"/granvik/people/{person.public_id}/statement.pdf"),
    ):
        answer = browser.get(path, {"year": today.year})
        assert answer.content.startswith(b"%PDF-")
        assert b"pdfuaid" in answer.content
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert statement(person, today.year - 1).total == 0


def test_a_declined_sum_is_in_no_year(fee, today):
    _does(services.decline, fee)

    assert statement(fee.attendance.assignment.representative, today.year).claims == []


def test_money_over_the_api(fee, present, rita, alice, api_of, today):
    api, at = api_of(rita), "/api/v1/me/claims/"
    sent = {"attendance": present.public_id, "kind": "lost_earnings", "amount": "500.00", "note": "Halv dag"}
    made = api.post(at, sent)

    assert made.status_code == 201, made.json()
    one = f"{at}{made.json()['id']}/"
    assert api.put(f"{one}words/", {"amount": "450.00"}).json()["amount"] == "450.00"
    assert api.post(f"{at}{fee.public_id}/decline/").json()["state"] == "declined"
    assert api.post(f"{at}{fee.public_id}/take-back/").json()["state"] == "draft"
    assert api.post(f"{one}send/").status_code == 409
    facilitator = api_of(alice)
    back = facilitator.post(f"/api/v1/claims/{made.json()['id']}/return/", {"word": "Legg ved lønnsslipp"})
    assert back.json()["state"] == "returned"
    assert api.get(one).json()["word"] == "Legg ved lønnsslipp"
    assert api.post(f"{one}send/").json()["state"] == "draft"
    assert api.get(at).json()["count"] == 2
    told = api.get(f"{at}statement/", {"year": today.year}).json()
    assert (told["total"], len(told["claims"])) == ("1160.00", 2)
    assert facilitator.get(at).status_code == 403
