"""Plans and lines: what is asked first, one plan a unit and year, agreeing, and beginning from last year's."""

from datetime import date

import pytest
from django.db.models import Model

from config.core.audit.models import AuditEvent
from participation.models import ParticipationPlan, PlanLine
from participation.plans import services
from participation.plans.services import CannotPlan
from projects.models import Project
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.chain import make_project, make_unit
from tests.participation.plans.conftest import LINE, WORDS, YEAR


def _kinds(row: Model) -> list[str]:
    return list(AuditEvent.objects.about(row).order_by("id").values_list("kind", flat=True))


def test_a_plan_begins_as_a_draft(plan, unit, alice):
    assert (plan.unit, plan.year, plan.state, plan.agreed_on) == (unit, YEAR, "draft", None)
    assert plan.can_change == "Ordene i brevene"
    event = AuditEvent.objects.about(plan).get()
    assert (event.kind, event.actor_id) == ("participation_plan.created", alice.public_id)


@pytest.mark.parametrize("missing", ["can_change", "cannot_change"])
@pytest.mark.parametrize("text", ["", "   "])
def test_what_can_be_changed_comes_before_everything_else(unit, alice, missing, text):
    with pytest.raises(CannotPlan, match="Say first what can be changed, and what cannot"):
        services.create_plan(unit=unit, year=YEAR, by=alice, at=AT, **{**WORDS, missing: text})

    assert not ParticipationPlan.objects.exists()


def test_one_plan_for_a_unit_and_year(plan, municipality, unit, alice):
    with pytest.raises(CannotPlan, match="has a plan for this year already"):
        services.create_plan(unit=unit, year=YEAR, by=alice, at=AT, **WORDS)
    with pytest.raises(CannotPlan, match="between 2000 and 2100"):
        services.create_plan(unit=unit, year=1999, by=alice, at=AT, **WORDS)

    services.create_plan(unit=unit, year=YEAR + 1, by=alice, at=AT, **WORDS)
    services.create_plan(unit=make_unit(municipality, "Sykehjemmet"), year=YEAR, by=alice, at=AT, **WORDS)
    assert ParticipationPlan.objects.count() == 3


def test_words_are_changed_and_the_names_kept(plan, alice):
    changes = {**WORDS, "can_change": " Alt i brevene "}
    changed = services.update_plan(plan=plan, changes=changes, by=alice, at=AT)
    again = services.update_plan(plan=plan, changes=changes, by=alice, at=AT)

    plan.refresh_from_db()
    assert (plan.can_change, changed, again) == ("Alt i brevene", ["can_change"], [])
    assert AuditEvent.objects.get(kind="participation_plan.updated").fields == ["can_change"]
    with pytest.raises(CannotPlan):
        services.update_plan(plan=plan, changes={"cannot_change": ""}, by=alice, at=AT)


def test_a_line_is_added_changed_and_taken_away(plan, line, project, alice):
    changed = services.update_line(
        line=line, changes={"seats": 3, "project": project, "area": "Vedtaksbrev"}, by=alice, at=AT
    )

    line.refresh_from_db()
    assert (line.seats, line.project, changed) == (3, project, ["project", "seats"])
    assert _kinds(line) == ["plan_line.added", "plan_line.updated"]

    services.remove_line(line=line, by=alice, at=AT)
    assert not PlanLine.objects.exists()
    assert AuditEvent.objects.filter(kind="plan_line.removed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"area": " "}, "in which work"),
        ({"seats": 0}, "from 1 to 50"),
        ({"seats": 51}, "from 1 to 50"),
        ({"needed_by": date(2027, 1, 1)}, "a day in that year"),
    ],
)
def test_a_line_that_cannot_be(plan, line, alice, wrong, words):
    with pytest.raises(CannotPlan, match=words):
        services.add_line(plan=plan, by=alice, at=AT, **{**LINE, **wrong})
    with pytest.raises(CannotPlan, match=words):
        services.update_line(line=line, changes=wrong, by=alice, at=AT)

    assert PlanLine.objects.count() == 1


def test_a_line_is_for_a_project_of_its_own_unit(plan, municipality, alice):
    elsewhere = make_project(make_unit(municipality, "Sykehjemmet"))

    with pytest.raises(CannotPlan, match="another unit"):
        services.add_line(plan=plan, by=alice, at=AT, **LINE, project=elsewhere)


