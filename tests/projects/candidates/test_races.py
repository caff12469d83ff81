"""Several presses at once: one row, one turn, one winner."""

import pytest

from projects.candidates import balance, noting, services
from projects.models import Balance, CandidateNote, Choice, Request
from projects.requests import services as requests
from representatives.models import Turn
from tests.cast import AT
from tests.helpers.threads import at_once
from tests.projects.wanted import make_fitting, make_open_request

pytestmark = pytest.mark.django_db(transaction=True)


def test_several_who_choose_the_same_person_make_one_choice(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)

    def choose():
        services.choose(request=wanted, representative=person, decision="chosen", by=alice, at=AT)

    assert at_once(choose, choose, choose, choose) == ["done"] * 4
    assert Choice.objects.count() == 1
    assert Turn.objects.filter(kind="chosen").count() == 1


def test_several_who_settle_pass_over_once(municipality, alice):
    wanted = make_open_request(municipality)
    person = make_fitting(municipality)
    services.choose(request=wanted, representative=person, decision="later", by=alice, at=AT)

    def settle():
        services.settle(request=wanted, by=alice, at=AT)

    assert at_once(settle, settle, settle, settle) == ["done"] * 4
    assert Turn.objects.filter(kind="passed_over").count() == 1


def test_closing_and_calling_off_have_one_winner(municipality, alice):
    wanted = make_open_request(municipality)

    outcomes = at_once(
        lambda: requests.close_request(request=wanted, by=alice, at=AT, reason="Ferdig"),
        lambda: requests.cancel_request(request=wanted, by=alice, at=AT, reason="Nei"),
    )

    assert sorted(outcomes) == ["CannotMove", "done"]
    assert Request.objects.get().state in ("closed", "cancelled")


def test_notes_at_once_never_pass_the_most(municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)

    def note():
        noting.add_note(request=wanted, representative=person, text="Ring", by=alice, at=AT)

    for _number in range(noting.MOST - 1):
        note()

    assert sorted(at_once(note, note, note)) == ["CannotNote", "CannotNote", "done"]
    assert CandidateNote.objects.count() == noting.MOST


def test_two_who_choose_the_balance_make_one_row(municipality, adam):
    outcomes = at_once(
        lambda: balance.set_balance(municipality=municipality, emphasis="fit", by=adam, at=AT),
        lambda: balance.set_balance(municipality=municipality, emphasis="turn", by=adam, at=AT),
    )

    assert outcomes == ["done"] * 2
    assert Balance.objects.count() == 1
