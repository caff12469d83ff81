"""Keeping the registry: taking people in, keeping profiles right, and the steps of a profile's life."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.core.audit import services as audit
from representatives.catalogue.models import Term
from representatives.registry import queries
from representatives.registry.models import (
    EXPERIENCE_KINDS,
    Level,
    NoGo,
    ProfileTerm,
    Representative,
    StateChange,
)
from representatives.signals import person_registering, representative_left

State = Representative.State

# What a profile form or an API client may set; everything else has a service of its own.
EDITABLE = frozenset(
    "given_name family_name email phone birth_year area language channel organisation mandate nominated_by "
    "availability available_until note most_at_once most_per_half_year is_mediated last_contact_on contact".split()
)


SPOKE_THEMSELVES = frozenset({Representative.Source.SELF, Representative.Source.PAPER})


class CannotMove(Exception):
    """The step is not allowed from where the profile is; the text can be shown."""


class CannotRegister(Exception):
    """The person cannot be taken in; the text can be shown."""


class WordMissing(CannotRegister):
    """The person was erased, and may come in again only with a new word of the person's own."""


class CannotKeep(Exception):
    """The term cannot be kept on the profile; the text can be shown."""


@transaction.atomic
def register(
    *,
    municipality: Any,
    source: str,
    by: Any,
    at: datetime,
    state: str = State.APPLIED,
    reason: str = "",
    has_word: bool = False,
    **profile: Any,
) -> Representative:
    """Takes a person into the registry with the given profile fields (see EDITABLE) and the first step of its life.

    The contact is the facilitator who registers, unless another is named. Refuses an unknown field, a person without a
    name, a contact who is no facilitator here, and one who was erased, unless the person has said so anew: `has_word`,
    or by registering themselves.
    """
    _only_editable(profile)
    if not profile.get("given_name", "").strip():
        raise CannotRegister(_("A person needs a name."))
    told = list(profile)
    contacts = queries.contacts(municipality)
    if profile.get("contact") is None:
        profile["contact"] = contacts.filter(pk=by.pk).first() if by is not None else None
    elif not contacts.filter(pk=profile["contact"].pk).exists():
        raise CannotRegister(_("The contact must be a facilitator in the municipality."))
    spoke = has_word or source in SPOKE_THEMSELVES
    person_registering.send(
        sender=Representative, municipality=municipality, profile=profile, has_word=spoke, by=by, at=at
    )
    person = Representative.objects.create(
        municipality=municipality, source=source, state=state, created_at=at, confirmed_on=None, **profile
    )
    _step(person, from_state="", to=state, by=by, at=at, reason=reason)
    audit.record("representative.registered", obj=person, by=by, at=at, fields=told, subject=person)
    return person


@transaction.atomic
def update(*, representative: Representative, changes: Mapping[str, Any], by: Any, at: datetime) -> list[str]:
    """Sets profile fields; returns the names of those that really changed, which the audit trail names too.

    Refuses an unknown field, and a new contact who is no facilitator here.
    """
    _only_editable(changes)
    person = _lock(representative)
    changed = sorted(name for name, value in changes.items() if getattr(person, name) != value)
    contact = changes.get("contact") if "contact" in changed else None
    if contact and not queries.contacts(person.municipality_id).filter(pk=contact.pk).exists():
        raise CannotKeep(_("The contact must be a facilitator in the municipality."))
    for name in changed:
        setattr(person, name, changes[name])
    if changed:
        indexes = [f"{name}_index" for name in changed if name in ("email", "phone")]
        person.save(update_fields=[*changed, *indexes, "search_text"])
        audit.record("representative.updated", obj=person, by=by, at=at, fields=changed, subject=person)
    return changed


@transaction.atomic
def move(
    *,
    representative: Representative,
    to: str,
    by: Any,
    at: datetime,
    reason: str = "",
    until: date | None = None,
    thanks: bool = False,
) -> Representative:
    """One step in the life of a profile, with who, when and why.

    `until` is the last day of a rest; a rest without one lasts until further notice. A person who leaves keeps a name
    and a history; terms, limits and notes are deleted, and the rooms above are told; with `thanks` such a person is
    written to. Refuses a step that Representative.MOVES does not have, a rest that is over already, and a profile that
    was merged into another.
    """
    allowed_from = Representative.MOVES.get(to, frozenset())
    person = _lock(representative)
    if person.merged_into_id or person.erased_at:
        raise CannotMove(_("This profile is no longer in the registry."))
    if to == State.RESTING and until and until < timezone.localdate(at):
        raise CannotMove(_("The last day of the rest has passed already."))
    if person.state not in allowed_from:
        raise CannotMove(
            _("A person who is “%(from)s” cannot become “%(to)s”.")
            % {"from": person.get_state_display(), "to": State(to).label}
        )
    before, person.state = person.state, to
    person.resting_until = until if to == State.RESTING else None
    person.save(update_fields=["state", "resting_until"])
    _step(person, from_state=before, to=to, by=by, at=at, reason=reason)
    audit.record(
        "representative.moved", obj=person, by=by, at=at, fields=["state"], subject=person, purpose=to
    )
    if to == State.LEFT:
        _clear(person)
        representative_left.send(sender=Representative, representative=person, by=by, at=at, thanks=thanks)
    return person


