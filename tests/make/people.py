"""Representatives and terms."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from representatives.catalogue.models import Term
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.registry import services as registry
from representatives.registry.models import Relation, Representative
from tests.cast import AT


def make_term(kind: str = "experience", key: str = "dementia", name: str = "", **fields: Any) -> Term:
    """A shared term of the catalogue."""
    name = name or key.replace("-", " ").capitalize()
    term, _created = Term.objects.get_or_create(
        kind=kind,
        key=key,
        municipality=None,
        defaults={"name_nb": name, "name_nn": name, "name_en": name, **fields},
    )
    return term


def make_representative(
    municipality: Any,
    name: str = "Paula Prøve",
    *,
    at: datetime = AT,
    state: str = Representative.State.ACTIVE,
    consents: tuple[str, ...] = (Consent.Purpose.NETWORK, Consent.Purpose.EXPERIENCE),
    experience: tuple[tuple[Term, str], ...] = (),
    skills: tuple[Term, ...] = (),
    level: int = 2,
    **profile: Any,
) -> Representative:
    """A person in the network, taken in through the services; `experience` is pairs of term and relation."""
    given, _space, family = name.partition(" ")
    profile.setdefault("email", f"{given.lower()}@people.example.org")
    person = registry.register(
        municipality=municipality,
        source=Representative.Source.FACILITATOR,
        by=None,
        at=at,
        state=state,
        given_name=given,
        family_name=family,
        **profile,
    )
    common: dict[str, Any] = {"representative": person, "by": None, "at": at}
    for purpose in consents:
        consent.give(
            purpose=purpose, channel=Consent.Channel.PAPER, given_on=timezone.localdate(at), **common
        )
    for term, relation in experience:
        consent.keep_experience(term=term, relation=relation or Relation.OWN, level=level, **common)
    for term in skills:
        registry.keep_skill(term=term, level=level, **common)
    registry.confirm(**common)
    person.refresh_from_db()
    return person
