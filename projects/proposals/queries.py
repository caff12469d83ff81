"""Proposals with what their pages show."""

from typing import Any

from django.db.models import Q

from config.core.organisations.models import Unit
from projects.proposals.models import Proposal, ProposalQuerySet
from representatives.registry.models import Representative


def detail(*, user: Any, municipality: Any) -> ProposalQuerySet:
    """Proposals that `user` may see, those that wait first, with project, unit and whoever proposed and answered."""
    rows = Proposal.objects.visible_to(user).of(municipality)
    return with_people(rows)


def with_people(rows: ProposalQuerySet) -> ProposalQuerySet:
    """The rows in the same number of queries for any."""
    return rows.select_related(
        "municipality", "project__unit", "representative", "proposed_by", "answered_by"
    ).order_by("-proposed_at", "-id")


def rewritable(rows: ProposalQuerySet, user: Any) -> ProposalQuerySet:
    """Those whose words are the user's own to change; what was told by word, whoever facilitates may mend."""
    return rows.filter(Q(proposed_by=user) | Q(source=Proposal.Source.BY_WORD))


def of_person(person: Representative) -> ProposalQuerySet:
    """What one representative has proposed, newest first."""
    return with_people(Proposal.objects.filter(representative=person))


def somewhere(municipality: Any) -> Unit | None:
    """Where a proposal stands while nobody knows the service: the first unit at the top."""
    rows = Unit.objects.filter(municipality=municipality, is_active=True)
    return rows.filter(parent=None).order_by("id").first() or rows.order_by("id").first()