def end_rests(at: datetime) -> int:
    """Brings back everyone whose rest ended on a day before `at`; each with a step of its own. Says how many."""
    today = timezone.localdate(at)
    over = Representative.objects.filter(state=State.RESTING, resting_until__lt=today)
    back = 0
    for person in over.in_registry().select_related("municipality").order_by("id"):
        with transaction.atomic(), override(person.municipality.language):
            held = _lock(person)
            # Meanwhile somebody may have prolonged the rest.
            if held.state != State.RESTING or held.resting_until is None or held.resting_until >= today:
                continue
            move(representative=held, to=State.ACTIVE, by=None, at=at, reason=_("The rest is over."))
            back += 1
    return back


@transaction.atomic
def confirm(*, representative: Representative, by: Any, at: datetime) -> None:
    """Writes that the profile is right as of the day of `at`."""
    Representative.objects.filter(pk=representative.pk).update(confirmed_on=timezone.localdate(at))
    audit.record("representative.confirmed", obj=representative, by=by, at=at, subject=representative)


@transaction.atomic
def keep_skill(
    *, representative: Representative, term: Term, by: Any, at: datetime, level: int = Level.NEW
) -> ProfileTerm:
    """Puts a skill or another practical term on the profile, or changes its level.

    Refuses a person who has left, a term that the municipality does not use, and lived experience: that is kept only
    under consent (`consent.services.keep_experience`).
    """
    if term.kind in EXPERIENCE_KINDS:
        raise CannotKeep(_("Lived experience is kept only under consent to it."))
    held = _lock(representative)
    if held.has_left:
        raise CannotKeep(_("This person has left the network."))
    refuse_unused(term, held)
    kept, _created = ProfileTerm.objects.update_or_create(
        representative=held,
        term=term,
        relation="",
        defaults={"level": level},
        create_defaults={"level": level, "added_at": at, "municipality_id": held.municipality_id},
    )
    audit.record("term.kept", obj=kept, by=by, at=at, fields=["term"], subject=held)
    return kept


def refuse_unused(term: Term, representative: Representative) -> None:
    """Raises CannotKeep for a term that is retired, or another municipality's own."""
    own = term.municipality_id in (None, representative.municipality_id)
    if not own or term.state != Term.State.ACTIVE:
        raise CannotKeep(_("This term is not in use. Choose another."))


@transaction.atomic
def drop_term(*, kept: ProfileTerm, by: Any, at: datetime) -> None:
    """Takes a term off a profile."""
    audit.record("term.dropped", obj=kept, by=by, at=at, fields=["term"], subject=kept.representative)
    kept.delete()


@transaction.atomic
def add_no_go(
    *,
    representative: Representative,
    by: Any,
    at: datetime,
    unit: Any = None,
    term: Term | None = None,
    person: Any = None,
) -> NoGo:
    """Keeps a unit, a topic or somebody of the service that the person does not want; matching never offers it.

    Refuses another municipality's unit, topic or staff, a facilitator, and the person themselves.
    """
    if unit is not None and unit.municipality_id != representative.municipality_id:
        raise CannotKeep(_("The unit belongs to another municipality."))
    if term is not None:
        refuse_unused(term, representative)
    if person is not None:
        _refuse_stranger(person, representative)
    no_go = NoGo.objects.create(
        municipality_id=representative.municipality_id,
        representative=representative,
        unit=unit,
        term=term,
        person=person,
        added_at=at,
    )
    audit.record("no_go.added", obj=no_go, by=by, at=at, subject=representative)
    return no_go


@transaction.atomic
def drop_no_go(*, no_go: NoGo, by: Any, at: datetime) -> None:
    """Takes a no-go away, because the person says so."""
    audit.record("no_go.dropped", obj=no_go, by=by, at=at, subject=no_go.representative)
    no_go.delete()


def _refuse_stranger(user: Any, representative: Representative) -> None:
    own = user.pk == representative.user_id
    if own or not queries.refusable(representative.municipality_id).filter(pk=user.pk).exists():
        raise CannotKeep(_("Choose somebody who works in the municipality's services."))


def _lock(representative: Representative) -> Representative:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    return Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)


def _clear(person: Representative) -> None:
    """What a person who leaves does not leave behind."""
    person.terms.all().delete()
    person.no_gos.all().delete()
    person.availability = person.note = ""
    person.most_at_once = person.most_per_half_year = None
    person.save(update_fields=["availability", "note", "most_at_once", "most_per_half_year"])


def _step(person: Representative, *, from_state: str, to: str, by: Any, at: datetime, reason: str) -> None:
    StateChange.objects.create(
        municipality_id=person.municipality_id,
        representative=person,
        from_state=from_state,
        to_state=to,
        at=at,
        by=by,
        reason=reason,
    )


def _only_editable(fields: Mapping[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise ValueError(f"Not a field of a profile: {', '.join(sorted(unknown))}")
