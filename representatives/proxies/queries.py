"""Who answers for whom, and how a person is reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from representatives.proxies.models import Proxy
from representatives.registry.models import Representative
from representatives.registry.querysets import OfPersonQuerySet


@dataclass(frozen=True)
class Reach:
    """To whom a letter to a person goes: the person, or the proxy who gets the letters."""

    name: str
    email: str
    phone: str
    is_proxy: bool = False


def getting_letters() -> OfPersonQuerySet:
    """Those who get the letters of the person for whom they answer."""
    return Proxy.objects.filter(ended_at=None, gets_mail=True)


def own_reach(person: Representative) -> Reach:
    """How a person is reached for whom nobody gets the letters."""
    return Reach(person.given_name, person.email, person.phone)


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
    proxies = getting_letters().filter(representative__in=ids)
    acting = {proxy.representative_id: proxy for proxy in proxies}
    return {
        person.pk: (
            Reach(found.name, found.email, found.phone, is_proxy=True)
            if (found := acting.get(person.pk))
            else own_reach(person)
        )
        for person in rows
    }
