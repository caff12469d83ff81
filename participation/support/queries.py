"""What is asked of managers, and who they are."""

from typing import Any

from django.db.models import Q

from config.core.accounts.models import User
from config.core.organisations.models import Membership, Role, Unit
from participation.support.models import Ask, AskQuerySet


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
        members = current.filter(Q(role=Role.UNIT_MANAGER) & Q(unit__in=_upward(ask.unit_id)))
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("id"))


def facilitators(ask: Ask) -> list[User]:
    """Who is told the answer."""
    members = Membership.objects.current().filter(municipality=ask.municipality_id, role=Role.FACILITATOR)
    return list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("id"))


def _upward(unit_id: int) -> list[int]:
    """The unit and every unit above it."""
    found: list[int] = []
    above: int | None = unit_id
    while above is not None and above not in found:
        found.append(above)
        above = Unit.objects.values_list("parent_id", flat=True).get(pk=above)
    return found
