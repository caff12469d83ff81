"""From a row of the list to the fields of a profile."""

from datetime import date
from typing import Any

from django.conf import settings

from representatives.registry.models import Representative


def profile_of(person: dict[str, Any]) -> dict[str, Any]:
    """The profile fields of a row of the list."""
    return {
        "given_name": person.get("given_name") or person["name"],
        "family_name": person.get("family_name", ""),
        "email": person.get("email", ""),
        "phone": person.get("phone", ""),
        "channel": Representative.Channel.EMAIL if person.get("email") else Representative.Channel.PHONE,
        "birth_year": person.get("birth_year"),
        "area": person.get("area", "")[:80],
        "language": person.get("language", "") if person.get("language") in dict(settings.LANGUAGES) else "",
        "organisation": person.get("organisation", "")[:120],
        "availability": ", ".join(person.get("availability", []))[:300],
        "note": person.get("note", ""),
        "last_contact_on": day(person.get("last_contact_on")),
    }


def day(text: str | None) -> date | None:
    """A date from its ISO form."""
    return date.fromisoformat(text) if text else None
