"""The way in and erasure: a no is deleted in time, and whoever comes back by themselves has given a new word."""

from datetime import timedelta

import pytest

from representatives.erasure.models import Erasure
from representatives.recruitment import applications, erasing
from representatives.registry.models import Representative
from tests.cast import AT
from tests.make.recruitment import make_application, make_channel


@pytest.fixture
def erasure():
    """The room below, which knows how a person is erased."""
    return pytest.importorskip("representatives.erasure.services")


def test_a_no_and_a_changed_mind_are_erased_after_ninety_days(erasure, municipality, alice):
    channel = make_channel(municipality)
    for number, end in enumerate((applications.decline, applications.withdraw, applications.welcome)):
        end(application=make_application(channel, f"Nina{number} Ny"), by=alice, at=AT)

    assert erasing.erase_closed(AT + timedelta(days=89)) == 0
    assert erasing.erase_closed(AT + timedelta(days=91)) == 2
    assert Representative.objects.filter(erased_at=None).count() == 1
    assert Representative.objects.filter(came_through=channel).count() == 3


def test_somebody_who_was_erased_comes_back_by_their_own_word(erasure, municipality, alice):
    channel = make_channel(municipality)
    first = make_application(channel).representative
    erasure.erase(representative=first, why="asked", by=alice, at=AT)
    again = make_application(channel).representative

    assert again.name == "Nina Ny"
    assert Erasure.objects.get().lifted_at == AT
