"""Giving and withdrawing consent. A withdrawal bites in the same transaction."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.core.audit import services as audit
from representatives.catalogue.models import Term
from representatives.consent.models import Consent
from representatives.consent.texts import CURRENT_VERSION
from representatives.registry.models import EXPERIENCE_KINDS, Level, ProfileTerm, Representative
from representatives.registry.services import CannotKeep, refuse_unused
from representatives.signals import consent_withdrawn

# Without the first there is nothing for the second to serve.
RESTS_ON: dict[str, str] = {
    Consent.Purpose.EXPERIENCE: Consent.Purpose.NETWORK,
    Consent.Purpose.QUOTATION: Consent.Purpose.NETWORK,
}


class CannotGive(Exception):
    """The consent cannot be recorded; the text says why and can be shown."""


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
) -> Consent:
    """Records one person's yes to one purpose, and returns it; the one in force, if there is one already.

    Refuses a date after `at`, a person who has left, and a purpose whose ground is not consented to.
    """
    held = _lock(representative)
    if given_on > timezone.localtime(at).date():
        raise CannotGive(_("A consent cannot be given on a day that has not come."))
    if held.has_left:
        raise CannotGive(
            _("This person has left the network. Bring the person back before recording a consent.")
        )
    ground = RESTS_ON.get(purpose)
    if ground and not _in_force(held, ground):
        raise CannotGive(_("The person must first say yes to being in the network."))
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
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("consent.given", obj=consent, by=by, at=at, subject=held, purpose=purpose)
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
    for dependent in (p for p, ground in RESTS_ON.items() if ground == purpose):
        resting = _in_force(held, dependent)
        if resting:
            _stamp(resting, held, by, at)
    return _stamp(consent, held, by, at)


@transaction.atomic
def withdraw_one(*, consent: Consent, by: Any, at: datetime) -> Consent:
    """Withdraws the consent that is named by its row, with what rests on it.

    Refuses one that is withdrawn already: the id of an old yes must not take back a newer one.
    """
    if not Consent.objects.in_force().filter(pk=consent.pk).exists():
        raise CannotWithdraw(_("This consent is withdrawn already."))
    return withdraw(representative=consent.representative, purpose=consent.purpose, by=by, at=at)


def _stamp(consent: Consent, representative: Representative, by: Any, at: datetime) -> Consent:
    consent.withdrawn_at, consent.withdrawn_by = at, by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    fields = ["withdrawn_at"]
    if consent.purpose == Consent.Purpose.EXPERIENCE:
        ProfileTerm.objects.filter(representative=representative).experience().delete()
        fields.append("terms")
    audit.record(
        "consent.withdrawn",
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
    return Representative.objects.select_for_update(of=("self",)).get(pk=representative.pk)


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
