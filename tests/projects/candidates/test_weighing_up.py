"""The shortlist, a day to ask again, notes, and what counts most: rule, trail, refusal, and the other municipality."""

from datetime import timedelta

import pytest

from config.core.audit.models import AuditEvent
from config.core.privacy import own_data
from projects.candidates import balance, later, noting, queries, services
from projects.candidates.board import board
from projects.matching.balance import WEIGHTS, Emphasis
from projects.models import Balance, CandidateNote, Choice, Showing
from representatives.consent import services as consent
from representatives.erasure import services as erasure
from representatives.models import Turn
from representatives.registry import services as registry
from tests.cast import AT
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_fitting, make_open_request

DAY = AT.date() + timedelta(days=30)


def choose(wanted, person, by, decision, **more):
    return services.choose(request=wanted, representative=person, decision=decision, by=by, at=AT, **more)


def note(wanted, person, by, text="Har tid på tirsdager"):
    return noting.add_note(request=wanted, representative=person, text=text, by=by, at=AT)


def test_being_considered_is_no_choice_and_passes_over_when_the_round_ends(municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)

    considered = choose(wanted, person, alice, "shortlisted")
    assert not Turn.objects.exists()
    services.settle(request=wanted, by=alice, at=AT)

    assert considered.decision == "shortlisted"
    assert Turn.objects.get().kind == "passed_over"
    assert AuditEvent.objects.get(kind="choice.made").purpose == "shortlisted"


def test_a_gap_needs_no_reason_to_consider_somebody(municipality, alice):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"))
    person = make_fitting(municipality)

    assert choose(wanted, person, alice, "shortlisted").warnings == []
    with pytest.raises(services.ReasonMissing):
        choose(wanted, person, alice, "chosen")
    assert Choice.objects.get().decision == "shortlisted"


def test_a_day_to_ask_again_is_kept_and_goes_with_another_decision(municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)

    kept = choose(wanted, person, alice, "later", ask_again_on=DAY)
    assert kept.ask_again_on == DAY
    assert AuditEvent.objects.get(kind="choice.made").fields == ["ask_again_on", "decision"]

    choose(wanted, person, alice, "chosen")
    assert Choice.objects.get().ask_again_on is None


@pytest.mark.parametrize(("decision", "day"), [("later", AT.date()), ("chosen", DAY), ("not_chosen", DAY)])
def test_a_day_that_is_over_or_of_another_decision_is_refused(decision, day, municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)

    with pytest.raises(services.CannotChoose):
        choose(wanted, person, alice, decision, ask_again_on=day)
    assert not Choice.objects.exists()


def test_those_whose_day_has_come_stand_first(municipality, other_municipality, alice, charlie):
    wanted = make_open_request(municipality)
    days = {"Uten": None, "Sent": DAY + timedelta(days=9), "Snart": DAY}
    for name, day in days.items():
        choose(wanted, make_fitting(municipality, name), alice, "later", ask_again_on=day)
    choose(make_open_request(other_municipality), make_fitting(other_municipality), charlie, "later")

    rows = later.kept_for_later(user=alice, municipality=municipality, today=DAY)

    assert [one.choice.representative.given_name for one in rows] == ["Snart", "Sent", "Uten"]
    assert [one.is_due for one in rows] == [True, False, False]
    due = later.kept_for_later(user=alice, municipality=municipality, today=DAY, only_due=True)
    assert [one.choice for one in due] == [rows[0].choice]


def test_a_day_that_has_come_stands_on_the_start_page(municipality, alice, client_of):
    wanted, person = make_open_request(municipality), make_fitting(municipality)
    kept = choose(wanted, person, alice, "later", ask_again_on=DAY)
    Choice.objects.filter(pk=kept.pk).update(ask_again_on=AT.date() - timedelta(days=3650))
    client = client_of(alice)
    address = f"/{municipality.slug}/ask-later/?due=1"

    assert address in client.get(f"/{municipality.slug}/").content.decode()
    assert person.name in client.get(address).content.decode()


def test_a_note_is_kept_with_a_line_and_without_its_words(municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)

    kept = note(wanted, person, alice, "  Har tid på tirsdager  ")

    assert kept.text == "Har tid på tirsdager"
    line = AuditEvent.objects.get(kind="candidate_note.added")
    assert (line.subject_id, line.fields, line.actor_id) == (person.public_id, ["text"], alice.public_id)
    assert noting.notes_of(request=wanted) == {person.public_id: [kept]}

    noting.remove_note(note=kept, by=alice, at=AT)
    noting.remove_note(note=kept, by=alice, at=AT)
    assert not CandidateNote.objects.exists()
    assert AuditEvent.objects.filter(kind="candidate_note.removed").count() == 1


