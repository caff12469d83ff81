"""What a facilitator holds: people, projects, promises, open steps, and what the next one should know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.core.accounts.models import User
from config.core.organisations.models import Membership, Role
from participation.contributions.models import Contribution
from participation.engagement.models import Fact, Professional
from participation.handover.models import Handover, HandoverItem
from participation.support.models import Ask
from projects.models import Project
from representatives.onboarding.models import Conversation
from representatives.registry.models import Representative

Kind = HandoverItem.Kind
# What is moved; the others are nobody's own and only to be known of.
MOVED = (Kind.PERSON, Kind.PROJECT, Kind.PROMISE, Kind.STEP)


@dataclass(frozen=True)
class Shown:
    """An item as the pack shows it: what it is, where it is opened, and what was said of it."""

    item: HandoverItem
    title: str
    url: str


@dataclass(frozen=True)
class Group:
    """Items of one kind, and whether completing moves them."""

    label: str
    is_moved: bool
    items: list[Shown]


def facilitators(municipality: Any) -> Any:
    """Accounts that facilitate in the municipality now."""
    held = Membership.objects.current().filter(municipality=municipality, role=Role.FACILITATOR)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name", "id")


def held_by(user: Any, municipality: Any) -> dict[str, Any]:
    """The rows of each kind that are this facilitator's, or that they have had to do with."""
    people = Representative.objects.of(municipality).present().filter(contact=user)
    own = (
        Project.objects.of(municipality)
        .filter(leader=user)
        .exclude(state__in=[Project.State.CLOSED, Project.State.CANCELLED])
    )
    promises = Contribution.objects.of(municipality).filter(owner__user=user, responses=None)
    steps = (
        Conversation.objects.of(municipality).filter(held_by=user, is_step_done=False).exclude(next_step="")
    )
    known = Professional.objects.of(municipality).filter(
        pk__in=Fact.objects.filter(by=user).values("professional"), is_active=True
    )
    asks = Ask.objects.of(municipality).filter(answered_at=None)
    return {
        Kind.PERSON: people,
        Kind.PROJECT: own,
        Kind.PROMISE: promises,
        Kind.STEP: steps,
        Kind.PROFESSIONAL: known,
        Kind.ASK: asks,
    }


def groups(handover: Handover) -> list[Group]:
    """Everything that is passed on, kind by kind, by what it is called."""
    items = list(handover.items.all())
    found = []
    for kind in Kind:
        of_kind = [item for item in items if item.kind == kind]
        if of_kind:
            titles = _titles(kind, of_kind, handover)
            shown = [Shown(item, *titles.get(item.object_id, (_("No longer there"), ""))) for item in of_kind]
            found.append(Group(str(_HEADINGS[kind]), kind in MOVED, shown))
    return found


def _titles(kind: str, items: Iterable[HandoverItem], handover: Handover) -> dict[str, tuple[str, str]]:
    slug = handover.municipality.slug
    model, text, address = _SHOWN[kind]
    rows = model._default_manager.filter(
        municipality=handover.municipality_id, public_id__in=[item.object_id for item in items]
    )
    if kind == Kind.STEP:
        rows = rows.select_related("representative")
    found = {}
    for row in rows:
        opened = row.representative if kind == Kind.STEP else row
        found[row.public_id] = (text(row), reverse(address, args=[slug, opened.public_id]))
    return found


_HEADINGS = {
    Kind.PERSON: gettext_lazy("Representatives"),
    Kind.PROJECT: gettext_lazy("Projects"),
    Kind.PROMISE: gettext_lazy("Promises"),
    Kind.PROFESSIONAL: gettext_lazy("Professionals"),
    Kind.STEP: gettext_lazy("Open steps"),
    Kind.ASK: gettext_lazy("Asks to managers"),
}
_SHOWN: dict[str, tuple[Any, Any, str]] = {
    Kind.PERSON: (Representative, lambda row: row.name, "representative_detail"),
    Kind.PROJECT: (Project, lambda row: row.title, "project_detail"),
    Kind.PROMISE: (Contribution, lambda row: Truncator(row.text).chars(110), "contribution_detail"),
    Kind.STEP: (
        Conversation,
        lambda row: f"{row.representative.name}: {row.next_step}",
        "representative_detail",
    ),
    Kind.PROFESSIONAL: (Professional, lambda row: row.name, "professional_detail"),
    Kind.ASK: (Ask, lambda row: row.title, "ask_detail"),
}
