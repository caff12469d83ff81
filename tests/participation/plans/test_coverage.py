"""The map: counted from rows, at the stage of the day, for the units of the reader, in a fixed number of statements."""

from datetime import UTC, date, datetime, timedelta

import pytest

from participation.models import Invitation, Meeting
from participation.plans import preparing, queries, services
from participation.plans.judging import Stage
from projects.models import PhaseStep, Project
from projects.planning import services as planning
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.helpers.rows import assert_constant_queries
from tests.make.chain import (
    make_assignment,
    make_attendance,
    make_contribution,
    make_meeting,
    make_project,
    make_request,
    make_unit,
)
from tests.make.invitations import make_invitation
from tests.make.people import make_representative
from tests.participation.plans.conftest import LINE, WORDS, YEAR

TODAY = date(2026, 11, 20)


def _coverage(user, municipality, year=YEAR):
    return queries.coverage(user=user, municipality=municipality, year=year, today=TODAY)


def _verdicts(user, municipality, year=YEAR):
    return {
        (row.unit.name, place.stage.value): place.verdict.value
        for row in _coverage(user, municipality, year).rows
        for place in row.places
        if place.verdict != "nothing"
    }


def _seat(project, name="Paula Prøve", **fields):
    fields.setdefault("started_on", date(2026, 3, 2))
    return make_assignment(
        make_request(project),
        make_representative(project.municipality, name, email=f"{name[:5]}@x.example.org"),
        **fields,
    )


def test_what_is_planned_and_not_there_is_a_gap(line, municipality, alice):
    assert _verdicts(alice, municipality) == {("Hjemmetjenesten", "design"): "missing"}
    assert _coverage(alice, municipality).gaps == 1


def test_a_year_that_has_not_begun_has_no_gaps_yet(plan, line, municipality, alice):
    services.copy_plan(plan=plan, by=alice, at=AT)

    assert _verdicts(alice, municipality, YEAR + 1) == {("Hjemmetjenesten", "design"): "later"}
    assert _coverage(alice, municipality, YEAR + 1).gaps == 0


def test_a_seat_a_meeting_and_words_meet_the_plan(line, project, municipality, alice):
    seat = _seat(project)
    partly = _verdicts(alice, municipality)
    _seat(project, "Rolf Prøve")
    unheard = _verdicts(alice, municipality)
    meeting = make_meeting(project, state=Meeting.State.HELD)
    make_attendance(meeting, seat, was_present=False)
    alone = _verdicts(alice, municipality)
    make_contribution(project)
    met = _verdicts(alice, municipality)

    place = ("Hjemmetjenesten", "design")
    assert [found[place] for found in (partly, unheard, alone, met)] == [
        "partly",
        "unheard",
        "unheard",
        "met",
    ]


def test_a_meeting_counts_when_a_representative_was_there(project, municipality, alice):
    meeting = make_meeting(project, state=Meeting.State.HELD)
    make_attendance(meeting, _seat(project))
    make_meeting(project, title="Uten noen")

    place = _coverage(alice, municipality).rows[0].places[0]

    assert (place.cell.seats, place.cell.meetings, place.verdict) == (1, 1, "unplanned")


def test_everything_counts_at_the_stage_of_its_day(unit, municipality, alice):
    project = make_project(unit, phase="preparation")
    for phase, month in (("execution", 4), ("implementation", 9)):
        at = datetime(2026, month, 15, 9, tzinfo=UTC)
        planning.update_project(project=project, changes={"phase": phase}, by=alice, at=at)
    _seat(project, started_on=date(2026, 2, 1), ended_on=date(2026, 4, 15), state="ended")
    for day in (date(2026, 4, 14), date(2026, 4, 15), date(2026, 10, 1)):
        make_contribution(project, said_on=day)

    places = {place.stage: place.cell for place in _coverage(alice, municipality).rows[0].places}

    assert [(places[stage].seats, places[stage].contributions) for stage in Stage] == [(1, 1), (1, 1), (0, 1)]


def test_another_year_has_its_own(project, municipality, alice):
    _seat(project, started_on=date(2025, 6, 1))
    make_contribution(project, said_on=date(2025, 7, 1))
    make_contribution(project, said_on=TODAY + timedelta(days=1))

    counts = {
        year: (cell.seats, cell.contributions)
        for year in (2024, 2025, 2026, 2027)
        for cell in [_coverage(alice, municipality, year).rows[0].places[0].cell]
    }

    assert counts == {2024: (0, 0), 2025: (1, 1), 2026: (1, 0), 2027: (0, 0)}


def test_the_whole_is_the_sum_of_the_units(line, project, municipality, alice):
    other = make_project(make_unit(municipality, "Sykehjemmet"))
    for number, each in enumerate((project, other, other)):
        _seat(each, f"Per{number} Prøve")
        make_contribution(each)

    found = _coverage(alice, municipality)

    assert [(place.cell.planned, place.cell.seats) for place in found.whole] == [(2, 3), (0, 0), (0, 0)]
    assert found.whole[0].cell.contributions == 3


def test_gaps_stand_first_and_empty_units_last(line, municipality, alice):
    for name in ("Aa", "Bb"):
        make_unit(municipality, name)
    _seat(make_project(make_unit(municipality, "Bb")))

    assert [row.unit.name for row in _coverage(alice, municipality).rows] == ["Hjemmetjenesten", "Bb", "Aa"]


