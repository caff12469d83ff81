"""Requests are written, opened, closed and called off; each refusal says what is missing."""

from functools import partial

import pytest

from config.core.audit.models import AuditEvent
from projects.models import Request, RequestTerm
from projects.requests import services
from projects.requests.services import Wanted
from representatives.models import Turn
from tests.cast import AT
from tests.make.chain import make_project, make_request
from tests.make.people import make_representative, make_term
from tests.projects.wanted import ask_for, make_open_request


def test_a_request_begins_as_a_draft_with_terms_and_a_seed(unit, alice):
    wanted = services.create_request(
        project=make_project(unit),
        title="To pårørende",
        seats=2,
        terms=[Wanted(make_term(), "must", 2, "next_of_kin"), Wanted(make_term("skill", "talks"), "wish")],
        by=alice,
        at=AT,
    )

    assert (wanted.state, wanted.seats, len(wanted.seed)) == ("draft", 2, 22)
    rows = {(row.term.key, row.importance, row.level, row.relation) for row in wanted.terms.all()}
    assert rows == {("dementia", "must", 2, "next_of_kin"), ("talks", "wish", 1, "")}
    kinds = set(AuditEvent.objects.filter(actor_id=alice.public_id).values_list("kind", flat=True))
    assert kinds == {"request.created", "request_term.added"}


@pytest.mark.parametrize("fields", [{"title": ""}, {"seats": 0}, {"seats": 51}])
def test_a_faulty_request_is_refused(fields, unit, alice):
    with pytest.raises(services.CannotAsk):
        services.create_request(
            project=make_project(unit), by=alice, at=AT, **({"title": "To pårørende"} | fields)
        )

    assert not Request.objects.exists()


@pytest.mark.parametrize("state", ["closed", "cancelled"])
def test_nobody_new_is_asked_for_a_project_that_is_over(state, unit, alice):
    project = make_project(unit, state=state)
    drafted = make_request(project, state="draft", task="x", influence="y")
    ask_for(drafted, make_term())

    with pytest.raises(services.CannotAsk):
        services.create_request(project=project, title="Nei", by=alice, at=AT)
    with pytest.raises(services.CannotAsk):
        services.open_request(request=drafted, by=alice, at=AT)

    assert Request.objects.get().state == "draft"


@pytest.mark.parametrize("missing", ["task", "influence", "terms"])
def test_an_open_request_says_what_it_is_about(missing, municipality, alice):
    wanted = make_open_request(municipality, state="draft")
    if missing == "terms":
        wanted.terms.all().delete()
    else:
        Request.objects.update(**{missing: " "})

    with pytest.raises(services.CannotAsk):
        services.open_request(request=wanted, by=alice, at=AT)

    assert Request.objects.get().state == "draft"


def test_a_complete_request_opens(municipality, alice):
    wanted = make_open_request(municipality, state="draft")

    services.open_request(request=wanted, by=alice, at=AT)

    assert Request.objects.get().state == "open"
    assert AuditEvent.objects.get(kind="request.moved").purpose == "open"


def test_an_open_request_keeps_what_it_needed_to_open(municipality, alice):
    wanted = make_open_request(municipality)

    with pytest.raises(services.CannotAsk):
        services.update_request(request=wanted, changes={"influence": ""}, by=alice, at=AT)
    with pytest.raises(services.CannotAsk):
        services.remove_term(term=wanted.terms.get(), by=alice, at=AT)

    assert Request.objects.get().influence
    assert RequestTerm.objects.count() == 1


def test_a_closed_request_stays_as_it_was(municipality, alice):
    wanted = make_open_request(municipality, state="closed")

    with pytest.raises(services.CannotAsk):
        services.update_request(request=wanted, changes={"title": "Ny"}, by=alice, at=AT)
    with pytest.raises(services.CannotAsk):
        services.add_term(
            request=wanted, term=make_term("skill", "talks"), importance="wish", by=alice, at=AT
        )

    assert RequestTerm.objects.count() == 1


def test_the_same_term_is_asked_for_once_for_each_relation(municipality, alice):
    wanted = make_open_request(municipality)
    term = make_term()

    services.add_term(request=wanted, term=term, importance="wish", relation="bereaved", by=alice, at=AT)
    with pytest.raises(services.CannotAsk):
        services.add_term(request=wanted, term=term, importance="wish", relation="bereaved", by=alice, at=AT)

    assert wanted.terms.count() == 2


@pytest.mark.parametrize(("kind", "relation"), [("skill", "own"), ("practical", ""), ("perspective", "")])
def test_terms_that_do_not_belong_are_refused(kind, relation, municipality, alice):
    wanted = make_open_request(municipality)

    with pytest.raises(services.CannotAsk):
        services.add_term(
            request=wanted,
            term=make_term(kind, "something"),
            importance="wish",
            relation=relation,
            by=alice,
            at=AT,
        )

    assert wanted.terms.count() == 1


def test_a_term_of_another_municipality_is_refused(municipality, other_municipality, alice):
    wanted = make_open_request(municipality)
    foreign = make_term("skill", "talks")
    foreign.municipality = other_municipality
    foreign.save()

    with pytest.raises(services.CannotAsk):
        services.add_term(request=wanted, term=foreign, importance="wish", by=alice, at=AT)


@pytest.mark.parametrize("to", Request.State.values)
@pytest.mark.parametrize("start", Request.State.values)
def test_a_request_moves_as_the_table_says(start, to, municipality, alice):
    wanted = make_open_request(municipality, state=start)
    step = {
        "open": services.open_request,
        "filled": services.fill_request,
        "closed": partial(services.close_request, reason="Ferdig"),
        "cancelled": partial(services.cancel_request, reason="Ferdig"),
    }.get(to)
    if step is None:
        return

    if start in Request.MOVES[to]:
        step(request=wanted, by=alice, at=AT)
        assert Request.objects.get().state == to
    else:
        with pytest.raises(services.CannotMove):
            step(request=wanted, by=alice, at=AT)
        assert Request.objects.get().state == start


@pytest.mark.parametrize("step", [services.close_request, services.cancel_request])
def test_nobody_who_was_asked_is_left_waiting(step, municipality, alice):
    wanted = make_open_request(municipality)
    person = make_representative(municipality)

    def turn(kind):
        Turn.objects.create(
            municipality=municipality,
            representative=person,
            kind=kind,
            at=AT,
            request_ref=wanted.public_id,
        )

    turn("asked")
    with pytest.raises(services.CannotMove, match="1"):
        step(request=wanted, by=alice, at=AT, reason="Ferdig")
    assert Request.objects.get().state == "open"

    turn("withdrawn")
    step(request=wanted, by=alice, at=AT, reason="Ferdig")
    assert Request.objects.get().state in ("closed", "cancelled")
