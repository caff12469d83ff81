"""Two profiles, one person: merging them, undoing it while that is honest, and writing down that they are two."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.audit import services as audit
from representatives.consent import services as consent
from representatives.consent.models import Consent
from representatives.duplicates import moving, queries, snapshots
from representatives.duplicates.fields import rest_after, side_by_side
from representatives.duplicates.models import Merge, NotSame
from representatives.interests import services as interests
from representatives.registry.models import ProfileTerm, Representative, StateChange
from representatives.signals import representative_left
from representatives.turns import services as turns
from representatives.turns.models import Turn

UNDO_DAYS = 30
State = Representative.State
# What has happened stays written, also on the profile that goes.
_HISTORY = (Consent, StateChange, Turn)
# What is taken off the profile that goes; its name stays until the merge can no longer be undone.
_EMPTY: dict[str, Any] = {
    "email": "",
    "phone": "",
    "birth_year": None,
    "area": "",
    "language": "",
    "organisation": "",
    "mandate": "",
    "nominated_by": "",
    "availability": "",
    "available_until": None,
    "note": "",
    "most_at_once": None,
    "most_per_half_year": None,
    "resting_until": None,
    "contact": None,
}


class CannotMerge(Exception):
    """The two cannot become one; the text says why and can be shown."""


class CannotUndo(Exception):
    """The merge cannot be undone honestly; the text says why and can be shown."""


@transaction.atomic
def merge(
    *,
    stays: Representative,
    goes: Representative,
    by: Any,
    at: datetime,
    choices: Mapping[str, str] | None = None,
) -> Merge:
    """Makes one profile of two, and returns the row by which it can be undone for thirty days.

    `choices` says `goes` for fields whose value is taken from the profile that goes, and `both` for notes, which is
    also what happens to two notes of which it says nothing; limits and consents are not chosen: the stricter and the
    narrower win. Every row that names the one is moved to the other, except where that one has the same. Refuses two
    municipalities, one and the same profile, one that is gone already, and a person who has left as the one who stays.
    """
    stays, goes = _lock_both(stays, goes)
    _refuse(stays, goes)
    before = {"stays": snapshots.row_of(stays), "goes": snapshots.row_of(goes)}
    rows = snapshots.of(stays, goes)
    _settle_consents(stays, goes, by, at)
    interests.settle_two(stays=stays, goes=goes, at=at)
    moving.move(stays=stays, goes=goes)
    turns.recount(people=[stays.pk, goes.pk], at=at)
    changed = _join(stays, goes, choices or {}, by, at)
    _leave(goes, stays, by, at)
    merged = Merge(
        municipality_id=stays.municipality_id,
        representative=stays,
        gone=goes,
        merged_at=at,
        merged_by=by,
        undo_until=at + timedelta(days=UNDO_DAYS),
    )
    after = {"stays_after": snapshots.row_of(stays), "keys": snapshots.keys(stays)}
    merged.before = json.dumps(before | after | {"rows": rows, "rows_after": snapshots.of(stays, goes)})
    merged.save(force_insert=True)
    audit.record("merge.done", obj=merged, by=by, at=at, fields=changed, subject=stays)
    audit.record("representative.merged", obj=goes, by=by, at=at, subject=goes)
    return merged


@transaction.atomic
def undo(*, merge: Merge, by: Any, at: datetime) -> Merge:
    """Puts both profiles back as they were before the merge: fields, rows, terms and consents.

    What the rooms above took back because a consent fell stays taken back: a letter cannot be unsent. Refuses after
    thirty days, a second time, and when something has been written on the profile since: nobody can know on which of
    the two it belongs.
    """
    stays, goes = _lock_both(merge.representative, merge.gone)
    held: Merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if held.undone_at:
        raise CannotUndo(_("The merge is undone already."))
    if at > held.undo_until or not held.before:
        raise CannotUndo(_("The thirty days in which the merge could be undone are over."))
    before = json.loads(held.before)
    if sentence := queries.written_since(stays, before):
        raise CannotUndo(sentence)
    snapshots.delete_made(before["rows"], before["rows_after"])
    # An account belongs to one profile: it is let go before it is given back.
    Representative.objects.filter(pk__in=(stays.pk, goes.pk)).update(user=None)
    snapshots.restore_person(before["stays"])
    snapshots.restore_person(before["goes"])
    snapshots.restore_rows(before["rows"], before["rows_after"])
    turns.recount(people=[stays.pk, goes.pk], at=at)
    held.undone_at, held.before = at, ""
    held.save(update_fields=["undone_at", "before"])
    for person in (stays, goes):
        audit.record("merge.undone", obj=held, by=by, at=at, subject=person)
    return held


@transaction.atomic
def keep_apart(*, one: Representative, other: Representative, by: Any, at: datetime) -> NotSame:
    """Writes down that two profiles are two people, so that nobody is asked again. Refuses what are not two here."""
    if one.pk == other.pk or one.municipality_id != other.municipality_id:
        raise CannotMerge(_("Choose two people of the same municipality."))
    first, second = sorted((one, other), key=lambda person: person.pk)
    row, is_new = NotSame.objects.get_or_create(
        representative=first,
        other=second,
        defaults={"municipality_id": one.municipality_id, "decided_at": at, "decided_by": by},
    )
    if is_new:
        for person in (first, second):
            audit.record("not_same.decided", obj=row, by=by, at=at, subject=person)
    return row


def end_undo(at: datetime) -> int:
    """After thirty days: empties what an undo would need, and blanks the profile that went. Says how many."""
    over = list(Merge.objects.filter(undo_until__lt=at).exclude(before="").order_by("id"))
    for merge in over:
        forget(merge=merge, at=at)
    return len(over)


@transaction.atomic
def forget(*, merge: Merge, at: datetime) -> None:
    """Makes a merge final: nothing of the profile that went is kept but its number and its history."""
    held = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if not held.before:
        return
    held.before = ""
    held.save(update_fields=["before"])
    goes = Representative.objects.select_for_update(of=("self",)).get(pk=held.gone_id)
    for name, value in (_EMPTY | {"given_name": "", "family_name": "", "user": None}).items():
        setattr(goes, name, value)
    goes.erased_at = at
    goes.save()
    audit.record("merge.made_final", obj=held, by=None, at=at, subject=goes)


def _lock_both(one: Representative, other: Representative) -> tuple[Representative, Representative]:
    """Both rows, locked in the order of their numbers, so that two merges crosswise do not wait for each other."""
    rows = Representative.objects.select_for_update(of=("self",)).select_related("municipality")
    held = {row.pk: row for row in rows.filter(pk__in=(one.pk, other.pk)).order_by("pk")}
    return held[one.pk], held[other.pk]


def _refuse(stays: Representative, goes: Representative) -> None:
    if stays.pk == goes.pk or stays.municipality_id != goes.municipality_id:
        raise CannotMerge(_("Choose two people of the same municipality."))
    if any(one.merged_into_id or one.erased_at for one in (stays, goes)):
        raise CannotMerge(_("One of the profiles is no longer in the registry."))
    if stays.has_left and not goes.has_left:
        raise CannotMerge(
            _("The one who stays has left the network. Let the other profile be the one who stays.")
        )


def _settle_consents(stays: Representative, goes: Representative, by: Any, at: datetime) -> None:
    """On each side what does not hold for both is withdrawn, as a withdrawal is: at once, and the rooms above hear."""
    kept = queries.purposes_after(stays, goes)
    for person in (stays, goes):
        for purpose in sorted(queries.in_force(person) - kept):
            # A withdrawal takes with it what rests on it.
            if Consent.objects.in_force().filter(representative=person, purpose=purpose).exists():
                consent.withdraw(representative=person, purpose=purpose, by=by, at=at)
    if Consent.Purpose.EXPERIENCE not in kept:
        ProfileTerm.objects.filter(representative__in=(stays, goes)).experience().delete()
    for row in Consent.objects.in_force().filter(representative=stays):
        twin = Consent.objects.in_force().filter(representative=goes, purpose=row.purpose).first()
        if twin and twin.renew_by and (row.renew_by is None or twin.renew_by < row.renew_by):
            row.renew_by = twin.renew_by
            row.save(update_fields=["renew_by"])


def _join(
    stays: Representative, goes: Representative, choices: Mapping[str, str], by: Any, at: datetime
) -> list[str]:
    """The fields of the one who stays; returns the names of those that changed."""
    was = stays.state
    stays.state, stays.resting_until = rest_after(stays, goes)
    changed = [side.name for side in side_by_side(stays, goes, choices) if side.kept != side.stays]
    for side in side_by_side(stays, goes, choices):
        setattr(stays, side.name, side.kept)
    if goes.user_id and not stays.user_id:
        stays.user, goes.user = goes.user, None
        changed.append("user")
        Representative.objects.filter(pk=goes.pk).update(user=None)
    stays.save()
    if stays.state != was:
        _step(stays, was, stays.state, by, at)
        changed.append("state")
    return sorted(changed)


def _leave(goes: Representative, stays: Representative, by: Any, at: datetime) -> None:
    """The other profile leaves, without its facts; what had to stay behind with it is no longer asked for."""
    was = goes.state
    for name, value in (_EMPTY | {"state": State.LEFT, "merged_into": stays}).items():
        setattr(goes, name, value)
    goes.save()
    if was != State.LEFT:
        _step(goes, was, State.LEFT, by, at)
        representative_left.send(sender=Representative, representative=goes, by=by, at=at)
    for model, name in moving.pointing():
        is_ours = model._meta.app_label == Representative._meta.app_label
        if is_ours and model not in _HISTORY and not model._meta.related_objects:
            moving.rows_of(model, name, goes).delete()


def _step(person: Representative, was: str, to: str, by: Any, at: datetime) -> None:
    with override(person.municipality.language):
        reason = _("Two profiles of one person were merged.")
    StateChange.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        from_state=was,
        to_state=to,
        at=at,
        by=by,
        reason=reason,
    )
