"""Who wants to hear about what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.interests.models import ChosenTopic, Hearing
from representatives.registry.models import EXPERIENCE_KINDS, Representative

# What calls ask for; perspective and practical terms are no topics.
TOPIC_KINDS = (Term.Kind.EXPERIENCE, Term.Kind.SERVICE, Term.Kind.SKILL, Term.Kind.ROLE)
SAFE_KINDS = (Term.Kind.SKILL, Term.Kind.ROLE)


@dataclass(frozen=True)
class Wishes:
    """What one person wants to hear about, and how often; `how` is never where nobody has said."""

    topics: tuple[ChosenTopic, ...]
    how: str
    label: str
    may_choose_experience: bool


def wishes_of(person: Representative) -> Wishes:
    """Everything that is said about what a person wants to hear."""
    rows = ChosenTopic.objects.filter(representative=person).select_related("term", "representative")
    how = how_of(person)
    return Wishes(
        topics=tuple(rows.order_by("term__kind", "term__order", "id")),
        how=how,
        label=str(Hearing.How(how).label),
        may_choose_experience=may_choose_experience(person),
    )


def how_of(person: Representative) -> str:
    """How often the person hears."""
    said = Hearing.objects.filter(representative=person).values_list("how", flat=True).first()
    return said or Hearing.How.NEVER.value


def may_choose_experience(person: Representative) -> bool:
    """Whether topics that tell of health may be kept: only under consent to lived experience."""
    given = Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.EXPERIENCE)
    return given.exists()


def kinds_for(person: Representative) -> tuple[str, ...]:
    """The kinds of term that the person may choose from now."""
    return TOPIC_KINDS if may_choose_experience(person) else SAFE_KINDS


def with_wider(terms: Iterable[int]) -> set[int]:
    """The terms (by primary key) and all that lie above them: who chose a wider topic hears of the narrower too."""
    found, next_up = set(terms), set(terms)
    while next_up:
        above = Term.objects.filter(pk__in=next_up, parent__isnull=False).order_by()
        next_up = set(above.values_list("parent_id", flat=True)) - found
        found |= next_up
    return found


def hearing_about(*, municipality: Any, terms: Iterable[int]) -> dict[int, str]:
    """Who has chosen one of the terms, or one above it: how often they hear, by primary key of the person.

    With those who have said never; experience counts only while consent to it is in force.
    """
    topics = ChosenTopic.objects.filter(municipality=municipality, term__in=with_wider(terms))
    given = Consent.objects.in_force().filter(municipality=municipality, purpose=Consent.Purpose.EXPERIENCE)
    allowed = Q(term__kind__in=SAFE_KINDS) | Q(representative__in=given.order_by().values("representative"))
    people = topics.filter(allowed).order_by().values("representative")
    rows = Hearing.objects.filter(municipality=municipality, representative__in=people)
    return dict(rows.order_by("representative_id").values_list("representative_id", "how"))


def tells_of_health(term: Term) -> bool:
    """Whether choosing the term tells of the person's health."""
    return term.kind in EXPERIENCE_KINDS
