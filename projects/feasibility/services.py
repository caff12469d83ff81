"""Asking whether there are enough people, and writing down that it was asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from config.core.audit import services as audit
from projects.feasibility import queries
from projects.matching.feasibility import Feasible
from projects.requests.models import Request
from projects.requests.services import Wanted


def ask(*, request: Request, needs: Sequence[Wanted], by: Any, at: datetime) -> Feasible:
    """The counts, in steps of five, and a line in the access log with the terms that were asked for.

    The line is what makes asking again and again, with one thing changed each time, visible.
    """
    found = queries.ask(request=request, needs=needs, at=at)
    terms = [f"{need.importance}:{need.term.public_id}" for need in needs]
    audit.record("feasibility.asked", obj=request, by=by, at=at, fields=terms, purpose="feasibility")
    return found
