"""The database refuses a consent that ended in two ways, or has ended and not ended."""

from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


def test_a_renewed_consent_has_ended_and_has_not_lapsed(municipality):
    given = make_representative(municipality).consents.get(purpose="network")
    rows = type(given).objects.filter(pk=given.pk)

    assert_refused(lambda: rows.update(is_renewed=True), "consent_renewed_has_not_lapsed")
    assert_refused(
        lambda: rows.update(withdrawn_at=AT, is_renewed=True, is_lapsed=True),
        "consent_renewed_has_not_lapsed",
    )


def test_a_lapsed_consent_is_not_in_force(municipality):
    given = make_representative(municipality).consents.get(purpose="network")
    rows = type(given).objects.filter(pk=given.pk)

    assert_refused(lambda: rows.update(is_lapsed=True), "consent_lapsed_is_not_in_force")