def test_an_unknown_field_is_a_fault_of_ours(plan, line, alice):
    with pytest.raises(ValueError, match="state"):
        services.update_line(line=line, changes={"state": "x"}, by=alice, at=AT)
    with pytest.raises(ValueError, match="year"):
        services.update_plan(plan=plan, changes={"year": "2030"}, by=alice, at=AT)


def test_an_agreed_plan_stands_until_it_is_opened_again(plan, line, uma):
    agreed = services.agree(plan=plan, by=uma, at=AT)
    assert (agreed.state, agreed.agreed_on, agreed.agreed_by) == ("agreed", AT.date(), uma)

    for act in (
        lambda: services.update_plan(plan=plan, changes=WORDS, by=uma, at=AT),
        lambda: services.add_line(plan=plan, by=uma, at=AT, **LINE),
        lambda: services.update_line(line=line, changes={"seats": 3}, by=uma, at=AT),
        lambda: services.remove_line(line=line, by=uma, at=AT),
        lambda: services.agree(plan=plan, by=uma, at=AT),
    ):
        with pytest.raises(CannotPlan, match="Open it again"):
            act()

    opened = services.reopen(plan=plan, by=uma, at=AT)
    assert (opened.state, opened.agreed_on, opened.agreed_by) == ("draft", None, None)
    assert _kinds(plan)[-2:] == ["participation_plan.agreed", "participation_plan.reopened"]
    with pytest.raises(CannotPlan, match="is a draft"):
        services.reopen(plan=plan, by=uma, at=AT)


def test_a_plan_without_lines_is_not_agreed_on(plan, alice):
    with pytest.raises(CannotPlan, match="has no lines"):
        services.agree(plan=plan, by=alice, at=AT)


def test_next_years_plan_begins_from_this_one(plan, line, unit, project, alice):
    over = make_project(unit, state=Project.State.CLOSED)
    services.update_line(line=line, changes={"project": project}, by=alice, at=AT)
    services.add_line(
        plan=plan, by=alice, at=AT, **{**LINE, "area": "Vaktskifte"}, project=over, needed_by=date(2026, 5, 4)
    )
    services.agree(plan=plan, by=alice, at=AT)

    made = services.copy_plan(plan=plan, by=alice, at=AT)

    assert (made.year, made.state, made.can_change) == (2027, "draft", "Ordene i brevene")
    found = made.lines.order_by("id").values_list("area", "project", "needed_by", "seats", "stage")
    assert list(found) == [
        ("Vedtaksbrev", project.pk, None, 2, "design"),
        ("Vaktskifte", None, date(2027, 5, 4), 2, "design"),
    ]
    with pytest.raises(CannotPlan, match="has a plan for this year already"):
        services.copy_plan(plan=plan, by=alice, at=AT)


def test_the_last_of_february_stays_in_february(unit, alice):
    leap = services.create_plan(unit=unit, year=2028, by=alice, at=AT, **WORDS)
    services.add_line(plan=leap, by=alice, at=AT, **LINE, needed_by=date(2028, 2, 29))

    made = services.copy_plan(plan=leap, by=alice, at=AT)

    assert made.lines.get().needed_by == date(2029, 2, 28)


def test_the_database_refuses_bad_rows(plan, line, municipality, unit):
    row = {"municipality": municipality, "unit": unit, "created_at": AT, "year": 2030, **WORDS}
    make = ParticipationPlan.objects.create

    assert_refused(lambda: make(**{**row, "year": YEAR}), "participation_plan_once_per_unit_and_year")
    assert_refused(lambda: make(**{**row, "year": 1999}), "participation_plan_year_is_known")
    assert_refused(lambda: make(**{**row, "can_change": ""}), "participation_plan_says_what_can_change")
    assert_refused(lambda: make(**{**row, "state": "agreed"}), "participation_plan_agreed_has_a_day")
    of_line = {"municipality": municipality, "plan": plan}
    make_line = PlanLine.objects.create
    assert_refused(lambda: make_line(**of_line, **{**LINE, "seats": 0}), "plan_line_has_one_to_fifty_seats")
    assert_refused(lambda: make_line(**of_line, **{**LINE, "area": ""}), "plan_line_says_where")
