"""Closing a request asks why, settles its round, and is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.ending import services
from projects.models import Choice, Project, Request
from projects.requests.services import CannotAsk, CannotMove, cancel_request, open_request
from representatives.models import Turn, TurnSummary
from tests.cast import AT
from tests.projects.wanted import make_fitting, make_open_request

LATER = timedelta(days=2)


def test_a_closed_request_keeps_why_and_those_considered_are_passed_over(municipality, alice):
    wanted, paula = make_open_request(municipality), make_fitting(municipality)
    Choice.objects.create(
        municipality=municipality, request=wanted, representative=paula, decision="later", by=alice, at=AT
    )

    services.end_request(request=wanted, by=alice, at=AT, reason="Vi har dem vi trenger.")

    row = Request.objects.get()
    assert (row.state, row.moves.get().reason) == ("closed", "Vi har dem vi trenger.")
    assert Turn.objects.get(kind="passed_over").representative == paula


def test_without_a_reason_nothing_happens(municipality, alice):
    wanted = make_open_request(municipality)

    with pytest.raises(CannotMove):
        services.end_request(request=wanted, by=alice, at=AT, reason=" ")

    assert Request.objects.get().state == "open"


def test_the_page(client_of, alice, pia, bob, charlie, municipality):
    wanted = make_open_request(municipality)
    path = reverse("request_end", args=["granvik", wanted.public_id])
    client = client_of(alice)

    assert path in client.get(reverse("request_detail", args=["granvik", wanted.public_id])).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 422
    for refused in (pia, bob):
        assert client_of(refused).post(path, {"reason": "x"}).status_code == 403
    assert client_of(charlie).post(path, {"reason": "x"}).status_code == 404
    assert Request.objects.get().state == "open"
    client.post(path, {"reason": "Ferdig."})
    assert Request.objects.get().state == "closed"
    assert client.post(path, {"reason": "Igjen."}).status_code == 422


def test_the_api(api_of, alice, charlie, municipality):
    address = f"/api/v1/requests/{make_open_request(municipality).public_id}/end/"

    assert api_of(charlie).post(address, {"reason": "x"}).status_code == 404
    assert api_of(alice).post(address, {}).status_code == 400
    assert api_of(alice).post(address, {"reason": "Ferdig."}).data["state"] == "closed"
    assert api_of(alice).post(address, {"reason": "Ferdig."}).status_code == 409


def end(wanted, by, how="closed"):
    step = services.end_request if how == "closed" else cancel_request
    step(request=wanted, by=by, at=AT, reason="Feil knapp.")


@pytest.mark.parametrize("how", ["closed", "cancelled"])
@pytest.mark.parametrize("was", ["draft", "open", "filled"])
def test_an_ending_is_taken_back_to_what_it_was(municipality, alice, was, how):
    if (was, how) == ("draft", "closed"):
        return
    wanted = make_open_request(municipality, state=was)
    end(wanted, alice, how)

    back = services.reopen_request(request=wanted, by=alice, at=AT + LATER, reason="Det var en feil.")

    assert back.state == Request.objects.get().state == was
    last = wanted.moves.first()
    assert (last.was, last.to, last.reason, last.by) == (how, was, "Det var en feil.", alice)


def test_who_was_passed_over_by_the_closing_is_not_any_more_and_is_the_next_time(municipality, alice):
    wanted, paula = make_open_request(municipality), make_fitting(municipality)
    Choice.objects.create(
        municipality=municipality, request=wanted, representative=paula, decision="later", by=alice, at=AT
    )
    Turn.objects.create(
        municipality=municipality,
        representative=paula,
        kind="passed_over",
        at=AT - LATER,
        request_ref="annet",
    )
    end(wanted, alice)
    assert TurnSummary.objects.get(representative=paula).passed_over_in_year == 2

    services.reopen_request(request=wanted, by=alice, at=AT + LATER, reason="Feil.")

    assert [turn.request_ref for turn in Turn.objects.filter(kind="passed_over")] == ["annet"]
    assert TurnSummary.objects.get(representative=paula).passed_over_in_year == 1
    assert Choice.objects.get().decision == "later"
    services.end_request(request=wanted, by=alice, at=AT + 2 * LATER, reason="Nå er vi ferdige.")
    assert Turn.objects.filter(kind="passed_over", request_ref=wanted.public_id).count() == 1


@pytest.mark.parametrize("why", ["reason", "late", "open", "project", "incomplete"])
def test_what_cannot_be_taken_back_stays(municipality, alice, why):
    wanted = make_open_request(municipality)
    if why != "open":
        end(wanted, alice)
    if why == "project":
        Project.objects.update(state="closed")
    if why == "incomplete":
        Request.objects.update(task="")
    at = AT + timedelta(days=30, seconds=1) if why == "late" else AT + LATER

    with pytest.raises((CannotAsk, CannotMove)):
        services.reopen_request(
            request=wanted, by=alice, at=at, reason=" " if why == "reason" else "Det var en feil."
        )

    assert Request.objects.get().state == ("open" if why == "open" else "closed")


def test_an_ended_request_is_not_opened_without_a_reason(municipality, alice):
    wanted = make_open_request(municipality)
    end(wanted, alice)

    with pytest.raises(CannotMove, match="hvorfor"):
        open_request(request=wanted, by=alice, at=AT)


def test_taking_back_has_a_page_that_says_what_comes_back(client_of, alice, pia, charlie, municipality):
    wanted = make_open_request(municipality)
    end(wanted, alice)
    now = wanted.moves.get()
    now.at = timezone.now()
    now.save()
    path = reverse("request_reopen", args=["granvik", wanted.public_id])
    client = client_of(alice)

    assert path in client.get(reverse("request_detail", args=["granvik", wanted.public_id])).content.decode()
    page = client.get(path).content.decode()
    assert "Feil knapp." in page and "åpen" in page
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client_of(pia).post(path, {"reason": "x"}).status_code == 403
    assert client_of(charlie).post(path, {"reason": "x"}).status_code == 404
    assert Request.objects.get().state == "closed"
    client.post(path, {"reason": "Det var en feil."})
    assert Request.objects.get().state == "open"
    again = client.post(path, {"reason": "Igjen."})
    assert again.status_code == 422
    assert "avsluttet eller avlyst" in again.content.decode()


def test_taking_back_over_the_api(api_of, alice, charlie, municipality):
    wanted = make_open_request(municipality)
    services.end_request(request=wanted, by=alice, at=timezone.now(), reason="Feil.")
    address = f"/api/v1/requests/{wanted.public_id}/reopen/"

    assert api_of(charlie).post(address, {"reason": "x"}).status_code == 404
    assert api_of(alice).post(address, {}).status_code == 400
    assert api_of(alice).post(address, {"reason": "Det var en feil."}).data["state"] == "open"
    assert api_of(alice).post(address, {"reason": "Det var en feil."}).status_code == 409
