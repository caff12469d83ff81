"""The database refuses a policy that gives no time, and questions that cannot be."""

from datetime import timedelta

import pytest

from representatives.freshness.models import Checkup, NetworkPolicy
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


def _ask(person, **fields):
    given = {"kind": "still_right", "asked_at": AT, "due_on": AT.date()} | fields
    return Checkup.objects.create(municipality=person.municipality, representative=person, **given)


@pytest.mark.parametrize(
    "numbers",
    [
        {"confirm_after_days": 29},
        {"rest_after_days": 13},
        {"notice_after_days": 29},
        {"delete_after_notice_days": 29},
        {"consent_months": 0},
        {"consent_months": 25},
    ],
    ids=str,
)
def test_a_policy_gives_people_time(municipality, numbers):
    assert_refused(
        lambda: NetworkPolicy.objects.create(municipality=municipality, **numbers),
        "network_policy_gives_people_time",
    )


def test_a_municipality_has_one_policy(municipality):
    NetworkPolicy.objects.create(municipality=municipality)

    assert_refused(lambda: NetworkPolicy.objects.create(municipality=municipality), "network_policy_one_each")


def test_one_question_of_a_kind_is_open(municipality):
    person = make_representative(municipality)
    _ask(person, closed_at=AT)
    _ask(person)

    assert_refused(lambda: _ask(person), "checkup_one_open_of_a_kind")


def test_an_answer_comes_after_the_question(municipality):
    person = make_representative(municipality)

    assert_refused(
        lambda: _ask(person, replied_at=AT - timedelta(seconds=1)), "checkup_is_answered_after_it_is_asked"
    )
