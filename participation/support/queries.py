"""What is asked of managers, and who they are."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from config.core.accounts.models import User
from config.core.organisations.models import Membership, Role, Unit
from config.core.privacy import links
from participation.support.models import Ask, AskLink, AskQuerySet

# A link still shows the answer so long after it was given.
SHOWN_FOR = timedelta(days=14)


def asks(*, user: Any, municipality: Any, state: str = "") -> AskQuerySet:
    """Asks that this person may see, those that wait first, then by the day to decide."""
    rows = Ask.objects.visible_to(user).of(municipality).select_related("unit", "answered_by")
    return rows.filter(state=state) if state else rows


def deciders(ask: Ask) -> list[User]:
    """Who is asked: the managers of the unit and of those above it, or the senior managers."""
    current = Membership.objects.current().filter(municipality=ask.municipality_id)
    if ask.unit_id is None:
        members = current.filter(role=Role.SENIOR_MANAGER)
    else:
        members = current.filter(Q(role=Role.UNIT_MANAGER) & Q(unit__in=upward(ask.unit_id)))
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("id"))


def find(token: str, today: date) -> AskLink | None:
    """The link that a token is, while its holder decides and the ask waits or was answered of late."""
    rows = AskLink.objects.filter(token_hash=links.hash_of(token))
    link = rows.select_related("municipality", "decider", "ask__unit", "ask__municipality").first()
    if link is None or link.decider not in deciders(link.ask):
        return None
    settled = link.ask.state in (Ask.State.GRANTED, Ask.State.DECLINED)
    if settled and link.ask.answered_at and timezone.localdate(link.ask.answered_at) + SHOWN_FOR < today:
        return None
    return link


def facilitators(ask: Ask) -> list[User]:
    """Who is told the answer."""
    return facilitators_of(ask.municipality_id)


def facilitators_of(municipality: Any) -> list[User]:
    """Everybody who facilitates in a municipality."""
    members = Membership.objects.current().filter(municipality=municipality, role=Role.FACILITATOR)
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("id"))


def upward(unit_id: int) -> list[int]:
    """The unit and every unit above it."""
    found: list[int] = []
    above: int | None = unit_id
    while above is not None and above not in found:
        found.append(above)
        above = Unit.objects.values_list("parent_id", flat=True).get(pk=above)
    return found
