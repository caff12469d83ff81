"""Who answers for whom, and how a person is reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from representatives.proxies.models import Proxy
from representatives.registry.models import Representative


@dataclass(frozen=True)
class Reach:
    """To whom a letter to a person goes: the person, or the proxy who gets the letters."""

    name: str
    email: str
    phone: str
    is_proxy: bool = False


def current_of(person: Representative) -> Proxy | None:
    """Who answers for a person now."""
    return Proxy.objects.filter(representative=person, ended_at=None).first()


def reached_by(person: Representative) -> Reach:
    """How a person is reached."""
    return reached_all([person])[person.pk]


def reached_all(people: Iterable[Representative]) -> dict[int, Reach]:
    """How each person (by primary key) is reached, in one query."""
    rows = list(people)
    ids = [person.pk for person in rows]
    proxies = Proxy.objects.filter(representative__in=ids, ended_at=None, gets_mail=True)
    acting = {proxy.representative_id: proxy for proxy in proxies}
    return {
        person.pk: (
            Reach(found.name, found.email, found.phone, is_proxy=True)
            if (found := acting.get(person.pk))
            else Reach(person.given_name, person.email, person.phone)
        )
        for person in rows
    }
