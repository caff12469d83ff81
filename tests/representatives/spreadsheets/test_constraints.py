"""What can never be in the tables of the import."""

from datetime import timedelta

import pytest

from representatives.spreadsheets.models import ColumnChoice, ImportedPerson, ImportRun
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative

pytestmark = pytest.mark.django_db


def test_a_heading_means_one_thing_in_a_municipality(municipality, other_municipality):
    def remember(where, field):
        return ColumnChoice.objects.create(municipality=where, heading="sted", field=field, chosen_at=AT)

    remember(municipality, "area")
    remember(other_municipality, "note")
    assert_refused(lambda: remember(municipality, "note"), "column_choice_once_per_heading")


def test_a_run_names_a_person_once(municipality):
    run = ImportRun.objects.create(
        municipality=municipality, file_name="liste.csv", done_at=AT, undo_until=AT + timedelta(days=30)
    )
    paula = make_representative(municipality)

    def name():
        return ImportedPerson.objects.create(
            municipality=municipality, run=run, representative=paula, is_new=True
        )

    name()
    assert_refused(name, "imported_person_once_per_run")
