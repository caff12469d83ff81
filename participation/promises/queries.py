"""Whom to write to, what each owes, and whose manager is told."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from config.core.accounts.models import User
from config.core.organisations.models import Membership, Role, Unit
from config.core.privacy import links
from participation.contributions.models import Contribution
from participation.promises.models import OwnerLink

# An answer can still be changed by the link so long after it was given.
CHANGED_FOR = timedelta(days=14)
MOST = 20


def address_of(professional: Any) -> str:
    """Where the one who owes answers gets letters; empty when nobody knows."""
    user = professional.user
    return professional.email or (user.email if user is not None and user.is_active else "")


def without_a_letter(rows: Any) -> Any:
    """Of contributions those that wait for an answer and that no letter asks about: nobody owes it, or no address."""
    has_account = Q(owner__user__is_active=True) & ~Q(owner__user__email="")
    is_written_to = Q(owner__is_active=True) & (~Q(owner__email="") | has_account)
    return rows.unanswered().exclude(pk__in=rows.order_by().filter(is_written_to).values("pk"))


def speaks(professional: Any) -> str:
    """The language of the letters."""
    own = professional.user.language if professional.user is not None else ""
    return str(professional.language or own or professional.municipality.language)


def owed(professional: Any) -> list[OwnerLink]:
    """What somebody owes an answer to and has been asked about, the earliest first."""
    rows = OwnerLink.objects.filter(
        professional=professional, contribution__owner=professional, contribution__responses=None
    )
    rows = rows.select_related("contribution__project")
    return list(rows.order_by("contribution__due_on", "id")[:MOST])


def find(token: str, today: date) -> OwnerLink | None:
    """The link that a token is, while the answer is owed by the one who got it, or can still be changed."""
    rows = OwnerLink.objects.filter(token_hash=links.hash_of(token)).select_related(
        "municipality", "professional__user", "contribution__project__unit", "contribution__owner"
    )
    link = rows.prefetch_related("contribution__responses").first()
    if link is None or link.contribution.owner_id != link.professional_id or not link.professional.is_active:
        return None
    answers = list(link.contribution.responses.all())
    if answers and answers[0].answered_on + CHANGED_FOR < today:
        return None
    return link


def late(unit_ids: list[int], today: date) -> Any:
    """Promises of units that are overdue, the oldest first."""
    rows = Contribution.objects.unanswered().filter(project__unit__in=unit_ids, due_on__lt=today)
    return rows.select_related("owner", "project__unit").order_by("due_on", "id")


def managers_of(unit: Unit) -> list[User]:
    """Who manages the unit, else the nearest unit above it that somebody manages."""
    current = Membership.objects.current().filter(municipality=unit.municipality_id, role=Role.UNIT_MANAGER)
    above: Unit | None = unit
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        members = current.filter(Q(unit=above))
        found = list(User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("id"))
        if found:
            return found
        above = above.parent
    return []
