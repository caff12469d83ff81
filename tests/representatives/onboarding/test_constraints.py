"""Each constraint of onboarding refuses a bad row."""

from datetime import timedelta

import pytest

from representatives.onboarding.models import Course, CourseRole, MentorPair
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative, make_term


def test_course_name_once(municipality, other_municipality):
    def make(place):
        Course.objects.create(municipality=place, name="Grunnkurs", created_at=AT)

    make(municipality)
    make(other_municipality)
    assert_refused(lambda: make(municipality), "course_name_once")


def test_course_opens_a_role_once(municipality):
    course = Course.objects.create(municipality=municipality, name="Grunnkurs", created_at=AT)
    role = make_term("role", "committee")

    def make():
        CourseRole.objects.create(municipality=municipality, course=course, role=role)

    make()
    assert_refused(make, "course_opens_a_role_once")


@pytest.fixture
def two(municipality):
    return make_representative(municipality, "Nina Ny"), make_representative(municipality, "Eva Erfaren")


def _pair(new, mentor, **fields):
    made = {"municipality": new.municipality, "started_on": AT.date(), "added_at": AT} | fields
    return MentorPair.objects.create(representative=new, mentor=mentor, **made)


def test_mentor_pair_is_of_two(two):
    assert_refused(lambda: _pair(two[0], two[0]), "mentor_pair_is_of_two")


def test_mentor_one_at_a_time(two, municipality):
    new, mentor = two
    other = make_representative(municipality, "Odd Også")
    _pair(new, other, ended_on=AT.date())
    _pair(new, mentor)

    assert_refused(lambda: _pair(new, other), "mentor_one_at_a_time")


def test_mentor_pair_ends_after_it_starts(two):
    before = AT.date() - timedelta(days=1)

    assert_refused(lambda: _pair(*two, ended_on=before), "mentor_pair_ends_after_it_starts")
