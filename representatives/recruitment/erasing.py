"""Where the way in meets erasure: who comes back has given a new word, and who was declined is deleted in time."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from representatives.erasure import queries, services
from representatives.erasure.models import Erasure
from representatives.recruitment.models import Application

# "We delete what you have written within three months."
CLOSED_KEPT = timedelta(days=90)


def lift(*, municipality: Any, profile: Mapping[str, Any], by: Any, at: datetime) -> None:
    """Writes down a new word, when the person whose own words these are was erased here before."""
    name = f"{profile.get('given_name', '')} {profile.get('family_name', '')}".strip()
    found = queries.was_erased(
        municipality=municipality,
        email=profile.get("email", ""),
        phone=profile.get("phone", ""),
        name=name,
        birth_year=profile.get("birth_year"),
    )
    if found is not None:
        services.lift(erasure=found, by=by, at=at)


def erase_closed(at: datetime) -> int:
    """Erases those who were told no, or changed their mind, 90 days ago, and have not come in since. A keeping rule."""
    ends = [Application.Outcome.DECLINED, Application.Outcome.WITHDRAWN]
    closed = Application.objects.filter(outcome__in=ends, closed_at__lt=at - CLOSED_KEPT)
    closed = closed.filter(representative__state="left", representative__erased_at=None)
    rows = list(closed.select_related("representative").order_by("id"))
    for row in rows:
        services.erase(representative=row.representative, why=Erasure.Why.DECLINED, by=None, at=at)
    return len(rows)
