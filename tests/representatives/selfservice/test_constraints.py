"""The database refuses two copies that wait, and one that was sent before it was asked for."""

from datetime import timedelta

import pytest

from representatives.models import PaperCopy
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def make(municipality):
    person = make_representative(municipality)

    def made(**given):
        return PaperCopy.objects.create(
            municipality=municipality, representative=person, asked_at=AT, **given
        )

    return made


def test_paper_copy_waits_once(make):
    make()

    assert_refused(make, "paper_copy_waits_once")


def test_paper_copy_is_sent_after_asking(make):
    assert_refused(lambda: make(sent_at=AT - timedelta(days=1)), "paper_copy_is_sent_after_asking")
