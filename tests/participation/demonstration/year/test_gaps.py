"""The year has real gaps: something with nobody, something one person carries, and people who are used unevenly."""

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from config.core.accounts.models import User
from projects.gaps import queries
from projects.gaps.frame import Frame
from projects.gaps.weighing import Verdict

pytestmark = pytest.mark.django_db

if TYPE_CHECKING:
    from tests.participation.demonstration.year.conftest import Laid


def test_the_year_has_gaps_of_every_kind(laid: "Laid") -> None:
    marte = User.objects.get(email="marte@demo.example.org")
    frame = Frame(user=marte, municipality=laid.municipality, today=timezone.localdate(laid.at))

    found = queries.gaps(frame, at=laid.at)

    assert {need.verdict for need in found.needs} == set(Verdict)
    assert any(need.channels and need.is_gap for need in found.needs)
    assert any(need.below and need.is_gap for need in found.needs)
    used = {group.key: group.people for group in found.groups}
    # Who was asked in vain hangs on a day more or less; the others are there whatever the day.
    assert all(used[key] for key in ("never_asked", "resting_long", "asked_often"))
    assert "in_vain" in used
