"""The database refuses two choices for one field, and experience for everyone."""

import pytest

from representatives.models import Visibility
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def common(municipality):
    person = make_representative(municipality)
    return {"municipality": municipality, "representative": person, "changed_at": AT}


def test_visibility_once_per_field(common):
    Visibility.objects.create(field="phone", audience="project", **common)

    assert_refused(
        lambda: Visibility.objects.create(field="phone", audience="network", **common),
        "visibility_once_per_field",
    )


def test_visibility_experience_is_never_for_all(common):
    assert_refused(
        lambda: Visibility.objects.create(field="experience", audience="network", **common),
        "visibility_experience_is_never_for_all",
    )
