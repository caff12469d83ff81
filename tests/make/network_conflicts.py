"""A conflict of interest of the town's first person."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from representatives.models import Conflict
from tests.make.chain import make_unit

if TYPE_CHECKING:
    from tests.make.town import Town


def make_conflict(town: "Town", at: datetime) -> None:
    """With a unit that no project of the town is of: nobody is held back by it."""
    about: dict[str, Any] = {"municipality": town.municipality, "representative": town.rows["representative"]}
    kind: dict[str, Any] = {"kind": "own_case", "note": town.text("inhabil"), "since": timezone.localdate(at)}
    elsewhere = make_unit(town.municipality, town.text("annen enhet", 120))
    town.keep("conflict", Conflict.objects.create(unit=elsewhere, recorded_at=at, **kind, **about))
