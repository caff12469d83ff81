"""Each constraint of recruitment refuses a bad row."""

import pytest

from representatives.recruitment.models import Application, RecruitmentChannel
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def channel(municipality) -> RecruitmentChannel:
    return _channel(municipality)


def _channel(municipality, **fields) -> RecruitmentChannel:
    made = {"name": "Frisklivssentralen", "kind": "course", "code": "abcdefgh", "created_at": AT} | fields
    return RecruitmentChannel.objects.create(municipality=municipality, **made)


def test_recruitment_channel_name_once(channel, municipality, other_municipality):
    _channel(other_municipality, code="bcdefghj")

    assert_refused(lambda: _channel(municipality, code="cdefghjk"), "recruitment_channel_name_once")


def test_recruitment_channel_has_a_name(municipality):
    assert_refused(lambda: _channel(municipality, name=""), "recruitment_channel_has_a_name")


def test_application_closed_has_an_outcome(municipality, channel):
    person = make_representative(municipality)

    def make(**fields):
        common = {"municipality": municipality, "representative": person, "channel": channel}
        Application.objects.create(applied_at=AT, **common, **fields)

    assert_refused(lambda: make(outcome="welcomed"), "application_closed_has_an_outcome")
    assert_refused(lambda: make(closed_at=AT), "application_closed_has_an_outcome")
