"""Setting a unit's step, and keeping facts about professionals. Nobody is rated."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.accounts.models import User, canonical_email
from config.core.audit import services as audit
from config.core.organisations.models import Membership, Municipality, Unit
from participation.engagement.models import Fact, Professional, Step, UnitStep


class CannotSet(Exception):
    """The step cannot be set; the text says why and can be shown."""


class CannotRecord(Exception):
    """The fact or the professional cannot be kept; the text says why and can be shown."""


@transaction.atomic
def set_step(
    *, unit: Unit, step: int, wanted: int, basis: str, set_on: date, by: Any, at: datetime
) -> UnitStep:
    """Writes where a unit stands (0 to 4) and where it is wanted from a day, as a new row; earlier rows stay.

    Refuses a day after `at`, a step that is not on the ladder, and a step that rests on nothing.
    """
    if step not in Step.values or wanted not in Step.values:
        raise CannotSet(_("There is no such step on the ladder."))
    if set_on > timezone.localdate(at):
        raise CannotSet(_("A step cannot be set for a day that has not come."))
    if not basis.strip():
        raise CannotSet(_("Write what the step rests on: something that happened."))
    row = UnitStep.objects.create(
        municipality_id=unit.municipality_id,
        unit=unit,
        step=step,
        wanted=wanted,
        basis=basis.strip(),
        set_on=set_on,
        by=by,
        at=at,
    )
    audit.record("unit_step.set", obj=row, by=by, at=at, fields=["step", "wanted", "basis"])
    return row


@transaction.atomic
def create_professional(
    *,
    municipality: Municipality,
    unit: Unit,
    name: str,
    by: Any,
    at: datetime,
    job: str = "",
    email: str = "",
    language: str = "",
) -> Professional:
    """Someone who works in a unit of the municipality; tied to the account with the same e-mail there, if any.

    Refuses a unit of another municipality.
    """
    _refuse_foreign(unit, municipality.pk)
    person = Professional.objects.create(
        municipality=municipality,
        unit=unit,
        name=name,
        job=job,
        email=email,
        language=language,
        user=_account(email, municipality.pk),
        created_at=at,
    )
    audit.record("professional.created", obj=person, by=by, at=at, subject=person)
    return person


@transaction.atomic
def update_professional(
    *, professional: Professional, changes: dict[str, Any], by: Any, at: datetime
) -> Professional:
    """Changes unit, name, position, e-mail, language or `is_active`. Refuses a unit of another municipality."""
    held = Professional.objects.select_for_update(of=("self",)).get(pk=professional.pk)
    changed = {name for name, value in changes.items() if getattr(held, name) != value}
    for name in changed:
        setattr(held, name, changes[name])
    _refuse_foreign(held.unit, held.municipality_id)
    if "email" in changed:
        held.user = _account(held.email, held.municipality_id)
        changed.add("user")
    if changed:
        held.save(update_fields=sorted(changed))
        audit.record("professional.changed", obj=held, by=by, at=at, fields=changed, subject=held)
    return held


@transaction.atomic
def record_fact(
    *, professional: Professional, kind: str, happened_on: date, by: Any, at: datetime, text: str = ""
) -> Fact:
    """Writes something that happened. The person may read it.

    Refuses a day after `at`, an unknown kind, and answers in time: these the product sees for itself.
    """
    if kind not in Fact.Kind.values:
        raise CannotRecord(_("There is no such kind of fact."))
    if kind == Fact.Kind.ANSWERED:
        raise CannotRecord(_("Answers in time come here by themselves, from the promises."))
    if happened_on > timezone.localdate(at):
        raise CannotRecord(_("Only what has happened can be written down, not what is to come."))
    fact = Fact.objects.create(
        municipality_id=professional.municipality_id,
        professional=professional,
        kind=kind,
        text=text.strip(),
        happened_on=happened_on,
        by=by,
        at=at,
    )
    audit.record("fact.recorded", obj=fact, by=by, at=at, fields=["kind", "text"], subject=professional)
    return fact


def _refuse_foreign(unit: Unit, municipality_id: int) -> None:
    if unit.municipality_id != municipality_id:
        raise CannotRecord(_("The unit belongs to another municipality."))


def _account(email: str, municipality_id: int) -> User | None:
    """The account that may read this record: same e-mail, a part in the municipality, no other record."""
    if not email:
        return None
    members = Membership.objects.current().filter(municipality=municipality_id)
    accounts = User.objects.filter(email=canonical_email(email), pk__in=members.values("user"))
    return accounts.filter(professional=None).first()
