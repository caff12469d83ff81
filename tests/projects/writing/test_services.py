"""A request is written with one pen, which goes from hand to hand; notes are kept."""

import pytest
from django.core import mail
from django.utils import timezone

from config.core.audit.models import AuditEvent
from config.core.outbox import services as outbox
from projects.models import Request, RequestMove, RequestNote
from projects.requests import services as requests
from projects.requests.services import CannotAsk, Wanted
from projects.writing import queries, services
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.threads import at_once
from tests.make.chain import make_project, make_request
from tests.make.people import make_term

WHOLE = {"title": "To pårørende", "task": "Lese brevet", "influence": "Hva som står i det"}


@pytest.fixture
def filed(pia, unit):
    """Pia's draft in her own project."""
    project = make_project(unit, leader=pia)
    terms = [Wanted(make_term(), "must")]
    return requests.create_request(project=project, by=pia, at=AT, terms=terms, **WHOLE)


def change(request, by, title="Nytt"):
    requests.update_request(request=request, changes={"title": title}, by=by, at=AT)


def test_a_professional_files_a_request_and_holds_the_pen(filed, pia, alice, municipality):
    assert (filed.filed_by, filed.pen, filed.state) == (pia, "filer", "draft")
    assert list(queries.in_writing(user=pia, municipality=municipality)) == [filed]

    change(filed, pia)
    with pytest.raises(CannotAsk):
        change(filed, alice, "Alices")
    with pytest.raises(CannotAsk):
        requests.open_request(request=filed, by=alice, at=AT)

    filed.refresh_from_db()
    assert (filed.title, filed.state) == ("Nytt", "draft")


def test_the_facilitators_own_is_filed_by_nobody(unit, alice):
    made = requests.create_request(project=make_project(unit), by=alice, at=AT, **WHOLE)

    assert (made.filed_by, made.pen, made.is_to_sharpen) == (None, "facilitator", False)


def test_handed_over_it_is_to_be_sharpened_and_the_filer_waits(filed, pia, alice, municipality):
    services.add_note(request=filed, text="Er dette godt nok?", hand_over=True, by=pia, at=AT)

    filed.refresh_from_db()
    assert filed.is_to_sharpen
    assert list(queries.to_sharpen(user=alice, municipality=municipality)) == [filed]
    assert not queries.in_writing(user=pia, municipality=municipality)
    with pytest.raises(CannotAsk):
        change(filed, pia)
    with pytest.raises(CannotAsk):
        requests.add_term(request=filed, term=make_term("skill", "talks"), importance="wish", by=pia, at=AT)
    with pytest.raises(CannotAsk):
        requests.remove_term(term=filed.terms.get(), by=pia, at=AT)
    change(filed, alice, "Tydeligere")
    assert AuditEvent.objects.get(kind="request.handed_over").purpose == "facilitator"


def test_it_comes_back_by_mail_and_is_opened_by_the_facilitator(filed, pia, alice):
    services.add_note(request=filed, text="", hand_over=True, by=pia, at=AT)
    services.add_note(request=filed, text="Er tre møter nok?", hand_over=True, by=alice, at=AT)
    deliver()
    change(filed, pia, "Med tre møter")
    services.add_note(request=filed, text="", hand_over=True, by=pia, at=AT)
    requests.open_request(request=filed, by=alice, at=AT)

    (letter,) = mail.outbox
    assert letter.to == [pia.email]
    assert "Er tre møter nok?" in letter.body
    assert RequestMove.objects.get().to == "open"
    filed.refresh_from_db()
    assert (filed.state, filed.title) == ("open", "Med tre møter")
    with pytest.raises(CannotAsk):
        services.add_note(request=filed, text="", hand_over=True, by=alice, at=AT)


def test_no_letter_when_the_facilitator_takes_it_back_meanwhile(filed, pia, alice):
    services.add_note(request=filed, text="", hand_over=True, by=pia, at=AT)
    services.add_note(request=filed, text="Se her", hand_over=True, by=alice, at=AT)
    services.take_pen(request=filed, by=alice, at=AT)

    deliver()

    assert mail.outbox == []
    with pytest.raises(services.CannotHandOver):
        services.take_pen(request=filed, by=alice, at=AT)


def test_only_the_one_with_the_pen_hands_it_over(filed, alice, unit):
    with pytest.raises(services.CannotHandOver):
        services.add_note(request=filed, text="", hand_over=True, by=alice, at=AT)
    lonely = make_request(make_project(unit), state="draft")
    with pytest.raises(services.CannotHandOver):
        services.add_note(request=lonely, text="", hand_over=True, by=alice, at=AT)

    filed.refresh_from_db()
    assert filed.pen == "filer"
    assert not RequestNote.objects.exists()


def test_both_write_notes_and_an_empty_one_is_refused(filed, pia, alice):
    services.add_note(request=filed, text="Når?", by=alice, at=AT)
    services.add_note(request=filed, text="På tirsdager", by=pia, at=AT)
    with pytest.raises(services.CannotHandOver):
        services.add_note(request=filed, text="  ", by=pia, at=AT)

    assert [(note.text, note.by) for note in queries.notes(filed)] == [("Når?", alice), ("På tirsdager", pia)]
    assert_refused(
        lambda: RequestNote.objects.create(municipality=filed.municipality, request=filed, at=AT),
        "request_note_says_or_hands_over",
    )
    assert_refused(
        lambda: RequestMove.objects.create(
            municipality=filed.municipality, request=filed, was="open", to="open", at=AT
        ),
        "request_move_goes_somewhere",
    )


@pytest.mark.django_db(transaction=True)
def test_two_presses_hand_it_over_once(pia, unit):
    project = make_project(unit, leader=pia)
    made = requests.create_request(project=project, by=pia, at=AT, **WHOLE)

    outcomes = at_once(*[lambda: services.add_note(request=made, text="", hand_over=True, by=pia, at=AT)] * 2)

    assert sorted(outcomes) == ["CannotHandOver", "done"]
    assert Request.objects.get().pen == "facilitator"


def deliver():
    for message in outbox.claim(at=timezone.now()):
        outbox.deliver(message, at=timezone.now())