def test_a_manager_sees_the_own_unit_and_a_stranger_nothing(line, municipality, uma, bob, pia, charlie):
    make_unit(municipality, "Sykehjemmet")

    assert [row.unit.name for row in _coverage(uma, municipality).rows] == ["Hjemmetjenesten"]
    assert len(_coverage(bob, municipality).rows) == 2
    assert not _coverage(pia, municipality).rows
    assert not _coverage(charlie, municipality).rows


def test_the_records_of_a_place_are_those_it_counts(line, project, unit, alice, bob):
    make_contribution(project)
    _seat(project)

    found = queries.detail(user=alice, unit=unit, stage=Stage.DESIGN, year=YEAR, today=TODAY)
    other = queries.detail(user=alice, unit=unit, stage=Stage.DELIVERY, year=YEAR, today=TODAY)
    reader = queries.detail(user=bob, unit=unit, stage=Stage.DESIGN, year=YEAR, today=TODAY)

    assert (found.lines, [one.project for one in found.behind]) == ([line], [project])
    assert found.behind[0].found.counts.seats == found.place.cell.seats == 1
    assert (other.lines, other.behind) == ([], [])
    assert ([one.may_open for one in found.behind], [one.may_open for one in reader.behind]) == (
        [True],
        [False],
    )


def test_the_map_costs_the_same_for_more(municipality, unit, alice):
    def rows(count):
        for number in range(count):
            known = Project.objects.count()
            where = make_unit(municipality, f"Enhet {known}")
            plan = services.create_plan(unit=where, year=YEAR, by=alice, at=AT, **WORDS)
            services.add_line(plan=plan, by=alice, at=AT, **LINE)
            project = make_project(where)
            make_contribution(project)
            make_attendance(make_meeting(project, state="held"), _seat(project, f"P{known}{number} Prøve"))
            PhaseStep.objects.create(
                municipality=municipality, project=project, was="execution", to="preparation", at=AT
            )

    assert_constant_queries(rows, lambda: _coverage(alice, municipality))


def test_a_step_is_kept_when_the_phase_changes_and_only_then(project, alice):
    planning.update_project(project=project, changes={"title": "Nytt navn"}, by=alice, at=AT)
    planning.update_project(project=project, changes={"phase": "execution"}, by=alice, at=AT)
    planning.update_project(project=project, changes={"phase": "execution"}, by=alice, at=AT)

    step = PhaseStep.objects.get()
    assert (step.project, step.was, step.to, step.at) == (project, "preparation", "execution", AT)
    row = {"municipality": project.municipality, "project": project, "at": AT}
    assert_refused(lambda: PhaseStep.objects.create(**row, was="x", to="x"), "phase_step_goes_somewhere")


def test_phase_steps_are_seen_with_the_project(project, alice, uma, charlie):
    planning.update_project(project=project, changes={"phase": "execution"}, by=alice, at=AT)

    seen = [PhaseStep.objects.visible_to(user).count() for user in (alice, uma, charlie)]
    assert seen == [1, 1, 0]


def _nobody_in(user, municipality):
    return list(preparing.projects(user=user, municipality=municipality).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("fields", "is_listed"),
    [
        ({"state": "running"}, True),
        ({"state": "planned"}, True),
        ({"state": "proposed"}, False),
        ({"state": "closed"}, False),
        ({"state": "running", "phase": "execution"}, False),
    ],
)
def test_projects_that_prepare_without_anybody(unit, municipality, alice, fields, is_listed):
    make_project(unit, **fields)

    assert bool(_nobody_in(alice, municipality)) == is_listed


def test_whoever_has_a_seat_or_has_been_asked_is_somebody(unit, municipality, alice):
    seated, asked, refused, ended = (make_project(unit, title=title) for title in "abcd")
    _seat(seated)
    _seat(ended, "Erik Prøve", state="ended", ended_on=date(2026, 4, 1))
    for project, answer in ((asked, ""), (refused, "no")):
        person = make_representative(
            municipality, f"{project.title}ne Prøve", email=f"{project.title}@x.example.org"
        )
        asking = make_invitation(make_request(project), person)
        said = {"state": "sent", "answer": answer, "answered_at": AT if answer else None}
        Invitation.objects.filter(pk=asking.pk).update(**said)

    assert sorted(_nobody_in(alice, municipality)) == ["c", "d"]


def test_the_next_step_is_the_request_that_is_open(unit, municipality, alice):
    project = make_project(unit)
    make_request(project, state="draft")
    wanted = make_request(project, state="open")
    make_request(project, state="cancelled")

    (found,) = preparing.projects(user=alice, municipality=municipality)

    assert found.begun == wanted.public_id


def test_a_manager_and_a_leader_see_their_own_that_nobody_is_in(unit, municipality, uma, pia, bob):
    make_project(unit, title="Egen")
    make_project(make_unit(municipality, "Sykehjemmet"), title="Ledet", leader=pia)

    assert _nobody_in(uma, municipality) == ["Egen"]
    assert _nobody_in(pia, municipality) == ["Ledet"]
    assert _nobody_in(bob, municipality) == []