@pytest.mark.parametrize("fault", ["empty", "long", "foreign", "left", "without", "eleventh"])
def test_what_cannot_be_noted_leaves_nothing(fault, municipality, other_municipality, alice):
    wanted, person, text = make_open_request(municipality), make_fitting(municipality), "Ring henne"
    if fault == "foreign":
        person = make_representative(other_municipality)
    elif fault == "left":
        registry.move(representative=person, to="left", by=None, at=AT)
    elif fault == "without":
        consent.withdraw(representative=person, purpose="network", by=None, at=AT)
    elif fault == "eleventh":
        for _number in range(noting.MOST):
            note(wanted, person, alice)
    before = CandidateNote.objects.count()

    with pytest.raises(noting.CannotNote):
        note(wanted, person, alice, {"empty": "  ", "long": "x" * 301}.get(fault, text))

    assert CandidateNote.objects.count() == before


def test_the_person_gets_the_notes_and_they_go_with_the_person(municipality, alice):
    wanted, person = make_open_request(municipality), make_fitting(municipality)
    note(wanted, person, alice, "Rolig i møter")

    told = own_data.as_json(own_data.collect(person))
    erasure.erase(representative=person, why="asked", by=alice, at=AT)

    assert "Rolig i møter" in told
    assert not CandidateNote.objects.exists()


def test_the_board_has_what_is_wanted_and_lacking(municipality, alice):
    talks = make_term("skill", "talks")
    wanted = make_open_request(municipality, seats=2)
    ask_for(wanted, talks, "wish")
    for name, area in (("Kari", "Sentrum"), ("Ola", "Nord")):
        choose(wanted, make_fitting(municipality, name, area=area), alice, "chosen")
    choose(wanted, make_fitting(municipality, "Senere"), alice, "shortlisted")

    found = board(request=wanted, at=AT)

    assert [(row.term, row.have, row.wanted, row.is_met) for row in found.rows] == [
        ("Dementia", 2, 2, True),
        ("Talks", 0, 1, False),
    ]
    assert len(found.traits) == 4
    assert [one.representative.given_name for one in found.shortlisted] == ["Senere"]


def test_of_one_alone_the_perspective_is_not_told(municipality, alice):
    wanted = make_open_request(municipality)
    choose(wanted, make_fitting(municipality, area="Nord"), alice, "chosen")

    traits = board(request=wanted, at=AT).traits

    assert len(traits) == 2
    assert not any("pårørende" in fact.lower() for fact in traits)


def test_what_counts_most_is_chosen_written_and_followed(municipality, alice, adam):
    wanted = make_open_request(municipality)
    ask_for(wanted, make_term("skill", "talks"), "wish")
    skilled = make_fitting(municipality, "Flink", skills=(make_term("skill", "talks"),))
    rested = make_fitting(municipality, "Uthvilt")
    for kind in ("assigned", "ended"):
        Turn.objects.create(
            municipality=municipality, representative=skilled, kind=kind, at=AT, assignment_ref="a"
        )

    def order():
        found = queries.listing(request=wanted, user=alice, at=AT)
        services.keep_showing(listing=found.listing, request=wanted, by=alice, at=AT)
        return [one.representative for group in found.groups for one in group.candidates]

    assert order() == [rested, skilled]
    balance.set_balance(municipality=municipality, emphasis="fit", by=adam, at=AT)
    balance.set_balance(municipality=municipality, emphasis="fit", by=adam, at=AT)
    assert order() == [skilled, rested]

    line = AuditEvent.objects.get(kind="balance.changed")
    assert (line.actor_id, line.purpose) == (adam.public_id, "fit")
    weights = Showing.objects.order_by("pk").values_list("fit_weight", "turn_weight")
    assert list(weights) == [(1, 1), (3, 1)]


def test_another_word_and_another_municipality_are_not_touched(municipality, other_municipality, adam):
    balance.set_balance(municipality=municipality, emphasis="turn", by=adam, at=AT)

    with pytest.raises(balance.CannotBalance):
        balance.set_balance(municipality=municipality, emphasis="luck", by=adam, at=AT)

    assert balance.weights_of(municipality) == WEIGHTS[Emphasis.TURN]
    assert balance.weights_of(other_municipality) == WEIGHTS[Emphasis.BALANCED]
    assert Balance.objects.count() == 1
