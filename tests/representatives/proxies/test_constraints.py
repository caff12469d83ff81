"""The database refuses two proxies at once, one without a name, and one that ends before it starts."""

from datetime import timedelta

import pytest

from representatives.models import Proxy
from tests.cast import AT
from tests.helpers.constraints import assert_refused
from tests.make.people import make_representative


@pytest.fixture
def make(municipality):
    person = make_representative(municipality)

    def made(**given):
        wanted = {"name": "Lise", "started_at": AT} | given
        return Proxy.objects.create(municipality=municipality, representative=person, **wanted)

    return made


def test_proxy_one_at_a_time(make):
    make()

    assert_refused(make, "proxy_one_at_a_time")


def test_proxy_has_a_name(make):
    assert_refused(lambda: make(name=""), "proxy_has_a_name")


def test_proxy_ends_after_it_starts(make):
    assert_refused(lambda: make(ended_at=AT - timedelta(days=1)), "proxy_ends_after_it_starts")
