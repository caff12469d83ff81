"""What the rooms of My page keep about a person: one row of each, every text of it marked."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from representatives.models import DayException, PaperCopy, Proxy, SupportNeed, Visibility, WeeklyTime
from tests.make.network_conflicts import make_conflict

if TYPE_CHECKING:
    from tests.make.town import Town


def make_own_rooms(town: "Town", at: datetime) -> None:
    """A week, days away, who sees the skills, a need, a proxy without letters, a conflict, and a waiting copy."""
    person = town.rows["representative"]
    common: dict[str, Any] = {"municipality": town.municipality, "representative": person}
    WeeklyTime.objects.create(weekday=0, part="morning", **common)
    days = {"from_on": timezone.localdate(at), "to_on": timezone.localdate(at) + timedelta(days=5)}
    town.keep("day_exception", DayException.objects.create(added_at=at, **days, **common))
    Visibility.objects.create(field="skills", audience="project", changed_at=at, **common)
    need = {"kind": "hearing", "text": town.text("behov"), "purpose": "meetings"}
    town.keep("support_need", SupportNeed.objects.create(added_at=at, **need, **common))
    acting = {"name": town.text("stedfortreder", 160), "relation": town.text("datter", 80)}
    Proxy.objects.create(phone="+4740612399", gets_mail=False, started_at=at, **acting, **common)
    make_conflict(town, at)
    town.keep("paper_copy", PaperCopy.objects.create(asked_at=at, **common))
