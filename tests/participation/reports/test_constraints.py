"""What the database itself refuses in the rooms inside the organisation, whoever writes the row."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from participation.models import Ask, Reflection, Report, UnitStep
from tests.cast import AT
from tests.make.chain import make_project
from tests.make.inside import make_ask

STEP = {"step": 1, "wanted": 2, "basis": "x", "set_on": AT.date(), "at": AT}


def _refused(name, write):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()


def test_an_answer_and_its_time_go_together(municipality):
    ask = make_ask(municipality)

    for fields in ({"state": "granted"}, {"answered_at": AT}):
        _refused(
            "ask_answered_has_a_time", lambda fields=fields: Ask.objects.filter(pk=ask.pk).update(**fields)
        )


def test_a_step_is_on_the_ladder_and_rests_on_something(municipality, unit):
    def write(**wrong):
        UnitStep.objects.create(municipality=municipality, unit=unit, **(STEP | wrong))

    _refused("unit_step_is_on_the_ladder", lambda: write(step=5))
    _refused("unit_step_is_on_the_ladder", lambda: write(wanted=5))
    _refused("unit_step_rests_on_something", lambda: write(basis=""))


def test_a_reflection_kept_says_something(municipality, unit):
    project = make_project(unit)

    _refused(
        "reflection_kept_says_something",
        lambda: Reflection.objects.create(
            municipality=municipality, project=project, went_well="", held_on=AT.date(), at=AT
        ),
    )


def test_a_report_ends_after_it_starts(municipality):
    _refused(
        "report_period_ends_after_start",
        lambda: Report.objects.create(
            municipality=municipality,
            title="x",
            period_from=date(2026, 2, 1),
            period_to=date(2026, 1, 1),
            snapshot_hash="x",
            made_at=AT,
            frozen_at=AT,
        ),
    )
