"""Whoever is registered may have been erased: then only a new word of the person's own opens the way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from representatives.erasure import queries, services
from representatives.registry.services import WordMissing
from representatives.signals import person_registering


@receiver(person_registering)
def ask_for_a_new_word(
    sender: Any,
    municipality: Any,
    profile: Mapping[str, Any],
    has_word: bool,
    by: Any,
    at: datetime,
    **more: Any,
) -> None:
    """Refuses one who was erased; with the person's word it is written down, and the way is open."""
    while erasure := queries.was_erased(
        municipality=municipality,
        email=profile.get("email", ""),
        phone=profile.get("phone", ""),
        name=f"{profile.get('given_name', '')} {profile.get('family_name', '')}",
        birth_year=profile.get("birth_year"),
    ):
        if not has_word:
            raise WordMissing(
                _(
                    "This person was deleted from the network. Ask the person first, and say here that you have."
                )
            )
        services.lift(erasure=erasure, by=by, at=at)
