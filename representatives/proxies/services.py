"""Naming somebody who answers for a person, and ending it. Both only with the person's word."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.proxies.models import Proxy
from representatives.registry.models import Representative

KEPT_AFTER = timedelta(days=365)


class CannotName(Exception):
    """This person cannot answer for the other; the text can be shown."""


class CannotEnd(Exception):
    """There is nobody to end it for; the text can be shown."""


@transaction.atomic
def name(
    *,
    representative: Representative,
    name: str,
    by: Any,
    at: datetime,
    relation: str = "",
    email: str = "",
    phone: str = "",
    gets_mail: bool = True,
) -> Proxy:
    """Keeps who answers for the person from now on. Whoever did so before no longer does.

    Refuses a proxy without a name, one who cannot be reached, and a person who has left.
    """
    if not name.strip():
        raise CannotName(_("Write the name of the one who answers."))
    if not (email or phone):
        raise CannotName(_("Write an e-mail address or a phone number."))
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotName(_("This person has left the network."))
    _end(person, by, at)
    proxy = Proxy.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        name=name.strip(),
        relation=relation.strip(),
        email=email,
        phone=phone,
        gets_mail=gets_mail,
        started_at=at,
        recorded_by=by,
    )
    audit.record("proxy.named", obj=proxy, by=by, at=at, fields=["name"], subject=person)
    return proxy


@transaction.atomic
def end(*, representative: Representative, by: Any, at: datetime) -> None:
    """From now on the person answers alone. Refuses where nobody else does."""
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if not _end(person, by, at):
        raise CannotEnd(_("Nobody answers for this person now."))


def _end(person: Representative, by: Any, at: datetime) -> bool:
    current = Proxy.objects.filter(representative=person, ended_at=None).first()
    if current is None:
        return False
    current.ended_at = max(at, current.started_at)
    current.save(update_fields=["ended_at"])
    audit.record("proxy.ended", obj=current, by=by, at=at, fields=["ended_at"], subject=person)
    return True


def forget_ended(at: datetime) -> int:
    """Deletes proxies that ended more than a year ago; returns how many."""
    return Proxy.objects.filter(ended_at__lt=at - KEPT_AFTER).delete()[0]


def end_if_any(*, representative: Representative, by: Any, at: datetime) -> None:
    """Ends it where there is one, because the person has left."""
    _end(representative, by, at)
