"""Who may see what of a person, as the person has chosen."""

from collections.abc import Iterable

from representatives.consent.models import Consent
from representatives.registry.models import Representative
from representatives.visibility.models import Visibility

Field, Audience = Visibility.Field, Visibility.Audience
# Whom a project may reach without asking the facilitator; a person who is mediated is not reached that way.
DIRECT = frozenset({Field.PHONE.value, Field.EMAIL.value})


def audiences_of(person: Representative) -> dict[str, str]:
    """Who may see each field. What the person has not chosen is the facilitator's alone."""
    chosen = dict(Visibility.objects.filter(representative=person).values_list("field", "audience"))
    return {field: chosen.get(field, Audience.FACILITATOR.value) for field in Field.values}


def shares(person: Representative) -> bool:
    """Whether the person's consent to sharing is in force."""
    given = Consent.objects.in_force().filter(representative=person, purpose=Consent.Purpose.SHARING)
    return given.exists()


def shown_to_project(person: Representative) -> set[str]:
    """Fields that a project sees after the person's yes to it; none without consent to sharing in force."""
    return shown_to_projects([person])[person.pk]


def shown_to_projects(people: Iterable[Representative]) -> dict[int, set[str]]:
    """The same for several people by primary key, in two queries."""
    rows = list(people)
    ids = [person.pk for person in rows]
    given = Consent.objects.in_force().filter(representative__in=ids, purpose=Consent.Purpose.SHARING)
    sharing = set(given.values_list("representative_id", flat=True))
    found: dict[int, set[str]] = {pk: set() for pk in ids}
    chosen = Visibility.objects.filter(representative__in=sharing).exclude(audience=Audience.FACILITATOR)
    for pk, field in chosen.values_list("representative_id", "field"):
        found[pk].add(field)
    for person in rows:
        if person.is_mediated:
            found[person.pk] -= DIRECT
    return found
