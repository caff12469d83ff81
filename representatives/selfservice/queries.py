"""A person's own profile, everything that is held, and who has looked at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from config.core.accounts.models import User
from config.core.audit.models import AuditEvent
from config.core.organisations.models import Municipality
from config.core.privacy.fields import lookup
from representatives.availability import queries as availability
from representatives.availability import words as availability_words
from representatives.conflicts.models import Conflict
from representatives.conflicts.queries import open_of
from representatives.consent.models import Consent
from representatives.interests.queries import Wishes, wishes_of
from representatives.proxies import queries as proxies
from representatives.proxies.models import Proxy
from representatives.registry.models import EXPERIENCE_KINDS, NoGo, ProfileTerm, Representative
from representatives.registry.no_gos import ABOUT
from representatives.selfservice.models import PaperCopy
from representatives.selfservice.words import purpose_in_words
from representatives.support_needs.models import SupportNeed
from representatives.visibility import queries as visibility
from representatives.visibility.models import Visibility

LOOKS_SHOWN = 50


@dataclass(frozen=True)
class Look:
    """That somebody opened something about the person: when, who (empty for an erased account), and what for."""

    at: datetime
    name: str
    purpose: str


@dataclass(frozen=True)
class Held:
    """Everything that My page shows on its first page."""

    person: Representative
    experience: list[ProfileTerm]
    skills: list[ProfileTerm]
    no_gos: list[NoGo]
    conflicts: list[Conflict]
    week: str
    needs: list[SupportNeed]
    proxy: Proxy | None
    shown: list[str]
    shares: bool
    wishes: Wishes
    consents: list[Consent]
    looks: list[Look]
    copy: PaperCopy | None


def own_profile(user: Any, municipality: Any = None) -> Representative | None:
    """The profile that belongs to the account, in the municipality of the address where one is given."""
    people = Representative.objects.visible_to(user).filter(user=user).select_related("municipality", "user")
    return (people.of(municipality) if municipality is not None else people).first()


def held(person: Representative, *, today: date) -> Held:
    """What is held about a person, in a fixed number of queries."""
    terms = list(ProfileTerm.objects.filter(representative=person).select_related("term").order_by("id"))
    audiences = visibility.audiences_of(person)
    labels = dict(Visibility.Field.choices)
    return Held(
        person=person,
        experience=[kept for kept in terms if kept.term.kind in EXPERIENCE_KINDS],
        skills=[kept for kept in terms if kept.term.kind not in EXPERIENCE_KINDS],
        no_gos=list(NoGo.objects.filter(representative=person).select_related(*ABOUT).order_by("id")),
        conflicts=[one for one in open_of(person) if not one.is_over(today)],
        week=availability_words.plain(availability.pattern_of(person), today),
        needs=list(SupportNeed.objects.filter(representative=person)),
        proxy=proxies.current_of(person),
        shown=[str(labels[field]) for field, audience in audiences.items() if audience != "facilitator"],
        shares=visibility.shares(person),
        wishes=wishes_of(person),
        consents=list(Consent.objects.in_force().filter(representative=person)),
        looks=looks_at(person, most=3),
        copy=PaperCopy.objects.waiting().filter(representative=person).first(),
    )


def looks_at(person: Representative, *, most: int = LOOKS_SHOWN) -> list[Look]:
    """Who has looked at the person and why, newest first. The person's own looks are no look of another's."""
    rows = AuditEvent.objects.filter(subject_id=person.public_id, kind__endswith=".read")
    if person.user is not None:
        rows = rows.exclude(actor_id=person.user.public_id)
    last = list(rows.order_by("-at", "-id")[:most])
    known = User.objects.filter(public_id__in={row.actor_id for row in last})
    names = dict(known.values_list("public_id", "name"))
    return [Look(row.at, names.get(row.actor_id, ""), purpose_in_words(row.purpose)) for row in last]


def changed_by_themself(person: Representative, *, most: int) -> list[AuditEvent]:
    """What the person has changed on My page, newest first; nothing for one without an account."""
    if person.user_id is None:
        return []
    actor = User.objects.filter(pk=person.user_id).values("public_id")
    rows = AuditEvent.objects.changes().filter(subject_id=person.public_id, actor_id__in=actor)
    return list(rows.order_by("-at", "-id")[:most])


def with_address(email: str) -> list[Representative]:
    """People of any municipality who are reached at an address and have no account yet; at most two.

    For sign-in only, where nobody is told what came of it.
    """
    if not email:
        return []
    values = [
        lookup(Representative, "email_index", email, municipality_id)["email_index"]
        for municipality_id in _municipalities()
    ]
    rows = Representative.objects.present().filter(email_index__in=values, user=None)
    return list(rows.select_related("municipality").order_by("id")[:2])


def _municipalities() -> Iterable[int]:
    return Municipality.objects.order_by("id").values_list("id", flat=True)


def own_terms(person: Representative) -> tuple[list[ProfileTerm], list[ProfileTerm]]:
    """The person's experience, and skills and the like."""
    rows = ProfileTerm.objects.filter(representative=person).select_related("term")
    terms = list(rows.order_by("term__kind", "term__order", "id"))
    return (
        [kept for kept in terms if kept.term.kind in EXPERIENCE_KINDS],
        [kept for kept in terms if kept.term.kind not in EXPERIENCE_KINDS],
    )
