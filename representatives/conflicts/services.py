"""Recording a conflict of interest, and ending it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from config.core.organisations.queries import service_people
from config.core.privacy.keeping import delete_some
from representatives.conflicts.models import Conflict
from representatives.registry.models import Representative

# As long as it is kept what was shown and chosen: a choice can be explained with the conflicts of its day.
KEPT = timedelta(days=3 * 365)


class CannotRecord(Exception):
    """The conflict cannot be recorded; the text says why and can be shown."""


class CannotEnd(Exception):
    """The conflict is ended already; the text can be shown."""


@transaction.atomic
def record(
    *,
    representative: Representative,
    kind: str,
    since: date,
    by: Any,
    at: datetime,
    unit: Any = None,
    person: Any = None,
    until: date | None = None,
    note: str = "",
) -> Conflict:
    """Writes down a conflict with a unit or with somebody of the service; matching asks about it from `since` on.

    Refuses somebody who has left, neither or both of unit and person, those of another municipality, a last day before
    the first one or before today, and what is recorded already.
    """
    held = Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)
    _refuse(held, unit, person)
    if until is not None and until < max(since, timezone.localdate(at)):
        raise CannotRecord(_("The last day must be today or later, and not before the first."))
    if held.conflicts.open().filter(unit=unit, person=person, kind=kind).exists():
        raise CannotRecord(_("This conflict is recorded already. End it first, if something has changed."))
    conflict = Conflict.objects.create(
        municipality_id=held.municipality_id,
        representative=held,
        unit=unit,
        person=person,
        kind=kind,
        note=note,
        since=since,
        until=until,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("conflict.recorded", obj=conflict, by=by, at=at, fields=["kind"], subject=held)
    return conflict


@transaction.atomic
def end(*, conflict: Conflict, by: Any, at: datetime) -> Conflict:
    """Ends a conflict; it stays in the history. Refuses one that is ended already."""
    if not Conflict.objects.open().filter(pk=conflict.pk).update(ended_at=at, ended_by=by):
        raise CannotEnd(_("This conflict is ended already."))
    conflict.refresh_from_db()
    audit.record("conflict.ended", obj=conflict, by=by, at=at, subject=conflict.representative)
    return conflict


@transaction.atomic
def end_all(*, representative: Representative, by: Any, at: datetime) -> None:
    """Ends what is open of somebody who leaves: nobody is asked any more, and one who comes back is asked anew."""
    for conflict in representative.conflicts.open().order_by("pk"):
        end(conflict=conflict, by=by, at=at)


def forget_old(at: datetime) -> int:
    """What has held for nobody for three years."""
    over = at - KEPT
    rows = Conflict.objects.filter(Q(ended_at__lt=over) | Q(until__lt=timezone.localdate(over)))
    return delete_some(rows)


def _refuse(held: Representative, unit: Any, person: Any) -> None:
    if held.has_left:
        raise CannotRecord(_("This person has left the network."))
    if (unit is None) == (person is None):
        raise CannotRecord(_("Choose a unit or a person: one of them."))
    if unit is not None and unit.municipality_id != held.municipality_id:
        raise CannotRecord(_("The unit belongs to another municipality."))
    if person is not None and not service_people(held.municipality_id).filter(pk=person.pk).exists():
        raise CannotRecord(_("Choose somebody who works in the municipality's services."))
