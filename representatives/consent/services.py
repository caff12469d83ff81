"""Giving, renewing and withdrawing consent. A withdrawal bites in the same transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue.models import Term
from representatives.consent.models import RESTS_ON, Consent
from representatives.consent.renewal import renew_by
from representatives.consent.texts import CURRENT_VERSION
from representatives.registry.models import EXPERIENCE_KINDS, Level, ProfileTerm, Representative
from representatives.registry.services import CannotKeep, refuse_unused
from representatives.signals import consent_withdrawn


class CannotGive(Exception):
    """The consent cannot be recorded; the text says why and can be shown."""


class CannotRenew(Exception):
    """The consent cannot be renewed; the text says why and can be shown."""


class CannotWithdraw(Exception):
    """There is no consent in force to withdraw; the text can be shown."""


class ConsentMissing(Exception):
    """What is asked rests on a consent that is not in force; the text can be shown."""


@transaction.atomic
def give(
    *,
    representative: Representative,
    purpose: str,
    channel: str,
    given_on: date,
    by: Any,
    at: datetime,
    text_version: str = CURRENT_VERSION,
    evidence: str = "",
) -> Consent:
    """Records one person's yes to one purpose, and returns it; the one in force, if there is one already.

    `evidence` is what shows it: "form in the locked cabinet, no. 14". Refuses a date after `at`, a person who has left,
    and a purpose whose ground is not consented to.
    """
    held = _lock(representative)
    _refuse_giving(held, purpose, given_on, at)
    existing = _in_force(held, purpose)
    if existing:
        return existing
    consent = Consent.objects.create(
        municipality_id=held.municipality_id,
        representative=held,
        purpose=purpose,
        text_version=text_version,
        channel=channel,
        given_on=given_on,
        evidence=evidence,
        renew_by=renew_by(given_on, held.municipality_id),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("consent.given", obj=consent, by=by, at=at, subject=held, purpose=purpose)
    return consent


def _refuse_giving(held: Representative, purpose: str, given_on: date, at: datetime) -> None:
    if given_on > timezone.localdate(at):
        raise CannotGive(_("A consent cannot be given on a day that has not come."))
    if held.has_left:
        raise CannotGive(
            _("This person has left the network. Bring the person back before recording a consent.")
        )
    ground = RESTS_ON.get(purpose)
    if ground and not _in_force(held, ground):
        raise CannotGive(_("The person must first say yes to being in the network."))


@transaction.atomic
def renew(
    *,
    representative: Representative,
    purpose: str,
    channel: str,
    given_on: date,
    by: Any,
    at: datetime,
    evidence: str = "",
) -> Consent:
    """Puts a new yes, to the text as it is now, in the place of the one in force, and returns it.

    The old row is kept as renewed. Nothing is deleted and nobody is told: the person has been asked and stays.
    Refuses when nothing is in force, a date after `at`, and a day before the yes that it would replace.
    """
    held = _lock(representative)
    old = _in_force(held, purpose)
    if old is None:
        raise CannotRenew(_("There is no consent in force to renew. Record a new yes instead."))
    if given_on > timezone.localdate(at):
        raise CannotRenew(_("A consent cannot be given on a day that has not come."))
    if given_on < old.given_on:
        raise CannotRenew(_("The person has said yes again later than that already."))
    old.withdrawn_at, old.is_renewed = at, True
    old.save(update_fields=["withdrawn_at", "is_renewed"])
    given: dict[str, Any] = {"channel": channel, "given_on": given_on, "evidence": evidence}
    consent = give(representative=held, purpose=purpose, by=by, at=at, **given)
    audit.record("consent.renewed", obj=old, by=by, at=at, subject=held, purpose=purpose)
    return consent


@transaction.atomic
def withdraw(*, representative: Representative, purpose: str, by: Any, at: datetime) -> Consent:
    """Withdraws a consent and everything that rests on it, and deletes at once what was kept because of it.

    Withdrawing lived experience deletes the experience terms; withdrawing the network withdraws all purposes and tells
    the apps above, which take back open invitations. Refuses when nothing is in force.
    """
    held = _lock(representative)
    consent = _in_force(held, purpose)
    if consent is None:
        raise CannotWithdraw(_("There is no consent in force to withdraw."))
    return _end(consent, held, by, at)


@transaction.atomic
def lapse(*, consent: Consent, at: datetime) -> Consent:
    """Ends a consent that was not renewed, with all that a withdrawal does; nobody took it back, so `by` is nobody.

    Refuses one that is not in force any more.
    """
    held = _lock(consent.representative)
    current = Consent.objects.in_force().filter(pk=consent.pk).first()
    if current is None:
        raise CannotWithdraw(_("This consent is withdrawn already."))
    return _end(current, held, None, at, is_lapsed=True)


def mark_asked(consents: Iterable[Consent], *, on: date) -> None:
    """Writes that the person was asked on a day to renew these."""
    Consent.objects.filter(pk__in=[consent.pk for consent in consents]).update(asked_on=on)


@transaction.atomic
def withdraw_one(*, consent: Consent, by: Any, at: datetime) -> Consent:
    """Withdraws the consent that is named by its row, with what rests on it.

    Refuses one that is withdrawn already: the id of an old yes must not take back a newer one.
    """
    if not Consent.objects.in_force().filter(pk=consent.pk).exists():
        raise CannotWithdraw(_("This consent is withdrawn already."))
    return withdraw(representative=consent.representative, purpose=consent.purpose, by=by, at=at)


@transaction.atomic
def renew_one(*, consent: Consent, by: Any, at: datetime, **given: Any) -> Consent:
    """Renews the consent that is named by its row. Refuses one that has ended already."""
    if not Consent.objects.in_force().filter(pk=consent.pk).exists():
        raise CannotRenew(_("There is no consent in force to renew. Record a new yes instead."))
    return renew(representative=consent.representative, purpose=consent.purpose, by=by, at=at, **given)


def _end(
    consent: Consent, representative: Representative, by: Any, at: datetime, *, is_lapsed: bool = False
) -> Consent:
    """Ends what rests on the consent, then the consent itself."""
    for dependent in (p for p, ground in RESTS_ON.items() if ground == consent.purpose):
        resting = _in_force(representative, dependent)
        if resting:
            _stamp(resting, representative, by, at, is_lapsed=is_lapsed)
    return _stamp(consent, representative, by, at, is_lapsed=is_lapsed)


def _stamp(
    consent: Consent, representative: Representative, by: Any, at: datetime, *, is_lapsed: bool
) -> Consent:
    consent.withdrawn_at, consent.withdrawn_by, consent.is_lapsed = at, by, is_lapsed
    consent.save(update_fields=["withdrawn_at", "withdrawn_by", "is_lapsed"])
    fields = ["withdrawn_at"]
    if consent.purpose == Consent.Purpose.EXPERIENCE:
        ProfileTerm.objects.filter(representative=representative).experience().delete()
        fields.append("terms")
    audit.record(
        "consent.lapsed" if is_lapsed else "consent.withdrawn",
        obj=consent,
        by=by,
        at=at,
        fields=fields,
        subject=representative,
        purpose=consent.purpose,
    )
    consent_withdrawn.send(sender=Consent, consent=consent, by=by, at=at)
    return consent


def _lock(representative: Representative) -> Representative:
    """The row, locked until the transaction ends, so that two presses cannot cross."""
    (held,) = Representative.objects.select_for_update(of=("self",)).filter(pk=representative.pk)
    return held


def _in_force(representative: Representative, purpose: str) -> Consent | None:
    return Consent.objects.in_force().filter(representative=representative, purpose=purpose).first()


@transaction.atomic
def keep_experience(
    *,
    representative: Representative,
    term: Term,
    relation: str,
    by: Any,
    at: datetime,
    level: int = Level.NEW,
) -> ProfileTerm:
    """Puts an experience or service area on the profile, or changes its level.

    Refuses without consent to lived experience: nothing about health is kept on a promise. Refuses a term of another
    kind, and one that the municipality does not use.
    """
    if term.kind not in EXPERIENCE_KINDS:
        raise CannotKeep(_("This is no experience area."))
    held = _lock(representative)
    refuse_unused(term, held)
    if not _in_force(held, Consent.Purpose.EXPERIENCE):
        raise ConsentMissing(_("Lived experience is kept only when the person has consented to it."))
    kept, _created = ProfileTerm.objects.update_or_create(
        representative=held,
        term=term,
        relation=relation,
        defaults={"level": level},
        create_defaults={"level": level, "added_at": at, "municipality_id": held.municipality_id},
    )
    audit.record("experience.kept", obj=kept, by=by, at=at, fields=["term"], subject=held)
    return kept
