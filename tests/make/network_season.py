"""A made plan for the season with one proposal, beside the chain."""

from datetime import datetime
from typing import Any

from projects.models import SeasonPlan, SeasonSeat


def add_season(town: Any, at: datetime) -> None:
    """A plan that proposes the town's candidate for the town's request."""
    common: dict[str, Any] = {"municipality": town.municipality}
    plan = SeasonPlan.objects.create(state="made", created_at=at, made_at=at, open_seats=1, **common)
    town.keep("season_plan", plan)
    seat = SeasonSeat.objects.create(
        plan=plan,
        request=town.rows["request"],
        representative=town.rows["candidate"],
        is_in_plan=True,
        is_one_by_one=False,
        **common,
    )
    town.keep("season_seat", seat)
