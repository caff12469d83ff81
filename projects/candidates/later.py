"""People who are kept for later, over all requests: those whose day has come first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from projects.candidates.models import Choice
from projects.requests.models import Request

MOST = 200


@dataclass(frozen=True)
class Kept:
    """One person kept for later for one request; due when the day has come."""

    choice: Choice
    is_due: bool


def waiting(rows: Any) -> Any:
    """Of choices those that keep somebody for later, for a request that is not called off."""
    kept = rows.filter(decision=Choice.Decision.LATER).exclude(request__state=Request.State.CANCELLED)
    return kept.exclude(representative__state="left")


def due(rows: Any, *, today: date) -> Any:
    """Of these those whose day has come."""
    return waiting(rows).filter(ask_again_on__lte=today)


def kept_for_later(*, user: Any, municipality: Any, today: date, only_due: bool = False) -> list[Kept]:
    """Those kept for later, whose day has come first, then by day, then without one."""
    choices = Choice.objects.visible_to(user).of(municipality)
    rows = due(choices, today=today) if only_due else waiting(choices)
    rows = rows.select_related("representative", "request__project").order_by(
        F("ask_again_on").asc(nulls_last=True), "at", "pk"
    )
    return [
        Kept(choice, choice.ask_again_on is not None and choice.ask_again_on <= today)
        for choice in rows[:MOST]
    ]
