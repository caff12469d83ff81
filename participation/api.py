"""The API of this app: prefix, views and base name of each collection."""

from typing import Any

from participation.claims.api import ClaimViews, RateViews
from participation.closing.api import MeetingViews
from participation.contributions.api import ChangeViews, ContributionViews

ROUTES: list[tuple[str, Any, str]] = [
    ("changes", ChangeViews, "change"),
    ("claims", ClaimViews, "claim"),
    ("contributions", ContributionViews, "contribution"),
    ("meetings", MeetingViews, "meeting"),
    ("rates", RateViews, "rate"),
]
