"""Choosing who sees what of a profile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.registry.models import Representative
from representatives.visibility.models import Visibility
from representatives.visibility.queries import audiences_of

Field, Audience = Visibility.Field, Visibility.Audience


class CannotChoose(Exception):
    """This cannot be chosen; the text can be shown."""


def choose(*, representative: Representative, field: str, audience: str, by: Any, at: datetime) -> bool:
    """Keeps who may see one field; whether that changed anything. Refuses what `choose_all` refuses."""
    changed = choose_all(representative=representative, audiences={field: audience}, by=by, at=at)
    return bool(changed)


@transaction.atomic
def choose_all(
    *, representative: Representative, audiences: Mapping[str, str], by: Any, at: datetime
) -> list[str]:
    """Keeps who may see each of several fields, and returns those that changed; none when one is refused.

    Refuses lived experience for the whole network: it is information about health, and asked for by one project at a
    time. Refuses what is no field and no audience, and a person who has left.
    """
    for field, audience in audiences.items():
        _refuse_unknown(field, audience)
    person = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    if person.has_left:
        raise CannotChoose(_("This person has left the network."))
    now = audiences_of(person)
    changed = sorted(field for field, audience in audiences.items() if now[field] != audience)
    common = {"municipality_id": person.municipality_id, "representative": person, "changed_at": at}
    Visibility.objects.bulk_create(
        [Visibility(field=field, audience=audiences[field], **common) for field in changed],
        update_conflicts=True,
        unique_fields=["representative", "field"],
        update_fields=["audience", "changed_at"],
    )
    if changed:
        audit.record("visibility.chosen", obj=person, by=by, at=at, fields=changed, subject=person)
    return changed


def _refuse_unknown(field: str, audience: str) -> None:
    if field not in Field.values or audience not in Audience.values:
        raise CannotChoose(_("Choose from the list."))
    if field == Field.EXPERIENCE and audience == Audience.NETWORK:
        raise CannotChoose(_("Lived experience is never shown to the whole network."))


def forget(*, representative: Representative) -> None:
    """Deletes every choice, because the person has left: a profile that comes back is shown to nobody."""
    Visibility.objects.filter(representative=representative).delete()
