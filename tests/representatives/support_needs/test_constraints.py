"""The database refuses a second need of one kind."""

from representatives.models import SupportNeed
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


def test_support_need_once_per_kind(municipality):
    person = make_representative(municipality)

    def make():
        SupportNeed.objects.create(
            municipality=municipality, representative=person, kind="food", purpose="meetings", added_at=AT
        )

    make()
    assert_refused(make, "support_need_once_per_kind")
