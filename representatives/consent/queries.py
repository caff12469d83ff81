"""Who has said yes to what."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from representatives.consent.models import RESTS_ON, Consent
from representatives.consent.texts import CURRENT_VERSION, Text, current, text_of
from representatives.registry.models import ProfileTerm, Representative
from representatives.registry.querysets import RepresentativeQuerySet


@dataclass(frozen=True)
class Standing:
    """Where one person stands on one purpose: its text, the consent in force, and what went before.

    `older` are the texts that the person said yes to and that have been changed since, by version.
    """

    purpose: str
    label: str
    text: Text
    current: Consent | None
    history: tuple[Consent, ...]
    older: tuple[tuple[str, Text], ...] = ()


def consenting(people: RepresentativeQuerySet, purpose: str) -> RepresentativeQuerySet:
    """Those of the people whose consent to a purpose is in force."""
    given = Consent.objects.in_force().filter(representative=OuterRef("pk"), purpose=purpose)
    return people.filter(Exists(given))


def terms_lost(*, representative: Representative, purpose: str) -> int | None:
    """How many experience terms a withdrawal deletes; None for a purpose on which none rest."""
    if purpose not in (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE):
        return None
    return ProfileTerm.objects.filter(representative=representative).experience().count()


def ending_with(*, representative: Representative, purpose: str) -> list[Consent]:
    """The other consents in force that end together with this one."""
    resting = [other for other, ground in RESTS_ON.items() if ground == purpose]
    return list(Consent.objects.in_force().filter(representative=representative, purpose__in=resting))


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
            text=current(purpose),
            current=next((c for c in by_purpose.get(purpose, []) if c.is_in_force), None),
            history=tuple(by_purpose.get(purpose, [])),
            older=_older(by_purpose.get(purpose, [])),
        )
        for purpose, label in Consent.Purpose.choices
    ]


def _older(consents: list[Consent]) -> tuple[tuple[str, Text], ...]:
    versions = {consent.text_version: consent.purpose for consent in consents}
    versions.pop(CURRENT_VERSION, None)
    found = ((version, text_of(purpose, version)) for version, purpose in versions.items())
    return tuple((version, text) for version, text in found if text is not None)
