"""A copy says the same, and carries neither days nor people nor history."""

from datetime import date

import pytest

from projects.models import Request
from projects.requests.services import CannotAsk
from projects.writing import copying
from tests.cast import AT
from tests.make.chain import make_project, make_unit
from tests.make.people import make_term
from tests.projects.wanted import ask_for, make_open_request


def test_a_copy_is_a_draft_that_says_the_same(municipality, unit, alice):
    wanted = make_open_request(
        municipality, pay="600 kroner", starts_on=date(2026, 4, 1), role=make_term("role", "r")
    )
    ask_for(wanted, make_term("skill", "talks"), "wish", level=3)
    target = make_project(unit)

    copied = copying.copy_request(request=wanted, project=target, by=alice, at=AT)

    made = copied.request
    assert (made.project, made.state, made.starts_on, made.pay) == (target, "draft", None, "600 kroner")
    assert made.role == wanted.role
    assert made.seed != wanted.seed
    assert copied.left_out == []

    def terms(request):
        return set(request.terms.values_list("term", "importance", "level", "relation"))

    assert terms(made) == terms(wanted)
    assert wanted.state == "open"


def test_what_is_out_of_use_is_left_out_and_named(municipality, unit, alice):
    old_role, old_term = make_term("role", "old-role"), make_term("skill", "old")
    wanted = make_open_request(municipality, role=old_role)
    ask_for(wanted, old_term)
    for term in (old_role, old_term):
        term.state = "retired"
        term.save()
    wanted.refresh_from_db()

    copied = copying.copy_request(request=wanted, project=wanted.project, by=alice, at=AT)

    assert copied.left_out == [old_term.name]
    assert copied.request.role is None
    assert [row.term.key for row in copied.request.terms.all()] == ["dementia"]


def test_all_requests_of_a_project_come_along_but_those_called_off(municipality, unit, alice):
    source, target = make_project(unit), make_project(unit)
    make_open_request(municipality, project=source, title="Åpen", state="closed")
    make_open_request(municipality, project=source, title="Avlyst", state="cancelled")

    copies = copying.copy_requests(source=source, project=target, by=alice, at=AT)

    assert [copied.request.title for copied in copies] == ["Åpen"]
    assert target.requests.get().state == "draft"


def test_nothing_to_copy_an_ended_project_and_another_municipality_are_refused(
    municipality, other_municipality, unit, alice
):
    wanted = make_open_request(municipality)
    ended, foreign = make_project(unit, state="closed"), make_project(make_unit(other_municipality))

    for target in (ended, foreign):
        with pytest.raises(CannotAsk):
            copying.copy_request(request=wanted, project=target, by=alice, at=AT)
    with pytest.raises(CannotAsk):
        copying.copy_requests(source=ended, project=wanted.project, by=alice, at=AT)

    assert Request.objects.get() == wanted


def test_a_professionals_copy_is_filed_by_them(municipality, unit, pia):
    wanted = make_open_request(municipality, project=make_project(unit, leader=pia))

    made = copying.copy_request(request=wanted, project=wanted.project, by=pia, at=AT).request

    assert (made.filed_by, made.pen) == (pia, "filer")
