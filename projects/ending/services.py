"""Closing a request with the reason, and settling its round: whoever was considered and not chosen comes sooner.

What was a mistake can be taken back for thirty days, and the round with it.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from projects.candidates import services as candidates
from projects.requests import services as requests
from projects.requests.models import Request
from representatives.turns import services as turns
from representatives.turns.models import Turn


@transaction.atomic
def end_request(*, request: Request, by: Any, at: datetime, reason: str) -> Request:
    """Closes a request. Refuses what `requests.close_request` refuses."""
    closed = requests.close_request(request=request, by=by, at=at, reason=reason)
    candidates.settle(request=closed, by=by, at=at)
    return closed


@transaction.atomic
def reopen_request(*, request: Request, by: Any, at: datetime, reason: str) -> Request:
    """Takes an ending back, and that anybody was passed over by it. Refuses what `requests.reopen_request` refuses.

    Choices stay as they were made; invitations that were taken back stay so.
    """
    ended = requests.reopen_request(request=request, by=by, at=at, reason=reason)
    turns.take_back(
        municipality=request.municipality_id,
        kind=Turn.Kind.PASSED_OVER,
        request_ref=request.public_id,
        written_at=ended.at,
        at=at,
    )
    request.refresh_from_db()
    return request
