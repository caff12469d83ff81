"""Who has said yes to what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from representatives.consent.models import Consent
from representatives.consent.texts import Text, text_of
from representatives.registry.models import ProfileTerm, Representative, RepresentativeQuerySet


@dataclass(frozen=True)
class Standing:
    """Where one person stands on one purpose: its text, the consent in force, and what went before."""

    purpose: str
    label: str
    text: Text
    current: Consent | None
    history: tuple[Consent, ...]


def consenting(people: RepresentativeQuerySet, purpose: str) -> RepresentativeQuerySet:
    """Those of the people whose consent to a purpose is in force."""
    given = Consent.objects.in_force().filter(representative=OuterRef("pk"), purpose=purpose)
    return people.filter(Exists(given))


def terms_lost(*, representative: Representative, purpose: str) -> int | None:
    """How many experience terms a withdrawal deletes; None for a purpose on which none rest."""
    if purpose == Consent.Purpose.QUOTATION:
        return None
    return ProfileTerm.objects.filter(representative=representative).experience().count()


def standings(*, representative: Representative, user: Any) -> list[Standing]:
    """Every purpose with this person's answer, newest first within it, as far as `user` may see."""
    rows = (
        Consent.objects.visible_to(user).filter(representative=representative).select_related("recorded_by")
    )
    by_purpose: dict[str, list[Consent]] = {}
    for consent in rows:
        by_purpose.setdefault(consent.purpose, []).append(consent)
    return [
        Standing(
            purpose=purpose,
            label=str(label),
            text=text_of(purpose),
            current=next((c for c in by_purpose.get(purpose, []) if c.is_in_force), None),
            history=tuple(by_purpose.get(purpose, [])),
        )
        for purpose, label in Consent.Purpose.choices
    ]
