"""One look by Alice on the day the cast was gathered."""

from datetime import timedelta

import pytest

from projects.gaps.frame import Frame
from tests.cast import AT


@pytest.fixture
def frame(municipality, alice):
    """The whole municipality, the usual period, a day after everything was made."""
    return Frame(user=alice, municipality=municipality, today=AT.date() + timedelta(days=1))
